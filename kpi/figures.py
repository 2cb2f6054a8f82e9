"""The figures that one view shows: a workspace's observations in the borders of one era."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from kpi import coverage, merger, observations, store
from kpi.catalogue import Catalogue
from kpi.store import Version
from kpi.units import Units

__all__ = [
    "ERAS", "SCOPES", "Era", "Figures", "Scope", "Workspace", "borders", "in_borders", "published",
]  # fmt: skip

Workspace = Literal["published", "practice", "upload"]
Era = Literal["34", "63"]
ERAS: tuple[Era, ...] = ("34", "63")
Scope = Literal["34", "63", "bo"]  # who is looked at: provinces in force, former ones, ministries
SCOPES: tuple[Scope, ...] = (*ERAS, "bo")


@dataclass(frozen=True)
class Figures:
    """The observations on screen: one workspace, seen in one era's borders.

    `frame` has the columns of `kpi.merger.view`, newest vintage only; it is shared between
    viewers and must not be changed. `version` is the store's they are of, None where they are of
    none.
    """

    workspace: Workspace
    era: Era
    frame: pd.DataFrame
    by_indicator: dict[str, pd.DataFrame]
    covered: coverage.Counts
    last: dict[tuple[str, str], pd.Series]
    version: int | None = None

    @property
    def private(self) -> bool:
        """Whether only this visitor may see these figures."""
        return self.workspace == "upload"

    @property
    def simulated(self) -> bool:
        """Whether these figures are made up for practice."""
        return self.workspace == "practice"

    def of(self, indicator: str, area: str | None = None) -> pd.DataFrame:
        """Return the rows of one indicator, of all areas or one."""
        rows = self.by_indicator.get(indicator)
        if rows is None:
            return self.frame.iloc[:0]
        return rows if area is None else rows[rows["area"] == area]

    def latest(self, indicator: str, area: str) -> pd.Series | None:
        """Return the newest usable row of an indicator in an area, or None."""
        return self.last.get((indicator, area))


def borders(scope: Scope) -> Era:
    """Return the era whose figures hold a scope; ministries stand in those of either."""
    return "63" if scope == "63" else "34"


def in_borders(
    workspace: Workspace,
    era: Era,
    rows: pd.DataFrame,
    catalogue: Catalogue,
    units: Units,
    version: int | None = None,
) -> Figures:
    """Return observations (newest vintages) as an era sees them."""
    frame = merger.view(rows, era, catalogue, units)
    parts = {str(name): part for name, part in frame.groupby("indicator", observed=True)}
    covered, last = coverage.covered(frame, era), observations.latest_rows(frame)
    return Figures(workspace, era, frame, parts, covered, last, version)


def published(version: int | None, log: Iterable[Version]) -> pd.DataFrame:
    """Return published figures; those without a source name the version that brought them.

    Raises `kpi.store.StoreError` where there is no such version.
    """
    rows = observations.newest(store.published(version))
    sources = {one.id: one.source for one in log}
    silent = rows["source"] == ""
    if silent.any():
        rows.loc[silent, "source"] = rows.loc[silent, "version"].map(sources).fillna("")
    return rows

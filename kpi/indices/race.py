"""One index in one period: who has what, who lacks what, and how it stands by given weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kpi.indices.points import Floats, exact, ranks, rounded, shares, values_of
from kpi.indices.robustness import Robustness, random_weights, robustness
from kpi.observations import usable

if TYPE_CHECKING:
    from kpi.indices.index import Index

__all__ = ["Race", "published"]


def published(
    indicator: str | None, rows: Mapping[str, pd.DataFrame], period: str, areas: Sequence[str]
) -> dict[str, float]:
    """Return what was published of a total or rank in a period, by area."""
    if indicator is None or indicator not in rows:
        return {}
    told = usable(rows[indicator])
    told = told[(told["period"] == period) & told["area"].isin(areas)]
    return dict(zip(told["area"].astype(str), told["value"].astype(float), strict=True))


@dataclass(frozen=True)
class Race:
    """Figures of an index in one period: `values` are areas × groups, NaN where missing."""

    index: Index
    period: str
    areas: tuple[str, ...]
    values: Floats
    estimated: frozenset[str]  # areas with an estimated figure in some group
    published: Mapping[str, float]  # totals as published, by area

    @classmethod
    def of(
        cls, index: Index, rows: Mapping[str, pd.DataFrame], period: str, areas: Sequence[str]
    ) -> Race:
        """Gather an index from observations by indicator, as `kpi.merger.view` gives them."""
        parts = [rows[part] for part in index.parts if part in rows]
        held = [usable(part[part["period"] == period]) for part in parts]
        about = {area for part in held for area in part.loc[part["status"] == "E", "area"]}
        values = values_of(index, rows, period, areas)
        known = published(index.indicator, rows, period, areas)
        return cls(index, period, tuple(areas), values, frozenset(about & set(areas)), known)

    @cached_property
    def complete(self) -> tuple[str, ...]:
        """The areas that have all groups, in order."""
        held = np.flatnonzero(~np.isnan(self.values).any(axis=1))
        return tuple(self.areas[at] for at in held)

    def lacking(self, area: str) -> list[int]:
        """Return the groups an area has no figure of, by place."""
        return [int(at) for at in np.flatnonzero(np.isnan(self.values[self.areas.index(area)]))]

    def moved(self, area: str, figures: Sequence[float | None]) -> Race:
        """Return the race with some figures of one area put in place of its own."""
        values = self.values.copy()
        line = self.areas.index(area)
        for column, figure in enumerate(figures):
            if figure is not None:
                values[line, column] = figure
        return Race(self.index, self.period, self.areas, values, self.estimated, self.published)

    @cached_property
    def shares(self) -> Floats:
        """Shares of the groups' most points, areas × groups."""
        return shares(self.values, self.index)

    def standing(self, weights: Sequence[float]) -> pd.DataFrame:
        """Return `total` (rounded) and `rank` by area; NaN where a group is missing."""
        totals = rounded(exact(self.shares, weights, self.index), self.index)
        return pd.DataFrame(
            {"total": totals, "rank": ranks(totals)}, index=pd.Index(self.areas, name="area")
        )

    @cached_property
    def robustness(self) -> Robustness:
        """How the ranks hang on the weights, over 1,000 random weightings."""
        return robustness(self.shares, self.index, random_weights(len(self.index.groups)))

    def differences(self) -> dict[str, float]:
        """Return computed less published totals, by area that has both."""
        totals = self.standing(self.index.weights)["total"]
        return {area: totals[area] - self.published[area]
                for area in self.complete if area in self.published}  # fmt: skip

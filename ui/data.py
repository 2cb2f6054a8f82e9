"""Cached readers: one copy a data version, shared by all viewers and never changed by them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

import pandas as pd
import streamlit as st

from kpi import catalogue as catalogues
from kpi import coverage, merger, observations, practice, store
from kpi import units as geography
from kpi.catalogue import Catalogue, Indicator
from kpi.coverage import Opening
from kpi.reading import Reading
from kpi.units import Units
from ui.shelf import Shelf

Workspace = Literal["published", "practice", "upload"]
Era = Literal["34", "63"]
ERAS: tuple[Era, ...] = ("34", "63")
_UPLOAD = "_upload"
_VIET_NAM = timedelta(hours=7)


@dataclass(frozen=True)
class Figures:
    """The observations on screen: one workspace, seen in one era's borders.

    `frame` has the columns of `kpi.merger.view`, newest vintage only; it is shared between
    viewers and must not be changed. What is built from the figures is kept on their own
    `shelf`, so that nothing made of a visitor's own figures (`private`) reaches another's.
    """

    workspace: Workspace
    era: Era
    frame: pd.DataFrame
    by_indicator: dict[str, pd.DataFrame]
    covered: coverage.Counts
    last: dict[tuple[str, str], pd.Series]
    shelf: Shelf = field(default_factory=Shelf, repr=False, compare=False)

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


@dataclass(frozen=True)
class Held:
    """All a workspace has: its figures in the borders of each era, and what they offer."""

    eras: dict[Era, Figures]
    opening: Opening
    by_province: list[Indicator]
    with_figures: list[Indicator]


def catalogue() -> Catalogue:
    """Return the indicator catalogue."""
    return _catalogue(version())


@st.cache_resource(show_spinner=False)
def units() -> Units:
    """Return the units of both eras."""
    return geography.load_units()


def today() -> date:
    """Return today's date in Viet Nam (UTC+7, no summer time)."""
    return (datetime.now(UTC) + _VIET_NAM).date()


def figures(workspace: Workspace, era: Era) -> Figures:
    """Return the figures of a workspace in an era's borders."""
    return _held(workspace).eras[era]


def opening(workspace: Workspace) -> Opening:
    """Return what the map opens on: the indicator and era that cover the country best."""
    return _held(workspace).opening


def by_province(workspace: Workspace) -> list[Indicator]:
    """Return the indicators that a workspace has figures of, for provinces of either era."""
    return _held(workspace).by_province


def with_figures(workspace: Workspace) -> list[Indicator]:
    """Return the indicators that a workspace has figures of, for whatever area."""
    return _held(workspace).with_figures


def upload() -> Reading | None:
    """Return the table this visitor brought, kept for this visit only."""
    mine = st.session_state.get(_UPLOAD)
    return None if mine is None else mine[0]


def keep_upload(reading: Reading | None) -> None:
    """Keep a table for this visit, seen in the borders of both eras, or let go of it."""
    if reading is None:
        st.session_state.pop(_UPLOAD, None)
        return
    newest = observations.newest(observations.dated(reading.observations))
    st.session_state[_UPLOAD] = reading, _seen("upload", newest)


def version() -> str:
    """Name the state of files and published versions, looked at again after two seconds."""
    return _version(int(time.monotonic() / 2))


@lru_cache(maxsize=1)
def _version(_moment: int) -> str:
    folder = observations.DATA
    newest = max(file.stat().st_mtime_ns for file in folder.glob("*.yml"))
    return f"{newest:x}-{store.version()}"


@lru_cache(maxsize=2)
def _catalogue(_version: str) -> Catalogue:
    return catalogues.load_catalogue()


def _held(workspace: Workspace) -> Held:
    mine = st.session_state.get(_UPLOAD)
    if workspace == "upload" and mine is not None:
        own: Held = mine[1]
        return own
    return _shared("practice" if workspace == "practice" else "published", version())


@st.cache_resource(show_spinner=False, max_entries=4)
def _shared(workspace: Workspace, version: str) -> Held:
    if workspace == "practice":
        return _seen(workspace, practice.practice_panel())
    return _seen(workspace, observations.newest(store.published()))


def _seen(workspace: Workspace, rows: pd.DataFrame) -> Held:
    eras = {era: _in_borders(workspace, era, rows) for era in ERAS}
    covered: dict[str, coverage.Counts] = {era: seen.covered for era, seen in eras.items()}
    local = {name for counts in covered.values() for name, _ in counts}
    anywhere = {name for seen in eras.values() for name in seen.by_indicator}
    known = list(catalogue().values())
    return Held(
        eras,
        coverage.opening(covered, list(catalogue())),
        [entry for entry in known if entry.id in local],
        [entry for entry in known if entry.id in anywhere],
    )


def _in_borders(workspace: Workspace, era: Era, rows: pd.DataFrame) -> Figures:
    frame = merger.view(rows, era, catalogue(), units())
    parts = {str(name): part for name, part in frame.groupby("indicator", observed=True)}
    covered, last = coverage.covered(frame, era), observations.latest_rows(frame)
    return Figures(workspace, era, frame, parts, covered, last)

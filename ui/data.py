"""Cached readers: one copy a data version, shared by all viewers and never changed by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pandas as pd
import streamlit as st

from kpi import catalogue as catalogues
from kpi import coverage, merger, observations, practice
from kpi import units as geography
from kpi.catalogue import Catalogue, Indicator
from kpi.coverage import Opening
from kpi.reading import Reading
from kpi.units import Units

Workspace = Literal["published", "practice", "upload"]
Era = Literal["34", "63"]
ERAS: tuple[Era, ...] = ("34", "63")
_UPLOAD = "_upload"
_VIET_NAM = timedelta(hours=7)


@dataclass(frozen=True)
class Figures:
    """The observations on screen: one workspace, seen in one era's borders.

    `frame` has the columns of `kpi.merger.view`, newest vintage only; it is shared between
    viewers and must not be changed. `version` names its content; a private one (`private`)
    may not go into a cache that viewers share.
    """

    workspace: Workspace
    era: Era
    version: str
    frame: pd.DataFrame
    by_indicator: dict[str, pd.DataFrame]
    covered: coverage.Counts

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
        rows = self.by_indicator.get(indicator, self.frame.iloc[:0])
        return rows if area is None else rows[rows["area"] == area]


@st.cache_resource(show_spinner=False)
def catalogue() -> Catalogue:
    """Return the indicator catalogue."""
    return catalogues.load_catalogue()


@st.cache_resource(show_spinner=False)
def units() -> Units:
    """Return the units of both eras."""
    return geography.load_units()


def today() -> date:
    """Return today's date in Viet Nam (UTC+7, no summer time)."""
    return (datetime.now(UTC) + _VIET_NAM).date()


def figures(workspace: Workspace, era: Era) -> Figures:
    """Return the figures of a workspace in an era's borders."""
    mine = st.session_state.get(_UPLOAD)
    if workspace == "upload" and mine is not None:
        seen: Figures = mine[1][era]
        return seen
    return _figures("practice" if workspace == "practice" else "published", era, version())


def opening(workspace: Workspace) -> Opening:
    """Return what the map opens on: the indicator and era that cover the country best."""
    return coverage.opening(
        {era: figures(workspace, era).covered for era in ERAS}, list(catalogue())
    )


def by_province(workspace: Workspace) -> list[Indicator]:
    """Return the indicators that a workspace has figures of, for provinces of either era."""
    held = {name for era in ERAS for name, _ in figures(workspace, era).covered}
    return [entry for entry in catalogue().values() if entry.id in held]


def with_figures(workspace: Workspace) -> list[Indicator]:
    """Return the indicators that a workspace has figures of, for whatever area."""
    held = {name for era in ERAS for name in figures(workspace, era).by_indicator}
    return [entry for entry in catalogue().values() if entry.id in held]


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
    st.session_state[_UPLOAD] = reading, {era: _seen("upload", era, "", newest) for era in ERAS}


def every_vintage() -> pd.DataFrame:
    """Return all published rows, superseded vintages included."""
    return observations.load_published()


def version() -> str:
    """Name the state of the data files: the newest change among them."""
    folder = observations.DATA
    files = [*folder.glob("*.yml"), *folder.glob("observations/*.csv")]
    return f"{max(file.stat().st_mtime_ns for file in files):x}"


@st.cache_resource(show_spinner=False, max_entries=8)
def _figures(workspace: Workspace, era: Era, version: str) -> Figures:
    if workspace == "practice":
        return _seen(workspace, era, version, practice.practice_panel())
    return _seen(workspace, era, version, observations.newest(observations.load_published()))


def _seen(workspace: Workspace, era: Era, version: str, rows: pd.DataFrame) -> Figures:
    frame = merger.view(rows, era, catalogue(), units())
    parts = {str(name): part for name, part in frame.groupby("indicator", observed=True)}
    return Figures(workspace, era, version, frame, parts, coverage.covered(frame, era))

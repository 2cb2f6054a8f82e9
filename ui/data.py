"""Cached readers: one copy a data version, shared by all viewers and never changed by them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

import pandas as pd
import streamlit as st

from kpi import catalogue as catalogues
from kpi import coverage, observations, practice
from kpi import figures as figures_of
from kpi import units as geography
from kpi.catalogue import Catalogue, Indicator
from kpi.coverage import Opening
from kpi.figures import ERAS, Era, Workspace
from kpi.moments import Moment
from kpi.units import Units
from ui import history
from ui.shelf import Shelf

_UPLOAD = "_upload"
_AS_OF = "_as_of"
_NOW = Shelf(most=4)
_PASTS = Shelf(most=4)  # whoever asks for a thousand versions makes the server hold four


@dataclass(frozen=True)
class Figures(figures_of.Figures):
    """The observations on screen, and a shelf for what is built of them.

    What is built from the figures is kept on their own `shelf`, so that nothing made of a
    visitor's own figures (`private`) reaches another's.
    """

    shelf: Shelf = field(default_factory=Shelf, repr=False, compare=False)


@dataclass(frozen=True)
class Held:
    """All a workspace has: its figures in the borders of each era, and what they offer.

    `reach`: see `kpi.coverage.reach`, of the figures as they were given, in whatever borders.
    """

    eras: dict[Era, Figures]
    opening: Opening
    by_province: list[Indicator]
    with_figures: list[Indicator]
    reach: pd.DataFrame


def catalogue() -> Catalogue:
    """Return the indicator catalogue."""
    return _catalogue(version())


def units() -> Units:
    """Return the units of both eras."""
    return geography.load_units()


def as_of() -> Moment | None:
    """Return the version or day this visitor looks at in place of the newest version."""
    moment: Moment | None = st.session_state.get(_AS_OF)
    return moment


def look_as_of(moment: Moment | None) -> None:
    """Show published figures, and count today, as of a moment; None: as of now."""
    st.session_state[_AS_OF] = moment


def today() -> date:
    """Return today's date in Viet Nam, or the day of the moment that is looked at."""
    moment = as_of()
    return history.clock() if moment is None else moment.day


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


def reach(workspace: Workspace) -> pd.DataFrame:
    """Return what each indicator's figures reach: areas, periods, first and last."""
    return _held(workspace).reach


def upload() -> bool:
    """Tell whether this visitor brought figures, kept for this visit only."""
    return _UPLOAD in st.session_state


def own(rows: pd.DataFrame) -> Held:
    """Return a visitor's observations in the borders of both eras; many rows take long."""
    return _seen("upload", observations.newest(observations.dated(rows)))


def keep_upload(held: Held | None) -> None:
    """Keep a visitor's figures for this visit, or let go of them."""
    if held is None:
        st.session_state.pop(_UPLOAD, None)
    else:
        st.session_state[_UPLOAD] = held


def version() -> str:
    """Name the state of files and published versions, looked at again after two seconds."""
    return history.state()


def shared(workspace: Literal["published", "practice"], era: Era, version: int | None) -> Figures:
    """Return figures that all may see, of a version of the store or as they are now.

    Raises `kpi.store.StoreError` where there is no such version.
    """
    if workspace == "practice" or version is None:
        return _shared(workspace, history.state()).eras[era]
    return _past(version).eras[era]


@lru_cache(maxsize=2)
def _catalogue(_version: str) -> Catalogue:
    return catalogues.load_catalogue()


def _held(workspace: Workspace) -> Held:
    mine = st.session_state.get(_UPLOAD)
    if workspace == "upload" and mine is not None:
        brought: Held = mine
        return brought
    moment = as_of()
    if workspace != "practice" and moment is not None:
        return _past(moment.version)
    return _shared("practice" if workspace == "practice" else "published", version())


def _shared(workspace: Workspace, version: str) -> Held:
    return _NOW.kept((workspace, version), lambda: _now(workspace))


def _now(workspace: Workspace) -> Held:
    if workspace == "practice":
        return _seen(workspace, practice.practice_panel())
    newest = next((one.id for one in history.log()), None)
    return _seen(workspace, _published(newest), newest)


def _published(version: int | None) -> pd.DataFrame:
    return figures_of.published(version, history.log())


def _past(version: int) -> Held:
    return _PASTS.kept(
        (history.files(), history.place(), version),
        lambda: _seen("published", _published(version), version),
    )


def _seen(workspace: Workspace, rows: pd.DataFrame, version: int | None = None) -> Held:
    eras = {era: _in_borders(workspace, era, rows, version) for era in ERAS}
    covered: dict[str, coverage.Counts] = {era: seen.covered for era, seen in eras.items()}
    local = {name for counts in covered.values() for name, _ in counts}
    anywhere = {name for seen in eras.values() for name in seen.by_indicator}
    known = list(catalogue().values())
    return Held(
        eras,
        coverage.opening(covered, list(catalogue())),
        [entry for entry in known if entry.id in local],
        [entry for entry in known if entry.id in anywhere],
        coverage.reach(rows),
    )


def _in_borders(workspace: Workspace, era: Era, rows: pd.DataFrame, version: int | None) -> Figures:
    return Figures(
        **vars(figures_of.in_borders(workspace, era, rows, catalogue(), units(), version))
    )

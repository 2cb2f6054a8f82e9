"""Where exhibits take their figures from: the store, the practice panel, the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from kpi import store
from kpi.alerts import Evaluation, editions, evaluate, load_rules
from kpi.catalogue import Catalogue, load_catalogue
from kpi.course import Judged, judge_all
from kpi.figures import Era, Figures, Workspace, in_borders, published
from kpi.moments import clock
from kpi.observations import newest
from kpi.practice import practice_panel
from kpi.store import Version
from kpi.tasks import judge, load_register, practice_register
from kpi.units import Units, load_units

__all__ = ["Library", "library"]


def _versions() -> tuple[Version, ...]:
    held = store.current()
    return () if held is None else held.versions()


def _figures(workspace: Workspace, era: Era, version: int | None) -> Figures:
    wanted = version
    if workspace == "published" and wanted is None:
        wanted = next((one.id for one in _versions()), None)
    return _seen(workspace, era, wanted, store.version() if workspace == "published" else "")


@lru_cache(maxsize=8)
def _seen(workspace: Workspace, era: Era, version: int | None, _state: str) -> Figures:
    rows: pd.DataFrame
    rows = practice_panel() if workspace == "practice" else published(version, _versions())
    return in_borders(workspace, era, newest(rows), load_catalogue(), load_units(), version)


def _judged(figures: Figures, day: date) -> Judged:
    return _judged_on(_Whole(figures), day)


def _warned(figures: Figures, day: date) -> Evaluation:
    return _warned_on(_Whole(figures), day, store.version())


@dataclass(frozen=True)
class _Whole:
    """Figures as one thing to keep by: told apart by their frame, which is never changed."""

    figures: Figures

    def __hash__(self) -> int:
        return id(self.figures.frame)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and other.figures.frame is self.figures.frame


@lru_cache(maxsize=8)
def _judged_on(whole: _Whole, day: date) -> Judged:
    return judge_all(whole.figures.frame, load_catalogue(), day)


@lru_cache(maxsize=4)
def _warned_on(whole: _Whole, day: date, _state: str) -> Evaluation:
    figures, catalogue, units = whole.figures, load_catalogue(), load_units()
    known, register = figures.frame, load_register(catalogue, units)
    if figures.simulated:
        register = practice_register(register, day)
    else:
        known = editions(store.published(figures.version), catalogue, units)
    tasks = judge(register, catalogue, figures.of, day)
    return evaluate(load_rules(catalogue), known, catalogue, units, day, tasks=tasks)


@dataclass(frozen=True)
class Library:
    """What exhibits are made of; `library` gives one that reads it all itself.

    `figures(workspace, era, version)`: version None means the newest; raises
    `kpi.store.StoreError`. `versions()`: the log, the newest first. `today()`: the day that
    counts where no moment is asked for. `judged(figures, day)`: all judgements on a day,
    `warned` all warnings.
    """

    figures: Callable[[Workspace, Era, int | None], Figures]
    versions: Callable[[], Sequence[Version]]
    today: Callable[[], date]
    judged: Callable[[Figures, date], Judged]
    warned: Callable[[Figures, date], Evaluation] = _warned

    @property
    def catalogue(self) -> Catalogue:
        """The indicators and sources."""
        return load_catalogue()

    @property
    def units(self) -> Units:
        """All areas."""
        return load_units()


def library(today: date | None = None) -> Library:
    """Return a library of the store of this machine, or of the project's files without one.

    `today`: the day that counts, by default the day it is in Viet Nam.
    """
    return Library(_figures, _versions, lambda: today or clock(), _judged, _warned)

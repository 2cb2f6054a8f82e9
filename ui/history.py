"""The store's versions as the screens read them: looked at again every two seconds, then kept.

What a version holds never changes, so comparisons are kept by the numbers of their versions;
how many are kept is bounded, whoever asks for however many.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

import pandas as pd

from kpi import moments, observations, store
from kpi.moments import Moment, clock, day
from kpi.store import Version
from ui.shelf import Shelf

__all__ = [
    "Moment", "clock", "compared", "day", "files", "kept", "log", "look_again", "moment", "place",
    "revisions", "state",
]  # fmt: skip

_KEPT = Shelf(most=64)
T = TypeVar("T")


def state() -> str:
    """Name the state of files and published versions, looked at again after two seconds."""
    return _state(int(time.monotonic() / 2))


@lru_cache(maxsize=1)
def _state(_moment: int) -> str:
    return f"{files()}-{store.version()}"


def files() -> str:
    """Name the state of the files that explain figures: indicators, targets, sources, indices."""
    told = (*observations.DATA.glob("*.yml"), *observations.DATA.glob("indices/*.yml"))
    return f"{max(file.stat().st_mtime_ns for file in told):x}"


def look_again() -> None:
    """See at once what was just published from this server."""
    _state.cache_clear()


def place() -> str:
    """Say where the store lies, without a password; "" where none was made yet."""
    held = store.current()
    return "" if held is None else held.place


def log() -> tuple[Version, ...]:
    """Return all versions, the newest first; none where no store was made yet."""
    return _log(state())


@lru_cache(maxsize=2)
def _log(_state: str) -> tuple[Version, ...]:
    held = store.current()
    return () if held is None else held.versions()


def moment(text: str) -> Moment | None:
    """Read `v12`, or a day from the first version's to today's; None for anything else."""
    return moments.moment(text, log(), clock())


def compared(old: int, new: int) -> pd.DataFrame:
    """Return the figures in which two versions differ (`Store.compare`)."""
    return _of_store(lambda held: held.compare(old, new))


def kept(build: Callable[[], T], *what: object) -> T:
    """Return what `build` makes of versions that `what` names, built once; not to be changed."""
    return _KEPT.kept((place(), files(), *what), build)


def revisions(indicator: str, area: str) -> pd.DataFrame:
    """Return every edition of an area's figures of an indicator (`Store.revisions`)."""
    return _of_store(lambda held: held.revisions(indicator, area))


def _of_store(ask: Callable[[store.Store], pd.DataFrame]) -> pd.DataFrame:
    held = store.current()
    if held is None:
        raise store.StoreError("no_version", version="0")
    return ask(held)

"""The store's versions as the screens read them: looked at again every two seconds, then kept.

What a version holds never changes, so comparisons are kept by the numbers of their versions;
how many are kept is bounded, whoever asks for however many.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TypeVar

import pandas as pd

from kpi import observations, store
from kpi.store import Version
from kpi.store.versions import VIET_NAM
from ui.shelf import Shelf

_NUMBER = re.compile(r"v(0|[1-9][0-9]{0,8})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEPT = Shelf(most=64)
T = TypeVar("T")


@dataclass(frozen=True)
class Moment:
    """A version looked at in place of the newest one, and the day that counts as today there.

    `text` is how the address says it: `v12`, or a day as `2026-11-22`.
    """

    text: str
    version: int
    day: date

    @property
    def by_day(self) -> bool:
        """Whether a day was asked for, not a version."""
        return not self.text.startswith("v")


def state() -> str:
    """Name the state of files and published versions, looked at again after two seconds."""
    return _state(int(time.monotonic() / 2))


@lru_cache(maxsize=1)
def _state(_moment: int) -> str:
    return f"{files()}-{place()}-{store.version()}"


def files() -> str:
    """Name the state of the files that explain the figures: indicators, targets, sources."""
    return f"{max(file.stat().st_mtime_ns for file in observations.DATA.glob('*.yml')):x}"


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


def clock() -> date:
    """Return today's date in Viet Nam, whatever version is looked at."""
    return datetime.now(UTC).astimezone(VIET_NAM).date()


def day(version: Version) -> date:
    """Return the day in Viet Nam on which a version was made."""
    return version.at.astimezone(VIET_NAM).date()


def moment(text: str) -> Moment | None:
    """Read `v12`, or a day from the first version's to today's; None for anything else."""
    versions = log()
    if _NUMBER.fullmatch(text):
        found = [one for one in versions if one.id == int(text[1:])]
        return Moment(text, found[0].id, day(found[0])) if found else None
    asked = _day(text)
    known = [one for one in versions if asked and day(one) <= asked <= clock()]
    return Moment(text, known[0].id, asked) if known and asked else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


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

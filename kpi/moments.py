"""A version looked at in place of the newest one, and the day that counts as today there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kpi.store import Version
from kpi.store.versions import VIET_NAM

__all__ = ["Moment", "clock", "day", "moment", "pinned"]

_NUMBER = re.compile(r"v(0|[1-9][0-9]{0,8})(?:\.([0-9]{4}-[0-9]{2}-[0-9]{2}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Moment:
    """A version looked at in place of the newest one, and the day that counts as today there.

    `text` is how the address says it: `v12`, a day as `2026-11-22`, or both, `v12.2026-11-22`:
    the figures of version 12 as they were judged on that day.
    """

    text: str
    version: int
    day: date

    @property
    def by_day(self) -> bool:
        """Whether a day was asked for, not a version."""
        return "-" in self.text


def moment(text: str, versions: Sequence[Version], today: date) -> Moment | None:
    """Read `v12`, `v12.2026-11-22`, or a day up to `today`; None for anything else.

    `versions`: the log, the newest first.
    """
    if numbered := _NUMBER.fullmatch(text):
        return _of_version(text, int(numbered[1]), numbered[2], versions, today)
    asked = _day(text)
    known = [one for one in versions if asked and day(one) <= asked <= today]
    return Moment(text, known[0].id, asked) if known and asked else None


def pinned(version: Version, today: date) -> str:
    """Write a version as it was looked at on a day, so that `moment` gives both again."""
    return f"v{version.id}" if day(version) == today else f"v{version.id}.{today}"


def _of_version(
    text: str, number: int, on: str | None, versions: Sequence[Version], today: date
) -> Moment | None:
    found = next((one for one in versions if one.id == number), None)
    if found is None:
        return None
    asked = _day(on) if on else day(found)
    known = asked is not None and day(found) <= asked <= max(today, day(found))
    return Moment(text, number, asked) if asked and known else None


def clock() -> date:
    """Return today's date in Viet Nam, whatever version is looked at."""
    return datetime.now(UTC).astimezone(VIET_NAM).date()


def day(version: Version) -> date:
    """Return the day in Viet Nam on which a version was made."""
    return version.at.astimezone(VIET_NAM).date()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None

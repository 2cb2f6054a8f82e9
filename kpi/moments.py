"""A version looked at in place of the newest one, and the day that counts as today there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kpi.store import Version
from kpi.store.versions import VIET_NAM

__all__ = ["Moment", "clock", "day", "moment"]

_NUMBER = re.compile(r"v(0|[1-9][0-9]{0,8})")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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


def moment(text: str, versions: Sequence[Version], today: date) -> Moment | None:
    """Read `v12`, or a day from the first version's to `today`; None for anything else.

    `versions`: the log, the newest first.
    """
    if _NUMBER.fullmatch(text):
        found = [one for one in versions if one.id == int(text[1:])]
        return Moment(text, found[0].id, day(found[0])) if found else None
    asked = _day(text)
    known = [one for one in versions if asked and day(one) <= asked <= today]
    return Moment(text, known[0].id, asked) if known and asked else None


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

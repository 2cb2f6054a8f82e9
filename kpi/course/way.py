"""What every method of judging is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kpi.course.series import Point

__all__ = ["SHORTEST", "Finding", "Way", "bounded"]

SHORTEST = 180  # days between two figures that make a growth rate a year

_SAME = 1e-9  # relative: figures that differ by less are equal, as sums of fractions may
_MOST = 1000.0  # ratios beyond are given as this


@dataclass(frozen=True)
class Way:
    """The way from the baseline to a target: the comparable points, at least one, oldest first.

    The baseline is the first of them, the latest the last. `valid`: least and greatest value the
    unit allows, None for no bound. All values are in the indicator's unit.
    """

    points: tuple[Point, ...]
    target: float
    deadline: date
    as_of: date
    direction: str  # "higher" or "lower" is better
    valid: tuple[float, float | None] = (0.0, None)

    @property
    def sign(self) -> int:
        """1 where higher is better, else −1."""
        return 1 if self.direction == "higher" else -1

    @property
    def baseline(self) -> Point:
        """The first comparable figure."""
        return self.points[0]

    @property
    def latest(self) -> Point:
        """The last comparable figure."""
        return self.points[-1]

    @property
    def past(self) -> bool:
        """Whether the deadline, itself still in time, is over."""
        return self.deadline < self.as_of

    def reaches(self, value: float) -> bool:
        """Tell whether a value is as good as the target or better."""
        room = _SAME * max(abs(self.target), abs(value))
        return self.sign * (self.target - value) <= room

    @property
    def near_limit(self) -> bool:
        """Whether the latest value is within 1 % of the end of a scale with two ends."""
        low, high = self.valid
        if high is None:
            return False
        end = high if self.sign > 0 else low
        return abs(end - self.latest.value) <= 0.01 * (high - low)


@dataclass(frozen=True)
class Finding:
    """What one method says: a verdict word, its value, the numbers of its formula.

    `value` is None and `reason` (a key of `kpi.course.words.REASONS`) says why where the formula
    has no sense; every number is finite.
    """

    verdict: str
    value: float | None = None
    numbers: Mapping[str, float] = field(default_factory=dict)
    reason: str = ""


def bounded(ratio: float) -> float:
    """Return a ratio, ±1000 in place of anything beyond: more digits would mean nothing."""
    return max(-_MOST, min(_MOST, ratio))

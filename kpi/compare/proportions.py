"""Is the difference of two shares more than chance? Intervals, a test, and many tests at once.

Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
JASA 22 (1927) 209-212; R. G. Newcombe, "Interval estimation for the difference between independent
proportions: comparison of eleven methods", Statistics in Medicine 17 (1998) 873-890, method 10;
S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
Statistics 6 (1979) 65-70.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import erfc, sqrt
from statistics import NormalDist
from typing import NamedTuple

__all__ = ["LEVEL", "Counted", "Interval", "difference", "holm", "p_value", "wilson"]

LEVEL = 0.95


class Interval(NamedTuple):
    """The two ends of a confidence interval."""

    low: float
    high: float


class Counted(NamedTuple):
    """A share as it was counted: a part of a whole, 0 <= part <= whole and whole > 0."""

    part: float
    whole: float

    @property
    def share(self) -> float:
        """The share, 0 to 1."""
        return self.part / self.whole


def wilson(one: Counted, level: float = LEVEL) -> Interval:
    """Return Wilson's score interval of a share, 0 to 1."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    part, whole = one
    middle = 2 * part + z * z
    reach = z * sqrt(z * z + 4 * part * (1 - part / whole))
    below = 2 * (whole + z * z)
    return Interval((middle - reach) / below, (middle + reach) / below)


def difference(one: Counted, other: Counted, level: float = LEVEL) -> Interval:
    """Return Newcombe's interval (method 10) of `one`'s share less the `other`'s, -1 to 1."""
    first, second = wilson(one, level), wilson(other, level)
    apart = one.share - other.share
    below = sqrt((one.share - first.low) ** 2 + (second.high - other.share) ** 2)
    above = sqrt((first.high - one.share) ** 2 + (other.share - second.low) ** 2)
    return Interval(max(apart - below, -1.0), min(apart + above, 1.0))


def p_value(one: Counted, other: Counted) -> float:
    """Return the two-sided p of the score test of equal shares (Pearson's chi-square, 1 d.f.)."""
    pooled = (one.part + other.part) / (one.whole + other.whole)
    spread = sqrt(pooled * (1 - pooled) * (1 / one.whole + 1 / other.whole))
    if spread == 0:  # none, or all, on both sides
        return 1.0
    return erfc(abs(one.share - other.share) / spread / sqrt(2))


def holm(values: Sequence[float]) -> list[float]:
    """Adjust p values for there being many of them, by Holm's procedure; in the same order."""
    order = sorted(range(len(values)), key=values.__getitem__)
    adjusted, reached = [0.0] * len(values), 0.0
    for step, at in enumerate(order):
        reached = max(reached, min(1.0, (len(values) - step) * values[at]))
        adjusted[at] = reached
    return adjusted

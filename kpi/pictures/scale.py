"""Axes: from values to places, with ticks at round values."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Scale", "scale"]


@dataclass(frozen=True)
class Scale:
    """A linear axis from `low` to `high`, drawn from pixel `start` to pixel `end`."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def __call__(self, value: float) -> float:
        """Return the pixel of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    @property
    def decimals(self) -> int:
        """How many its ticks need."""
        return next(
            (n for n in range(6) if all(abs(t - round(t, n)) < 1e-9 for t in self.ticks)), 6
        )


def scale(
    values: Iterable[float | None],
    start: float,
    end: float,
    *,
    zero: bool = False,
    ranks: bool = False,
    about: int = 5,
) -> Scale:
    """Choose an axis that holds all values, with `zero` also 0, and about so many ticks.

    Ranks begin at 1, which stands at `end`: at the top.
    """
    known = [value for value in values if value is not None] or [0.0, 1.0]
    low, high = min(known), max(known)
    if ranks:
        return _of_ranks(max(high, 2.0), start, end, about)
    low, high = (min(low, 0.0), max(high, 0.0)) if zero else (low, high)
    if low == high:
        low, high = low - (abs(low) or 1) * 0.1 * (not zero), high + (abs(high) or 1) * 0.1
    step = _step((high - low) / about)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(n * step, 10) for n in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], start, end, ticks)


def _of_ranks(worst: float, start: float, end: float, about: int) -> Scale:
    step = max(1.0, _step(worst / about))
    last = math.ceil(worst / step - 1e-9)
    ticks = (1.0, *(n * step for n in range(1, last + 1) if n * step > 1))
    return Scale(1.0, ticks[-1], end, start, ticks)


def _step(rough: float) -> float:
    """Return the next of 1, 2, 2.5 and 5 · 10^n."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * (1 - 1e-9))

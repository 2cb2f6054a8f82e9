"""The cheapest next point: which group an area would raise, and by how much.

An index is a sum, so a group of weight w (a share of all weights) that rises by x (a share of its
most points) brings w · x · total. To gain g it must rise by g / (w · total), if it has so much
room left. **Cheapest** is the group that has to rise least; where several have to rise alike, the
one with the most room left, then the first. Groups of no weight bring nothing.

The next rank is the next better rounded total; the gain asked for is the least that rounds to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpi.indices.points import GUARD, Floats, exact, rounded

if TYPE_CHECKING:
    from kpi.indices.index import Index

__all__ = ["Way", "to_next_point", "to_next_rank"]

_ALIKE = 1e-9


@dataclass(frozen=True)
class Way:
    """What each group alone would have to rise to gain `gain`.

    `rises`: shares of the group's most points (0–1), NaN where the group cannot bring it.
    `cheapest`: the group's place, None where no single group can.
    """

    gain: float
    rises: Floats
    cheapest: int | None


def to_next_point(share: Floats, weights: Sequence[float], index: Index) -> Way:
    """Say how one area (shares of its groups, all known) gains the index's step."""
    return _way(index.step, share, weights, index)


def to_next_rank(share: Floats, at: int, weights: Sequence[float], index: Index) -> Way | None:
    """Say how the area in line `at` of shares (areas × groups) reaches a better rank.

    None where nobody is ahead. Areas without a total are not in the race.
    """
    totals = exact(share, weights, index)
    shown = rounded(totals, index)
    ahead = shown[shown > shown[at]]
    if not len(ahead):
        return None
    least = ahead.min() - (0.5 + GUARD) / 10**index.decimals  # the least that rounds to it
    return _way(max(least - totals[at], 0.0), share[at], weights, index)


def _way(gain: float, share: Floats, weights: Sequence[float], index: Index) -> Way:
    worth = np.asarray(weights, dtype=np.float64) / float(np.sum(weights)) * index.total
    rises = np.divide(gain, worth, out=np.full(len(worth), np.inf), where=worth > 0)
    rises = np.where(rises <= 1 - share + _ALIKE, rises, np.nan)
    if np.isnan(rises).all():
        return Way(gain, rises, None)
    alike = rises <= np.nanmin(rises) + _ALIKE
    return Way(gain, rises, int(np.argmin(np.where(alike, share, np.inf))))

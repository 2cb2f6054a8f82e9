"""How fast ranks are counted under random weightings, beside a plain loop in the same run.

    python -m bench.robustness

1,000 weightings × 34 provinces × 5 groups of Decision 766 in the practice panel.
Bar: all at once takes at most 300 ms and is faster than the loop.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from math import floor, isnan, nan
from typing import TypeVar

import numpy as np

from kpi.catalogue import load_catalogue
from kpi.indices.index import Index, load_indices
from kpi.indices.points import areas_of
from kpi.indices.race import Race
from kpi.indices.robustness import FIRST, NEAR, random_weights, robustness
from kpi.merger import view
from kpi.practice import practice_panel
from kpi.units import load_units

PERIOD = "2026-07"  # the last month in which all 34 have all groups
MOST_SECONDS = 0.3
_REPEATS = 3
T = TypeVar("T")


def plain(
    share: Sequence[Sequence[float]],
    official: Sequence[float],
    weightings: Sequence[Sequence[float]],
    index: Index,
) -> tuple[list[float], list[float]]:
    """Count as `kpi.indices.robustness` does, one area and one weighting after the other."""
    before = _places(share, official, index)
    stays, first = [0] * len(share), [0] * len(share)
    for weights in weightings:
        for area, place in enumerate(_places(share, weights, index)):
            stays[area] += abs(place - before[area]) <= NEAR
            first[area] += place <= FIRST
    held = [not any(map(isnan, line)) for line in share]
    counts = zip(stays, first, held, strict=True)
    parts = [
        (a / len(weightings), b / len(weightings)) if one else (nan, nan) for a, b, one in counts
    ]
    return [one for one, _ in parts], [one for _, one in parts]


def _places(
    share: Sequence[Sequence[float]], weights: Sequence[float], index: Index
) -> list[float]:
    """Rank by comparing everyone with everyone; NaN for who lacks a group."""
    whole, scale = sum(weights), 10**index.decimals
    totals = []
    for line in share:
        total = sum(w * one for w, one in zip(weights, line, strict=True)) / whole * index.total
        totals.append(total if isnan(total) else floor(total * scale + 0.5 + 1e-9))
    return [nan if isnan(one) else 1 + sum(other > one for other in totals) for one in totals]


def measure() -> tuple[float, float, bool]:
    """Return the seconds of both ways (the least of three) and whether they agree."""
    catalogue, units = load_catalogue(), load_units()
    index = load_indices(catalogue).by_id["decision_766"]
    frame = view(practice_panel(), "34", catalogue, units)
    rows = {str(name): part for name, part in frame.groupby("indicator", observed=True)}
    share = Race.of(index, rows, PERIOD, areas_of(index, "34", units)).shares
    weightings = random_weights(len(index.groups))
    fast, quick = _timed(partial(robustness, share, index, weightings))
    slow, looped = _timed(partial(plain, share.tolist(), index.weights, weightings.tolist(), index))
    return quick, looped, bool(np.allclose((fast.stays, fast.first), slow))


def _timed(way: Callable[[], T]) -> tuple[T, float]:
    seconds = []
    for _ in range(_REPEATS):
        begin = time.perf_counter()
        made = way()
        seconds.append(time.perf_counter() - begin)
    return made, min(seconds)


def main() -> int:
    """Measure, print a line, and return 0 when the bar holds."""
    quick, looped, alike = measure()
    holds = alike and quick <= min(MOST_SECONDS, looped)
    print(line(quick, looped, alike), "holds" if holds else "FAILS")
    return 0 if holds else 1


def line(quick: float, looped: float, alike: bool) -> str:
    """Say both times and how often the loop's contains the other."""
    same = "same counts" if alike else "DIFFERENT counts"
    return (
        f"1,000 weightings × 34 × 5: {quick * 1e3:.1f} ms at once, {looped * 1e3:.0f} ms in a "
        f"plain loop, {looped / quick:.0f} ×, {same}:"
    )


if __name__ == "__main__":
    sys.exit(main())

"""From figures to points, totals and ranks.

A figure's share of its group is (figure − zero) / (full − zero), never below 0 nor above 1. A
total is the sum over the groups of weight × share, the weights taken as shares of their sum, times
the index's total, rounded half up to its decimals as totals are published. Who lacks a group has
no total. Equal totals share the better rank (1, 2, 2, 4), and ranks are of the rounded totals.

`ui/simulator/simulator.js` counts in the same order of steps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.observations import usable

if TYPE_CHECKING:
    from kpi.indices.index import Index
    from kpi.units import Units

__all__ = ["areas_of", "exact", "periods_of", "ranks", "rounded", "shares", "values_of"]

Floats = NDArray[np.float64]
GUARD = 1e-9  # in units of the last digit: an exact half is not lost to its last bit
_AVERAGES = {"WORLD", "ASIA", "SEA"}


def areas_of(index: Index, era: str, units: Units) -> list[str]:
    """Return the areas the index is of; `era` ("34" or "63") matters for provinces only."""
    if index.areas == "provinces":
        return [unit.id for unit in (units.provinces if era == "34" else units.formers)]
    if index.areas == "ministries":
        return [unit.id for unit in units.of("ministry")]
    return ["VN", *(unit.id for unit in units.of("country") if unit.id not in _AVERAGES)]


def periods_of(
    index: Index, rows: Mapping[str, pd.DataFrame], areas: Sequence[str]
) -> list[tuple[str, int]]:
    """Return periods in which somebody has all groups, and how many have, the newest first.

    `rows`: observations by indicator, as `kpi.merger.view` gives them.
    """
    if not index.parts or any(part not in rows for part in index.parts):
        return []
    held = pd.concat([_rows(rows, part, areas, index) for part in index.parts])
    complete = held.groupby(["period", "area"], observed=True)["indicator"].nunique()
    counted = (complete == len(index.parts)).groupby("period", observed=True).sum()
    last = held.groupby("period", observed=True)["end"].max()
    order = last[counted[counted > 0].index].sort_values(ascending=False).index
    return [(str(period), int(counted[period])) for period in order]


def values_of(
    index: Index, rows: Mapping[str, pd.DataFrame], period: str, areas: Sequence[str]
) -> Floats:
    """Return the figures of a period, areas × groups, NaN where nobody published one."""
    table = np.full((len(areas), len(index.groups)), np.nan)
    for column, group in enumerate(index.groups):
        if group.indicator is not None and group.indicator in rows:
            one = _rows(rows, group.indicator, areas, index)
            at = one[one["period"] == period].set_index("area")["value"]
            table[:, column] = at.reindex(list(areas)).to_numpy(np.float64)
    return table


def _rows(
    rows: Mapping[str, pd.DataFrame], part: str, areas: Sequence[str], index: Index
) -> pd.DataFrame:
    one = usable(rows[part])
    one = one[one["area"].isin(areas)]
    return one[one["period"].isin(index.periods)] if index.periods else one


def shares(values: Floats, index: Index) -> Floats:
    """Return shares of the groups' most points, 0–1, of figures (… × groups)."""
    zero = np.array([group.zero for group in index.groups])
    full = np.array([group.full for group in index.groups])
    return np.asarray(np.clip((values - zero) / (full - zero), 0.0, 1.0), dtype=np.float64)


def exact(share: Floats, weights: Sequence[float], index: Index) -> Floats:
    """Return totals before rounding, of shares (areas × groups); NaN where a group is missing.

    Raises ValueError where the weights do not fit the groups, are negative or all zero.
    """
    whole = float(np.sum(weights))
    if len(weights) != len(index.groups) or min(weights) < 0 or not 0 < whole < float("inf"):
        raise ValueError(f"{len(index.groups)} weights, not all zero, are expected: {weights!r}")
    total = np.zeros(len(share))
    for column, weight in enumerate(weights):  # in order, as the browser adds
        total = total + weight / whole * index.total * share[:, column]
    return total


def rounded(totals: Floats, index: Index) -> Floats:
    """Round totals half up to the index's decimals."""
    scale = 10.0**index.decimals
    return np.asarray(np.floor(totals * scale + 0.5 + GUARD) / scale)


def ranks(totals: Floats) -> Floats:
    """Return ranks of rounded totals, the most points first; NaN where there is no total."""
    return np.asarray(pd.Series(totals).rank(method="min", ascending=False), dtype=np.float64)

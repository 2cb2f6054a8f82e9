"""Do two indicators move together over the provinces? Pearson's r and Spearman's rank r.

Intervals: R. A. Fisher, "On the probable error of a coefficient of correlation deduced from a
small sample", Metron 1 (1921) 3-32 (z transformation, standard error 1/sqrt(n - 3)); for ranks
D. G. Bonett and T. A. Wright, "Sample size requirements for estimating Pearson, Kendall and
Spearman correlations", Psychometrika 65 (2000) 23-28 (standard error sqrt((1 + r^2/2)/(n - 3))).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh
from statistics import NormalDist, StatisticsError, correlation

import pandas as pd

from kpi.compare.proportions import LEVEL, Interval
from kpi.observations import usable

__all__ = ["LEAST", "Correlation", "Pairs", "correlate", "paired"]

LEAST = 10  # areas; of fewer the interval says nothing
_NEARLY = 0.9


@dataclass(frozen=True)
class Correlation:
    """How far two indicators move together: coefficients from -1 to 1, with 95 % intervals."""

    number: int
    pearson: float
    interval: Interval
    spearman: float
    ranks_interval: Interval


@dataclass(frozen=True)
class Pairs:
    """What is set against each other: one row an area (`x`, `y`), each at one period.

    `x_period` and `y_period` are the same where one period serves; None where there is no pair.
    """

    rows: pd.DataFrame
    x_period: str | None
    y_period: str | None


def correlate(x: Sequence[float], y: Sequence[float]) -> Correlation | None:
    """Return how two columns of equal length move together; None for too few or constant ones."""
    number = len(x)
    if number < LEAST:
        return None
    try:
        straight, ranks = correlation(x, y), correlation(_ranks(x), _ranks(y))
    except StatisticsError:  # all values of one are equal
        return None
    return Correlation(
        number,
        straight,
        _interval(straight, 1 / sqrt(number - 3)),
        ranks,
        _interval(ranks, sqrt((1 + ranks * ranks / 2) / (number - 3))),
    )


def _ranks(values: Sequence[float]) -> list[float]:
    """Return ranks from 1, equal values sharing the mean of theirs."""
    return [float(rank) for rank in pd.Series(values, dtype=float).rank()]


def paired(one: pd.DataFrame, other: pd.DataFrame, areas: Sequence[str]) -> Pairs:
    """Pair two indicators' rows (columns of `kpi.merger.view`) by area.

    At the newest period that serves nearly as many areas (90 %) as any does; where no period has
    two areas with both figures, each indicator stands at the newest of its own widest periods.
    """
    first, second = _columns(one, areas), _columns(other, areas)
    both = first.merge(second, on=["area", "period"], suffixes=("_x", "_y"))
    shared = _widest(both["period"], both["end_x"])
    if shared is not None and (both["period"] == shared).sum() > 1:
        rows = both[both["period"] == shared]
        return _pairs(rows, shared, shared)
    at = _widest(first["period"], first["end"]), _widest(second["period"], second["end"])
    rows = first[first["period"] == at[0]].merge(
        second[second["period"] == at[1]], on="area", suffixes=("_x", "_y")
    )
    return _pairs(rows, *at) if len(rows) else _pairs(rows, None, None)


def _columns(rows: pd.DataFrame, areas: Sequence[str]) -> pd.DataFrame:
    return usable(rows[rows["area"].isin(areas)])[["area", "period", "value", "end"]]


def _widest(periods: pd.Series, ends: pd.Series) -> str | None:
    """Return the newest period with nearly as many rows as the widest has."""
    counts = periods.value_counts()
    wide = [str(period) for period, count in counts.items() if count >= _NEARLY * counts.max()]
    last = dict(zip(periods, ends, strict=True))
    return max(wide, key=lambda period: (last[period], period), default=None)


def _pairs(rows: pd.DataFrame, x_period: str | None, y_period: str | None) -> Pairs:
    columns = {"value_x": "x", "value_y": "y"}
    table = rows[["area", "value_x", "value_y"]].rename(columns=columns)
    return Pairs(table.reset_index(drop=True), x_period, y_period)


def _interval(r: float, error: float) -> Interval:
    if abs(r) >= 1:  # on one line, where the transformation has no end
        return Interval(r, r)
    reach = NormalDist().inv_cdf((1 + LEVEL) / 2) * error
    return Interval(tanh(atanh(r) - reach), tanh(atanh(r) + reach))

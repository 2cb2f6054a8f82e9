"""How well each method would have foretold what is known by now, and how wide its errors are.

Rolling origin (L. J. Tashman, "Out-of-sample tests of forecasting accuracy", International Journal
of Forecasting 16, 2000): standing at each figure but the first two, a method sees what was known
by then and foretells every later figure. Errors in the indicator's unit choose the method; errors
in log odds, divided by the years ahead, give the width of intervals: a trend that is off gets
further off in proportion to time.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kpi.course.forecasts import FORECASTS, logit
from kpi.course.student import quantile

__all__ = ["LEAST", "Backtest", "Floats", "backtest"]

Floats = NDArray[np.float64]

LEAST = 5  # figures: at least two origins and three forecasts
_FIRST = 3  # figures seen at the first origin
_MOST = 24  # origins: the last of a long series


class Backtest(NamedTuple):
    """One method's record; arrays by series.

    `error`: mean absolute error, as a share of the scale. `width`: of the errors in log odds
    one year ahead. `inside80`, `inside95`: shares of forecasts whose outcome lay inside the
    interval that the other origins' errors would have given.
    """

    error: Floats
    width: Floats
    inside80: Floats
    inside95: Floats
    origins: int
    forecasts: int
    nearest: float  # years ahead that were tried, from
    farthest: float  # to


def backtest(times: Floats, values: Floats) -> dict[str, Backtest]:
    """Try every method on series with figures at the same times, LEAST at least.

    `times`: (n,) years, ascending; `values`: (series, n) shares of the scale.
    """
    first = max(_FIRST, len(times) - _MOST)
    origins = range(first, len(times))
    ahead = np.concatenate([times[at:] - times[at - 1] for at in origins])
    truth = np.concatenate([values[:, at:] for at in origins], axis=1)
    which = np.repeat(np.arange(len(origins)), [len(times) - at for at in origins])
    records = {}
    for name, forecast in FORECASTS.items():
        told = [forecast(times[:at], values[:, :at], times[at:]) for at in origins]
        records[name] = _record(np.concatenate(told, axis=1), truth, ahead, which)
    return records


def _record(told: Floats, truth: Floats, ahead: Floats, which: NDArray[np.int64]) -> Backtest:
    error = np.abs(told - truth).mean(axis=1)
    scaled = (logit(truth) - logit(told)) / ahead
    counts = np.bincount(which)
    squares = np.add.reduceat(scaled**2, np.append(0, np.cumsum(counts)[:-1]), axis=1) / counts
    others = (squares.sum(axis=1, keepdims=True) - squares) / (len(counts) - 1)
    width = np.sqrt(others)[:, which] + 1e-12  # equal numbers, as in a straight line, lie inside
    return Backtest(
        error,
        np.sqrt(squares.mean(axis=1)),
        _inside(scaled, width, 0.90, len(counts) - 1),
        _inside(scaled, width, 0.975, len(counts) - 1),
        len(counts),
        len(ahead),
        float(ahead.min()),
        float(ahead.max()),
    )


def _inside(scaled: Floats, width: Floats, level: float, degrees: int) -> Floats:
    share = (np.abs(scaled) <= quantile(level, degrees) * width).mean(axis=1)
    return np.asarray(share, dtype=np.float64)

"""Where a series will stand at a deadline, how sure that is, and how often that was right before.

The method is the one with the least error in the back-test. If no method beats "no change", there
is no projection. Intervals are Student's t in log odds: their width is that of the back-test's
errors, in proportion to the years ahead, with as many degrees of freedom as there were origins, and
never less than figures are rounded by. Nearer than anything tried it shrinks with the root of time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from kpi.catalogue import Indicator
from kpi.course.backtest import LEAST, Backtest, Floats, backtest
from kpi.course.forecasts import FORECASTS, NO_CHANGE, inverse, logit
from kpi.course.series import Point
from kpi.course.spans import DAYS_A_YEAR
from kpi.course.student import below, quantile
from kpi.language import N_

__all__ = ["NAMES", "Projection", "Step", "fan", "project", "project_all"]

NAMES = {  # of the methods, as a reader is told
    "last_value": N_("no change"),
    "straight_line": N_("straight line"),
    "damped_logit": N_("damped trend (logit)"),
    "theil_sen_logit": N_("Theil–Sen trend (logit)"),
}
_STEPS = 12  # of a fan


class Step(NamedTuple):
    """A projected value on a day with its 80 % and 95 % intervals, in the indicator's unit."""

    day: date
    value: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True)
class Projection:
    """The value expected at a deadline, and the record of the method that expects it.

    `probability`: that the target is reached at the deadline. `error` and `error_no_change`: mean
    absolute errors in the back-test, in the indicator's unit (points of a percentage).
    `coverage80`, `coverage95`: shares of back-test forecasts inside their intervals. `farthest`:
    years ahead that were tried; a deadline beyond is less sure than the record says.
    """

    method: str  # a key of NAMES
    at: Step
    probability: float
    error: float
    error_no_change: float
    coverage80: float
    coverage95: float
    origins: int
    forecasts: int
    farthest: float


def project(
    points: tuple[Point, ...], indicator: Indicator, target: float, deadline: date
) -> Projection | str:
    """Project comparable points to a deadline; a key of REASONS where that cannot be."""
    return project_all([points], indicator, target, deadline)[0]


def project_all(
    series: list[tuple[Point, ...]], indicator: Indicator, target: float, deadline: date
) -> list[Projection | str]:
    """Project series of one indicator whose points stand on the same days, in their order.

    The deadline lies after the last point or on it.
    """
    if (silent := _refused(series[0], indicator)) is not None:
        return [silent] * len(series)
    bench = _Bench(series, indicator)
    bands = bench.bands([deadline])
    return [
        "no_skill" if name == NO_CHANGE else bench.told(row, bands, deadline, target)
        for row, name in enumerate(bench.best)
    ]


def fan(points: tuple[Point, ...], indicator: Indicator, deadline: date) -> tuple[Step, ...]:
    """Return twelve steps from the last figure to the deadline; empty without a projection."""
    if _refused(points, indicator) is not None:
        return ()
    bench = _Bench([points], indicator)
    if bench.best[0] == NO_CHANGE:
        return ()
    last, span = points[-1].day, (deadline - points[-1].day).days
    days = [last + timedelta(span * step // _STEPS) for step in range(1, _STEPS + 1)]
    bands = bench.bands(days)
    return tuple(bench.step(0, at, bands, day) for at, day in enumerate(days))


def _refused(points: tuple[Point, ...], indicator: Indicator) -> str | None:
    if indicator.unit == "rank" or indicator.valid[1] is None:
        return "unbounded_unit"
    return "few_points" if len(points) < LEAST else None


class _Bands(NamedTuple):
    """What is expected, series × days: log odds and the width of their error."""

    middle: Floats
    width: Floats


class _Bench:
    """Series on a scale with two ends, each with the method that did best on it."""

    def __init__(self, series: list[tuple[Point, ...]], indicator: Indicator) -> None:
        self._indicator, self._low = indicator, indicator.valid[0]
        self._span = (indicator.valid[1] or 0.0) - self._low
        self._start = series[0][0].day
        self._times = self._years([point.day for point in series[0]])
        values = np.array([[point.value for point in points] for points in series])
        self._shares = np.clip((values - self._low) / self._span, 0, 1)
        self._records = backtest(self._times, self._shares)
        errors = np.stack([record.error for record in self._records.values()])
        self.best = [list(FORECASTS)[row] for row in errors.argmin(axis=0)]

    def _years(self, days: list[date]) -> Floats:
        return np.array([(day - self._start).days / DAYS_A_YEAR for day in days])

    def bands(self, days: list[date]) -> _Bands:
        """Return what each series' method expects on days after the last figure, or on it."""
        ahead = self._years(days)
        told = {
            name: logit(FORECASTS[name](self._times, self._shares, ahead))
            for name in set(self.best)
        }
        middle = np.stack([told[name][row] for row, name in enumerate(self.best)])
        width = np.array([self._record(row).width[row] for row in range(len(self.best))])
        growth = self._growth(ahead - self._times[-1], self._record(0).nearest)
        rounded = 0.5 * 10**-self._indicator.decimals / self._span
        share = inverse(middle)
        return _Bands(middle, np.maximum(np.outer(width, growth), rounded / (share * (1 - share))))

    @staticmethod
    def _growth(ahead: Floats, nearest: float) -> Floats:
        """Return by how much errors grow with the years ahead, 1 after one."""
        return np.asarray(np.sqrt(ahead * np.maximum(ahead, nearest)), dtype=np.float64)

    def _record(self, row: int) -> Backtest:
        return self._records[self.best[row]]

    def step(self, row: int, at: int, bands: _Bands, day: date) -> Step:
        """Write one series' expectation on one day in the indicator's unit."""
        middle, width = bands.middle[row, at], bands.width[row, at]
        degrees = self._record(row).origins
        off = [0.0, *(sign * quantile(p, degrees) for p in (0.90, 0.975) for sign in (-1, 1))]
        shares = inverse(middle + width * np.array(off))
        return Step(day, *(self._low + self._span * shares).tolist())

    def _chance(self, row: int, bands: _Bands, target: float) -> float:
        """Return how likely the value at the first of the days is as good as the target."""
        share, higher = (target - self._low) / self._span, self._indicator.direction == "higher"
        if (share > 1) if higher else (share < 0):
            return 0.0
        off = float(logit(np.array(share)) - bands.middle[row, 0]) / float(bands.width[row, 0])
        short = below(off, self._record(row).origins)
        return 1 - short if higher else short

    def told(self, row: int, bands: _Bands, deadline: date, target: float) -> Projection:
        """Say where a series will stand at the deadline, and the record of its method."""
        record = self._record(row)
        return Projection(
            self.best[row],
            self.step(row, 0, bands, deadline),
            self._chance(row, bands, target),
            self._span * float(record.error[row]),
            self._span * float(self._records[NO_CHANGE].error[row]),
            float(record.inside80[row]),
            float(record.inside95[row]),
            record.origins,
            record.forecasts,
            record.farthest,
        )

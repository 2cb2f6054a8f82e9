"""Four ways to carry few, irregular figures of a bounded scale onward, for many series at once.

Every method takes `times` (n, years, ascending), `values` (series × n, shares of the scale from 0
to 1) and `ahead` (m, times to forecast) and returns shares (series × m). On the logit scale,
log(p / (1 − p)), no forecast can leave the limits.

- No change: the last value. The yardstick; never shown as a projection.
- Straight line: least squares through all values, kept within the limits.
- Damped trend on the logit scale, after E. S. Gardner and E. McKenzie, "Forecasting trends in time
  series", Management Science 31 (1985): from the last value at the pace of the least-squares line;
  the pace halves each time the span it was seen over passes once more.
- Theil–Sen on the logit scale: P. K. Sen, "Estimates of the regression coefficient based on
  Kendall's tau", JASA 63 (1968): the median of the slopes between all pairs of values, through the
  median of what remains. One value far off does not move it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

__all__ = ["FORECASTS", "NO_CHANGE", "inverse", "logit"]

Floats = NDArray[np.float64]
Forecast = Callable[[Floats, Floats, Floats], Floats]

NO_CHANGE = "last_value"
_EDGE = 0.0005  # a share nearer to 0 or 1 counts as this far: logit has no end


def logit(shares: Floats) -> Floats:
    """Return log odds; shares at the limits as half a thousandth within."""
    kept = np.clip(shares, _EDGE, 1 - _EDGE)
    return np.asarray(np.log(kept / (1 - kept)), dtype=np.float64)


def inverse(odds: Floats) -> Floats:
    """Return shares between 0 and 1 for log odds."""
    return np.asarray(0.5 * (1 + np.tanh(odds / 2)), dtype=np.float64)


def _no_change(_times: Floats, values: Floats, ahead: Floats) -> Floats:
    return np.repeat(values[:, -1:], len(ahead), axis=1)


def _straight(times: Floats, values: Floats, ahead: Floats) -> Floats:
    line = values.mean(axis=1, keepdims=True) + np.outer(
        _slope(times, values), ahead - times.mean()
    )
    return np.asarray(np.clip(line, 0, 1), dtype=np.float64)


def _damped(times: Floats, values: Floats, ahead: Floats) -> Floats:
    odds = logit(values)
    wear = math.log(2) / (times[-1] - times[0])
    worn = -np.expm1(-wear * (ahead - times[-1])) / wear
    return inverse(odds[:, -1:] + np.outer(_slope(times, odds), worn))


def _theil_sen(times: Floats, values: Floats, ahead: Floats) -> Floats:
    odds = logit(values)
    left, right = np.triu_indices(len(times), 1)
    slopes = np.median((odds[:, right] - odds[:, left]) / (times[right] - times[left]), axis=1)
    level = np.median(odds - np.outer(slopes, times), axis=1)
    return inverse(level[:, None] + np.outer(slopes, ahead))


def _slope(times: Floats, values: Floats) -> Floats:
    """Return the least-squares slope of each series."""
    centred = times - times.mean()
    return np.asarray(values @ centred / (centred @ centred), dtype=np.float64)


FORECASTS: Mapping[str, Forecast] = {
    NO_CHANGE: _no_change,
    "straight_line": _straight,
    "damped_logit": _damped,
    "theil_sen_logit": _theil_sen,
}

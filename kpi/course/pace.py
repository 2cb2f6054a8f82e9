"""Required pace: what is left to do in the time left, against the best ever done in such a time.

No institution's method but plain arithmetic: required = (T - v) / months left, counted from the
day of judgement, not from the latest figure. A month is a twelfth of 365.25 days. Paces are
signed: where lower is better, a good pace is negative.
"""

from __future__ import annotations

import numpy as np

from kpi.course.series import Point
from kpi.course.spans import DAYS_A_MONTH, months
from kpi.course.way import Finding, Way, bounded

__all__ = ["best_pace", "pace"]


def pace(way: Way) -> Finding:
    """Judge by required over best pace: up to 1 is within reach, beyond it more than ever done.

    Impossible is a target outside the unit's limits, and one not reached on its last day. The
    value is None where nothing is left to do, and where the best pace was none at all. Numbers:
    required, best.
    """
    left = months(way.as_of, way.deadline)
    if way.reaches(way.latest.value):
        required = (way.target - way.latest.value) / left if left > 0 else None
        numbers = {} if required is None else {"required": required}
        return Finding("achieved", None, numbers, "nothing_left")
    if not _thinkable(way) or (left <= 0 and not way.past):
        return Finding("impossible", reason="no_time" if _thinkable(way) else "beyond_limit")
    if way.past:
        return Finding("past_deadline", reason="past_deadline")
    required = (way.target - way.latest.value) / left
    best = best_pace(way.points, (way.deadline - way.as_of).days, way.sign)
    if best is None:
        return Finding("not_enough_data", None, {"required": required}, "one_point")
    numbers = {"required": required, "best": best}
    if way.sign * best <= 0:
        return Finding("beyond_best", None, numbers, "never_improved")
    value = bounded(required / best)
    return Finding("within_reach" if value <= 1 + 1e-9 else "beyond_best", value, numbers)


def _thinkable(way: Way) -> bool:
    low, high = way.valid
    return low <= way.target and (high is None or way.target <= high)


def best_pace(points: tuple[Point, ...], days: int, sign: int) -> float | None:
    """Return the best change a month ever held over so many days; None for fewer than two points.

    Between two figures the straight line is taken, so that every stretch of that length can be
    looked at however irregular the periods; the best one begins or ends at a figure. A series
    shorter than that has one pace: over its whole length.
    """
    if len(points) < 2:
        return None
    at = np.array([point.day.toordinal() for point in points], dtype=np.float64)
    values = np.array([point.value for point in points])
    span = at[-1] - at[0]
    if days >= span:
        return float((values[-1] - values[0]) / span * DAYS_A_MONTH)
    starts = np.concatenate([at, at - days])
    starts = starts[(starts >= at[0]) & (starts <= at[-1] - days)]
    changes = np.interp(starts + days, at, values) - np.interp(starts, at, values)
    return float(sign * (sign * changes).max() / days * DAYS_A_MONTH)

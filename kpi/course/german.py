"""The German method: a straight line by the mean of the last changes, and what it misses.

Source: Statistisches Bundesamt (Destatis), *Indicator Report of the German Sustainable Development
Strategy*, status symbols. The mean of the last five changes (at least four) carries the latest
figure v on to the deadline; of what is left to the target T the line misses

    miss = (T - line) / (T - v)

Met, or less than 5 % missed, is sun; 5–20 % slightly cloudy; more than 20 % cloud; a line that
leads the wrong way is storm. Periods that are not evenly apart: the change over the last five
steps by the time they took.
"""

from __future__ import annotations

from kpi.course.spans import years
from kpi.course.way import Finding, Way, bounded

__all__ = ["german"]

_LEAST, _MOST = 4, 5  # changes


def german(way: Way) -> Finding:
    """Judge by the share of the remaining gap that the line misses; five figures at least.

    The line ends at the limits of the unit. A target reached leaves nothing to miss: 0.
    """
    if len(way.points) <= _LEAST:
        return Finding("not_enough_data", reason="few_changes")
    first, last = way.points[-_MOST - 1 :][0], way.latest
    rate = (last.value - first.value) / years(first.day, last.day)
    line = _kept(last.value + rate * years(last.day, way.deadline), way)
    numbers = {"rate": rate, "line": line}
    if way.reaches(last.value):
        return Finding("sun", 0.0, numbers)
    miss = bounded(max(0.0, (way.target - line) / (way.target - last.value)))
    if way.sign * rate < 0:
        return Finding("storm", miss, numbers)
    return Finding(_verdict(miss), miss, numbers)


def _kept(value: float, way: Way) -> float:
    """Keep a value between the limits of the unit."""
    low, high = way.valid
    return max(low, value if high is None else min(high, value))


def _verdict(miss: float) -> str:
    if miss < 0.05:
        return "sun"
    return "slightly_cloudy" if miss <= 0.20 else "cloud"

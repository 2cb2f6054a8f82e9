"""The United Nations' method: how much of the way is done by the deadline at the observed rate.

Source: United Nations Statistics Division, *Sustainable Development Goals Progress Chart*,
technical note. With the baseline v0 at t0, the latest figure v at t and the target T due at tT,

    projected = v0 * (v / v0) ** ((tT - t0) / (t - t0))
    ratio = (projected - v0) / (T - v0)

A ratio ≥ 0.95 is on track, 0.10–0.95 asks for acceleration, below 0.10 is stagnation or regression;
within 1 % of the good end of a scale from 0 to 100 the target counts as achieved.
"""

from __future__ import annotations

import math

from kpi.course.spans import years
from kpi.course.way import SHORTEST, Finding, Way, bounded

__all__ = ["un"]

_STEEPEST = 300.0  # of a logarithm: what a float can still hold


def un(way: Way) -> Finding:
    """Judge by the share of the way; no verdict on one figure, or where a rate has no sense.

    Where the baseline was as good as the target already and the latest figure is not, that is
    regression, without a ratio.
    """
    if way.near_limit:
        return Finding("achieved", None, {"latest": way.latest.value}, "near_limit")
    first, last = way.baseline, way.latest
    if len(way.points) < 2:
        return Finding("not_enough_data", reason="one_point")
    if (last.day - first.day).days < SHORTEST:
        return Finding("not_enough_data", reason="short_span")
    if first.value <= 0 or last.value < 0:
        return Finding("not_enough_data", reason="not_positive")
    if way.reaches(first.value):
        return Finding("stagnation", reason="reached_before")
    gap = way.target - first.value
    value = bounded((_projected(way) - first.value) / gap)
    return Finding(_verdict(value), value, {"projected": first.value + value * gap})


def _projected(way: Way) -> float:
    """Carry the growth rate from the baseline on to the deadline."""
    first, last = way.baseline, way.latest
    if last.value == 0:
        return 0.0
    times = years(first.day, way.deadline) / years(first.day, last.day)
    growth = math.log(last.value / first.value) * times
    return first.value * math.exp(min(growth, _STEEPEST))


def _verdict(ratio: float) -> str:
    if ratio >= 0.95:
        return "on_course"
    return "accelerate" if ratio >= 0.10 else "stagnation"

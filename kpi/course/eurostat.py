"""Eurostat's method for indicators with a target: the observed against the required growth rate.

Source: Eurostat, *Sustainable development in the European Union – Monitoring report on progress
towards the SDGs in an EU context*, annex on the assessment of indicator trends: with v0 at t0 the
baseline, v at t the latest figure and T due at tT,

    observed = (v / v0) ** (1 / (t - t0)) - 1        required = (T / v0) ** (1 / (tT - t0)) - 1
    R = observed / required

R ≥ 0.95 is on course, 0.60–0.95 moderate, 0–0.60 insufficient, below 0 moving away. Rates are a
year; a growth rate flatters a low baseline.
"""

from __future__ import annotations

import math

from kpi.course.spans import years
from kpi.course.way import SHORTEST, Finding, Way, bounded

__all__ = ["eurostat"]

_STEEPEST = 300.0  # of a logarithm: what a float can still hold
_FASTEST = 1e6  # of a rate that is told: what a reader can still read


def eurostat(way: Way) -> Finding:
    """Judge by the ratio R; no verdict on one figure, or where a growth rate has no sense.

    A rate needs positive numbers, half a year apart. Where the baseline was as good as the target
    already and the latest figure is not, the verdict is moving away, without a ratio.
    """
    first, last = way.baseline, way.latest
    if len(way.points) < 2:
        return Finding("not_enough_data", reason="one_point")
    if (last.day - first.day).days < SHORTEST:
        return Finding("not_enough_data", reason="short_span")
    if first.value <= 0 or last.value < 0 or way.target <= 0:
        return Finding("not_enough_data", reason="not_positive")
    observed = _rate(first.value, last.value, years(first.day, last.day))
    numbers = {"observed": min(observed, _FASTEST)}
    if way.reaches(first.value):
        return Finding("moving_away", None, numbers, "reached_before")
    required = _rate(first.value, way.target, years(first.day, way.deadline))
    value = bounded(observed / required)
    return Finding(_verdict(value), value, numbers | {"required": min(required, _FASTEST)})


def _rate(first: float, last: float, span: float) -> float:
    """Return the compound annual growth rate, −1 for a fall to nothing."""
    if last == 0:
        return -1.0
    return math.expm1(min(math.log(last / first) / span, _STEEPEST))


def _verdict(ratio: float) -> str:
    if ratio >= 0.95:
        return "on_course"
    if ratio >= 0.60:
        return "moderate"
    return "insufficient" if ratio >= 0 else "moving_away"

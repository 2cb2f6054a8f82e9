"""All targets of an indicator and area, from the first deadline to the last, none forgotten.

A target's deadline is never edited. One that was superseded stays in the list with its record:
by which document, since when, why. One that has fallen due is met or missed for good, by the last
figure for a period that was over by then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kpi.catalogue import Indicator, Target
from kpi.course.series import Point, Series
from kpi.course.way import Way
from kpi.standing import addressees, missing

__all__ = ["Horizon", "State", "counting", "horizons"]

State = Literal["met", "missed", "open", "superseded", "unknown"]


@dataclass(frozen=True)
class Horizon:
    """One target and what became of it by the day of judgement.

    `point`: the last figure for a period over by the deadline, or by the day of judgement where
    that comes first; None where there is none (state unknown once the deadline is past).
    `missing`: what it lacks of the target in the indicator's unit, zero or less when reached.
    `national`: the target is the whole country's or a group's, the figure a part's.
    """

    target: Target
    state: State
    point: Point | None
    missing: float | None
    national: bool


def horizons(indicator: Indicator, series: Series, as_of: date) -> tuple[Horizon, ...]:
    """Return every target that was ever set for the area, by deadline; superseded ones too.

    Of several due on one day only the nearest addressee's holds: the area's own, its group's,
    the nation's.
    """
    nearest: dict[tuple[date, bool], str] = {}
    for addressee in addressees(series.area):
        for one in indicator.targets:
            if one.area == addressee:
                nearest.setdefault((one.deadline, _ended(one, as_of)), addressee)
    ours = [
        one
        for one in indicator.targets
        if nearest.get((one.deadline, _ended(one, as_of))) == one.area
    ]
    return tuple(_horizon(one, indicator, series, as_of) for one in ours)


def counting(ours: tuple[Horizon, ...], as_of: date) -> Horizon | None:
    """Return the horizon to judge: the first still to come, else the last that has passed."""
    held = [one for one in ours if one.state != "superseded"]
    ahead = [one for one in held if one.target.deadline >= as_of]
    if ahead:
        return ahead[0]
    return held[-1] if held else None


def _ended(target: Target, as_of: date) -> bool:
    """Tell whether a target had been superseded by a day: before, it still held."""
    return target.superseded is not None and target.superseded.day <= as_of


def _horizon(target: Target, indicator: Indicator, series: Series, as_of: date) -> Horizon:
    points, _ = series.until(min(target.deadline, as_of))
    point = points[-1] if points else None
    lacks = None if point is None else missing(point.value, target.value, indicator.direction)
    state = _state(target, indicator, points, as_of)
    return Horizon(target, state, point, lacks, target.area != series.area)


def _state(target: Target, indicator: Indicator, points: tuple[Point, ...], as_of: date) -> State:
    if _ended(target, as_of):
        return "superseded"
    if target.deadline >= as_of:
        return "open"
    if not points:
        return "unknown"
    way = Way(points, target.value, target.deadline, as_of, indicator.direction)
    return "met" if way.reaches(points[-1].value) else "missed"

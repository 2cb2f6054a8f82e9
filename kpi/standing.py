"""Where an indicator stands against its targets, today.

A deadline that has passed stays in sight: its target is shown as past with the last known value,
and the next horizon stands beside it. Verdicts on the way to a target are another matter; here is
only what can be read off: the distance, and whether it is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from kpi.catalogue import Indicator, Target
from kpi.periods import parse_period

__all__ = [
    "Standing",
    "addressees",
    "age",
    "begun",
    "missing",
    "since_break",
    "standing",
    "targets_now",
]


@dataclass(frozen=True)
class Standing:
    """The last known value of one area beside the target that counts today."""

    value: float
    day: date  # last day of the value's period
    target: Target
    distance: float  # points still missing, in the indicator's unit; negative when surpassed
    met: bool
    past: bool  # the deadline lies before today
    national: bool  # the target is the whole country's, the value a part's
    next: Target | None  # the horizon after it


def standing(indicator: Indicator, observation: pd.Series | None, today: date) -> Standing | None:
    """Measure an observation (a row, as `kpi.observations.latest` gives it) against the targets.

    None where there is no observation or no target for its area.
    """
    if observation is None or pd.isna(observation["value"]):
        return None
    target, following = targets_now(indicator, str(observation["area"]), today)
    if target is None:
        return None
    value = float(observation["value"])
    distance = missing(value, target.value, indicator.direction)
    return Standing(
        value=value,
        day=parse_period(str(observation["period"])).end,
        target=target,
        distance=distance,
        met=distance <= 0,
        past=target.deadline < today,
        national=target.area == "VN" and observation["area"] != "VN",
        next=following,
    )


def targets_now(
    indicator: Indicator, area: str, today: date
) -> tuple[Target | None, Target | None]:
    """Return the target that counts today and the next horizon after it.

    What counts is the last deadline that has passed, for it is what there is to account for, and
    if none has, the first to come. `kpi.course` judges what is still to come: this target, or the
    next where this one is past. A target counts until the day it is superseded. An area answers
    to its own targets, its group's and the nation's; of those due on one day the nearest counts.
    Other countries have only their own.
    """
    due: dict[date, Target] = {}
    for addressee in addressees(area):
        for one in indicator.targets:
            ended = one.superseded is not None and one.superseded.day <= today
            if not ended and one.area == addressee:
                due.setdefault(one.deadline, one)
    ours = [due[day] for day in sorted(due)]
    now = max(sum(one.deadline < today for one in ours) - 1, 0)
    return (*ours, None, None)[now], (*ours, None, None)[now + 1]


def addressees(area: str) -> tuple[str, ...]:
    """List whose targets hold for an area, nearest first."""
    if area.startswith(("VN34-", "VN63-")):
        return area, "VN-PROVINCES", "VN"
    if area.startswith("VNM-"):
        return area, "VN-MINISTRIES", "VN"
    return (area, "VN") if area.startswith("VN-") else (area,)


def since_break(rows: pd.DataFrame, indicator: Indicator) -> tuple[pd.DataFrame, int | None]:
    """Return the newest rows that may be compared, and the year the series changed before them.

    `rows`: one area's, usable, in the order of time, with `end`. A series breaks where a row says
    so (status B) and on the days the catalogue names; the year is None where it never did.
    """
    ages = [age(end, indicator) for end in rows["end"]]
    for at in range(len(rows) - 1, 0, -1):
        if ages[at] != ages[at - 1]:
            return rows.iloc[at:], begun(ages[at], indicator)
        if rows["status"].iloc[at] == "B":
            return rows.iloc[at:], rows["end"].iloc[at].year
    return rows, None


def age(day: date, indicator: Indicator) -> int:
    """Count the breaks of an indicator's series up to a day: figures of one age compare."""
    known = day.date() if isinstance(day, datetime) else day
    return sum(cut.day <= known for cut in indicator.breaks)


def begun(which: int, indicator: Indicator) -> int:
    """Return the year in which the figures of an age (as `age` counts, not the first) begin."""
    return sorted(cut.day for cut in indicator.breaks)[which - 1].year


def missing(value: float, target: float, direction: str) -> float:
    """Return what a value still lacks of a target, in points; zero or less when it is reached."""
    return target - value if direction == "higher" else value - target

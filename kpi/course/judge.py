"""Is one indicator of one area on course? All methods' findings, and what they add up to.

The baseline is the first comparable figure: the first after the last break of the series, or the
first of all. The latest is the last for a period over by the day of judgement. Once a deadline is
past, the last figure for a period over by the deadline decides, for good: the target was met or it
was not. Figures that came later are named and change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kpi.catalogue import Indicator, Target
from kpi.course.eurostat import eurostat
from kpi.course.german import german
from kpi.course.horizons import Horizon, counting, horizons
from kpi.course.pace import pace
from kpi.course.projection import Projection, project
from kpi.course.series import Point, Series
from kpi.course.spans import months
from kpi.course.un import un
from kpi.course.way import Finding, Way
from kpi.course.words import agreed, overall
from kpi.standing import missing

__all__ = ["METHODS", "Judgement", "judge", "judge_target", "weigh", "weighed"]

METHODS: Mapping[str, Callable[[Way], Finding]] = {
    "eurostat": eurostat,
    "un": un,
    "german": german,
    "pace": pace,
}
_REACHED = {"german": "sun"}  # its own word; the others say "achieved"


@dataclass(frozen=True)
class Judgement:
    """What can be said of one indicator and area, on one day, against one target.

    `baseline` and `latest` are the ends of the comparable figures, None where there is none.
    `months_left`, `required_pace` and `best_pace` (in the indicator's unit a month, signed) are
    None where they have no sense; required_pace × months_left + latest = target. `missing`: what
    the latest lacks of the target, zero or less when reached. `overall` is one of achieved,
    on_course, moderate, insufficient, moving_away, past_deadline, not_enough_data; `reason` (a
    key of REASONS) says why nothing can be said at all. `past`: the deadline is over, the verdict
    final. `changed`: the year of the break before the baseline. `later`: the newest figure after
    a deadline that is past. `inexact`: the day of a newer figure that is no exact number.
    """

    indicator: Indicator
    area: str
    as_of: date
    target: Target | None = None
    baseline: Point | None = None
    latest: Point | None = None
    months_left: float | None = None
    required_pace: float | None = None
    best_pace: float | None = None
    missing: float | None = None
    findings: Mapping[str, Finding] = field(default_factory=dict)
    overall: str = "not_enough_data"
    agree: bool = True
    reason: str = ""
    past: bool = False
    changed: int | None = None
    later: Point | None = None
    inexact: date | None = None
    points: tuple[Point, ...] = ()
    projection: Projection | None = None
    no_projection: str = ""  # a key of REASONS
    horizons: tuple[Horizon, ...] = ()

    @property
    def national(self) -> bool:
        """Whether the target is the whole country's or a group's and the figures a part's."""
        return self.target is not None and self.target.area != self.area

    @property
    def path(self) -> tuple[tuple[date, float], ...]:
        """The required path: from the latest value today to this target and those after it.

        Days and values in the indicator's unit; empty where there is nothing to go for.
        """
        if self.target is None or self.latest is None or self.past:
            return ()
        later = [
            (one.target.deadline, one.target.value)
            for one in self.horizons
            if one.state == "open" and one.target.deadline > self.target.deadline
        ]
        here = (self.as_of, self.latest.value)
        return (here, (self.target.deadline, self.target.value), *later)


def judge(indicator: Indicator, series: Series, as_of: date) -> Judgement:
    """Judge against the catalogue's target that counts on the day, with a projection.

    That is the first still to come; where none is, the last that has passed. The others are in
    `horizons`.
    """
    return _projected(weighed(indicator, series, as_of))


def judge_target(indicator: Indicator, series: Series, target: Target, as_of: date) -> Judgement:
    """Judge against a given target, whatever the catalogue says, with a projection."""
    return _projected(weigh(indicator, series, target, as_of))


def weighed(indicator: Indicator, series: Series, as_of: date) -> Judgement:
    """Judge as `judge` does, without a projection."""
    ours = horizons(indicator, series, as_of)
    held = counting(ours, as_of)
    made = weigh(indicator, series, None if held is None else held.target, as_of)
    return replace(made, horizons=ours)


def weigh(indicator: Indicator, series: Series, target: Target | None, as_of: date) -> Judgement:
    """Judge as `judge_target` does, without a projection."""
    past = target is not None and target.deadline < as_of
    points, changed = series.until(target.deadline if target and past else as_of)
    known = Judgement(
        indicator, series.area, as_of, target,
        points[0] if points else None, points[-1] if points else None,
        past=past, changed=changed, points=points,
        inexact=_newer(series.inexact, points),
        later=_newer_point(series, target, as_of) if past else None,
    )  # fmt: skip
    if target is None or not points:
        return _silent(known, series)
    valid = indicator.valid
    way = Way(points, target.value, target.deadline, as_of, indicator.direction, valid)
    return _found(known, way)


def _silent(known: Judgement, series: Series) -> Judgement:
    """Say why there is no verdict at all."""
    if known.latest is None:
        reason = "begins_later" if series.points and known.past else "no_figure"
    else:
        reason = "no_target"
    findings = dict.fromkeys(METHODS, Finding("not_enough_data", reason=reason))
    left = (
        None if known.target is None or known.past else months(known.as_of, known.target.deadline)
    )
    return replace(known, findings=findings, reason=reason, no_projection=reason, months_left=left)


def _found(known: Judgement, way: Way) -> Judgement:
    findings = {name: _settled(name, method(way), way) for name, method in METHODS.items()}
    verdicts = [finding.verdict for finding in findings.values()]
    reached = way.reaches(way.latest.value)
    numbers = findings["pace"].numbers
    return replace(
        known,
        findings=findings,
        months_left=max(0.0, months(way.as_of, way.deadline)),
        required_pace=numbers.get("required"),
        best_pace=numbers.get("best"),
        missing=missing(way.latest.value, way.target, way.direction),
        overall="achieved" if reached else overall(verdicts),
        agree=agreed(verdicts),
    )


def _settled(name: str, finding: Finding, way: Way) -> Finding:
    """Let what has happened stand above what a method expects: reached, or past and not met.

    A method that lacks the figures it asks for stays silent even then.
    """
    if finding.verdict == "not_enough_data":
        return finding
    if way.reaches(way.latest.value):
        return replace(finding, verdict=_REACHED.get(name, "achieved"))
    if way.past:
        return replace(finding, verdict="past_deadline", reason=finding.reason or "past_deadline")
    return finding


def _newer(day: date | None, points: tuple[Point, ...]) -> date | None:
    return day if day and (not points or day > points[-1].day) else None


def _newer_point(series: Series, target: Target | None, as_of: date) -> Point | None:
    after = [one for one in series.points if target and target.deadline < one.day <= as_of]
    return after[-1] if after else None


def _projected(made: Judgement) -> Judgement:
    if made.target is None or made.no_projection:
        return made
    if made.past:
        return replace(made, no_projection="past_deadline")
    found = project(made.points, made.indicator, made.target.value, made.target.deadline)
    if isinstance(found, str):
        return replace(made, no_projection=found)
    return replace(made, projection=found)

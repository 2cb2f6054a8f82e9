"""All indicators and areas judged at once, for one version of the data and one day.

Verdicts cost little; the back-tests of projections are made together for all series of an
indicator whose figures stand on the same days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from kpi.catalogue import Indicator
from kpi.course.judge import METHODS, Judgement, weighed
from kpi.course.projection import Projection, project_all
from kpi.course.series import Point, all_series

__all__ = ["Judged", "judge_all"]

Key = tuple[str, str]


@dataclass(frozen=True)
class Judged:
    """Every judgement, by indicator and area, and the same as a table.

    `frame`: one row a judgement, with indicator, area, target, deadline, past, overall, agree,
    reason, latest (value) and latest_day, missing, months_left, required_pace, best_pace, a column
    of verdicts (eurostat, un, german, pace) and one of values (eurostat_value…) for each method,
    projected, probability, projection_method and no_projection. NaN, NaT or "" where none is.
    """

    judgements: Mapping[Key, Judgement]
    frame: pd.DataFrame

    def one(self, indicator: str, area: str) -> Judgement | None:
        """Return one judgement, None where the area has no figure of the indicator."""
        return self.judgements.get((indicator, area))


def judge_all(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], as_of: date, *, ahead: bool = True
) -> Judged:
    """Judge every indicator and area that has a figure and a target.

    `frame`: rows as `kpi.merger.view` returns them, one vintage of each figure. `indicators`: a
    catalogue, or some of it. `ahead`: with projections.
    """
    aimed = {name: one for name, one in indicators.items() if one.targets}
    series = all_series(frame, aimed, as_of)
    found = {key: weighed(aimed[key[0]], one, as_of) for key, one in series.items()}
    made = {key: one for key, one in found.items() if one.horizons}
    if ahead:
        made |= _projected(made)
    return Judged(made, _table(made))


def _projected(made: Mapping[Key, Judgement]) -> dict[Key, Judgement]:
    """Add projections, together for all that share an indicator, a target and the days."""
    alike: defaultdict[tuple[object, ...], list[Key]] = defaultdict(list)
    told: dict[Key, Judgement] = {}
    for key, one in made.items():
        if one.past and not one.no_projection:
            told[key] = replace(one, no_projection="past_deadline")
        elif one.target is not None and not one.no_projection:
            days = tuple(point.day for point in one.points)
            alike[key[0], one.target.value, one.target.deadline, days].append(key)
    for keys in alike.values():
        for key, found in zip(keys, _together([made[key] for key in keys]), strict=True):
            silent = found if isinstance(found, str) else ""
            expected = found if isinstance(found, Projection) else None
            told[key] = replace(made[key], projection=expected, no_projection=silent)
    return told


def _together(some: list[Judgement]) -> list[Projection | str]:
    first, points = some[0], list[tuple[Point, ...]](one.points for one in some)
    if first.target is None:
        return ["no_target"] * len(some)
    return project_all(points, first.indicator, first.target.value, first.target.deadline)


def _table(made: Mapping[Key, Judgement]) -> pd.DataFrame:
    rows = pd.DataFrame([_row(key, one) for key, one in made.items()], columns=_COLUMNS)
    days = {name: pd.to_datetime(rows[name]) for name in ("deadline", "latest_day")}
    numbers = {name: rows[name].astype(float) for name in _NUMBERS}
    return rows.assign(**days, **numbers)


_NUMBERS = (
    "target", "latest", "missing", "months_left", "required_pace", "best_pace",
    *(f"{name}_value" for name in METHODS), "projected", "probability",
)  # fmt: skip
_COLUMNS = [
    "indicator", "area", "deadline", "past", "overall", "agree", "reason", "latest_day",
    *METHODS, *_NUMBERS, "projection_method", "no_projection",
]  # fmt: skip


def _row(key: Key, one: Judgement) -> dict[str, object]:
    target, latest, ahead = one.target, one.latest, one.projection
    return {
        "indicator": key[0], "area": key[1], "past": one.past, "overall": one.overall,
        "agree": one.agree, "reason": one.reason, "missing": one.missing,
        "target": target and target.value, "deadline": target and target.deadline,
        "latest": latest and latest.value, "latest_day": latest and latest.day,
        "months_left": one.months_left, "required_pace": one.required_pace,
        "best_pace": one.best_pace, "no_projection": one.no_projection,
        **{name: finding.verdict for name, finding in one.findings.items()},
        **{f"{name}_value": finding.value for name, finding in one.findings.items()},
        "projected": ahead and ahead.at.value, "probability": ahead and ahead.probability,
        "projection_method": ahead.method if ahead else "",
    }  # fmt: skip

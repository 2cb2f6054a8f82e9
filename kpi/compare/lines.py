"""Figures side by side, one line an indicator: the differences, and which of them may be told.

A difference is told only between like and like: one indicator, one length of period, no change of
the series in between, the same borders. Whether it is more than chance is told only where both
sides were counted (numerator and denominator); nothing is made up where they were not published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import Any

import pandas as pd

from kpi.catalogue import Indicator
from kpi.compare.proportions import Counted, Interval, difference, holm, p_value
from kpi.coverage import CONTEXT
from kpi.language import N_
from kpi.periods import Period, parse_period

__all__ = ["MOST", "Difference", "Line", "by_area", "by_period", "counted", "is_sure", "leads"]

MOST = 6  # sides that can be told apart
_SURE = 0.05
_ROUNDED = 0.6  # points by which a published share may differ from its count, from rounding

NOT_COUNTED = N_("not testable: numerator and denominator not published")
NO_SHARE = "no share"  # scores, ranks and counts: there is nothing to test, nor to say
INSIDE = N_("not tested: one holds the other")
MERGED = N_("same borders on both sides of the merger; not tested")
BOUND = N_("not compared: only a bound was published")
PERIOD = N_("not compared: another period")
LENGTH = N_("not compared: periods of different length")
ENDED = N_("not compared: the former provinces ended with the merger")
CHANGED = N_("not compared: the series changed in between")

Row = Mapping[Any, Any]
_COLUMNS = (
    "indicator", "area", "period", "value", "numerator", "denominator", "of", "qualifier",
    "status", "source", "start", "end",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A side less the first one. `value` is None where they do not compare; `why` says so.

    `interval` (95 %, of these two alone) and `p` (Holm's, of all tests of the table) are None
    where it was not tested. All in the indicator's unit, p between 0 and 1.
    """

    value: float | None
    why: str = ""
    interval: Interval | None = None
    p: float | None = None


@dataclass(frozen=True)
class Line:
    """One indicator: the row of each side (None: no figure), and the difference from the first."""

    indicator: Indicator
    figures: tuple[Row | None, ...]
    differences: tuple[Difference | None, ...]

    @property
    def period(self) -> str | None:
        """The period all figures are of, None where they are of several."""
        told = {str(row["period"]) for row in self.figures if row is not None}
        return told.pop() if len(told) == 1 else None


def by_area(
    frame: pd.DataFrame, indicators: Iterable[Indicator], areas: Sequence[str], period: str = ""
) -> list[Line]:
    """Set areas side by side on all `indicators` of which two of them have figures.

    `frame` has the columns of `kpi.merger.view`, one vintage. All stand at one period: `period`,
    or the newest one that most of the areas have. An area without a figure then is shown with its
    newest one, which is not compared.
    """
    found = _records(frame[frame["area"].isin(areas)])
    lines = [
        _line(one, _at_one_period(found[one.id], areas, period), None)
        for one in indicators
        if one.id in found
    ]
    return _tested([line for line in lines if _enough(line)])


def by_period(
    frame: pd.DataFrame,
    indicators: Iterable[Indicator],
    area: str,
    periods: Sequence[str],
    merger: date,
) -> list[Line]:
    """Set periods of one area side by side; `merger` is the first day of the borders of today."""
    found = _records(frame[frame["area"] == area])
    lines = []
    for one in indicators:
        own = found.get(one.id, [])
        held = {str(row["period"]): row for row in own}
        breaks = {cut.day for cut in one.breaks}
        breaks |= {row["end"].date() for row in own if row["status"] == "B"}
        lines.append(_line(one, [held.get(period) for period in periods], (breaks, merger)))
    return _tested([line for line in lines if _enough(line)])


def counted(row: Row, indicator: Indicator) -> Counted | None:
    """Return what a share was counted from, None where that was not published with it."""
    above, below = float(row["numerator"]), float(row["denominator"])
    if indicator.unit != "percent" or not (isfinite(above) and isfinite(below)):
        return None
    if not (below > 0 and 0 <= above <= below):
        return None
    agrees = abs(100 * above / below - float(row["value"])) <= _ROUNDED
    return Counted(above, below) if agrees else None


def is_sure(told: Difference) -> bool:
    """Tell whether a difference was tested and is more than chance."""
    return told.p is not None and told.p < _SURE


def leads(lines: Sequence[Line]) -> list[tuple[Line, int | None]]:
    """Return the lines on which a side can be ahead, with that side; None where none is.

    None is ahead where the best two are equal, or in an order that chance may have brought (tested
    by Holm over all lines). Sizes (sums, population) are no merit and left out.
    """
    orders = [(line, _order(line)) for line in lines if _has_merit(line.indicator)]
    judged = [(line, order) for line, order in orders if len(order) > 1]
    chances = {at: p for at, (line, (best, second, *_)) in enumerate(judged)
               if (p := _chance(line, best, second)) is not None}  # fmt: skip
    sure = dict(zip(chances, holm(list(chances.values())), strict=True))
    return [
        (line, order[0] if sure.get(at, 0.0) < _SURE else None)
        for at, (line, order) in enumerate(judged)
    ]


def _order(line: Line) -> list[int]:
    """Return the sides that compare with the first one, and it, the best first."""
    told = [at for at, one in enumerate(line.differences) if one and one.value is not None]
    sign = -1 if line.indicator.direction == "higher" else 1
    return sorted([0, *told] if told else [], key=lambda at: sign * _value(line, at))


def _chance(line: Line, best: int, second: int) -> float | None:
    """Return the p of the best two being alike, 1 where they are; None where it is not tested."""
    if _value(line, best) == _value(line, second):
        return 1.0
    whys = {one.why for at in (best, second) if (one := line.differences[at])}
    rows = [row for at in (best, second) if (row := line.figures[at]) is not None]
    first, other = (counted(row, line.indicator) for row in rows)
    return None if whys & {INSIDE, MERGED} or not (first and other) else p_value(first, other)


def _value(line: Line, at: int) -> float:
    """Return a figure in the digits it is shown with: what reads equal is equal."""
    row = line.figures[at]
    return float("nan") if row is None else round(float(row["value"]), line.indicator.decimals)


def _records(rows: pd.DataFrame) -> dict[str, list[Row]]:
    """Return the rows with a value by indicator, in the order of time."""
    known = rows.loc[rows["value"].notna(), list(_COLUMNS)].sort_values(["end", "start"])
    found: dict[str, list[Row]] = {}
    for row in known.to_dict("records"):
        found.setdefault(str(row["indicator"]), []).append(row)
    return found


def _at_one_period(rows: Sequence[Row], areas: Sequence[str], period: str) -> list[Row | None]:
    """Choose each area's row (`rows` in the order of time): at one period, else its newest."""
    if period:
        rows, chosen = [row for row in rows if row["period"] == period], period
    else:
        counts = Counter(str(row["period"]) for row in rows)
        most = max(counts.values())
        chosen = [name for name, count in counts.items() if count == most][-1]
    newest = {str(row["area"]): row for row in rows}
    newest |= {str(row["area"]): row for row in rows if row["period"] == chosen}
    return [newest.get(area) for area in areas]


def _enough(line: Line) -> bool:
    return sum(row is not None for row in line.figures) > 1


def _line(
    indicator: Indicator,
    figures: Sequence[Row | None],
    over_time: tuple[set[date], date] | None,
) -> Line:
    first = figures[0]
    differences: list[Difference | None] = [None]
    for row in figures[1:]:
        if first is None or row is None:
            differences.append(None)
            continue
        why = _apart(first, row) if over_time is None else _times(first, row, *over_time)
        differences.append(_difference(first, row, indicator, why))
    return Line(indicator, tuple(figures), tuple(differences))


def _apart(first: Row, row: Row) -> str:
    """Say why two areas' figures do not compare, or are not tested."""
    if first["period"] != row["period"]:
        return PERIOD
    wide = [str(one["area"]) == "VN" or str(one["area"]).startswith("VN-") for one in (first, row)]
    return INSIDE if any(wide) else ""


def _times(first: Row, row: Row, breaks: set[date], merger: date) -> str:
    """Say why figures of two periods do not compare, or are not tested."""
    one, other = (parse_period(str(row["period"])) for row in (first, row))
    if _length(one) != _length(other):
        return LENGTH
    early, late = sorted((one.end, other.end))
    between = {day for day in breaks if early < day <= late}
    merged = {day for day in between if (day.year, day.month) == (merger.year, merger.month)}
    if between - merged:
        return CHANGED
    former = str(row["area"]).startswith("VN63-")
    return (ENDED if former else MERGED) if merged else ""


def _length(period: Period) -> str | int:
    return (period.end - period.start).days if period.frequency == "R" else period.frequency


def _difference(first: Row, row: Row, indicator: Indicator, why: str) -> Difference:
    if {str(first["qualifier"]), str(row["qualifier"])} & {"lt", "gt"}:
        return Difference(None, BOUND)
    if why in (PERIOD, LENGTH, ENDED, CHANGED):
        return Difference(None, why)
    value = float(row["value"]) - float(first["value"])
    if why or indicator.unit != "percent":
        return Difference(value, why or NO_SHARE)
    before, after = counted(first, indicator), counted(row, indicator)
    if before is None or after is None:
        return Difference(value, NOT_COUNTED)
    found = difference(after, before)
    interval = Interval(100 * found.low, 100 * found.high)
    return Difference(value, "", interval, p_value(after, before))


def _tested(lines: Sequence[Line]) -> list[Line]:
    """Adjust the p values of a whole table for their number."""
    raw = [one.p for line in lines for one in line.differences if one and one.p is not None]
    adjusted = iter(holm(raw))
    return [
        replace(
            line,
            differences=tuple(
                replace(one, p=next(adjusted)) if one and one.p is not None else one
                for one in line.differences
            ),
        )
        for line in lines
    ]


def _has_merit(indicator: Indicator) -> bool:
    return indicator.aggregation != "sum" and indicator.id not in CONTEXT

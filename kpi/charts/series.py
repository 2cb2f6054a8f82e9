"""Series for drawing: rows cut into runs that may be joined, packed small, named and placed.

A point stands at the last day of its period. Two points are joined only when their periods are of
one kind (month, quarter, half-year, year) and touch; figures for differing spans stay apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import altair as alt
import pandas as pd

from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source
    from kpi.language import Language
    from kpi.units import Units

MONTHS = {"A": 12, "S": 6, "Q": 3, "M": 1}  # length of the kinds of period that can be joined
BANDS = ("lt", "gt")  # a published bound is no value and is not drawn as one

ROOM = 50  # letters for publishers under a title

Row = dict[str, Any]
Drawn = TypeVar("Drawn", alt.Chart, alt.FacetChart)


def usable(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Keep the rows of one indicator that can be drawn, in the order of time.

    Adds `start`, `end` (dates) and `kind` (frequency) of the period. A missing value stays missing,
    a band is left out.
    """
    kept = frame[(frame["indicator"] == indicator.id) & frame["value"].notna()]
    kept = kept[~kept["qualifier"].fillna("").isin(BANDS)]
    periods = [parse_period(text) for text in kept["period"]]
    return kept.assign(
        start=[period.start for period in periods],
        end=[period.end for period in periods],
        kind=[period.frequency for period in periods],
    ).sort_values(["end", "kind"], kind="stable")


def is_regular(rows: pd.DataFrame) -> bool:
    """Say whether one area's rows are all of one kind of period that can be joined."""
    kinds = set(rows["kind"])
    return len(kinds) == 1 and kinds <= set(MONTHS)


def runs(rows: pd.DataFrame, decimals: int) -> list[Row]:
    """Pack one area's rows (from `usable`) into runs of touching periods, one row a run.

    `m` months from 1970-01 to the run's first last-month, `p` months a period, `v` the values and
    `q` the observation statuses (one letter each; empty when all are normal). `unfold` reads them.
    """
    packed: list[Row] = []
    for kind, group in rows[rows["kind"].isin(MONTHS)].groupby("kind", sort=False):
        starts, ends = list(group["start"]), list(group["end"])
        apart = [
            index == 0 or starts[index] != ends[index - 1] + timedelta(days=1)
            for index in range(len(group))
        ]
        apart = [cut or status == "B" for cut, status in zip(apart, group["status"], strict=True)]
        for _, run in group.groupby(pd.Series(apart, index=group.index).cumsum(), sort=False):
            packed.append(_pack(run, MONTHS[str(kind)], decimals))
    return packed


def unfold(chart: Drawn) -> Drawn:
    """Turn runs into points again inside the chart: `t` (UTC ms), `v`, `q`; `n` points a run."""
    return (
        chart.transform_calculate(x="split(datum.v, ' ')", n="length(datum.x)")
        .transform_calculate(i="sequence(datum.n)")
        .transform_flatten(["x", "i"])
        .transform_calculate(
            t="utc(1970, datum.m + datum.p * datum.i + 1, 0)",
            v="datum.x === '' ? null : toNumber(datum.x)",
            q="(datum.q || '')[datum.i] || 'A'",
        )
    )


def worded(chart: Drawn, rows: pd.DataFrame, indicator: Indicator, lang: Language) -> Drawn:
    """Add to unfolded points what a tooltip says: `w` period, `u` value with unit, `c` status."""
    periods = {
        f"{MONTHS[kind]}/{(end.year - 1970) * 12 + end.month - 1}": lang.period(parse_period(text))
        for kind, end, text in zip(rows["kind"], rows["end"], rows["period"], strict=True)
        if kind in MONTHS
    }
    statuses = json.dumps(status_words(lang), ensure_ascii=False)
    return chart.transform_calculate(
        w=f"({json.dumps(periods, ensure_ascii=False)})"
        "[datum.p + '/' + (datum.m + datum.p * datum.i)]",
        u=value_expression(indicator, lang),
        c=f"({statuses})[datum.q]",
    )


def value_expression(indicator: Indicator, lang: Language, field: str = "v") -> str:
    """Give the Vega expression that writes a field as `Language.value` writes it."""
    sample = 7.77777777  # no zeros at its end to leave out
    before, after = lang.value(sample, indicator).split(lang.number(sample, indicator.decimals), 1)
    short = "~" if indicator.unit == "percent" else ""
    number = f"format(datum.{field}, ',.{indicator.decimals}{short}f')"
    return f"{json.dumps(before)} + {number} + {json.dumps(after)}"


def tooltip(lang: Language) -> list[alt.Tooltip]:
    """List what a point says when it is pointed at: `a` area, `o` source, and those of `worded`."""
    fields = {
        "a": lang._("Area"),
        "w": lang._("Period"),
        "u": lang._("Value"),
        "c": lang._("Status"),
        "o": lang._("Source"),
    }
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in fields.items()]


def milliseconds(day: date) -> int:
    """Give a day as Vega wants it, independent of the reader's time zone."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def instant(day: date) -> alt.ExprRef:
    """Give a day as the end of a time scale.

    As an expression: Vega-Lite writes a plain number as `datetime(number)`, which the page's
    expression interpreter (no `eval` there) reads as a year.
    """
    return alt.ExprRef(str(milliseconds(day)))


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart along one axis: at least `gap` between any two, inside [low, high].

    Keeps their order, moves each group as little as its centre allows; when there is no room for
    all, the gap shrinks evenly. The result is in the order of `places`.
    """
    if not places:
        return []
    gap = min(gap, (high - low) / max(len(places) - 1, 1))
    order = sorted(range(len(places)), key=lambda index: places[index])
    groups: list[tuple[float, int]] = []  # centre and size of labels that push each other
    for index in order:
        groups.append(_inside((places[index], 1), gap, low, high))
        while len(groups) > 1 and _bottom(groups[-1], gap) < _top(groups[-2], gap) + gap:
            (upper, many), (lower, few) = groups.pop(), groups.pop()
            size = many + few
            centre = (upper * many + lower * few) / size
            groups.append(_inside((centre, size), gap, low, high))
    flat = [_bottom(group, gap) + gap * step for group in groups for step in range(group[1])]
    return [flat[order.index(index)] for index in range(len(places))]


def area_name(area: str, units: Units, lang: Language) -> str:
    """Name an area; an id nobody knows is shown as it is."""
    return lang.pick(units[area].name) if area in units else area


def source_note(
    rows: pd.DataFrame, lang: Language, sources: Mapping[str, Source], simulated: bool
) -> str:
    """Write where the rows come from: the first publishers; the page lists them all."""
    if simulated:
        return lang._("Source: simulated for practice")
    names = publishers(rows, sources)
    if not names:
        return ""
    named = names[:2] if len("; ".join(names[:2])) <= ROOM else names[:1]
    text = lang._("Source: {source}", source="; ".join(named))
    more = len(names) - len(named)
    return f"{text} {lang._('and {count} more', count=more)}" if more else text


def publishers(rows: pd.DataFrame, sources: Mapping[str, Source]) -> list[str]:
    """List the publishers of the rows, each once, in the order of the rows."""
    keys = dict.fromkeys(rows["source"].dropna())
    return list(dict.fromkeys(sources[key].publisher if key in sources else key for key in keys))


def span_note(rows: pd.DataFrame, lang: Language) -> str:
    """Write the first and last period of the rows in words."""
    if rows.empty:
        return ""
    first, last = (lang.period(parse_period(rows["period"].iloc[end])) for end in (0, -1))
    return lang._("Period: {period}", period=first if first == last else f"{first} – {last}")


def unit_note(indicator: Indicator, lang: Language) -> str:
    """Write the unit of the figures."""
    label = "%" if indicator.unit == "percent" else lang.pick(indicator.unit_label)
    return lang._("Unit: {unit}", unit=label) if label else ""


def status_words(lang: Language) -> dict[str, str]:
    """Name the observation statuses (SDMX) a reader can meet in a chart."""
    return {
        "A": lang._("final"),
        "B": lang._("break in the series"),
        "E": lang._("estimated"),
        "F": lang._("forecast"),
        "I": lang._("imputed"),
        "P": lang._("provisional"),
    }


def _pack(run: pd.DataFrame, months: int, decimals: int) -> Row:
    end: date = run["end"].iloc[0]
    statuses = "".join(run["status"].fillna("A").replace("", "A"))
    return {
        "m": (end.year - 1970) * 12 + end.month - 1,
        "p": months,
        "v": " ".join(f"{value:.{decimals}f}" for value in run["value"]),
        "q": "" if set(statuses) <= {"A"} else statuses,
    }


def _bottom(group: tuple[float, int], gap: float) -> float:
    return group[0] - gap * (group[1] - 1) / 2


def _top(group: tuple[float, int], gap: float) -> float:
    return group[0] + gap * (group[1] - 1) / 2


def _inside(group: tuple[float, int], gap: float, low: float, high: float) -> tuple[float, int]:
    centre, size = group
    reach = gap * (size - 1) / 2
    return min(max(centre, low + reach), high - reach), size

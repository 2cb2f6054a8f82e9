"""Series for drawing: rows cut into runs that may be joined, packed small, named and placed.

A point stands at the last day of its period. Two points are joined only when their periods are of
one kind (month, quarter, half-year, year) and touch; figures for differing spans stay apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import altair as alt
import pandas as pd

from kpi.periods import parse_period
from kpi.practice import PRACTICE
from kpi.standing import age

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source
    from kpi.language import Language
    from kpi.units import Units

MONTHS = {"A": 12, "S": 6, "Q": 3, "M": 1}  # length of the kinds of period that can be joined
BANDS = ("lt", "gt")  # a published bound is no value and is not drawn as one

Row = dict[str, Any]
Drawn = TypeVar("Drawn", alt.Chart, alt.LayerChart)


def usable(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Keep the rows of one indicator that can be drawn, in the order of time.

    Adds `start`, `end` (dates) and `kind` (frequency) of the period, and its `age`: figures of two
    ages do not compare. A missing value stays missing, a band is left out.
    """
    kept = frame[(frame["indicator"] == indicator.id) & frame["value"].notna()]
    kept = kept[~kept["qualifier"].fillna("").isin(BANDS)]
    periods = [parse_period(text) for text in kept["period"]]
    return kept.assign(
        start=[period.start for period in periods],
        end=[period.end for period in periods],
        kind=[period.frequency for period in periods],
        age=[age(period.end, indicator) for period in periods],
    ).sort_values(["end", "kind"], kind="stable")


def is_regular(rows: pd.DataFrame) -> bool:
    """Say whether one area's rows are all of one kind of period that can be joined."""
    kinds = set(rows["kind"])
    return len(kinds) == 1 and kinds <= set(MONTHS)


def stretches(rows: pd.DataFrame) -> Iterator[tuple[int, pd.DataFrame]]:
    """Cut one area's rows (from `usable`) into stretches of touching periods of one kind.

    Each comes with the months its periods last. A break in the series cuts as well.
    """
    for kind, group in rows[rows["kind"].isin(MONTHS)].groupby("kind", sort=False):
        starts, ends = list(group["start"]), list(group["end"])
        apart = [
            index == 0 or cut or starts[index] != ends[index - 1] + timedelta(days=1)
            for index, cut in enumerate(cuts(group))
        ]
        for _, run in group.groupby(pd.Series(apart, index=group.index).cumsum(), sort=False):
            yield MONTHS[str(kind)], run


def cuts(rows: pd.DataFrame) -> list[bool]:
    """Say of each of one area's rows (from `usable`) whether the series breaks before it."""
    ages, marked = list(rows["age"]), list(rows["status"] == "B")
    return [at > 0 and (marked[at] or ages[at] != ages[at - 1]) for at in range(len(ages))]


def runs(rows: pd.DataFrame, decimals: int) -> list[Row]:
    """Pack one area's stretches, one row each; `unfold` reads them.

    `m` months from 1970-01 to the last month of its first period, `p` months a period, `v` the
    values and, unless all are final, `q` the observation statuses (one letter each).
    """
    packed: list[Row] = []
    for months, run in stretches(rows):
        values = " ".join(short(value, decimals) for value in run["value"])
        packed.append({"m": month(run["end"].iloc[0]), "p": months, "v": values})
        statuses = "".join(run["status"].fillna("A").replace("", "A"))
        if set(statuses) != {"A"}:
            packed[-1]["q"] = statuses
    return packed


def outlines(parts: Iterable[pd.DataFrame], step: float) -> list[Row]:
    """Pack areas' stretches for sight alone, one row for all that begin alike; `trace` reads them.

    `m` and `p` as in `runs`; `v` the changes in whole steps, the first from zero, stretches parted
    by bars. Steps finer than a pixel cannot be told from the values.
    """
    packed: dict[tuple[int, int], list[str]] = {}
    for part in parts:
        for months, run in stretches(part):
            places = [0, *(round(value / step) for value in run["value"])]
            changes = " ".join(str(after - before) for before, after in pairwise(places))
            packed.setdefault((month(run["end"].iloc[0]), months), []).append(changes)
    return [{"m": at, "p": months, "v": "|".join(v)} for (at, months), v in packed.items()]


def short(value: float, decimals: int) -> str:
    """Write a value for the browser, in no more digits than are shown."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def month(day: date) -> int:
    """Count the months from January 1970 to a day's own."""
    return (day.year - 1970) * 12 + day.month - 1


def month_end(count: int) -> date:
    """Give the last day of a month counted as `month` does."""
    years, index = divmod(count + 1, 12)
    return date(1970 + years, index + 1, 1) - timedelta(days=1)


def dated(row: pd.Series[Any]) -> str:
    """Write in short when a figure's period ended: `2022` of a year, else `6/2025`."""
    return f"{row['end']:%Y}" if row["kind"] == "A" else f"{row['end']:%-m/%Y}"


def unfold(chart: Drawn) -> Drawn:
    """Turn runs into points again inside the chart: `t` (UTC ms), `v`, `q`; `n` points a run."""
    return (
        chart.transform_calculate(x="split(datum.v, ' ')", n="length(datum.x)")
        .transform_calculate(i="sequence(datum.n)")
        .transform_flatten(["x", "i"])
        .transform_calculate(
            t="utc(1970, datum.m + datum.p * datum.i + 1, 0)",
            v="toNumber(datum.x)",
            q="(datum.q || '')[datum.i] || 'A'",
        )
    )


def trace(chart: Drawn, step: float) -> Drawn:
    """Turn `outlines` into points inside the chart; `a` tells stretches apart."""
    apart = chart.transform_calculate(v="split(datum.v, '|')").transform_calculate(
        a="sequence(length(datum.v))"
    )
    numbered = apart.transform_flatten(["v", "a"]).transform_calculate(a="datum.m + '/' + datum.a")
    return (
        unfold(numbered)
        .transform_window(v="sum(v)", groupby=["a"], sort=[{"field": "i"}])
        .transform_calculate(v=f"datum.v * {step}")
    )


def worded(chart: Drawn, rows: pd.DataFrame, indicator: Indicator, lang: Language) -> Drawn:
    """Add to unfolded points what a tooltip says: `w` period, `u` value with unit, `c` status."""
    statuses = json.dumps(status_words(lang), ensure_ascii=False)
    return chart.transform_calculate(
        w=_period_expression(rows, lang),
        u=value_expression(indicator, lang),
        c=f"({statuses})[datum.q]",
    )


def _period_expression(rows: pd.DataFrame, lang: Language) -> str:
    """Give the Vega expression that names an unfolded point's period, by kind and month."""
    named: dict[int, dict[int, str]] = {}
    for kind, end, text in zip(rows["kind"], rows["end"], rows["period"], strict=True):
        if kind in MONTHS:
            named.setdefault(MONTHS[kind], {})[month(end)] = lang.period(parse_period(text))
    words = {
        months: "|".join(held.get(at, "") for at in range(min(held), max(held) + 1, months))
        for months, held in named.items()
    }
    firsts = {months: min(held) for months, held in named.items()}
    return (
        f"split(({json.dumps(words, ensure_ascii=False)})[datum.p], '|')"
        f"[(datum.m - ({json.dumps(firsts)})[datum.p]) / datum.p + datum.i]"
    )


def value_expression(indicator: Indicator, lang: Language) -> str:
    """Give the Vega expression that writes the field `v` as `Language.value` writes it."""
    before, written, after = value_format(indicator, lang)
    number = f"format(datum.v, '{written}')"
    start = f"{json.dumps(before)} + " if before else ""
    return start + f"{number} + {json.dumps(after)}"


def value_format(indicator: Indicator, lang: Language) -> tuple[str, str, str]:
    """Give what `Language.value` writes: text before, the number's d3 format, text after."""
    sample = 7.77777777  # no zeros at its end to leave out
    before, after = lang.value(sample, indicator).split(lang.number(sample, indicator.decimals), 1)
    return before, f",.{indicator.decimals}~f" if indicator.decimals else ",.0f", after


def tooltip(lang: Language, sourced: bool) -> list[alt.Tooltip]:
    """List what a point says: `a` area, those of `worded` and, where there is one, `o` source."""
    fields = {
        "a": lang._("Area"),
        "w": lang._("Period"),
        "u": lang._("Value"),
        "c": lang._("Status"),
        **({"o": lang._("Source")} if sourced else {}),
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


def publishers(rows: pd.DataFrame, sources: Mapping[str, Source]) -> list[str]:
    """List the publishers of the rows, each once, in the order of the rows; none of practice."""
    keys = dict.fromkeys(key for key in rows["source"].dropna() if key not in ("", PRACTICE))
    return list(dict.fromkeys(sources[key].publisher if key in sources else key for key in keys))


def caption(indicator: Indicator, rows: pd.DataFrame, lang: Language) -> str:
    """Write what stands under a title: the unit, and the first and last period of the rows."""
    return " · ".join(note for note in (unit_note(indicator, lang), span_note(rows, lang)) if note)


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


def _bottom(group: tuple[float, int], gap: float) -> float:
    return group[0] - gap * (group[1] - 1) / 2


def _top(group: tuple[float, int], gap: float) -> float:
    return group[0] + gap * (group[1] - 1) / 2


def _inside(group: tuple[float, int], gap: float, low: float, high: float) -> tuple[float, int]:
    centre, size = group
    reach = gap * (size - 1) / 2
    return min(max(centre, low + reach), high - reach), size

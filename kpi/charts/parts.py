"""A merged province taken apart: what each former one brings, and what moved the figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import Row, area_name, unit_note
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language
    from kpi.shift_share import ShiftShare
    from kpi.units import Units

ROW = 50  # px
UP, DOWN = -12, 10  # px from the middle of a row to its words and to its bar
BAR = 16  # px


def contributions(
    table: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    units: Units,
    *,
    period: str,
    simulated: bool = False,
) -> look.AnyChart:
    """Draw a bar a former province: its value, and in words its share of the weight or the count.

    `table` as `kpi.shift_share.contributions` gives it for `period` (an id). For a ratio a
    stroke marks the merged figure, Σ share · value; a count's bars add up to it.
    """
    parts = table.sort_values("share", ascending=False, na_position="last", kind="stable")
    rows = [_part(row, indicator, lang, units) for row in parts.to_dict("records")]
    order = [row["n"] for row in rows]
    whole = _whole(table, indicator)
    tops = [row["v"] for row in rows if row["v"] is not None]
    x = alt.X("v:Q").axis(None).scale(domain=[0, max(tops, default=1) * 1.05 or 1], nice=False)
    layers = [*([look.watermark()] if simulated else []), *_bars(rows, order, x, lang)]
    if whole is not None and indicator.aggregation != "sum":
        layers.append(_upright([{"n": name, "v": whole} for name in order], order, x))
    merged = lang.value(whole, indicator) if whole is not None else lang._("no published figures")
    title = lang._("What each former province brings to {value}", value=merged)
    key = "" if indicator.aggregation == "sum" else lang._("┃ the merged figure")
    notes = [unit_note(indicator, lang), _span([period], lang), key]
    return _finished(layers, len(rows), title, notes, lang, simulated)


def shift_share(
    result: ShiftShare,
    indicator: Indicator,
    lang: Language,
    units: Units,
    *,
    start: str,
    end: str,
    simulated: bool = False,
) -> look.AnyChart:
    """Draw how a change adds up: the parts' own change, the change of weights, and their sum.

    `result` as `kpi.shift_share.shift_share` gives it from period `start` to `end` (ids). Of a
    count, which has no weights, each part's own change. Each bar begins where the last one ends.
    """
    decimals = max(indicator.decimals, 1)
    names, changes = _steps(result, indicator, lang, units)
    ends = [0.0, *(round(place, decimals) for place in accumulate(changes))]  # add up as written
    total = ends[-1]
    steps = [*zip(names, ends, ends[1:], strict=False), (lang._("Together"), 0.0, total)]
    rows: list[Row] = [
        {"n": name, "v": begin, "w": stop, "l": _change(stop - begin, indicator, lang)}
        for name, begin, stop in steps
    ]
    rows[-1]["k"] = 1
    order = [row["n"] for row in rows]
    room = 0.05 * (max(ends) - min(ends) or 1)
    x = alt.X("v:Q").axis(None).scale(domain=[min(ends) - room, max(ends) + room], nice=False)
    base = look.inline(rows).encode(y=_y(order))
    colour = {
        "condition": {"test": "datum.k === 1", "value": {"expr": look.on(look.PRIMARY).expr}},
        "value": {"expr": look.on(look.QUIET).expr},
    }
    bar = base.mark_bar(size=BAR, yOffset=DOWN, tooltip=None).encode(x=x, x2="w:Q", color=colour)
    zero = _upright([{"n": name, "v": 0} for name in order], order, x)
    layers = [*([look.watermark()] if simulated else []), bar, zero, *_words(base)]
    change = _change(total, indicator, lang)
    title = lang._("Where the change of {value} comes from", value=change)
    percent = indicator.unit == "percent"  # their change is no percentage
    unit = lang._("Unit: {unit}", unit=lang._("points")) if percent else unit_note(indicator, lang)
    return _finished(layers, len(rows), title, [unit, _span([start, end], lang)], lang, simulated)


def _steps(
    result: ShiftShare, indicator: Indicator, lang: Language, units: Units
) -> tuple[list[str], list[float]]:
    """Name what a change consists of, and give the change of each."""
    if indicator.aggregation == "sum":
        names = [area_name(area, units, lang) for area in result.by_part["area"]]
        return names, list(result.by_part["own"])
    names = [lang._("Change within the former provinces"), lang._("Change of their weights")]
    return names, [result.own, result.weight]


def _span(periods: Sequence[str], lang: Language) -> str:
    words = " – ".join(lang.period(parse_period(period)) for period in periods)
    return lang._("Period: {period}", period=words)


def _part(row: Mapping[Any, Any], indicator: Indicator, lang: Language, units: Units) -> Row:
    name = area_name(row["area"], units, lang)
    if pd.isna(row["value"]):
        return {"n": name, "v": None, "l": lang._("no figures")}
    value = lang.value(row["value"], indicator)
    share = "" if pd.isna(row["share"]) else lang.percent(100 * row["share"], 0)
    if not share:
        return {"n": name, "v": row["value"], "l": value}
    if indicator.aggregation == "sum":
        words = lang._("a part of {share}", share=share)
    else:
        words = lang._("{share} of the weight", share=share)
    return {"n": name, "v": row["value"], "l": f"{value} · {words}"}


def _whole(table: pd.DataFrame, indicator: Indicator) -> float | None:
    """Put the parts together again: a sum, or the mean by share."""
    known = table.dropna(subset=["value", "share"])
    if known.empty:
        return None
    if indicator.aggregation == "sum":
        return float(known["value"].sum())
    return float((known["value"] * known["share"]).sum() / known["share"].sum())


def _change(value: float, indicator: Indicator, lang: Language) -> str:
    if indicator.unit == "percent":
        return lang.points(value, max(indicator.decimals, 1))
    sign = "+" if value > 0 else ""
    return f"{sign}{lang.value(value, indicator)}"


def _bars(rows: list[Row], order: list[str], x: alt.X, lang: Language) -> list[alt.Chart]:
    base = look.inline(rows).encode(y=_y(order))
    says = [
        alt.Tooltip("n:N", title=lang._("Area")),
        alt.Tooltip("l:N", title=lang._("Value")),
    ]
    bar = base.mark_bar(size=BAR, yOffset=DOWN, color=look.on(look.PRIMARY))
    return [bar.encode(x=x, tooltip=says), *_words(base)]


def _upright(rows: list[Row], order: list[str], x: alt.X) -> alt.Chart:
    """Draw a stroke through each bar at `v`, clear of the words above it."""
    stroke: alt.Chart = look.inline(rows).mark_tick(
        orient="vertical", size=BAR + 6, thickness=2, yOffset=DOWN, color=look.on(look.INK),
        tooltip=None,
    )  # fmt: skip
    return stroke.encode(x=x, y=_y(order))


def _words(base: alt.Chart) -> list[alt.Chart]:
    """Write each row's name on the left and its figures on the right, above the bar."""
    ink = look.on(look.INK)
    name = base.mark_text(align="left", dy=UP, fontSize=14, color=ink, tooltip=None)
    value = base.mark_text(
        align="right", dy=UP, fontSize=14, fontWeight="bold", color=ink, tooltip=None
    )
    return [
        name.encode(x=alt.value(0), text="n:N"),
        value.encode(x=alt.value("width"), text="l:N"),
    ]


def _y(order: list[str]) -> alt.Y:
    return alt.Y("n:N").sort(order).axis(None).scale(padding=0)


def _finished(
    layers: list[alt.Chart],
    count: int,
    title: str,
    notes: list[str],
    lang: Language,
    simulated: bool,
) -> look.AnyChart:
    chart = alt.layer(*layers).properties(
        width=look.WIDTH // 2,
        height=ROW * count,
        title=look.heading(title, [" · ".join(filter(None, notes))], lang, simulated=simulated),
    )
    return look.finish(chart, lang, describe=title)

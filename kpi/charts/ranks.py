"""International rankings: the race of ranks, and scores by edition.

An edition stands at its year; editions come at uneven distances and are joined when an area is in
two that follow each other. Rank 1 is at the top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.editions import edition_lines, pack_editions, score_axis, year_axis
from kpi.charts.panel import extent
from kpi.charts.series import Row, area_name, caption, spread, usable
from kpi.sentences import changed
from kpi.standing import since_break

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language
    from kpi.units import Units


HEIGHT = 400  # px of the race; a score has half of it
PART = 150  # px of one part of a score
LINE = 19  # px one label needs


def bump(
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    units: Units,
    highlight: str = "VN",
    areas: Sequence[str] = (),
) -> look.AnyChart:
    """Draw ranks by edition: `highlight` strong, the other `areas` grey, all named at the end."""
    rows = usable(frame, indicator)
    rows = rows[rows["area"].isin([highlight, *areas])]
    bounds = extent(rows["value"], indicator, [])
    packed = pack_editions(rows, indicator, lang, units, highlight)
    x, y = year_axis(packed), score_axis(indicator, bounds, HEIGHT)
    layers: list[look.Layer] = [
        edition_lines(packed, x, y, indicator, lang),
        *_names(rows, bounds, indicator, lang, units, highlight),
    ]
    head = f"{lang.pick(indicator.name)}: {area_name(highlight, units, lang)}"
    title = _title(head, rows[rows["area"] == highlight], indicator, lang)
    notes = [caption(indicator, rows, lang)]
    return _finished(layers, HEIGHT, title, notes, lang)


def score_line(
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    units: Units,
    area: str = "VN",
) -> look.AnyChart:
    """Draw one area's score (or rank) by edition, the value written at each edition."""
    rows = usable(frame, indicator)
    rows = rows[rows["area"] == area]
    bounds = extent(rows["value"], indicator, [])
    packed = pack_editions(rows, indicator, lang, units, area)
    x, y = year_axis(packed), score_axis(indicator, bounds, HEIGHT // 2)
    layers: list[look.Layer] = [
        edition_lines(packed, x, y, indicator, lang),
        *_values(rows, indicator, lang),
    ]
    head = f"{lang.pick(indicator.name)}: {area_name(area, units, lang)}"
    title = _title(head, rows, indicator, lang)
    notes = [caption(indicator, rows, lang)]
    return _finished(layers, HEIGHT // 2, title, notes, lang)


def part(
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    units: Units,
    highlight: str = "VN",
    areas: Sequence[str] = (),
) -> look.AnyChart:
    """Draw one part of a score on the catalogue's scale, the same for all parts, in little room.

    `highlight` strong with its last value, the other `areas` grey behind.
    """
    rows = usable(frame, indicator)
    rows = rows[rows["area"].isin([highlight, *areas])]
    packed = pack_editions(rows, indicator, lang, units, highlight)
    x, y = year_axis(packed, few=True), score_axis(indicator, indicator.domain, PART)
    ours = rows[rows["area"] == highlight]
    layers: list[look.Layer] = [
        edition_lines(packed, x, y, indicator, lang),
        *_end_value(ours, indicator, lang),
    ]
    title = _title(f"{lang.pick(indicator.short)}:", ours, indicator, lang)
    key = lang._("Blue: {area} · grey: the other countries", area=area_name(highlight, units, lang))
    return _finished(layers, PART, title, [lang.pick(indicator.name), key], lang)


def _finished(
    layers: list[look.Layer],
    height: int,
    title: str,
    notes: list[str],
    lang: Language,
) -> look.AnyChart:
    chart = alt.layer(*layers).properties(
        width=look.WIDTH, height=height, title=look.heading(title, notes, lang)
    )
    return look.finish(chart, lang, describe=" · ".join([title, *notes]))


def _names(
    rows: pd.DataFrame,
    bounds: tuple[float, float],
    indicator: Indicator,
    lang: Language,
    units: Units,
    highlight: str,
) -> list[alt.Chart]:
    """Name each area at the last edition, moved apart; an older last figure tells its year.

    On a phone the others are named without their figures.
    """
    if rows.empty:
        return []
    lasts = rows.drop_duplicates("area", keep="last")
    gap = LINE * (bounds[1] - bounds[0]) / HEIGHT
    places = spread(list(lasts["value"]), gap, *bounds)
    newest = max(lasts["end"]).year
    labels = []
    for last, place in zip(lasts.to_dict("records"), places, strict=True):
        name, year = area_name(last["area"], units, lang), last["end"].year
        ours, figure = last["area"] == highlight, _figure(last, indicator, lang)
        older = f" ({year})" if year < newest else ""
        labels.append(
            {
                "y": round(place, 4),
                "l": f"{name} {figure}{older}",
                "s": f"{name} {figure}" if ours else name,
                **({"k": 1} if ours else {}),
            }
        )
    strong, quiet = (look.on(pair).expr for pair in (look.PRIMARY, look.MUTED))
    text = look.inline(labels).mark_text(
        align="left",
        dx=10,
        fontSize=alt.ExprRef(f"datum.k ? 16 : {look.TEXT}"),
        fontWeight=alt.ExprRef("datum.k ? 'bold' : 'normal'"),
        color=alt.ExprRef(f"datum.k ? ({strong}) : ({quiet})"),
        tooltip=None,
    )
    said = {"value": {"expr": f"width < {look.NARROW} ? datum.s : datum.l"}}
    return [text.encode(x=alt.datum(newest, type="quantitative"), y="y:Q", text=said)]


def _figure(row: Mapping[Any, Any], indicator: Indicator, lang: Language) -> str:
    """Write a value without its unit, which the heading says: `71/193`, `0,7709`."""
    whole = f"/{lang.number(row['of'])}" if pd.notna(row["of"]) else ""
    return lang.number(row["value"], indicator.decimals, least=0) + whole


def _values(rows: pd.DataFrame, indicator: Indicator, lang: Language) -> list[alt.Chart]:
    """Write the value above its edition, where there is room beside the later ones."""
    points: list[Row] = []
    span = rows["end"].iloc[-1].year - rows["end"].iloc[0].year if len(rows) else 0
    shown = {"wide": 10_000.0, "narrow": 10_000.0}
    for row in rows.to_dict("records")[::-1]:
        year = row["end"].year
        wide = shown["wide"] - year >= span / 16
        narrow = shown["narrow"] - year >= span / 4
        shown = {
            "wide": year if wide else shown["wide"],
            "narrow": year if narrow else shown["narrow"],
        }
        if wide:
            label = _figure(row, indicator, lang)
            points.append({"t": year, "v": row["value"], "l": label, "n": int(narrow)})
    text = look.inline(points).mark_text(
        dy=-16, fontWeight="bold", fontSize=14, color=look.on(look.PRIMARY), tooltip=None
    )
    seen = alt.condition(f"datum.n === 1 || width >= {look.NARROW}", alt.value(1), alt.value(0))
    return [text.encode(x="t:Q", y="v:Q", text="l:N", opacity=seen)]


def _end_value(rows: pd.DataFrame, indicator: Indicator, lang: Language) -> list[alt.Chart]:
    """Write the last value beside its point."""
    last = [
        {"t": row["end"].year, "v": row["value"], "l": _figure(row, indicator, lang)}
        for row in rows.tail(1).to_dict("records")
    ]
    text = look.inline(last).mark_text(
        align="left", dx=8, fontWeight="bold", fontSize=14, color=look.on(look.PRIMARY),
        tooltip=None,
    )  # fmt: skip
    return [text.encode(x="t:Q", y="v:Q", text="l:N")]


def _title(head: str, ours: pd.DataFrame, indicator: Indicator, lang: Language) -> str:
    """Say the last figure and the first to compare it with, after `head`; never across a break."""
    if ours.empty:
        return lang._("{indicator}: no published figures", indicator=lang.pick(indicator.name))
    alike, year = since_break(ours, indicator)
    first, last = (alike.iloc[0], alike.iloc[-1])
    said = f"{head} {lang.value(last['value'], indicator, last['of'])} ({last['end'].year})"
    if len(alike) > 1:
        then = lang.value(first["value"], indicator, first["of"])
        return said + ", " + lang._("{value} in {year}", value=then, year=first["end"].year)
    return said if year is None else f"{said}; {changed(year, lang)}"

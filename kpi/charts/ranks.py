"""International rankings: the race of ranks, parts and scores by edition, and a card's sparkline.

An edition stands at its year; editions come at uneven distances and are joined when an area is in
two that follow each other. Rank 1 is at the top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.editions import (
    Layers,
    edition_lines,
    pack_editions,
    score_axis,
    unpack_editions,
    year_axis,
)
from kpi.charts.panel import extent
from kpi.charts.series import Row, area_name, source_note, span_note, spread, unit_note, usable

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source
    from kpi.language import Language
    from kpi.units import Units


HEIGHT = 400  # px
PANEL = 130  # px, one panel of `parts`
LINE = 19  # px one label needs


def bump(
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    units: Units,
    highlight: str = "VN",
    areas: Sequence[str] = (),
    simulated: bool = False,
    sources: Mapping[str, Source] | None = None,
) -> look.AnyChart:
    """Draw ranks by edition: `highlight` strong, the other `areas` grey, all named at the end."""
    rows = usable(frame, indicator)
    rows = rows[rows["area"].isin([highlight, *areas])]
    bounds = extent(rows["value"], indicator, [])
    packed = pack_editions(rows, indicator, lang, units, highlight)
    base = unpack_editions(look.inline(packed), indicator, lang)
    x, y = year_axis(packed), score_axis(indicator, bounds, HEIGHT)
    layers = [
        *([look.watermark(lang)] if simulated else []),
        *edition_lines(base, packed, x, y, lang),
        *_names(rows, bounds, indicator, lang, units, highlight),
    ]
    title = _title(rows, indicator, lang, units, highlight)
    notes = [
        unit_note(indicator, lang),
        span_note(rows, lang),
        source_note(rows, lang, sources or {}, simulated),
    ]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH, height=HEIGHT, title=look.heading(title, notes, lang, simulated=simulated)
    )
    return look.finish(chart, lang, describe=" · ".join([title, *notes]))


def score_line(
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    units: Units,
    area: str = "VN",
    simulated: bool = False,
    sources: Mapping[str, Source] | None = None,
) -> look.AnyChart:
    """Draw one area's score (or rank) by edition, the value written at each edition."""
    rows = usable(frame, indicator)
    rows = rows[rows["area"] == area]
    bounds = extent(rows["value"], indicator, [])
    packed = pack_editions(rows, indicator, lang, units, area)
    base = unpack_editions(look.inline(packed), indicator, lang)
    x, y = year_axis(packed), score_axis(indicator, bounds, HEIGHT // 2)
    layers = [
        *([look.watermark(lang)] if simulated else []),
        *edition_lines(base, packed, x, y, lang),
        *_values(rows, indicator, lang),
    ]
    title = _title(rows, indicator, lang, units, area)
    notes = [
        unit_note(indicator, lang),
        span_note(rows, lang),
        source_note(rows, lang, sources or {}, simulated),
    ]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH,
        height=HEIGHT // 2,
        title=look.heading(title, notes, lang, simulated=simulated),
    )
    return look.finish(chart, lang, describe=" · ".join([title, *notes]))


def parts(  # noqa: PLR0913 - what the reader chose, by name
    frame: pd.DataFrame,
    indicators: Sequence[Indicator],
    lang: Language,
    *,
    units: Units,
    highlight: str = "VN",
    areas: Sequence[str] = (),
    simulated: bool = False,
    sources: Mapping[str, Source] | None = None,
    columns: int = 4,
    width: int = 1080,
) -> look.AnyChart:
    """Draw several scores on one scale, a panel each; the heading says the last edition's value."""
    drawn = [(indicator, usable(frame, indicator)) for indicator in indicators]
    drawn = [(one, rows[rows["area"].isin([highlight, *areas])]) for one, rows in drawn]
    packed = [
        {"h": _panel_head(one, rows, lang, highlight), **row}
        for one, rows in drawn
        for row in pack_editions(rows, one, lang, units, highlight)
    ]
    every = pd.concat([rows for _, rows in drawn]).sort_values("end")
    x, y = year_axis(packed, few=True), score_axis(indicators[0], indicators[0].domain, PANEL)
    cell = int((width - 48 - 24 * (columns - 1)) / columns)
    inner = alt.layer(*edition_lines(look.inline(packed), packed, x, y, lang)).properties(
        width=cell, height=PANEL
    )
    title = lang._(
        "{area}: the parts of the score by edition", area=area_name(highlight, units, lang)
    )
    notes = [span_note(every, lang), source_note(every, lang, sources or {}, simulated)]
    header = alt.Header(
        title=None, labelFontSize=14, labelFontWeight="bold", labelAnchor="start", labelLimit=cell
    )
    heads = list(dict.fromkeys(str(row["h"]) for row in packed))
    chart = inner.facet(
        facet=alt.Facet("h:N").sort(heads).header(header),
        columns=columns,
        spacing={"row": 20, "column": 24},
        title=look.heading(title, notes, lang, simulated=simulated, width=width),
    )
    return look.finish(
        unpack_editions(chart, indicators[0], lang),
        lang,
        describe=" · ".join([title, *notes]),
        fit=False,
    )


def _names(
    rows: pd.DataFrame,
    bounds: tuple[float, float],
    indicator: Indicator,
    lang: Language,
    units: Units,
    highlight: str,
) -> Layers:
    """Name each area at the last edition, moved apart; an older last figure tells its year."""
    if rows.empty:
        return []
    lasts = rows.drop_duplicates("area", keep="last")
    gap = LINE * (bounds[1] - bounds[0]) / HEIGHT
    places = spread(list(lasts["value"]), gap, *bounds)
    newest = max(lasts["end"]).year
    labels = [
        {
            "t": newest,
            "y": round(place, 4),
            "k": int(last["area"] == highlight),
            "l": f"{area_name(last['area'], units, lang)} {_figure(last, indicator, lang)}"
            + (f" ({last['end'].year})" if last["end"].year < newest else ""),
        }
        for last, place in zip(lasts.to_dict("records"), places, strict=True)
    ]
    scale = alt.Scale(domain=list(bounds), nice=False, reverse=indicator.unit == "rank")
    base = look.inline(labels).encode(
        x=alt.X("t:Q"), y=alt.Y("y:Q").scale(scale), text=alt.Text("l:N")
    )
    grey = base.transform_filter("datum.k === 0").mark_text(
        align="left", dx=10, color=look.on(look.MUTED), tooltip=None
    )
    bold = base.transform_filter("datum.k === 1").mark_text(
        align="left", dx=10, fontSize=16, fontWeight="bold", color=look.on(look.PRIMARY)
    )
    return [grey, bold]


def _figure(row: Mapping[Any, Any], indicator: Indicator, lang: Language) -> str:
    """Write a value without its unit, which the heading says: `71/193`, `0,7709`."""
    whole = f"/{lang.number(row['of'])}" if pd.notna(row["of"]) else ""
    return lang.number(row["value"], indicator.decimals) + whole


def _values(rows: pd.DataFrame, indicator: Indicator, lang: Language) -> Layers:
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
    return [text.encode(x=alt.X("t:Q"), y=alt.Y("v:Q"), text="l:N", opacity=seen)]


def _title(
    rows: pd.DataFrame, indicator: Indicator, lang: Language, units: Units, area: str
) -> str:
    name, ours = lang.pick(indicator.name), rows[rows["area"] == area]
    if ours.empty:
        return lang._("{indicator}: no published figures", indicator=name)
    first, last = ours.iloc[0], ours.iloc[-1]
    now = lang.value(last["value"], indicator, last["of"])
    here = f"{name}: {area_name(area, units, lang)} {now} ({last['end'].year})"
    if len(ours) == 1:
        return here
    then = lang.value(first["value"], indicator, first["of"])
    return here + ", " + lang._("{value} in {year}", value=then, year=first["end"].year)


def _panel_head(indicator: Indicator, rows: pd.DataFrame, lang: Language, area: str) -> str:
    ours = rows[rows["area"] == area]
    name = lang.pick(indicator.short)
    return (
        f"{name}  {lang.number(ours['value'].iloc[-1], indicator.decimals)}" if len(ours) else name
    )

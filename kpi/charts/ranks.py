"""International rankings: the race of ranks, parts and scores by edition, and a card's sparkline.

An edition stands at its year; editions come at uneven distances and are joined when an area is in
two that follow each other. Rank 1 is at the top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import Row, area_name, source_note, span_note, spread, unit_note, usable
from kpi.charts.trend import extent

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source
    from kpi.language import Language
    from kpi.units import Units

HEIGHT = 400  # px
PANEL = 130  # px, one panel of `parts`
LINE = 17  # px one label needs


def bump(  # noqa: PLR0913 - what the reader chose, by name
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
    points = _points(rows, indicator, lang, units, highlight)
    y = _y(indicator, bounds, HEIGHT)
    layers = [*([look.watermark(lang)] if simulated else []), *_lines(points, y, lang)]
    layers += _names(points, y, bounds, indicator)
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


def score_line(  # noqa: PLR0913 - what the reader chose, by name
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
    y = _y(indicator, bounds, HEIGHT // 2)
    points = _points(rows, indicator, lang, units, area)
    text = look.inline(points).mark_text(dy=-14, fontWeight="bold", color=look.on(look.PRIMARY))
    layers = [*([look.watermark(lang)] if simulated else []), *_lines(points, y, lang)]
    layers.append(text.encode(x=_x(points), y=y, text="l:N"))
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
    points = [
        {"h": _panel_head(one, rows, lang, highlight), **point}
        for one, rows in drawn
        for point in _points(rows, one, lang, units, highlight)
    ]
    every = pd.concat([rows for _, rows in drawn]).sort_values("end")
    y = _y(indicators[0], indicators[0].domain, PANEL)
    cell = int((width - 48 - 24 * (columns - 1)) / columns)
    inner = alt.layer(*_lines(points, y, lang, shared=True)).properties(width=cell, height=PANEL)
    title = lang._(
        "{area}: the parts of the score by edition", area=area_name(highlight, units, lang)
    )
    notes = [span_note(every, lang), source_note(every, lang, sources or {}, simulated)]
    header = alt.Header(
        title=None, labelFontSize=14, labelFontWeight="bold", labelAnchor="start", labelLimit=cell
    )
    heads = list(dict.fromkeys(str(point["h"]) for point in points))
    chart = inner.facet(
        data={"values": points},
        facet=alt.Facet("h:N").sort(heads).header(header),
        columns=columns,
        spacing={"row": 20, "column": 24},
        title=look.heading(title, notes, lang, simulated=simulated, width=width),
    )
    return look.finish(chart, lang, describe=" · ".join([title, *notes]), fit=False)


def sparkline(
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    area: str = "VN",
    simulated: bool = False,
) -> look.AnyChart:
    """Draw a card's little line, 160 × 44 px: no axes, last point strong, good is up."""
    rows = usable(frame, indicator)
    rows = rows[rows["area"] == area]
    points = [
        {"t": end.year + (end.month - 1) / 12, "v": float(value)}
        for end, value in zip(rows["end"], rows["value"], strict=True)
    ]
    low, high = (min(rows["value"]), max(rows["value"])) if points else indicator.domain
    pad = 0.12 * ((high - low) or 1)
    better_down = indicator.direction == "lower"
    scale = alt.Scale(domain=[low - pad, high + pad], nice=False, reverse=better_down)
    x = alt.X("t:Q").axis(None).scale(zero=False, nice=False, padding=6)
    y = alt.Y("v:Q").axis(None).scale(scale)
    colour = look.on(look.PRACTICE if simulated else look.PRIMARY)
    line = look.inline(points).mark_line(strokeWidth=2, color=colour, tooltip=None)
    last = look.inline(points[-1:]).mark_circle(size=60, opacity=1, color=colour, tooltip=None)
    layers = [line.encode(x=x, y=y), last.encode(x=x, y=y)]
    if simulated:
        mark = look.inline([{"w": 0}]).mark_text(
            text=lang._("simulated"), baseline="bottom", align="left", color=colour, tooltip=None
        )
        layers.append(mark.encode(x=alt.value(0), y=alt.value(44)))
    chart = alt.layer(*layers).properties(width=160, height=44, padding=2)
    says = f"{lang.pick(indicator.name)} · {span_note(rows, lang)}"
    return look.finish(chart, lang, describe=says)


def _points(
    rows: pd.DataFrame, indicator: Indicator, lang: Language, units: Units, highlight: str
) -> list[Row]:
    """One point an area and edition; `s` changes where an edition in between is missing."""
    editions = sorted(set(rows["end"]))
    points: list[Row] = []
    for area, part in rows.groupby("area", sort=False):
        places = [editions.index(end) for end in part["end"]]
        name = area_name(str(area), units, lang)
        for step, (place, row) in enumerate(zip(places, part.to_dict("records"), strict=True)):
            points.append(
                {
                    "a": name,
                    "s": f"{area}{place - step}",
                    "k": int(area == highlight),
                    "t": row["end"].year,
                    "v": row["value"],
                    "l": lang.value(row["value"], indicator, row["of"], row["qualifier"] or ""),
                }
            )
    return points


def _x(points: Sequence[Row], few: bool = False) -> alt.X:
    years = sorted({point["t"] for point in points})
    shown = [years[0], years[-1]] if few and years else years
    axis = alt.Axis(format="d", grid=False, values=shown, labelOverlap="greedy", labelFlush=few)
    scale = alt.Scale(zero=False, nice=False, padding=0 if few else 16)
    return alt.X("t:Q").title(None).scale(scale).axis(axis)


def _y(indicator: Indicator, bounds: tuple[float, float], height: int) -> alt.Y:
    low, high = bounds
    rank = indicator.unit == "rank"
    scale = alt.Scale(domain=[low, high], nice=False, reverse=rank)
    step = max(1, round((high - low) / max(2, height / 70) / 10) * 10)
    ticks = [1, *range(step, int(high) + 1, step)] if rank else None
    axis = alt.Axis(values=ticks, format=",d") if ticks else alt.Axis(tickCount=5, format=",")
    return alt.Y("v:Q").title(None).scale(scale).axis(axis)


def _lines(points: list[Row], y: alt.Y, lang: Language, shared: bool = False) -> list[alt.Chart]:
    """Draw the others in grey, then the highlighted area; points answer a pointer in words.

    `shared`: the data come from the facet around the layers.
    """
    x = _x(points, few=shared)
    base = alt.Chart() if shared else look.inline(points)
    says = [
        alt.Tooltip("a:N", title=lang._("Area")),
        alt.Tooltip("t:Q", title=lang._("Edition"), format="d"),
        alt.Tooltip("l:N", title=lang._("Value")),
    ]
    layers = []
    for strong, colour, width, size in ((0, look.QUIET, 1.5, 22), (1, look.PRIMARY, 3.5, 80)):
        if not any(point["k"] == strong for point in points):
            continue
        part = base.transform_filter(f"datum.k === {strong}").encode(x=x, y=y)
        line = part.mark_line(strokeWidth=width, color=look.on(colour), tooltip=None)
        dot = part.mark_circle(size=size, opacity=1, color=look.on(colour))
        layers += [line.encode(detail="s:N"), dot.encode(tooltip=says)]
    return layers


def _names(
    points: list[Row], y: alt.Y, bounds: tuple[float, float], indicator: Indicator
) -> list[alt.Chart]:
    """Name each area where its line ends, moved apart; the highlighted one in bold colour."""
    lasts = list({point["a"]: point for point in points}.values())
    gap = LINE * (bounds[1] - bounds[0]) / HEIGHT
    places = spread([point["v"] for point in lasts], gap, *bounds)
    rows = [
        {"t": last["t"], "y": round(place, 4), "k": last["k"], "l": f"{last['a']} {last['l']}"}
        for last, place in zip(lasts, places, strict=True)
    ]
    base = look.inline(rows)
    low, high = bounds
    scale = alt.Scale(domain=[low, high], nice=False, reverse=indicator.unit == "rank")
    at = alt.Y("y:Q").scale(scale)
    x = _x(points)
    grey = base.transform_filter("datum.k === 0").mark_text(
        align="left", dx=9, color=look.on(look.MUTED), tooltip=None
    )
    bold = base.transform_filter("datum.k === 1").mark_text(
        align="left", dx=9, fontSize=16, fontWeight="bold", color=look.on(look.PRIMARY)
    )
    return [grey.encode(x=x, y=at, text="l:N"), bold.encode(x=x, y=at, text="l:N")]


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
    return f"{name}  {lang.value(ours['value'].iloc[-1], indicator)}" if len(ours) else name

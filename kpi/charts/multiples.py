"""Small multiples: every area on one scale, the one furthest from the target first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.panel import extent
from kpi.charts.series import (
    Row,
    area_name,
    instant,
    runs,
    source_note,
    span_note,
    unfold,
    unit_note,
    usable,
    worded,
)

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source, Target
    from kpi.language import Language
    from kpi.units import Units

GAP = 18  # px between panels
HEIGHT = 64  # px of one panel
AXIS = 52  # px the value axis needs beside the first column


def multiples(  # noqa: PLR0913 - what the reader chose, by name
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    units: Units,
    areas: Sequence[str],
    target: Target | None = None,
    simulated: bool = False,
    sources: Mapping[str, Source] | None = None,
    columns: int = 6,
    width: int = 1080,
) -> look.AnyChart:
    """Draw one small panel an area, `columns` side by side within `width` px (phone: 2 and 340).

    Sorted by need: furthest from the target (without one: the worst value) first, areas without
    figures last; names in Vietnamese order where equal. Each panel's heading says the last value.
    """
    rows = usable(frame, indicator)
    rows = rows[rows["area"].isin(areas)]
    panels = _panels(rows, indicator, lang, units, areas)
    cell = int((width - AXIS - GAP * (columns - 1)) / columns)
    heads = [row["h"] for row in panels]
    base = look.inline(panels)
    inner = alt.layer(*_layers(base, rows, indicator, lang, target)).properties(
        width=cell, height=HEIGHT
    )
    title = _title(indicator, target, lang)
    notes = [
        unit_note(indicator, lang),
        span_note(rows, lang),
        source_note(rows, lang, sources or {}, simulated),
    ]
    header = alt.Header(
        title=None, labelFontSize=look.TEXT, labelFontWeight="bold", labelAnchor="start",
        labelLimit=cell + GAP, labelPadding=4,
    )  # fmt: skip
    order = list(dict.fromkeys(heads))
    chart = inner.facet(
        facet=alt.Facet("h:N").sort(order).header(header),
        columns=columns,
        spacing={"row": 14, "column": GAP},
        title=look.heading(title, notes, lang, simulated=simulated, width=width),
    )
    points = worded(unfold(chart), rows, indicator, lang)
    return look.finish(points, lang, describe=" · ".join([title, *notes]), fit=False)


def _panels(
    rows: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    units: Units,
    areas: Sequence[str],
) -> list[Row]:
    """Pack each area's runs under its heading (`h`), in order of need."""
    parts = {area: rows[rows["area"] == area] for area in areas}
    lasts = {area: float(part["value"].iloc[-1]) for area, part in parts.items() if len(part)}
    sign = -1 if indicator.direction == "lower" else 1

    def need(area: str) -> tuple[bool, float, object]:
        name = area_name(area, units, lang)
        return area not in lasts, sign * lasts.get(area, 0.0), lang.sort_key(name)

    packed: list[Row] = []
    for area in sorted(areas, key=need):
        name = area_name(area, units, lang)
        value = lang.value(lasts[area], indicator) if area in lasts else lang._("no figures")
        empty: list[Row] = [{"m": 0, "p": 1, "v": "", "q": ""}]
        for index, run in enumerate(runs(parts[area], indicator.decimals) or empty):
            packed.append({"h": f"{name}  {value}", "a": name, "s": index, **run})
    return packed


def _layers(
    base: alt.Chart,
    rows: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    target: Target | None,
) -> list[alt.Chart]:
    goals = [target.value] if target else []
    low, high = extent(rows["value"], indicator, goals)
    scale = alt.Scale(type="utc", nice=False)
    if len(rows):
        scale.domain = [instant(day) for day in (min(rows["end"]), max(rows["end"]))]
    years = alt.Axis(format="%Y", grid=False, tickCount=2, labelOverlap=True)
    x = alt.X("t:T").title(None).scale(scale).axis(years)
    y = (
        alt.Y("v:Q")
        .title(None)
        .scale(domain=[low, high], nice=False, reverse=indicator.unit == "rank")
        .axis(_goal_axis(low, goals))
    )
    line = base.mark_line(strokeWidth=2, color=look.on(look.PRIMARY), tooltip=None)
    points = base.mark_circle(size=120, opacity=0)
    says = [
        alt.Tooltip("a:N", title=lang._("Area")),
        alt.Tooltip("w:N", title=lang._("Period")),
        alt.Tooltip("u:N", title=lang._("Value")),
        alt.Tooltip("c:N", title=lang._("Status")),
    ]
    return [line.encode(x=x, y=y, detail="s:N"), points.encode(x=x, y=y, tooltip=says)]


def _goal_axis(low: float, goals: list[float]) -> alt.Axis:
    """Draw the target as a grid line of every panel: dashed and in the target's colour."""
    if not goals:
        return alt.Axis(tickCount=2)
    goal = f"datum.value === {goals[0]}"
    return alt.Axis(
        values=[0, *goals] if low == 0 else goals,
        format=",.0f",
        gridColor={
            "condition": {"test": goal, "expr": look.on(look.GOAL).expr},
            "expr": look.on(look.MUTED).expr,
        },
        gridDash={"condition": {"test": goal, "value": [4, 3]}, "value": []},
        gridWidth={"condition": {"test": goal, "value": 1.6}, "value": 0.5},
        gridOpacity=1,
        labelFontWeight={"condition": {"test": goal, "value": "bold"}, "value": "normal"},
    )


def _title(indicator: Indicator, target: Target | None, lang: Language) -> str:
    name = lang.pick(indicator.name)
    if target is None:
        return lang._("{indicator}: areas in most need first", indicator=name)
    return lang._(
        "{indicator}: furthest from the target of {target} first",
        indicator=name,
        target=lang.target(target.value, indicator),
    )

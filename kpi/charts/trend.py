"""One indicator over time: chosen areas named at their line ends, targets, deadlines, breaks."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.panel import HEIGHT, Panel
from kpi.charts.series import (
    Row,
    area_name,
    is_regular,
    milliseconds,
    publishers,
    runs,
    source_note,
    span_note,
    status_words,
    tooltip,
    unfold,
    unit_note,
    usable,
    worded,
)
from kpi.charts.targets import LINE, Side, binding, event_rules, target_lines
from kpi.periods import parse_period
from kpi.standing import missing, targets_now

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source, Target
    from kpi.language import Language
    from kpi.units import Units

MOST = 8  # areas that can be told apart


def trend(  # noqa: PLR0913 - what the reader chose, by name
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    units: Units,
    chosen: tuple[str, ...],
    background: tuple[str, ...] = (),
    targets: Sequence[Target] = (),
    today: date,
    simulated: bool = False,
    sources: Mapping[str, Source] | None = None,
) -> look.AnyChart:
    """Draw up to eight `chosen` areas in colour before the `background` ones in grey.

    `frame` holds observations (newest vintage, one era); `targets` those that bind what is shown.
    Figures of differing kinds of period are separate points with value and period written beside.
    """
    rows = usable(frame, indicator)
    shown = {area: rows[rows["area"] == area] for area in chosen[:MOST]}
    shown = {area: part for area, part in shown.items() if not part.empty}
    targets = binding(targets, shown)
    drawn = rows[rows["area"].isin([*shown, *background])]
    names = {area: area_name(area, units, lang) for area in drawn["area"].unique()}
    series = {names[area]: part for area, part in shown.items()}
    panel = Panel(drawn, indicator, lang, targets, today, list(series), sources or {})
    layers = [
        *([look.watermark(lang)] if simulated else []),
        *_behind(drawn[~drawn["area"].isin(shown)], panel),
        *target_lines(targets, panel),
        *event_rules(indicator, shown, targets, panel),
        *_lines(series, panel),
        *_points(series, panel),
    ]
    title = _title(shown, names, indicator, targets, lang, today)
    ours = pd.concat(shown.values()).sort_values("end") if shown else drawn
    notes = [
        unit_note(indicator, lang),
        span_note(ours, lang),
        source_note(ours, lang, sources or {}, simulated),
    ]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH,
        height=HEIGHT,
        title=look.heading(title, notes, lang, simulated=simulated),
    )
    return look.finish(chart, lang, describe=" · ".join([title, *notes]))


def _behind(rows: pd.DataFrame, panel: Panel) -> list[alt.Chart]:
    decimals = max(0, 2 - int(math.log10(panel.high - panel.low)))  # finer than a pixel
    packed = [
        {"a": f"{area}/{index}", "m": run["m"], "p": run["p"], "v": run["v"]}
        for area, part in rows.groupby("area", sort=False)
        for index, run in enumerate(runs(part, decimals))
    ]
    if not packed:
        return []
    base = unfold(look.inline(packed))
    grey = base.mark_line(strokeWidth=1.2, color=look.on(look.FAINT), tooltip=None)
    return [grey.encode(x=panel.x(), y=panel.y(), detail="a:N")]


def _lines(shown: Mapping[str, pd.DataFrame], panel: Panel) -> list[alt.Chart]:
    regular = {name: part for name, part in shown.items() if is_regular(part)}
    if not regular:
        return []
    packed = [
        {"a": name, "s": f"{name}/{index}", "o": "; ".join(publishers(part, panel.sources)), **run}
        for name, part in regular.items()
        for index, run in enumerate(runs(part, panel.indicator.decimals))
    ]
    base = unfold(look.inline(packed)).encode(x=panel.x(), y=panel.y())
    line = base.mark_line(strokeWidth=2.6, tooltip=None).encode(detail="s:N", color=panel.colour())
    words = worded(base, pd.concat(regular.values()), panel.indicator, panel.lang)
    return [line, *_marks(base, words, panel), *_ends(regular, panel)]


def _marks(base: alt.Chart, words: alt.Chart, panel: Panel) -> list[alt.Chart]:
    """Mark points that are not final (open) or stand alone; the others only answer a pointer."""
    unseen = alt.condition("datum.q === 'A' && datum.n > 1", alt.value(0), alt.value(1))
    dot = words.mark_circle(size=90).encode(
        color=alt.Color("a:N").legend(None), opacity=unseen, tooltip=tooltip(panel.lang)
    )
    opened = base.transform_filter("datum.q !== 'A'")
    return [dot, opened.mark_circle(size=26, opacity=1, color=look.hole(), tooltip=None)]


def _ends(regular: Mapping[str, pd.DataFrame], panel: Panel) -> list[alt.Chart]:
    lasts = {name: part.iloc[-1] for name, part in regular.items()}
    newest = max(last["end"] for last in lasts.values())
    heights = panel.spread([float(last["value"]) for last in lasts.values()], LINE)
    rows = [
        {
            "a": name,
            "t": milliseconds(newest),
            "y": round(height, 4),
            "l": f"{name} {panel.lang.value(last['value'], panel.indicator, last['of'])}"
            + (f" ({last['end']:%-m/%Y})" if last["end"] < newest else ""),
        }
        for (name, last), height in zip(lasts.items(), heights, strict=True)
    ]
    base = look.inline(rows).encode(x=panel.x(), color=alt.Color("a:N").legend(None))
    return [
        base.mark_text(align="left", dx=9, fontWeight="bold", fontSize=14).encode(
            y=panel.y("y"), text="l:N"
        )
    ]


def _points(shown: Mapping[str, pd.DataFrame], panel: Panel) -> list[alt.Chart]:
    """Draw figures for differing kinds of period apart, each with value and period beside it."""
    loose = {name: part for name, part in shown.items() if not is_regular(part)}
    rows = [row for name, part in loose.items() for row in _labelled(name, part, panel)]
    if not rows:
        return []
    below = LINE * (panel.high - panel.low) / HEIGHT * (1 if panel.reversed else -1)
    heights = panel.spread([row["v"] + below for row in rows], 2 * LINE + 4)
    for row, height in zip(rows, heights, strict=True):
        row["y"] = round(height, 4)
    base = look.inline(rows).encode(x=panel.x())
    dot = base.mark_circle(size=150, opacity=1).encode(
        y=panel.y(), color=panel.colour(), tooltip=tooltip(panel.lang)
    )
    opened = base.transform_filter("datum.q !== 'A'").mark_circle(
        size=50, opacity=1, color=look.hole(), tooltip=None
    )
    names = base.encode(color=alt.Color("a:N").legend(None))
    sides: tuple[Side, ...] = ("left", "right")
    return [dot, opened.encode(y=panel.y()), *(_beside(names, side, panel) for side in sides)]


def _labelled(name: str, part: pd.DataFrame, panel: Panel) -> list[Row]:
    lang, words = panel.lang, status_words(panel.lang)
    rows = []
    for row in part.tail(MOST).to_dict("records"):
        value = lang.value(row["value"], panel.indicator, row["of"], row["qualifier"] or "")
        period = lang.period(parse_period(row["period"]))
        status = row["status"] or "A"
        late = row["end"] > panel.first + (panel.last - panel.first) * 0.6
        rows.append(
            {
                "a": name,
                "t": milliseconds(row["end"]),
                "v": row["value"],
                "q": status,
                "g": "right" if late else "left",
                "u": value,
                "w": period,
                "c": words.get(status, status),
                "o": "; ".join(publishers(pd.DataFrame([row]), panel.sources)),
            }
        )
    return rows


def _beside(base: alt.Chart, side: Side, panel: Panel) -> alt.Chart:
    gap = -11 if side == "right" else 11
    named: alt.Chart = (
        base.transform_filter(f"datum.g === '{side}'")
        .transform_calculate(l="[datum.u, datum.w]")
        .mark_text(align=side, dx=gap, fontWeight="bold", lineHeight=LINE, baseline="middle")
        .encode(y=panel.y("y"), text="l:N")
    )
    return named


def _title(
    shown: Mapping[str, pd.DataFrame],
    names: Mapping[str, str],
    indicator: Indicator,
    targets: Sequence[Target],
    lang: Language,
    today: date,
) -> str:
    """Say what is seen: the last value and what is missing to the target, or the extremes."""
    name = lang.pick(indicator.name)
    lasts = {names[area]: part.iloc[-1] for area, part in shown.items()}
    if not lasts:
        return lang._("{indicator}: no published figures", indicator=name)

    def written(area: str) -> str:
        return f"{area} {lang.value(lasts[area]['value'], indicator, lasts[area]['of'])}"

    if len(lasts) > 1:
        order = sorted(lasts, key=lambda area: (-lasts[area]["value"], lang.sort_key(area)))
        high, low = written(order[0]), written(order[-1])
        return lang._("{indicator}: from {low} to {high}", indicator=name, low=low, high=high)
    (area, last), *_ = lasts.items()
    said = f"{name}: {written(area)} ({_when(last, lang)})"
    goal, _ = targets_now(indicator, str(last["area"]), today)
    return said + (_short_of(last["value"], indicator, goal, lang) if goal in targets else "")


def _when(row: pd.Series, lang: Language) -> str:
    return lang.period(parse_period(row["period"]))


def _short_of(value: float, indicator: Indicator, goal: Target | None, lang: Language) -> str:
    """Write what is missing to the target, for percentages; nothing once it is met."""
    if goal is None or indicator.unit != "percent":
        return ""
    lacks = missing(value, goal.value, indicator.direction)
    if lacks <= 0:
        return ""
    return ", " + lang._(
        "{missing} short of the target of {target}",
        missing=lang.points(lacks).lstrip("+"),
        target=lang.target(goal.value, indicator),
    )

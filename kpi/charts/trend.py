"""One indicator over time: chosen areas named at their line ends, targets, deadlines, breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.ahead import Ahead, ahead_of, fan_and_path, fan_note, far, projected
from kpi.charts.panel import HEIGHT, Panel
from kpi.charts.series import (
    Row,
    area_name,
    caption,
    dated,
    instant,
    is_regular,
    milliseconds,
    outlines,
    publishers,
    runs,
    status_words,
    tooltip,
    trace,
    unfold,
    usable,
    worded,
)
from kpi.charts.targets import LINE, binding, event_rules, target_lines
from kpi.periods import parse_period
from kpi.sentences import changed, distance
from kpi.standing import begun, standing

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source, Target
    from kpi.course import Judgement
    from kpi.language import Language
    from kpi.units import Units

MOST = 8  # areas that can be told apart
_NARROW = f"width < {look.NARROW}"  # in the chart: on a phone


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
    made: Judgement | None = None,
) -> look.AnyChart:
    """Draw up to eight `chosen` areas in colour before the `background` ones in grey.

    `frame` holds observations (newest vintage, one era); `targets` those that bind what is shown.
    Figures of differing kinds of period are separate points with value and period written beside.
    `made`: the judgement of the first chosen area, whose projection and required path are drawn.
    """
    rows = usable(frame, indicator)
    shown = {area: rows[rows["area"] == area] for area in chosen[:MOST]}
    shown = {area: part for area, part in shown.items() if not part.empty}
    targets = binding(targets, shown)
    drawn = rows[rows["area"].isin([*shown, *background])]
    names = {area: area_name(area, units, lang) for area in drawn["area"].unique()}
    series = {names[area]: part for area, part in shown.items()}
    way = ahead_of(made)
    panel = Panel(drawn, indicator, lang, targets, today, list(series), sources or {}, way.seen)
    layers = [
        panel.frame(),
        *([look.watermark()] if simulated else []),
        *_behind(drawn[~drawn["area"].isin(shown)], panel),
        *fan_and_path(way, panel),
        *target_lines(targets, chosen, drawn, panel),
        *event_rules(indicator, shown, panel),
        *_lines(series, panel, way),
        *_points(series, panel),
        *_key(series, panel),
    ]
    title = _title(shown, names, indicator, lang, today)
    ours = pd.concat(shown.values()).sort_values("end") if shown else drawn
    note = caption(indicator, ours, lang)
    whose = names[made.area] if made and len(shown) > 1 else ""
    notes = [note, *fan_note(way, whose, lang)]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH,
        height=HEIGHT,
        title=look.heading(title, notes, lang, simulated=simulated),
    )
    return look.finish(chart, lang, describe=" · ".join([title, *notes]))


def _behind(rows: pd.DataFrame, panel: Panel) -> list[look.Layer]:
    step = float(f"{(panel.high - panel.low) / HEIGHT:.3g}")  # a pixel
    packed = outlines((part for _, part in rows.groupby("area", sort=False)), step)
    if not packed:
        return []
    grey = trace(look.inline(packed), step).mark_line(
        strokeWidth=1.2, color=look.on(look.FAINT), tooltip=None
    )
    return [grey.encode(x="t:T", y="v:Q", detail="a:N")]


def _lines(shown: Mapping[str, pd.DataFrame], panel: Panel, way: Ahead) -> list[look.Layer]:
    """Draw lines; points that are not final (open) or stand alone are marked, all can be asked."""
    regular = {name: part for name, part in shown.items() if is_regular(part)}
    if not regular:
        return []
    packed = [
        {"a": name, **_source(part, panel), **run}
        for name, part in regular.items()
        for run in runs(part, panel.indicator.decimals)
    ]
    base = alt.Chart().encode(x="t:T", y="v:Q")
    colour = alt.Color("a:N").legend(None)
    line = base.mark_line(strokeWidth=2.6, tooltip=None).encode(detail="s:N", color=colour)
    unseen = alt.condition("datum.q === 'A' && datum.n > 1", alt.value(0), alt.value(1))
    dot = base.mark_circle(size=90).encode(
        color=colour, opacity=unseen, tooltip=tooltip(panel.lang, "o" in packed[0])
    )
    hole = base.transform_filter("datum.q !== 'A'").mark_circle(
        size=26, opacity=1, color=look.hole(), tooltip=None
    )
    points = unfold(look.together(packed, line, dot, hole))
    points = points.transform_calculate(s="datum.a + datum.m")
    words = worded(points, pd.concat(regular.values()), panel.indicator, panel.lang)
    return [words, *_ends(regular, panel, way)]


def _source(part: pd.DataFrame, panel: Panel) -> Row:
    names = publishers(part, panel.sources)
    return {"o": "; ".join(names)} if names else {}


def _ends(regular: Mapping[str, pd.DataFrame], panel: Panel, way: Ahead) -> list[alt.Chart]:
    """Write name and value at the end of each line; on a phone the value, for names are below.

    Where a projection begins at the end of the only line, the words stand over the line or, if
    it is too short for any, behind it.
    """
    lasts = {name: part.iloc[-1] for name, part in regular.items()}
    newest = max(last["end"] for last in lasts.values())
    heights = panel.spread([float(last["value"]) for last in lasts.values()], LINE)
    rows: list[Row] = []
    for (name, last), height in zip(lasts.items(), heights, strict=True):
        value = panel.lang.value(last["value"], panel.indicator, last["of"])
        older = f" ({dated(last)})" if last["end"] < newest else ""
        rows.append({"a": name, "y": round(height, 4), "l": f"{name} {value}{older}", "s": value})
    above = len(rows) == 1 and far(way, panel)
    if way.steps and not far(way, panel):
        newest = max(newest, way.steps[-1].day)
        rows[0]["l"] += f" → {projected(way, panel)}"
    return [
        look.inline(rows)
        .mark_text(
            align="right" if above else "left",
            dx=4 if above else 9,
            dy=-16 if above else 0,
            fontWeight="bold",
            fontSize=14,
            tooltip=None,
        )
        .encode(
            x=alt.datum(instant(newest), type="temporal"),
            y="y:Q",
            color=alt.Color("a:N").legend(None),
            text={"value": {"expr": f"{_NARROW} ? datum.s : datum.l"}},
        )
    ]


def _key(shown: Mapping[str, pd.DataFrame], panel: Panel) -> list[alt.Chart]:
    """Name several areas below the plot where their lines or points do not: on a phone, mostly."""
    if len(shown) < 2:
        return []
    loose = not all(is_regular(part) for part in shown.values())
    seen = "true" if loose else _NARROW
    newest = max(part["end"].iloc[-1] for part in shown.values())
    rows = []
    for index, (name, part) in enumerate(shown.items()):
        last = part.iloc[-1]
        older = f" ({dated(last)})" if last["end"] < newest else ""
        rows.append({"a": name, "i": index, "l": f"● {name}{older}"})
    place = f"{seen} ? height + 44 + {LINE + 4} * floor(datum.i / 2) : 0"
    return [
        look.inline(rows)
        .mark_text(align="left", fontWeight="bold", tooltip=None)
        .encode(
            x={"value": {"expr": "datum.i % 2 * width / 2"}},
            y={"value": {"expr": place}},
            color=alt.Color("a:N").legend(None),
            text={"value": {"expr": f"{seen} ? datum.l : ''"}},
        )
    ]


def _points(shown: Mapping[str, pd.DataFrame], panel: Panel) -> list[alt.LayerChart]:
    """Draw figures for differing kinds of period apart, each with value and period beside it."""
    loose = {name: part for name, part in shown.items() if not is_regular(part)}
    rows = [row for name, part in loose.items() for row in _labelled(name, part, panel)]
    if not rows:
        return []
    below = LINE * (panel.high - panel.low) / HEIGHT * (1 if panel.reversed else -1)
    heights = panel.spread([row["v"] + below for row in rows], 2 * LINE + 4)
    for row, height in zip(rows, heights, strict=True):
        row["y"] = round(height, 4)
    base = alt.Chart().encode(x="t:T")
    colour = alt.Color("a:N").legend(None)
    dot = base.mark_circle(size=150, opacity=1).encode(
        y="v:Q", color=colour, tooltip=tooltip(panel.lang, "o" in rows[0])
    )
    hole = base.transform_filter("datum.q !== 'A'").mark_circle(
        size=50, opacity=1, color=look.hole(), tooltip=None
    )
    words = base.transform_calculate(l="[datum.u, datum.w]").mark_text(
        align=alt.ExprRef("datum.e ? 'right' : 'left'"),
        dx=alt.ExprRef("datum.e ? -11 : 11"),
        fontWeight="bold",
        lineHeight=LINE,
        baseline="middle",
        tooltip=None,
    )
    named = words.encode(y="y:Q", text="l:N", color=colour)
    return [look.together(rows, dot, hole.encode(y="v:Q"), named)]


def _labelled(name: str, part: pd.DataFrame, panel: Panel) -> list[Row]:
    lang, words = panel.lang, status_words(panel.lang)
    rows = []
    for row in part.tail(MOST).to_dict("records"):
        status = row["status"] or "A"
        late = row["end"] > panel.first + (panel.last - panel.first) * 0.6
        rows.append(
            {
                "a": name,
                "t": milliseconds(row["end"]),
                "v": row["value"],
                "q": status,
                "e": int(late),
                "u": lang.value(row["value"], panel.indicator, row["of"], row["qualifier"] or ""),
                "w": lang.period(parse_period(row["period"])),
                "c": words.get(status, status),
                **_source(pd.DataFrame([row]), panel),
            }
        )
    return rows


def _title(
    shown: Mapping[str, pd.DataFrame],
    names: Mapping[str, str],
    indicator: Indicator,
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

    ages = {last["age"] for last in lasts.values()}
    if len(ages) > 1:
        return f"{name}; {changed(begun(max(ages), indicator), lang)}"
    if len(lasts) > 1:
        order = sorted(lasts, key=lambda area: (-lasts[area]["value"], lang.sort_key(area)))
        high, low = written(order[0]), written(order[-1])
        return lang._("{indicator}: from {low} to {high}", indicator=name, low=low, high=high)
    (area, last), *_ = lasts.items()
    said = f"{name}: {written(area)} ({lang.period(parse_period(last['period']))})"
    held = standing(indicator, last, today)
    if held is None or held.met:
        return said
    return (
        said
        + ", "
        + lang._(
            "{missing} short of the target of {target}",
            missing=distance(held, indicator, lang),
            target=lang.target(held.target.value, indicator),
        )
    )

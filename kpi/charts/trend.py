"""One indicator over time: chosen areas named at their line ends, targets, deadlines, breaks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import (
    Row,
    area_name,
    is_regular,
    milliseconds,
    publishers,
    runs,
    source_note,
    span_note,
    spread,
    status_words,
    tooltip,
    unfold,
    unit_note,
    usable,
    worded,
)
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source, Target
    from kpi.language import Language
    from kpi.units import Units

Side = Literal["left", "right"]

MERGER = date(2025, 7, 1)
HEIGHT = 380  # px of the plot itself
MOST = 8  # areas that can be told apart
LINE = 18  # px one line of labels needs


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
    drawn = rows[rows["area"].isin([*shown, *background])]
    names = {area: area_name(area, units, lang) for area in drawn["area"].unique()}
    series = {names[area]: part for area, part in shown.items()}
    panel = _Panel(drawn, indicator, lang, targets, today, list(series), sources or {})
    layers = [
        *([look.watermark(lang)] if simulated else []),
        *_behind(drawn[~drawn["area"].isin(shown)], names, panel),
        *_targets(targets, panel),
        *_rules(indicator, shown, targets, panel),
        *_lines(series, panel),
        *_points(series, panel),
    ]
    title = _title(shown, names, indicator, targets, lang)
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


class _Panel:
    """The frame of one trend: both axes, and what a pixel is worth on them."""

    def __init__(  # noqa: PLR0917 - made in one place only
        self,
        rows: pd.DataFrame,
        indicator: Indicator,
        lang: Language,
        targets: Sequence[Target],
        today: date,
        names: Sequence[str],
        sources: Mapping[str, Source],
    ) -> None:
        self.indicator, self.lang, self.today = indicator, lang, today
        self.names, self.sources = names, sources
        self.low, self.high = extent(rows["value"], indicator, [goal.value for goal in targets])
        self.first, self.last = _days(rows, targets, today)
        self.reversed = indicator.unit == "rank"

    def x(self) -> alt.X:
        span = (self.last - self.first).days
        pattern = "%Y" if span > 1500 else "%m/%Y"
        domain = [milliseconds(self.first), milliseconds(self.last)]
        return (
            alt.X("t:T")
            .title(None)
            .scale(type="utc", domain=domain, nice=False)
            .axis(
                format=pattern,
                grid=False,
                tickCount="year" if span > 1500 else 8,
                labelOverlap=True,
            )
        )

    def y(self, field: str = "v") -> alt.Y:
        unit = f" + {json.dumps(self.lang.percent(7, 0)[1:])}"
        label = f"format(datum.value, ','){unit if self.indicator.unit == 'percent' else ''}"
        scale = alt.Scale(domain=[self.low, self.high], nice=False, reverse=self.reversed)
        return alt.Y(f"{field}:Q").title(None).scale(scale).axis(labelExpr=label, tickCount=6)

    def colour(self) -> alt.Color:
        """Colour by area; one layer with this scale is enough, the others share it."""
        colours = [look.on(pair) for pair in look.SERIES[: len(self.names)]]
        scale = alt.Scale(domain=list(self.names), range=colours)
        return alt.Color("a:N").scale(scale).legend(None)

    def spread(self, values: Sequence[float], pixels: float) -> list[float]:
        """Move labels (in data units) at least `pixels` apart."""
        gap = pixels * (self.high - self.low) / HEIGHT
        return spread(values, gap, self.low, self.high)


def extent(
    values: pd.Series[float], indicator: Indicator, goals: Sequence[float]
) -> tuple[float, float]:
    """Choose the value axis: ranks from 1, others from zero unless that would flatten the lines."""
    every = [float(value) for value in values] + [float(goal) for goal in goals]
    if not every:
        return indicator.domain
    low, high = min(every), max(every)
    if indicator.unit == "rank":
        return 1.0, high + max(1.0, 0.06 * (high - 1))
    room = 0.08 * ((high - low) or abs(high) or 1.0)
    top = indicator.valid[1]
    ceiling = high + room if top is None else min(high + room, max(top, high))
    return (0.0 if 0 <= low < 0.6 * high else low - room), ceiling


def _days(rows: pd.DataFrame, targets: Sequence[Target], today: date) -> tuple[date, date]:
    """Span the time axis over the figures, and deadlines unless they would squeeze these."""
    if rows.empty:
        return today - timedelta(days=365), today
    first, last = min(rows["end"]), max(rows["end"])
    reach = last + max(timedelta(days=366), (last - first) / 2)
    deadlines = [goal.deadline for goal in targets if first <= goal.deadline <= reach]
    first = min([first, *deadlines])
    last = max([last, *deadlines])
    pad = max(timedelta(days=20), (last - first) / 40)
    return first - pad, last + pad


def _behind(rows: pd.DataFrame, names: Mapping[str, str], panel: _Panel) -> list[alt.Chart]:
    packed = [
        {"a": f"{names[str(area)]}/{index}", **run}
        for area, part in rows.groupby("area", sort=False)
        for index, run in enumerate(runs(part, panel.indicator.decimals))
    ]
    if not packed:
        return []
    base = unfold(look.inline(packed))
    grey = base.mark_line(strokeWidth=1.2, color=look.on(look.FAINT), tooltip=None)
    return [grey.encode(x=panel.x(), y=panel.y(), detail="a:N")]


def _targets(targets: Sequence[Target], panel: _Panel) -> list[alt.Chart]:
    rows = [
        {"v": goal.value, "l": target_label(goal, panel.indicator, panel.lang, panel.today)}
        for goal in targets
    ]
    if not rows:
        return []
    base = look.inline(rows).encode(y=panel.y())
    rule = base.mark_rule(strokeDash=[7, 5], strokeWidth=2, color=look.on(look.GOAL))
    text = base.mark_text(align="left", dy=-9, dx=2, fontWeight="bold", color=look.on(look.GOAL))
    return [rule, text.encode(x=alt.value(0), text="l:N")]


def target_label(goal: Target, indicator: Indicator, lang: Language, today: date) -> str:
    """Write a target with its deadline, and that this has passed where it has."""
    text = lang._(
        "Target {value} by {day}",
        value=lang.value(goal.value, indicator),
        day=lang.date(goal.deadline),
    )
    return f"{text} ({lang._('past')})" if goal.deadline < today else text


def _rules(
    indicator: Indicator,
    shown: Mapping[str, pd.DataFrame],
    targets: Sequence[Target],
    panel: _Panel,
) -> list[alt.Chart]:
    """Draw deadlines and breaks as vertical rules, each named on a line of its own above."""
    lang = panel.lang
    events = {goal.deadline: lang._("deadline") for goal in targets}
    if indicator.scope == "provincial" and any(area[:4] in ("VN34", "VN63") for area in shown):
        events[MERGER] = lang._("provinces merged")
    events |= {cut.day: lang.pick(cut.note) for cut in indicator.breaks}
    inside = {day: text for day, text in events.items() if panel.first <= day <= panel.last}
    middle = panel.first + (panel.last - panel.first) / 2
    rows: list[Row] = [
        {"t": milliseconds(day), "l": f"{lang.date(day)}: {text}", "y": -10 - LINE * line}
        for line, (day, text) in enumerate(sorted(inside.items(), reverse=True))
    ]
    layers = []
    sides: tuple[Side, ...] = ("left", "right")
    for side in sides:
        half = [row for row in rows if (row["t"] > milliseconds(middle)) == (side == "right")]
        if half:
            layers += _named_rules(half, side, panel)
    return layers


def _named_rules(rows: list[Row], side: Side, panel: _Panel) -> list[alt.Chart]:
    base = look.inline(rows).encode(x=panel.x())
    rule = base.mark_rule(strokeDash=[2, 3], strokeWidth=1.5, color=look.on(look.MUTED))
    text = base.mark_text(align=side, dx=-4 if side == "right" else 4, color=look.on(look.MUTED))
    level = alt.Y("y:Q").scale(None).axis(None)
    return [
        rule.encode(y=level, y2={"value": {"expr": "height"}}),
        text.encode(y=level, text="l:N"),
    ]


def _lines(shown: Mapping[str, pd.DataFrame], panel: _Panel) -> list[alt.Chart]:
    regular = {name: part for name, part in shown.items() if is_regular(part)}
    if not regular:
        return []
    packed = [
        {"a": name, "s": f"{name}/{index}", "o": publishers(part, panel.sources), **run}
        for name, part in regular.items()
        for index, run in enumerate(runs(part, panel.indicator.decimals))
    ]
    base = unfold(look.inline(packed)).encode(x=panel.x(), y=panel.y())
    line = base.mark_line(strokeWidth=2.6, tooltip=None).encode(detail="s:N", color=panel.colour())
    words = worded(base, pd.concat(regular.values()), panel.indicator, panel.lang)
    return [line, *_marks(base, words, panel), *_ends(regular, panel)]


def _marks(base: alt.Chart, words: alt.Chart, panel: _Panel) -> list[alt.Chart]:
    """Mark points that are not final (open) or stand alone; the others only answer a pointer."""
    unseen = alt.condition("datum.q === 'A' && datum.n > 1", alt.value(0), alt.value(1))
    dot = words.mark_circle(size=90).encode(
        color=alt.Color("a:N").legend(None), opacity=unseen, tooltip=tooltip(panel.lang)
    )
    opened = base.transform_filter("datum.q !== 'A'")
    return [dot, opened.mark_circle(size=26, opacity=1, color=look.hole(), tooltip=None)]


def _ends(regular: Mapping[str, pd.DataFrame], panel: _Panel) -> list[alt.Chart]:
    lasts = {name: part.iloc[-1] for name, part in regular.items()}
    heights = panel.spread([float(last["value"]) for last in lasts.values()], LINE)
    rows = [
        {
            "a": name,
            "t": milliseconds(last["end"]),
            "y": round(height, 4),
            "l": f"{name} {panel.lang.value(last['value'], panel.indicator, last['of'])}",
        }
        for (name, last), height in zip(lasts.items(), heights, strict=True)
    ]
    base = look.inline(rows).encode(x=panel.x(), color=alt.Color("a:N").legend(None))
    return [
        base.mark_text(align="left", dx=9, fontWeight="bold", fontSize=14).encode(
            y=panel.y("y"), text="l:N"
        )
    ]


def _points(shown: Mapping[str, pd.DataFrame], panel: _Panel) -> list[alt.Chart]:
    """Draw figures for differing kinds of period apart, each with value and period beside it."""
    loose = {name: part for name, part in shown.items() if not is_regular(part)}
    rows = [row for name, part in loose.items() for row in _labelled(name, part, panel)]
    if not rows:
        return []
    heights = panel.spread([row["v"] for row in rows], 2 * LINE + 4)
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


def _labelled(name: str, part: pd.DataFrame, panel: _Panel) -> list[Row]:
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
                "o": publishers(pd.DataFrame([row]), panel.sources),
            }
        )
    return rows


def _beside(base: alt.Chart, side: Side, panel: _Panel) -> alt.Chart:
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
    when = lang.period(parse_period(last["period"]))
    return f"{name}: {written(area)} ({when}){_short_of(last['value'], indicator, targets, lang)}"


def _short_of(value: float, indicator: Indicator, targets: Sequence[Target], lang: Language) -> str:
    """Write what is missing to the next target, for percentages; nothing once it is met."""
    goals = sorted(targets, key=lambda goal: goal.deadline)
    if not goals or indicator.unit != "percent":
        return ""
    missing = goals[0].value - value if indicator.direction == "higher" else value - goals[0].value
    if missing <= 0:
        return ""
    decimals = indicator.decimals
    return ", " + lang._(
        "{missing} short of the target of {target}",
        missing=lang.points(missing, decimals).lstrip("+"),
        target=lang.value(goals[0].value, indicator),
    )

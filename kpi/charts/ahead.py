"""What lies ahead of a series: its projection as a fan, and the required path dashed beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import altair as alt

from kpi.charts import look
from kpi.charts.series import Row, milliseconds
from kpi.course import METHOD_NAMES, Judgement, Step, fan, figure

if TYPE_CHECKING:
    from kpi.charts.panel import Panel
    from kpi.language import Language

__all__ = ["Ahead", "ahead_of", "fan_and_path", "fan_note", "far", "projected"]


class Ahead(NamedTuple):
    """The way ahead of one area.

    `steps`: the last figure, then the projected ones; empty where there is no projection. `path`:
    days and values of the required path, as far as the target that is judged; empty where nothing
    is left to go for. `method`: a key of `kpi.course.METHOD_NAMES`.
    """

    steps: tuple[Step, ...] = ()
    path: tuple[tuple[date, float], ...] = ()
    method: str = ""

    @property
    def seen(self) -> tuple[tuple[date, float], ...]:
        """Days and values that the axes must hold."""
        ends = [(step.day, value) for step in self.steps for value in (step.low95, step.high95)]
        return (*self.path, *ends)


def ahead_of(made: Judgement | None) -> Ahead:
    """Return what is ahead by a judgement: nothing where the deadline is past."""
    if made is None or made.target is None or made.latest is None or made.past:
        return Ahead()
    path = made.path[:2] if (made.missing or 0.0) > 0 else ()
    if made.projection is None:
        return Ahead(path=path)
    start = Step(made.latest.day, *[made.latest.value] * 5)
    steps = fan(made.points, made.indicator, made.target.deadline)
    return Ahead((start, *steps), path, made.projection.method)


def fan_note(ahead: Ahead, area: str, lang: Language) -> list[str]:
    """Say what fan and dashed line are, for the line under the title; "" for the only area."""
    told = []
    if ahead.steps:
        method = lang._(METHOD_NAMES[ahead.method])
        told.append(lang._("shaded: projection 80% and 95% ({method})", method=method))
    if ahead.path:
        told.append(lang._("dashed: the required path"))
    lines = [f"{area}, {line}" if area else line for line in told]
    return [line[:1].upper() + line[1:] for line in lines]


def far(ahead: Ahead, panel: Panel) -> bool:
    """Tell whether the projection reaches so far that words fit into it, not beside it."""
    return bool(ahead.steps) and ahead.steps[-1].day > panel.first + 0.85 * (
        panel.last - panel.first
    )


def fan_and_path(ahead: Ahead, panel: Panel) -> list[look.Layer]:
    """Draw both in the colour of the first area; they are behind the figures themselves."""
    return [*_fan(ahead, panel), *_path(ahead, panel)]


def _fan(ahead: Ahead, panel: Panel) -> list[look.Layer]:
    if not ahead.steps:
        return []
    digits = panel.indicator.decimals + 1
    rows: list[Row] = [
        {"t": milliseconds(day)}
        | dict(zip("vabcd", (round(value, digits) for value in values), strict=True))
        for day, *values in ahead.steps
    ]
    colour, base = look.on(look.SERIES[0]), alt.Chart().encode(x="t:T")
    wide = base.mark_area(opacity=0.13, color=colour, tooltip=None).encode(y="c:Q", y2="d:Q")
    narrow = base.mark_area(opacity=0.2, color=colour, tooltip=None).encode(y="a:Q", y2="b:Q")
    middle = base.mark_line(strokeDash=[2, 4], strokeWidth=2, color=colour, tooltip=None)
    return [look.together(rows, wide, narrow, middle.encode(y="v:Q")), _told(ahead, panel)]


def _told(ahead: Ahead, panel: Panel) -> alt.LayerChart:
    """Mark where the projection ends, with its value; both intervals are told when asked."""
    lang, end = panel.lang, ahead.steps[-1]
    names = (lang._("Projected"), lang._("80% interval"), lang._("95% interval"))
    value, *ends = (figure(number, panel.indicator, lang) for number in end[1:])
    said = dict(zip("puw", (value, " – ".join(ends[:2]), " – ".join(ends[2:])), strict=True))
    row = {"t": milliseconds(end.day), "v": end.value, "d": lang.date(end.day), **said}
    alone = len(panel.names) == 1 and far(ahead, panel)
    row["l"] = projected(ahead, panel) if alone else ""
    fields = {"d": lang._("Deadline")} | dict(zip("puw", names, strict=True))
    base, colour = alt.Chart().encode(x="t:T", y="v:Q"), look.on(look.SERIES[0])
    tips = [alt.Tooltip(f"{field}:N", title=title) for field, title in fields.items()]
    dot = base.mark_point(size=70, filled=False, strokeWidth=2, opacity=1, color=colour)
    words = base.mark_text(
        align="right", dx=-8, dy=14, fontWeight="bold", color=colour, tooltip=None
    )
    return look.together([row], dot.encode(tooltip=tips), words.encode(text="l:N"))


def projected(ahead: Ahead, panel: Panel) -> str:
    """Say in two words where the projection ends."""
    value = figure(ahead.steps[-1].value, panel.indicator, panel.lang)
    return panel.lang._("projected {value}", value=value)


def _path(ahead: Ahead, panel: Panel) -> list[look.Layer]:
    if not ahead.path:
        return []
    rows = [{"t": milliseconds(day), "v": value} for day, value in ahead.path]
    line = look.inline(rows).mark_line(
        strokeDash=[7, 5], strokeWidth=2.4, color=look.on(look.GOAL), tooltip=None
    )
    return [line.encode(x="t:T", y="v:Q")]

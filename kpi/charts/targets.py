"""What a trend is measured against: target lines, deadlines, and breaks in the series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import shorten
from typing import TYPE_CHECKING, Literal

import altair as alt

from kpi.charts import look
from kpi.charts.panel import Panel
from kpi.charts.series import Row, milliseconds

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Target
    from kpi.language import Language

Side = Literal["left", "right"]

MERGER = date(2025, 7, 1)
LABEL = 44  # letters of an event written out; the pointer shows the rest
LINE = 18  # px one line of labels needs


def binding(targets: Sequence[Target], areas: Iterable[str]) -> list[Target]:
    """Keep the targets in force for the areas; of one deadline those of the nearest addressee.

    A province answers for what is set for all provinces, and if that is nothing, for the nation.
    """
    addressees = [*areas]
    if any(area[:4] in ("VN34", "VN63") for area in addressees):
        addressees += ["VN-PROVINCES", "VN"]
    kept = [goal for goal in targets if goal.superseded is None and goal.area in addressees]
    nearest: dict[date, str] = {}
    for goal in sorted(kept, key=lambda goal: addressees.index(goal.area)):
        nearest.setdefault(goal.deadline, goal.area)
    kept = [goal for goal in kept if nearest[goal.deadline] == goal.area]
    return sorted(kept, key=lambda goal: (goal.deadline, goal.value))


def target_lines(targets: Sequence[Target], panel: Panel) -> list[alt.Chart]:
    """Draw each target as a dashed line with its value and deadline written on it."""
    if not targets:
        return []
    heights = panel.spread([goal.value for goal in targets], LINE)
    rows = [
        {
            "v": goal.value,
            "y": round(height, 4),
            "l": target_label(goal, panel.indicator, panel.lang, panel.today),
        }
        for goal, height in zip(targets, heights, strict=True)
    ]
    base = look.inline(rows)
    rule = base.mark_rule(strokeDash=[7, 5], strokeWidth=2, color=look.on(look.GOAL))
    room = alt.ExprRef("max(width - 4, 90)")
    text = base.mark_text(
        align="left", dy=-9, dx=2, limit=room, fontWeight="bold", color=look.on(look.GOAL)
    )
    return [rule.encode(y=panel.y()), text.encode(x=alt.value(0), y=panel.y("y"), text="l:N")]


def target_label(goal: Target, indicator: Indicator, lang: Language, today: date) -> str:
    """Write a target with its deadline, and that this has passed where it has."""
    text = lang._(
        "Target {value} by {day}",
        value=lang.target(goal.value, indicator),
        day=lang.date(goal.deadline),
    )
    return f"{text} ({lang._('past')})" if goal.deadline < today else text


def event_rules(
    indicator: Indicator,
    shown: Iterable[str],
    targets: Sequence[Target],
    panel: Panel,
) -> list[alt.Chart]:
    """Draw deadlines and breaks as vertical rules, each named on a line of its own above."""
    lang = panel.lang
    events = {goal.deadline: lang._("deadline") for goal in targets}
    events |= {cut.day: lang.pick(cut.note) for cut in indicator.breaks}
    if any(area[:4] in ("VN34", "VN63") for area in shown):
        events[MERGER] = lang._("provinces merged")
    inside = {day: text for day, text in events.items() if panel.first <= day <= panel.last}
    middle = panel.first + (panel.last - panel.first) / 2
    rows: list[Row] = [
        {
            "t": milliseconds(day),
            "l": f"{lang.date(day)}: {shorten(text, LABEL, placeholder='…')}",
            "f": text,
            "y": -10 - LINE * line,
        }
        for line, (day, text) in enumerate(sorted(inside.items(), reverse=True))
    ]
    layers = []
    sides: tuple[Side, ...] = ("left", "right")
    for side in sides:
        half = [row for row in rows if (row["t"] > milliseconds(middle)) == (side == "right")]
        if half:
            layers += _named_rules(half, side, panel)
    return layers


def _named_rules(rows: list[Row], side: Side, panel: Panel) -> list[alt.Chart]:
    base = look.inline(rows).encode(x=panel.x())
    rule = base.mark_rule(strokeDash=[2, 3], strokeWidth=1.5, color=look.on(look.MUTED))
    ends = (panel.last - panel.first).days
    day = [(row["t"] - milliseconds(panel.first)) / 864e5 / ends for row in rows]
    share = min(day) if side == "right" else 1 - max(day)
    room = alt.ExprRef(f"{share:.3f} * width + 36")  # to the edge, with the axis beside the plot
    text = base.mark_text(
        align=side, dx=-4 if side == "right" else 4, limit=room, color=look.on(look.MUTED)
    )
    level = alt.Y("y:Q").scale(None).axis(None)
    return [
        rule.encode(y=level, y2={"value": {"expr": "height"}}),
        text.encode(y=level, text="l:N", tooltip=alt.Tooltip("f:N", title=panel.lang._("Event"))),
    ]

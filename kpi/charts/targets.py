"""What a trend is measured against: target lines, deadlines, and breaks in the series."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.panel import Panel
from kpi.charts.series import Row, milliseconds

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Target
    from kpi.language import Language

MERGER = date(2025, 7, 1)
LINE = 18  # px one line of labels needs


def binding(targets: Sequence[Target], areas: Iterable[str]) -> list[Target]:
    """Keep the targets in force for the areas; of one deadline those of the nearest addressee.

    A province answers for what is set for all provinces, and if that is nothing, for the nation.
    """
    addressees = [*areas]
    for prefixes, group in (
        (("VN34-", "VN63-"), "VN-PROVINCES"),
        (("VNM-",), "VN-MINISTRIES"),
        (("VN34-", "VN63-", "VNM-", "VN-"), "VN"),
    ):
        if any(area.startswith(prefixes) for area in addressees):
            addressees.append(group)
    kept = [goal for goal in targets if goal.superseded is None and goal.area in addressees]
    nearest: dict[date, str] = {}
    for goal in sorted(kept, key=lambda goal: addressees.index(goal.area)):
        nearest.setdefault(goal.deadline, goal.area)
    kept = [goal for goal in kept if nearest[goal.deadline] == goal.area]
    return sorted(kept, key=lambda goal: (goal.deadline, goal.value))


def target_lines(
    targets: Sequence[Target], chosen: Sequence[str], drawn: pd.DataFrame, panel: Panel
) -> list[alt.LayerChart]:
    """Draw each target as a dashed line, its deadline as a diamond on it, its words above it.

    The nation's own is named so where the nation is not among the `chosen` areas. Of several of
    one value the first is written, with the deadlines of the others.
    """
    if not targets:
        return []
    values = sorted({goal.value for goal in targets})
    heights = dict(zip(values, panel.spread(values, LINE), strict=True))
    rows: list[Row] = []
    for goal in targets:
        row = _target_row(goal, goal.area == "VN" and "VN" not in chosen, drawn, panel)
        row["y"] = round(heights[goal.value], 4)
        first = next((one for one in rows if one["v"] == goal.value), None)
        if first is None:
            row |= {"m": row["l"], "n": row["s"]}
        else:
            first["m"] += f"; {panel.lang.date(goal.deadline)}"
            first["n"] += f" ({goal.deadline:%-m/%Y})"
        rows.append(row)
    colour, base = look.on(look.GOAL), alt.Chart()
    rule = base.mark_rule(strokeDash=[7, 5], strokeWidth=2, color=colour, tooltip=None)
    due = base.mark_point(shape="diamond", size=110, filled=True, opacity=1, color=colour)
    words = base.mark_text(
        align=alt.ExprRef("datum.e ? 'right' : 'left'"),
        dy=-11,
        fontWeight="bold",
        color=colour,
        tooltip=None,
    ).encode(
        x={"value": {"expr": "datum.e ? width - 2 : 2"}},
        y="y:Q",
        text={"value": {"expr": f"width < {look.NARROW} ? datum.n || '' : datum.m || ''"}},
    )
    said = alt.Tooltip("l:N", title=panel.lang._("Target"))
    return [
        look.together(rows, rule.encode(y="v:Q"), due.encode(x="t:T", y="v:Q", tooltip=said), words)
    ]


def _target_row(goal: Target, national: bool, drawn: pd.DataFrame, panel: Panel) -> Row:
    """Say a target in full and in short, at the end where figures keep farther from its line."""
    lang, value = panel.lang, panel.lang.target(goal.value, panel.indicator)
    if national:
        target = lang._("National target {value}", value=value)
    else:
        target = lang._("Target {value}", value=value)
    apart = (drawn["value"] - goal.value).abs()
    reach = (panel.last - panel.first) * 0.3  # what the words take of a desk's width
    ends = drawn["end"] < panel.first + reach, drawn["end"] > panel.last - reach
    left, right = (min(apart[end], default=math.inf) for end in ends)
    row: Row = {
        "v": goal.value,
        "l": target_label(goal, panel.indicator, lang, panel.today, national=national),
        "s": f"{target} ({goal.deadline:%-m/%Y})",
        "e": int(right > left),
    }
    if panel.first <= goal.deadline <= panel.last:
        row["t"] = milliseconds(goal.deadline)
    return row


def target_label(
    goal: Target, indicator: Indicator, lang: Language, today: date, *, national: bool = False
) -> str:
    """Write a target with its deadline, that this has passed, and that it is the `national` one."""
    value, day = lang.target(goal.value, indicator), lang.date(goal.deadline)
    if national:
        text = lang._("National target {value} by {date}", value=value, date=day)
    else:
        text = lang._("Target {value} by {day}", value=value, day=day)
    past = lang._("past")
    return f"{text} ({past})" if goal.deadline < today else text


def event_rules(indicator: Indicator, shown: Iterable[str], panel: Panel) -> list[alt.LayerChart]:
    """Draw breaks as vertical rules, each named in few words on a line of its own above."""
    lang = panel.lang
    events = {cut.day: lang.pick(cut.note) for cut in indicator.breaks}
    if any(area.startswith(("VN34-", "VN63-")) for area in shown):
        events.setdefault(MERGER, lang._("provinces merged"))
    inside = sorted((day for day in events if panel.first <= day <= panel.last), reverse=True)
    if not inside:
        return []
    span = (panel.last - panel.first).days
    rows: list[Row] = []
    for line, day in enumerate(inside):
        words = lang._("provinces merged") if day == MERGER else lang._("break in the series")
        share, late = (day - panel.first).days / span, day > panel.middle
        rows.append(
            {
                "t": milliseconds(day),
                "l": f"{lang.date(day)}: {words}",
                "f": events[day],
                "y": -10 - LINE * line,
                "e": int(late),
                "r": round(share if late else 1 - share, 3),
            }
        )
    return [look.together(rows, *_named_rules(lang))]


def _named_rules(lang: Language) -> list[alt.Chart]:
    """Write on the side with more room; `r` is its share of the width."""
    base, colour = alt.Chart().encode(x="t:T"), look.on(look.MUTED)
    rule = base.mark_rule(strokeDash=[2, 3], strokeWidth=1.5, color=colour, tooltip=None)
    text = base.mark_text(
        align=alt.ExprRef("datum.e ? 'right' : 'left'"),
        dx=alt.ExprRef("datum.e ? -4 : 4"),
        limit=alt.ExprRef("datum.r * width + 36"),  # to the edge, with the axis beside the plot
        color=colour,
    )
    level: dict[str, object] = {"value": {"expr": "datum.y"}}
    said = alt.Tooltip("f:N", title=lang._("Event"))
    return [
        rule.encode(y=level, y2={"value": {"expr": "height"}}),
        text.encode(y=level, text="l:N", tooltip=said),
    ]

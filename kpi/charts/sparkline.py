"""A card's little line: no axes, the last point strong, better is higher."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import span_note, usable

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language


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
    room = [28 if simulated else 44, 0]  # px; below stands the mark of practice figures
    scale = alt.Scale(
        domain=[low - pad, high + pad], nice=False, range=room[::-1] if better_down else room
    )
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
    chart = alt.layer(*layers).properties(
        width=160, height=44, padding={"left": 2, "top": 2, "right": 2, "bottom": 2}
    )
    says = f"{lang.pick(indicator.name)} · {span_note(rows, lang)}"
    return look.finish(chart, lang, describe=says)

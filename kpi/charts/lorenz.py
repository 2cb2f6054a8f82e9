"""Where those without the service are, as a Lorenz curve beside the line of an even spread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt

from kpi.charts import look

if TYPE_CHECKING:
    from kpi.language import Language

__all__ = ["lorenz"]

HEIGHT = 340


def lorenz(
    curve: Sequence[tuple[float, float]],
    names: Sequence[str],
    axes: tuple[str, str],
    lang: Language,
    title: str,
    notes: Sequence[str] = (),
    *,
    simulated: bool = False,
) -> look.AnyChart:
    """Draw a curve from (0, 0) to (1, 1); `names`: the areas added at each point.

    The first point adds none. `axes`: what is cumulated to the right and up.
    """
    rows = [
        {"x": round(100 * x, 2), "y": round(100 * y, 2), "n": name}
        for (x, y), name in zip(curve, ["", *names], strict=True)
    ]
    percent = "datum.label + '\u00a0%'" if lang.code == "vi" else "datum.label + '%'"
    axis = alt.Axis(tickCount=5, labelExpr=percent, titlePadding=8)
    x = alt.X("x:Q", title=axes[0], axis=axis, scale=alt.Scale(domain=[0, 100]))
    y = alt.Y("y:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, 100]))
    said = [
        alt.Tooltip("n:N", title=lang._("Up to")),
        alt.Tooltip("x:Q", title=axes[0]),
        alt.Tooltip("y:Q", title=axes[1]),
    ]
    ground = alt.Chart().encode(x=x)
    layers: list[look.Layer] = [
        *([look.watermark()] if simulated else []),
        look.together(
            rows,
            ground.mark_area(opacity=0.14, color=look.on(look.PRIMARY), tooltip=None).encode(
                y=y, y2="x:Q"
            ),
            ground.mark_line(strokeDash=[4, 3], color=look.on(look.MUTED), tooltip=None).encode(
                y=alt.Y("x:Q", title=None, axis=axis)
            ),
            ground.mark_line(strokeWidth=2.6, color=look.on(look.PRIMARY), tooltip=None).encode(
                y=y
            ),
            ground.mark_circle(size=46, opacity=1, color=look.on(look.PRIMARY)).encode(
                y=y, tooltip=said
            ),
        ),
    ]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH,
        height=HEIGHT,
        title=look.heading(
            title, [lang._("Up: {axis}", axis=axes[1]), *notes], lang, simulated=simulated
        ),
    )
    return look.finish(chart, lang, describe=" · ".join([title, *notes]))

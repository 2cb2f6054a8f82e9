"""A card's little line: no axes, the last point strong, better is higher, cut at every break.

It is markup, not a chart of Vega's (`.kd-line` in the style sheet): it stands as soon as its card
does.
"""

from __future__ import annotations

from datetime import date
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING

import pandas as pd

from kpi.charts.series import cuts, span_note, usable

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language

WIDE, HIGH = 160, 44  # units; the page stretches them
EDGE = 4  # units kept free for the points


def sparkline(
    frame: pd.DataFrame, indicator: Indicator, lang: Language, *, area: str = "VN"
) -> str:
    """Return one area's line with the first and last year below it; "" without figures.

    Good is up. A break of the series cuts the line and stands as a dashed rule.
    """
    rows = usable(frame, indicator)
    rows = rows[rows["area"] == area]
    if rows.empty:
        return ""
    xs = _spread([_year(end) for end in rows["end"]], WIDE)
    ys = _spread(list(rows["value"]), HIGH)
    if indicator.direction == "higher":
        ys = [HIGH - y for y in ys]
    broken = cuts(rows)
    parts: dict[int, list[str]] = {}
    for part, x, y in zip(accumulate(broken), xs, ys, strict=True):
        parts.setdefault(part, []).append(f"{x:g} {y:g}")
    lines = "".join(f"M{'L'.join(points)}" for points in parts.values() if len(points) > 1)
    dots = "".join(f"M{points[0]}h0" for points in parts.values() if len(points) == 1)
    rules = "".join(
        f"M{(xs[at - 1] + xs[at]) / 2:g} 0v{HIGH}" for at, cut in enumerate(broken) if cut
    )
    said = f"{lang.pick(indicator.name)} · {span_note(rows, lang)}"
    drawn = (("", lines), ("b", rules), ("d", f"{dots}M{xs[-1]:g} {ys[-1]:g}h0"))
    years = dict.fromkeys(str(end.year) for end in (rows["end"].iloc[0], rows["end"].iloc[-1]))
    return (
        f'<div class="kd-line"><svg viewBox="0 0 {WIDE} {HIGH}" preserveAspectRatio="none" '
        f'role="img"><title>{escape(said)}</title>'
        + "".join(f'<path class="{kind}" d="{path}"/>' for kind, path in drawn if path)
        + f"</svg><p>{''.join(f'<span>{year}</span>' for year in years)}</p></div>"
    )


def _year(day: date) -> float:
    return day.year + (day.month - 1) / 12


def _spread(values: list[float], room: int) -> list[float]:
    """Place values from edge to edge; where they are all alike, in the middle."""
    low, high = min(values), max(values)
    if low == high:
        return [room / 2] * len(values)
    span = room - 2 * EDGE
    return [round(EDGE + span * (value - low) / (high - low), 1) for value in values]

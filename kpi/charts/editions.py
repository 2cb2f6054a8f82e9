"""Figures by edition (of a survey or index), which come at uneven distances.

An edition stands at its year; two are joined when the area is in both, no edition lies between, and
the later one compares with the earlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import Row, area_name, cuts, short, value_expression

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language
    from kpi.units import Units

_PHONE, _DESK = 150, 480  # px between the first and the last edition, at least
_NAME = 44  # px a year's name needs


def pack_editions(
    rows: pd.DataFrame, indicator: Indicator, lang: Language, units: Units, highlight: str
) -> list[Row]:
    """Pack each area's editions (`t` years, `v` values, `o` wholes): one row an unbroken stretch.

    The highlighted area's (`k`) come last.

    A stretch ends where the area is missing from an edition that others are in, where the next
    edition is twice as far away as editions of this index usually are, and before an edition that
    does not compare with the one before (a break); the stretch it begins is marked (`b`).
    """
    editions = sorted(set(rows["end"]))
    years = pd.Series([end.year for end in editions])
    usual = years.diff().median()
    far = (years.diff() >= 2 * usual).cumsum()
    packed: list[Row] = []
    for area, part in rows.groupby("area", sort=False):
        steps = [editions.index(end) for end in part["end"]]
        broken = cuts(part)
        parted = list(accumulate(broken))
        places = [(at - step, far[at], parted[step]) for step, at in enumerate(steps)]
        opened = set(part.index[broken])
        for _, run in part.groupby(pd.Index(places, tupleize_cols=False), sort=True):
            values = [short(value, indicator.decimals) for value in run["value"]]
            wholes = [f"{of:.0f}" if pd.notna(of) else "" for of in run["of"]]
            row: Row = {
                "a": area_name(str(area), units, lang),
                "t": " ".join(str(end.year) for end in run["end"]),
                "v": " ".join(values),
            }
            if any(wholes):
                row["o"] = " ".join(wholes)
            if run.index[0] in opened:
                row["b"] = 1
            packed.append(row | {"k": 1} if area == highlight else row)
    return sorted(packed, key=lambda row: "k" in row)  # the last is drawn on top


def edition_lines(
    packed: Sequence[Row], x: alt.X, y: alt.Y, indicator: Indicator, lang: Language
) -> alt.LayerChart:
    """Draw the others in grey, then the highlighted area; points answer a pointer in words.

    The first point after a break is open.

    These layers carry both axes for all.
    """
    said = [
        alt.Tooltip("a:N", title=lang._("Area")),
        alt.Tooltip("t:Q", title=lang._("Edition"), format="d"),
        alt.Tooltip("l:N", title=lang._("Value")),
    ]
    strong, quiet = ({"expr": look.on(pair).expr} for pair in (look.PRIMARY, look.QUIET))
    colour = {"condition": {"test": "datum.k === 1", "value": strong}, "value": quiet}
    base = alt.Chart().encode(x=x, y=y, color=colour)
    line = base.mark_line(tooltip=None).encode(detail="s:N", strokeWidth=_strong(3.5, 1.5))
    dot = base.mark_circle(opacity=1).encode(size=_strong(80, 22), tooltip=said)
    hole = base.transform_filter("datum.b && datum.t === datum.f").mark_circle(
        opacity=1, tooltip=None
    )
    opened = hole.encode(size=_strong(24, 6), color=alt.value(look.hole()))
    return _unpacked(look.together(packed, line, dot, opened), indicator, lang)


def _strong(ours: float, others: float) -> Row:
    return {"condition": {"test": "datum.k === 1", "value": ours}, "value": others}


def _unpacked(chart: alt.LayerChart, indicator: Indicator, lang: Language) -> alt.LayerChart:
    """Turn stretches into points again inside the chart.

    `s` tells stretches apart, `f` is the first year of one, `l` the value in words.
    """
    whole = " + (datum.w ? '/' + datum.w : '')" if indicator.unit == "rank" else ""
    return (
        chart.transform_calculate(
            s="datum.a + datum.t",
            f="toNumber(split(datum.t, ' ')[0])",
            x="split(datum.t, ' ')",
            y="split(datum.v, ' ')",
            z="split(datum.o || '', ' ')",
        )
        .transform_flatten(["x", "y", "z"], as_=["t", "v", "w"])
        .transform_calculate(t="toNumber(datum.t)", v="toNumber(datum.v)")
        .transform_calculate(l=value_expression(indicator, lang) + whole)
    )


def _years(packed: Sequence[Row]) -> list[int]:
    return sorted({int(year) for row in packed for year in row["t"].split()})


def year_axis(packed: Sequence[Row], few: bool = False) -> alt.X:
    """Give the axis of editions, each at its year; `few` names only the first and the last.

    The newest is always named: where there is no room for all, those before it give way.
    """
    years = _years(packed)
    ends = [years[0], years[-1]] if years else [0, 1]
    narrow, wide = (ends if few else _apart(years, room) for room in (_PHONE, _DESK))
    axis = alt.Axis(
        format="d",
        grid=False,
        values=alt.ExprRef(f"width < {look.NARROW} ? {narrow} : {wide}"),
        labelFlush=few,
    )
    # A domain of its own: a layer without rows has none, of which Vega warns.
    scale = alt.Scale(domain=ends, zero=False, nice=False, padding=0 if few else 24)
    return alt.X("t:Q").title(None).scale(scale).axis(axis)


def _apart(years: Sequence[int], room: int) -> list[int]:
    """Choose the years, from the newest back, whose names do not touch on so many pixels.

    The first stands in place of the second where there is no room for both.
    """
    kept: list[int] = []
    for year in reversed(years):
        if not kept or (kept[0] - year) * room >= _NAME * (years[-1] - years[0]):
            kept.insert(0, year)
    return kept if len(kept) < 2 else [years[0], *kept[1:]]


def score_axis(indicator: Indicator, bounds: tuple[float, float], height: int) -> alt.Y:
    """Give the axis of ranks (1 at the top) or of scores over `bounds`."""
    low, high = bounds
    rank = indicator.unit == "rank"
    scale = alt.Scale(domain=[low, high], nice=False, reverse=rank)
    step = max(1, round((high - low) / max(2, height / 70) / 10) * 10)
    ticks = [1, *range(step, int(high) + 1, step)] if rank else None
    axis = alt.Axis(values=ticks, format=",d") if ticks else alt.Axis(tickCount=5, format=",f")
    return alt.Y("v:Q").title(None).scale(scale).axis(axis)

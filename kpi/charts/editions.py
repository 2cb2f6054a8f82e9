"""Figures by edition (of a survey or index), which come at uneven distances.

An edition stands at its year; two are joined when the area is in both and no edition lies between.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import Row, area_name, value_expression

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language
    from kpi.units import Units

Layers = list[alt.Chart]
Drawn = TypeVar("Drawn", alt.Chart, alt.FacetChart)


def pack_editions(
    rows: pd.DataFrame, indicator: Indicator, lang: Language, units: Units, highlight: str
) -> list[Row]:
    """Pack each area's editions (`t` years, `v` values, `o` wholes): one row an unbroken stretch.

    A stretch ends where the area is missing from an edition that others are in, and where the next
    edition is twice as far away as editions of this index usually are.
    """
    editions = sorted(set(rows["end"]))
    years = pd.Series([end.year for end in editions])
    usual = years.diff().median()
    far = (years.diff() >= 2 * usual).cumsum()
    packed: list[Row] = []
    for area, part in rows.groupby("area", sort=False):
        steps = [editions.index(end) for end in part["end"]]
        places = [(at - step, far[at]) for step, at in enumerate(steps)]
        for _, run in part.groupby(pd.Index(places, tupleize_cols=False), sort=True):
            values = [f"{value:.{indicator.decimals}f}" for value in run["value"]]
            wholes = [f"{of:.0f}" if pd.notna(of) else "" for of in run["of"]]
            packed.append(
                {
                    "a": area_name(str(area), units, lang),
                    "k": int(area == highlight),
                    "t": " ".join(str(end.year) for end in run["end"]),
                    "v": " ".join(values),
                    "o": " ".join(wholes) if any(wholes) else "",
                }
            )
    return packed


def unpack_editions(chart: Drawn, indicator: Indicator, lang: Language) -> Drawn:
    """Turn stretches into points again inside the chart; `s` tells stretches apart, `l` words."""
    whole = " + (datum.w ? '/' + datum.w : '')" if indicator.unit == "rank" else ""
    points: Drawn = (
        chart.transform_calculate(
            s="datum.a + datum.t", x="split(datum.t, ' ')", y="split(datum.v, ' ')"
        )
        .transform_calculate(z="split(datum.o, ' ')")
        .transform_flatten(["x", "y", "z"], as_=["t", "v", "w"])
        .transform_calculate(t="toNumber(datum.t)", v="toNumber(datum.v)")
        .transform_calculate(l=value_expression(indicator, lang) + whole)
    )
    return points


def edition_lines(
    base: alt.Chart, packed: Sequence[Row], x: alt.X, y: alt.Y, lang: Language
) -> Layers:
    """Draw the others in grey, then the highlighted area; points answer a pointer in words."""
    says = [
        alt.Tooltip("a:N", title=lang._("Area")),
        alt.Tooltip("t:Q", title=lang._("Edition"), format="d"),
        alt.Tooltip("l:N", title=lang._("Value")),
    ]
    layers: Layers = []
    for strong, colour, width, size in ((0, look.QUIET, 1.5, 22), (1, look.PRIMARY, 3.5, 80)):
        if not any(row["k"] == strong for row in packed):
            continue
        part = base.transform_filter(f"datum.k === {strong}").encode(x=x, y=y)
        line = part.mark_line(strokeWidth=width, color=look.on(colour), tooltip=None)
        dot = part.mark_circle(size=size, opacity=1, color=look.on(colour))
        layers += [line.encode(detail="s:N"), dot.encode(tooltip=says)]
    return layers


def _years(packed: Sequence[Row]) -> list[int]:
    return sorted({int(year) for row in packed for year in row["t"].split()})


def year_axis(packed: Sequence[Row], few: bool = False) -> alt.X:
    """Give the axis of editions, each at its year; `few` names only the first and the last."""
    years = _years(packed)
    shown = [years[0], years[-1]] if few and years else years
    axis = alt.Axis(
        format="d",
        grid=False,
        values=shown,
        labelOverlap="greedy",
        labelSeparation=8,
        labelFlush=few,
    )
    scale = alt.Scale(zero=False, nice=False, padding=0 if few else 24)
    return alt.X("t:Q").title(None).scale(scale).axis(axis)


def score_axis(indicator: Indicator, bounds: tuple[float, float], height: int) -> alt.Y:
    """Give the axis of ranks (1 at the top) or of scores over `bounds`."""
    low, high = bounds
    rank = indicator.unit == "rank"
    scale = alt.Scale(domain=[low, high], nice=False, reverse=rank)
    step = max(1, round((high - low) / max(2, height / 70) / 10) * 10)
    ticks = [1, *range(step, int(high) + 1, step)] if rank else None
    axis = alt.Axis(values=ticks, format=",d") if ticks else alt.Axis(tickCount=5, format=",")
    return alt.Y("v:Q").title(None).scale(scale).axis(axis)

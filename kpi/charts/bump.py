"""Places from period to period: one line an area, place 1 at the top, all named at the end.

The same areas stand in every period, so a line falls only because others rose.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import Row, area_name, spread
from kpi.periods import Period, parse_period
from kpi.ranking.likeness import MERGER

if TYPE_CHECKING:
    from kpi.language import Language
    from kpi.units import Units

LINE = 19  # px a name needs
_NARROW, _WIDE, _MONTHS = 3, 7, 13  # periods named at most; months have short names


def bump(
    moves: pd.DataFrame,
    lang: Language,
    units: Units,
    *,
    title: str,
    notes: Sequence[str],
    ours: str = "",
    others: Collection[str] = (),
    simulated: bool = False,
) -> look.AnyChart:
    """Draw places: `ours` strong, the `others` (its peers) in a second colour, the rest grey.

    `moves`: places, one row an area and one column a period id, in the order of time (see
    `kpi.ranking.course.courses`). A rule marks the merger where it lies between two periods.
    """
    periods = [parse_period(str(text)) for text in moves]
    lowest = float(moves.max().max())
    height = max(240, LINE * len(moves))
    packed = _packed(moves, lang, units, ours, others)
    x, y = _x(periods, lang), _y(lowest)
    layers: list[look.Layer] = [
        *([look.watermark()] if simulated else []),
        *_merger(periods, lang),
        _lines(packed, x, y, lang, periods),
        _names(moves, packed, height, lowest),
    ]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH,
        height=height,
        title=look.heading(title, notes, lang, simulated=simulated),
    )
    return look.finish(chart, lang, describe=" · ".join([title, *notes]))


def _packed(
    moves: pd.DataFrame, lang: Language, units: Units, ours: str, others: Collection[str]
) -> list[Row]:
    """Pack each area in one row: `a` name, `p` places, `k` 2 for ours, 1 for a peer; ours last."""
    packed: list[Row] = [
        {
            "a": area_name(str(area), units, lang),
            "p": " ".join(f"{place:.0f}" for place in places),
            "k": 2 if area == ours else int(area in others),
        }
        for area, places in zip(moves.index, moves.to_numpy(), strict=True)
    ]
    return sorted(packed, key=lambda row: int(row["k"]))


def _x(periods: Sequence[Period], lang: Language) -> alt.X:
    """Give the axis of periods, evenly apart; some are named, the first and last always."""
    last = len(periods) - 1
    most_wide = _MONTHS if periods[0].frequency == "M" else _WIDE
    wide, narrow = (
        sorted({round(at * last / max(most - 1, 1)) for at in range(most)})
        for most in (min(count, last + 1) for count in (most_wide, _NARROW))
    )
    names = json.dumps([_short(period, lang) for period in periods], ensure_ascii=False)
    axis = alt.Axis(
        grid=False,
        orient="top",
        values=alt.ExprRef(f"width < {look.NARROW} ? {narrow} : {wide}"),
        labelExpr=f"({names})[datum.value]",
        labelFlush=True,
    )
    scale = alt.Scale(domain=[0, max(last, 1)], nice=False, zero=False)
    return alt.X("t:Q").title(None).scale(scale).axis(axis)


def _short(period: Period, lang: Language) -> str:
    return f"{period.start.month}/{period.start.year}" if period.frequency == "M" else (
        lang.period(period)
    )  # fmt: skip


def _y(lowest: float) -> alt.Y:
    ticks = [1, *range(5, int(lowest) + 1, 5)]
    scale = alt.Scale(domain=[0.5, lowest + 0.5], nice=False, reverse=True)
    return alt.Y("v:Q").title(None).scale(scale).axis(values=ticks, format="d", gridOpacity=0.3)


def _lines(
    packed: Sequence[Row], x: alt.X, y: alt.Y, lang: Language, periods: Sequence[Period]
) -> alt.LayerChart:
    names = json.dumps([lang.period(period) for period in periods], ensure_ascii=False)
    base = alt.Chart().encode(x=x, y=y, detail="a:N", color=_colour(look.FAINT))
    said = [
        alt.Tooltip("a:N", title=lang._("Area")),
        alt.Tooltip("w:N", title=lang._("Period")),
        alt.Tooltip("v:Q", title=lang._("Place"), format="d"),
    ]
    line = base.mark_line(tooltip=None).encode(strokeWidth=_by(3.5, 2.25, 1.25))
    dot = base.mark_circle(opacity=1).encode(size=_by(80, 36, 14), tooltip=said)
    return (
        look.together(packed, line, dot)
        .transform_calculate(x="split(datum.p, ' ')", i=f"sequence({len(periods)})")
        .transform_flatten(["x", "i"], as_=["v", "t"])
        .transform_calculate(v="toNumber(datum.v)", w=f"({names})[datum.t]")
    )


def _colour(quiet: look.Pair) -> Row:
    ours, peer, rest = ({"expr": look.on(pair).expr}
                        for pair in (look.PRIMARY, look.SERIES[1], quiet))  # fmt: skip
    return {
        "condition": [
            {"test": "datum.k === 2", "value": ours},
            {"test": "datum.k === 1", "value": peer},
        ],
        "value": rest,
    }


def _by(ours: float, peer: float, rest: float) -> Row:
    return {
        "condition": [
            {"test": "datum.k === 2", "value": ours},
            {"test": "datum.k === 1", "value": peer},
        ],
        "value": rest,
    }


def _names(moves: pd.DataFrame, packed: Sequence[Row], height: int, lowest: float) -> alt.Chart:
    """Name every area at its last place, ties moved apart."""
    ends = [float(row["p"].rpartition(" ")[2]) for row in packed]
    places = spread(ends, 0.85 * LINE * lowest / height, 0.5, lowest + 0.5)
    labels: list[dict[str, Any]] = [
        {"y": round(place, 3), "l": f"{end:.0f}  {row['a']}", "k": row["k"]}
        for row, end, place in zip(packed, ends, places, strict=True)
    ]
    text: alt.Chart = look.inline(labels).mark_text(
        align="left",
        dx=10,
        fontWeight=alt.ExprRef("datum.k ? 'bold' : 'normal'"),
        limit=220,
        tooltip=None,
    )
    last = max(len(moves.columns) - 1, 1)
    x = alt.datum(last, type="quantitative")
    named: alt.Chart = text.encode(x=x, y="y:Q", text="l:N", color=_colour(look.MUTED))
    return named


def _merger(periods: Sequence[Period], lang: Language) -> list[alt.Chart]:
    """Rule off what was merged from what was reported for the provinces in force."""
    before = sum(period.end < MERGER for period in periods)
    if not 0 < before < len(periods):
        return []
    at = [{"t": before - 0.5, "l": lang._("merger 1 July 2025")}]
    rule = look.inline(at).mark_rule(strokeDash=[4, 4], color=look.on(look.MUTED), tooltip=None)
    text = look.inline(at).mark_text(
        align="center", dy=8, baseline="top", color=look.on(look.MUTED), tooltip=None
    )
    return [
        rule.encode(x="t:Q"),
        text.encode(x="t:Q", y={"value": {"expr": "height"}}, text="l:N"),
    ]

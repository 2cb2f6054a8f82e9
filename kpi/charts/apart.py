"""How far apart areas are over time: best and worst, the middle eighty per cent, the median."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import altair as alt

from kpi.charts import look
from kpi.charts.series import Row, instant, milliseconds, short, spread, value_format
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.equity.spread import Spread
    from kpi.language import Language

__all__ = ["apart"]

HEIGHT = 340
LABEL = 132  # px kept free at the right for the names of the lines
LINE = 17
_FIRST = date(1970, 1, 1)


def apart(
    found: Sequence[Spread],
    indicator: Indicator,
    lang: Language,
    title: str,
    notes: Sequence[str] = (),
    *,
    simulated: bool = False,
) -> look.AnyChart:
    """Draw the spreads of at least two periods, the oldest first; lines end where a series breaks.

    The scale is that of the catalogue.
    """
    rows = _packed(found, indicator)
    scale = alt.Scale(domain=list(_domain(found, indicator)), nice=False, zero=False)
    first, last = (parse_period(one.period).end for one in (found[0], found[-1]))
    layers: list[look.Layer] = [
        *([look.watermark()] if simulated else []),
        _unfold(look.together(rows, *_bands(scale, first, last, indicator, lang))),
        *_breaks(indicator, first, last, lang),
        _names(found[-1], last, indicator, lang),
    ]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH,
        height=HEIGHT,
        title=look.heading(title, notes, lang, simulated=simulated),
    )
    return look.finish(chart, lang, describe=" · ".join([title, *notes]))


def _packed(found: Sequence[Spread], indicator: Indicator) -> list[Row]:
    """Pack the spreads small, a row an age of the series; `_unfold` reads them.

    `d` the last day of each period in days from 1970, the others its values, parted by spaces.
    """
    fields = {"h": "high", "p": "p90", "m": "middle", "q": "p10", "l": "low"}
    rows: list[Row] = []
    for age in sorted({one.age for one in found}):
        alike = [one for one in found if one.age == age]
        days = [(parse_period(one.period).end - _FIRST).days for one in alike]
        rows.append({"g": age, "d": " ".join(map(str, days))} | {
            key: " ".join(short(getattr(one, name), indicator.decimals) for one in alike)
            for key, name in fields.items()
        })  # fmt: skip
    return rows


def _unfold(chart: alt.LayerChart) -> alt.LayerChart:
    """Turn packed spreads into points again inside the chart; `t` is the day in UTC ms."""
    split = {key: f"split(datum.{key}, ' ')" for key in "dhpmql"}
    numbers = {key: f"toNumber(datum.{key})" for key in "hpmql"}
    flat = chart.transform_calculate(**split).transform_flatten(list("dhpmql"))
    return flat.transform_calculate(**numbers, t=f"toNumber(datum.d) * {24 * 3600 * 1000}")


def _domain(found: Sequence[Spread], indicator: Indicator) -> tuple[float, float]:
    """Return the catalogue's domain, widened where figures lie outside."""
    low, high = indicator.domain
    return min(low, *(one.low for one in found)), max(high, *(one.high for one in found))


def _bands(
    scale: alt.Scale, first: date, last: date, indicator: Indicator, lang: Language
) -> list[alt.Chart]:
    span = alt.Scale(
        domain=[instant(first), instant(last)], range=[0, {"expr": f"width - {LABEL}"}]
    )
    x = alt.X("t:T", title=None, scale=span, axis=alt.Axis(format="%-m/%Y", labelOverlap=True,
                                                          tickCount=6, grid=False))  # fmt: skip
    after = value_format(indicator, lang)[2] if indicator.unit == "percent" else ""
    axis = alt.Axis(title=None, tickCount=5, labelExpr=f"datum.label + '{after}'")
    base = alt.Chart().encode(x=x, detail="g:N")
    y = alt.Y("h:Q", scale=scale, axis=axis)
    band = base.mark_area(opacity=0.22, color=look.on(look.PRIMARY), tooltip=None)
    said = [
        alt.Tooltip("t:T", title=lang._("Period"), format="%-m/%Y"),
        *(alt.Tooltip(f"{key}:Q", title=name) for key, name in _lines(lang).items()),
    ]
    outer = base.mark_line(
        strokeWidth=1.6, color=look.on(look.QUIET), strokeDash=[4, 3], tooltip=None
    )
    return [
        band.encode(y=alt.Y("p:Q", scale=scale, axis=axis), y2="q:Q"),
        outer.encode(y=y),
        outer.encode(y="l:Q"),
        base.mark_line(strokeWidth=2.6, color=look.on(look.PRIMARY), tooltip=None).encode(y="m:Q"),
        base.mark_circle(size=120, opacity=0.001).encode(y="m:Q", tooltip=said),
    ]


def _lines(lang: Language) -> dict[str, str]:
    return {
        "h": lang._("highest"),
        "p": "P90",
        "m": lang._("median"),
        "q": "P10",
        "l": lang._("lowest"),
    }


def _names(last: Spread, day: date, indicator: Indicator, lang: Language) -> alt.Chart:
    """Name the lines behind their ends, with their last values."""
    values = (last.high, last.p90, last.middle, last.p10, last.low)
    bounds = _domain([last], indicator)
    gap = LINE * (bounds[1] - bounds[0]) / HEIGHT
    heights = spread(values, gap, *bounds)
    rows = [
        {"y": round(height, 4), "n": f"{name} {lang.value(value, indicator)}"}
        for name, value, height in zip(_lines(lang).values(), values, heights, strict=True)
    ]
    text: alt.Chart = look.inline(rows).mark_text(
        align="left", dx=8, color=look.on(look.INK), tooltip=None
    )
    return text.encode(x=alt.datum(instant(day), type="temporal"), y="y:Q", text="n:N")


def _breaks(indicator: Indicator, first: date, last: date, lang: Language) -> list[alt.Chart]:
    """Draw a rule on each day from which figures do not compare with those before."""
    days = [cut.day for cut in indicator.breaks if first < cut.day <= last]
    if not days:
        return []
    rows = [
        {
            "t": milliseconds(day),
            "s": lang.date(day),
            "n": lang._("series breaks {day}", day=lang.date(day)),
        }
        for day in days
    ]
    base = look.inline(rows).encode(x="t:T")
    rule = base.mark_rule(strokeDash=[2, 3], color=look.on(look.MUTED), tooltip=None)
    words = base.mark_text(
        align="right", dx=-6, baseline="top", color=look.on(look.MUTED), tooltip=None
    )
    said = {"value": {"expr": f"width < {look.NARROW} ? datum.s : datum.n"}}
    return [rule, words.encode(y=alt.value(0), text=said)]

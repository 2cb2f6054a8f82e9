"""A headline card's picture: each published figure as a bar of its own against the target."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import Row, status_words, usable
from kpi.charts.targets import target_label
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Target
    from kpi.language import Language

ROW = 46  # px one figure takes: a line of text and its bar
BAR = 14  # px
PERIOD = 84  # px from the left, where a period's name begins
DOWN = 10  # px from the middle of a row to the middle of its bar
MOST = 5  # figures on one card


def bullet(
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    area: str = "VN",
    target: Target,
    today: date,
    simulated: bool = False,
    title: bool = True,
) -> look.AnyChart:
    """Draw the newest figures (up to five, oldest on top) as bars from zero to the target's rule.

    Figures for differing kinds of period keep a row each, named by its period; the last is strong,
    figures that are not final are hollow. Without figures only the target stands, in words.
    """
    rows = usable(frame, indicator)
    rows = rows[rows["area"] == area].tail(MOST)
    goal = target_label(target, indicator, lang, today)
    high = max([target.value, *rows["value"]])
    top = max(indicator.domain[1], high) if indicator.unit == "percent" else high * 1.15
    bars = _bars(rows, indicator, lang) or [
        {"p": "", "v": None, "l": lang._("no published figures")}
    ]
    periods = [row["p"] for row in bars]
    x = alt.X("v:Q").title(None).axis(None).scale(domain=[0, top], nice=False)
    y = alt.Y("p:N").sort(periods).axis(None).scale(padding=0)
    base = look.inline(bars).encode(y=y)
    layers = [
        _track(base, top, x),
        *_values(base, x, lang),
        *_goal(target.value, goal, x, top),
    ]
    if simulated:
        layers.insert(0, look.watermark())
    name = lang.pick(indicator.short)
    chart = alt.layer(*layers).properties(width=340, height=ROW * len(bars))
    if title or simulated:
        chart = chart.properties(title=look.heading(name, [], lang, simulated=simulated))
    says = [name, *(f"{row['p']}: {row['l']}" for row in bars), goal]
    return look.finish(chart, lang, describe=" · ".join(says))


def _bars(rows: pd.DataFrame, indicator: Indicator, lang: Language) -> list[Row]:
    words = status_words(lang)
    bars: list[Row] = []
    for index, row in enumerate(rows.to_dict("records")):
        status = row["status"] or "A"
        bars.append(
            {
                "p": lang.period(parse_period(row["period"])),
                "v": row["value"],
                "l": lang.value(row["value"], indicator, row["of"], row["qualifier"] or ""),
                "k": int(index == len(rows) - 1),
                "q": status,
                "c": words.get(status, status),
            }
        )
    return bars


def _track(base: alt.Chart, top: float, x: alt.X) -> alt.Chart:
    """Draw the whole scale behind each bar, so that a short bar shows how short it is."""
    track: alt.Chart = (
        base.transform_calculate(v=str(top))
        .mark_bar(size=BAR, yOffset=DOWN, color=look.on(look.FAINT), opacity=0.45, tooltip=None)
        .encode(x=x)
    )
    return track


def _values(base: alt.Chart, x: alt.X, lang: Language) -> list[alt.Chart]:
    says = [
        alt.Tooltip("p:N", title=lang._("Period")),
        alt.Tooltip("l:N", title=lang._("Value")),
        alt.Tooltip("c:N", title=lang._("Status")),
    ]
    newest, older = ({"expr": look.on(pair).expr} for pair in (look.PRIMARY, look.QUIET))
    colour = {"condition": {"test": "datum.k === 1", "value": newest}, "value": older}
    bar = base.mark_bar(size=BAR, yOffset=DOWN, strokeWidth=2).encode(
        x=x,
        fill=colour,
        stroke=colour,
        fillOpacity=alt.condition("datum.q === 'A'", alt.value(1), alt.value(0.35)),
        tooltip=says,
    )
    value = base.mark_text(
        align="left", dy=-9, fontSize=16, fontWeight="bold", color=look.on(look.INK), tooltip=None
    ).encode(x=alt.value(0), text="l:N")
    period = base.mark_text(align="left", dy=-9, color=look.on(look.MUTED), tooltip=None)
    return [bar, value, period.encode(x=alt.value(PERIOD), text="p:N")]


def _goal(value: float, label: str, x: alt.X, top: float) -> list[alt.Chart]:
    base = look.inline([{"v": value, "l": label}]).encode(x=x)
    rule = base.mark_rule(strokeWidth=3, color=look.on(look.GOAL), tooltip=None)
    far = value > top / 2  # else the label has no room beside the rule and begins at the left
    side: Literal["left", "right"] = "right" if far else "left"
    text = look.inline([{"v": value, "l": label}]).mark_text(
        align=side,
        dx=4 if far else 0,
        dy=-10,
        fontWeight="bold",
        color=look.on(look.GOAL),
        tooltip=None,
    )
    place = x if far else alt.value(0)
    return [rule, text.encode(x=place, y=alt.value(0), text="l:N")]

"""A merged province taken apart: what each former one brings, and what moved the figure.

They are markup, not charts of Vega's (`.kd-parts` in the style sheet): they stand as soon as their
page does, and are read like any text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi.charts import look
from kpi.charts.series import area_name, unit_note
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language
    from kpi.shift_share import ShiftShare
    from kpi.units import Units


def contributions(
    table: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    units: Units,
    *,
    period: str,
    simulated: bool = False,
) -> str:
    """Stack what each former province brings, and give each a row: value, share, what it brings.

    `table` as `kpi.shift_share.contributions` gives it for `period` (an id). The stack is as long
    as the merged figure, Σ share · value, or of a count as the sum. Of a ratio a stroke through
    each row marks the merged figure; percentages end where the catalogue's scale does.
    """
    parts = table.sort_values("share", ascending=False, na_position="last", kind="stable")
    names = [area_name(area, units, lang) for area in parts["area"]]
    values = parts["value"].fillna(0).tolist()
    weights = parts["value"] * (1 if indicator.aggregation == "sum" else parts["share"])
    brought = weights.fillna(0).tolist()
    whole = sum(brought)
    scale = indicator.domain[1] if indicator.unit == "percent" else 0
    top = max([scale, whole, *values]) or 1
    rows, stack = "", ""
    for at, row in enumerate(parts.to_dict("records")):
        said = _part(row, brought[at], indicator, lang)
        hover = f"{names[at]}: {_amount(brought[at], indicator, lang)}"
        rows += _row(names[at], *said, _bar(0, 100 * values[at] / top, f"kd-n{at}"))
        stack += _bar(0, 100 * brought[at] / top, f"kd-n{at}", hover)
    known = bool(weights.notna().any())
    merged = lang.value(whole, indicator) if known else lang._("no published figures")
    title = lang._("What each former province brings to {value}", value=merged)
    ruled = known and indicator.aggregation != "sum"
    key = lang._("┃ the merged figure") if ruled else ""
    notes = [unit_note(indicator, lang), _span([period], lang), key]
    body = (f'<div class="kd-stack">{stack}</div>' if known else "") + f"<ul>{rows}</ul>"
    rule = f"{100 * whole / top:.1f}%" if ruled else ""
    return _finished(body, title, notes, lang, rule=rule, simulated=simulated)


def shift_share(
    result: ShiftShare,
    indicator: Indicator,
    lang: Language,
    units: Units,
    *,
    start: str,
    end: str,
    simulated: bool = False,
) -> str:
    """Draw how a change adds up: the parts' own change, the change of weights, and their sum.

    `result` as `kpi.shift_share.shift_share` gives it from period `start` to `end` (ids). Of a
    count, which has no weights, each part's own change. Each bar begins where the last one ends.
    """
    decimals = max(indicator.decimals, 1)
    names, changes = _steps(result, indicator, lang, units)
    ends = [0.0, *(round(place, decimals) for place in accumulate(changes))]  # add up as written
    total = ends[-1]
    steps = [*zip(names, ends, ends[1:], strict=False), (lang._("Together"), 0.0, total)]
    low, span = min(ends), (max(ends) - min(ends)) or 1
    rows = [
        _row(
            name, _change(stop - begin, indicator, lang), "",
            _bar(100 * (min(begin, stop) - low) / span, 100 * abs(stop - begin) / span, kind),
        )
        for (name, begin, stop), kind in zip(steps, [*("kd-step" for _ in names), ""], strict=True)
    ]  # fmt: skip
    title = lang._("Where the change of {value} comes from", value=_change(total, indicator, lang))
    percent = indicator.unit == "percent"  # their change is no percentage
    unit = lang._("Unit: {unit}", unit=lang._("points")) if percent else unit_note(indicator, lang)
    notes = [unit, _span([start, end], lang), lang._("┃ no change")]
    rule = f"{-100 * low / span:.1f}%"
    return _finished(
        f"<ul>{''.join(rows)}</ul>", title, notes, lang, rule=rule, simulated=simulated
    )


def _steps(
    result: ShiftShare, indicator: Indicator, lang: Language, units: Units
) -> tuple[list[str], list[float]]:
    """Name what a change consists of, and give the change of each."""
    if indicator.aggregation == "sum":
        names = [area_name(area, units, lang) for area in result.by_part["area"]]
        return names, list(result.by_part["own"])
    names = [lang._("Change within the former provinces"), lang._("Change of their weights")]
    return names, [result.own, result.weight]


def _span(periods: Sequence[str], lang: Language) -> str:
    words = " – ".join(lang.period(parse_period(period)) for period in periods)
    return lang._("Period: {period}", period=words)


def _part(
    row: Mapping[Any, Any], brings: float, indicator: Indicator, lang: Language
) -> tuple[str, str]:
    """Write a former province's value, and its share with what that `brings`."""
    if pd.isna(row["value"]):
        return lang._("no figures"), ""
    figure = lang.value(row["value"], indicator)
    if pd.isna(row["share"]):
        return figure, ""
    share = lang.percent(100 * row["share"], 0)
    if indicator.aggregation == "sum":
        return figure, lang._("a part of {share}", share=share)
    value = _amount(brings, indicator, lang)
    return figure, lang._("{share} of the weight, brings {value}", share=share, value=value)


def _row(name: str, figure: str, said: str, bar: str) -> str:
    more = f" <span>{escape(said)}</span>" if said else ""
    return f"<li><em>{escape(name)}</em> <b>{escape(figure)}</b>{more}<i>{bar}</i></li>"


def _bar(begin: float, width: float, kind: str, hover: str = "") -> str:
    """Draw from `begin` on, both in percent of the row."""
    told = f' title="{escape(hover)}"' if hover else ""
    place = f"margin-left:{begin:.1f}%;width:{max(width, 0):.1f}%"
    return f'<s class="{kind}" style="{place}"{told}></s>'


def _amount(value: float, indicator: Indicator, lang: Language) -> str:
    """Write a part of a figure: of a percentage in points."""
    if indicator.unit != "percent":
        return lang.value(value, indicator)
    return lang._("{number} points", number=lang.number(value, indicator.decimals, least=0))


def _change(value: float, indicator: Indicator, lang: Language) -> str:
    if indicator.unit == "percent":
        return lang.points(value, max(indicator.decimals, 1))
    sign = "+" if value > 0 else ""
    return f"{sign}{lang.value(value, indicator)}"


def _finished(
    body: str, title: str, notes: list[str], lang: Language, *, rule: str, simulated: bool
) -> str:
    """Put title and notes above `body`; `rule` is where a stroke goes through every row."""
    mark = f'<p class="kd-mark">{escape(look.mark(lang))}</p>' if simulated else ""
    place = f' class="kd-ruled" style="--rule:{rule}"' if rule else ""
    foot = " · ".join(filter(None, notes))
    return (
        f'<section class="kd-parts">{mark}<p class="kd-title">{escape(title)}</p>'
        f'<p class="kd-foot">{escape(foot)}</p><div{place}>{body}</div></section>'
    )

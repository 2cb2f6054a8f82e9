"""A headline card's picture: each published figure as a bar of its own against the target.

It is markup, not a chart of Vega's (`.kd-bars` in the style sheet): it stands as soon as its card
does, and is read like any text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi.charts import look
from kpi.charts.series import status_words, usable
from kpi.charts.targets import target_label
from kpi.language import NBSP
from kpi.periods import parse_period
from kpi.sentences import figure

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Target
    from kpi.language import Language

MOST = 5  # figures on one card
FAR = 50  # percent of the width


def bullet(
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    area: str = "VN",
    target: Target,
    today: date,
    simulated: bool = False,
) -> str:
    """Draw the newest figures (up to five, oldest on top) as bars from zero to the target's rule.

    Figures for differing kinds of period keep a row each, named by its period; the last is strong,
    figures that are not final are hollow. Without figures only the target stands, in words.
    """
    rows = usable(frame, indicator)
    rows = rows[rows["area"] == area].tail(MOST)
    high = max([target.value, *rows["value"]])
    top = max(indicator.domain[1], high) if indicator.unit == "percent" else high * 1.15
    words = status_words(lang) | {"A": ""}
    bars = [_bar(row, indicator, lang, top, words) for row in rows.to_dict("records")]
    bars = bars or [f"<li><b>{escape(lang._('no published figures'))}</b><i></i></li>"]
    bars[-1] = bars[-1].replace("<li>", '<li class="kd-now">')
    mark = f'<p class="kd-mark">{escape(look.mark(lang))}</p>' if simulated else ""
    goal = escape(target_label(target, indicator, lang, today))
    share = 100 * target.value / top
    side = ' class="kd-far"' if share > FAR else ""  # else the words have no room before the rule
    return (
        f'{mark}<div class="kd-bars" style="--goal:{share:.1f}%"><p{side}>{goal}</p>'
        f"<ul>{''.join(bars)}</ul></div>"
    )


def _bar(
    row: Mapping[Any, Any],
    indicator: Indicator,
    lang: Language,
    top: float,
    words: Mapping[str, str],
) -> str:
    """Write a figure and its period above its bar; `top` is the value at the right end."""
    status = row["status"] or "A"
    period = lang.period(parse_period(row["period"]))
    said = ", ".join(filter(None, (period, words.get(status, status))))
    kind = "" if status == "A" else ' class="kd-open"'
    share = 100 * min(max(row["value"] / top, 0), 1)
    return (
        f"<li><b>{escape(figure(row, indicator, lang))}</b>{NBSP} <span>{escape(said)}</span>"
        f'<i><s{kind} style="width:{share:.1f}%"></s></i></li>'
    )

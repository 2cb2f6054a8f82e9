"""The frame of a trend: both axes, the colours of its areas, and what a pixel is worth."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import instant, milliseconds, month, month_end, spread

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source, Target
    from kpi.language import Language

HEIGHT = 380  # px of the plot itself
TICKS = 9  # named on the time axis at most


class Panel:
    """The frame of one trend: both axes, and what a pixel is worth on them.

    `seen`: days and values beside figures and targets that the axes must hold.
    """

    def __init__(  # noqa: PLR0917 - made in one place only
        self,
        rows: pd.DataFrame,
        indicator: Indicator,
        lang: Language,
        targets: Sequence[Target],
        today: date,
        names: Sequence[str],
        sources: Mapping[str, Source],
        seen: Sequence[tuple[date, float]] = (),
    ) -> None:
        self.indicator, self.lang, self.today = indicator, lang, today
        self.names, self.sources = names, sources
        goals = [goal.value for goal in targets] + [value for _, value in seen]
        self.low, self.high = extent(rows["value"], indicator, goals)
        self.first, self.last = _days(rows, targets, today, [day for day, _ in seen])
        self.middle = self.first + (self.last - self.first) / 2
        self.reversed = indicator.unit == "rank"
        self.yearly = set(rows["kind"]) == {"A"}

    def frame(self) -> alt.Chart:
        """Give a layer that draws nothing but both axes; the others share these and its colours."""
        ticks = ", ".join(
            str(milliseconds(day)) for day in period_ends(self.first, self.last, self.yearly)
        )
        x = (
            alt.X("t:T")
            .title(None)
            .scale(type="utc", domain=[instant(self.first), instant(self.last)], nice=False)
            .axis(
                format="%Y" if self.yearly else "%m/%Y",
                grid=False,
                values=alt.ExprRef(f"[{ticks}]"),  # plain numbers would be read as years
                labelOverlap=True,
            )
        )
        unit = f" + {json.dumps(self.lang.percent(7, 0)[1:])}"
        label = f"format(datum.value, ','){unit if self.indicator.unit == 'percent' else ''}"
        scale = alt.Scale(domain=[self.low, self.high], nice=False, reverse=self.reversed)
        y = alt.Y("v:Q").title(None).scale(scale).axis(labelExpr=label, tickCount=6)
        colours = [look.on(pair) for pair in look.SERIES[: len(self.names)]]
        named = alt.Scale(domain=list(self.names), range=colours)
        colour = alt.Color("a:N").scale(named).legend(None)
        frame: alt.Chart = look.inline([{}]).mark_point(tooltip=None)
        return frame.encode(x=x, y=y, color=colour)

    def spread(self, values: Sequence[float], pixels: float) -> list[float]:
        """Move labels (in data units) at least `pixels` apart."""
        gap = pixels * (self.high - self.low) / HEIGHT
        return spread(values, gap, self.low, self.high)


def extent(
    values: pd.Series[float], indicator: Indicator, goals: Sequence[float]
) -> tuple[float, float]:
    """Choose the value axis: ranks from 1, others from zero unless that would flatten the lines."""
    every = [float(value) for value in values] + [float(goal) for goal in goals]
    if not every:
        return indicator.domain
    low, high = min(every), max(every)
    if indicator.unit == "rank":
        return 1.0, high + max(1.0, 0.06 * (high - 1))
    room = 0.08 * ((high - low) or abs(high) or 1.0)
    top = indicator.valid[1]
    ceiling = high + room if top is None else min(high + room, max(top, high))
    return (0.0 if 0 <= low < 0.6 * high else low - room), ceiling


def period_ends(first: date, last: date, yearly: bool) -> list[date]:
    """List up to nine last days of months (of years, if `yearly`) as ticks, where points stand.

    They are evenly apart and hold the last December, so that years always end on a tick.
    """
    december = (month(last) + 1) // 12 * 12 - 1
    found: list[date] = []
    for step in (12, 24, 60, 120) if yearly else (1, 3, 6, 12, 24, 60):
        months = range(month(first), month(last) + 1)
        ends = [month_end(at) for at in months if (at - december) % step == 0]
        found = [day for day in ends if first <= day <= last]
        if len(found) <= TICKS:
            break
    return found


def _days(
    rows: pd.DataFrame, targets: Sequence[Target], today: date, seen: Sequence[date]
) -> tuple[date, date]:
    """Span the time axis over figures and days seen; deadlines unless they would squeeze them."""
    if rows.empty:
        return today - timedelta(days=365), today
    first, last = min(rows["end"]), max(rows["end"])
    reach = last + max(timedelta(days=366), (last - first) / 2)
    deadlines = [goal.deadline for goal in targets if first <= goal.deadline <= reach]
    first = min([first, *deadlines])
    last = max([last, *deadlines, *seen])
    pad = max(timedelta(days=20), (last - first) / 40)
    return first - pad, last + pad

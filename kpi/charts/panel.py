"""The frame of a trend: both axes, the colours of its areas, and what a pixel is worth."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd

from kpi.charts import look
from kpi.charts.series import instant, spread

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source, Target
    from kpi.language import Language

HEIGHT = 380  # px of the plot itself


class Panel:
    """The frame of one trend: both axes, and what a pixel is worth on them."""

    def __init__(  # noqa: PLR0917 - made in one place only
        self,
        rows: pd.DataFrame,
        indicator: Indicator,
        lang: Language,
        targets: Sequence[Target],
        today: date,
        names: Sequence[str],
        sources: Mapping[str, Source],
    ) -> None:
        self.indicator, self.lang, self.today = indicator, lang, today
        self.names, self.sources = names, sources
        self.low, self.high = extent(rows["value"], indicator, [goal.value for goal in targets])
        self.first, self.last = _days(rows, targets, today)
        self.middle = self.first + (self.last - self.first) / 2
        self.reversed = indicator.unit == "rank"

    def frame(self) -> alt.Chart:
        """Give a layer that draws nothing but both axes; the others share these and its colours."""
        span = (self.last - self.first).days
        x = (
            alt.X("t:T")
            .title(None)
            .scale(type="utc", domain=[instant(self.first), instant(self.last)], nice=False)
            .axis(
                format="%Y" if span > 1500 else "%m/%Y",
                grid=False,
                tickCount="year" if span > 1500 else 8,
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


def _days(rows: pd.DataFrame, targets: Sequence[Target], today: date) -> tuple[date, date]:
    """Span the time axis over the figures, and deadlines unless they would squeeze these."""
    if rows.empty:
        return today - timedelta(days=365), today
    first, last = min(rows["end"]), max(rows["end"])
    reach = last + max(timedelta(days=366), (last - first) / 2)
    deadlines = [goal.deadline for goal in targets if first <= goal.deadline <= reach]
    first = min([first, *deadlines])
    last = max([last, *deadlines])
    pad = max(timedelta(days=20), (last - first) / 40)
    return first - pad, last + pad

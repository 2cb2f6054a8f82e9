"""Small multiples: every area on one scale, the one furthest from the target first.

They are markup, not a chart of Vega's: a grid laid out by the page (`.kd-grid` in the style sheet),
so that as many stand side by side as the reader's screen has room for. A picture is 44 units high
and a month of it one unit wide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pandas as pd

from kpi.charts import look
from kpi.charts.panel import extent
from kpi.charts.series import (
    BANDS,
    MONTHS,
    area_name,
    caption,
    dated,
    month,
    publishers,
    stretches,
    usable,
)
from kpi.sentences import changed
from kpi.standing import since_break

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source, Target
    from kpi.language import Language
    from kpi.units import Units

HIGH = 44  # units


def multiples(
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    *,
    units: Units,
    areas: Sequence[str],
    target: Target | None = None,
    simulated: bool = False,
    sources: Mapping[str, Source] | None = None,
) -> str:
    """Return one small figure an area, escaped, with a caption: unit, period, scale, source.

    Sorted by need: furthest from the target (without one: the worst value) first, areas without
    figures last; names in Vietnamese order where equal. Each figure's heading says the last value.
    """
    rows = usable(frame, indicator)
    rows = rows[rows["area"].isin(areas)]
    parts = {area: rows[rows["area"] == area] for area in areas}
    picture, bounds = _Picture(rows, indicator, lang, target), _bounds(frame, indicator, lang)
    figures = "".join(
        _figure(area_name(area, units, lang), parts[area], bounds.get(area, ""), picture)
        for area in _by_need(parts, indicator, lang, units)
    )
    mark = f'<p class="kd-mark">{escape(look.mark(lang))}</p>' if simulated else ""
    notes = _notes(rows, picture, lang, sources or {}, simulated)
    return (
        f'<section>{mark}<p class="kd-text">{escape(_title(indicator, target, lang))}</p>'
        f'<div class="kd-grid">{figures}</div>'
        f'<p class="kd-foot">{escape(" · ".join(notes))}</p></section>'
    )


class _Picture:
    """The common scale of all figures: months from the first to the last, values from below."""

    def __init__(
        self, rows: pd.DataFrame, indicator: Indicator, lang: Language, target: Target | None
    ) -> None:
        self.indicator, self.lang = indicator, lang
        self.low, self.high = extent(rows["value"], indicator, [target.value] if target else [])
        self.last = max(rows["end"], default=date.min)
        self.first = month(min(rows["end"], default=self.last))
        self.width = max(month(self.last) - self.first, 1)
        self.goal = ""
        if target is not None:
            self.goal = f'<path class=g d="M0 {self.y(target.value)}h{self.width}"/>'

    def y(self, value: float) -> int:
        share = (value - self.low) / (self.high - self.low)
        return round(HIGH * (share if self.indicator.unit == "rank" else 1 - share))

    def lines(self, rows: pd.DataFrame) -> str:
        """Draw one area: a line a stretch of touching periods, a dot for what stands alone."""
        drawn = list(stretches(rows))
        loose = rows[~rows["kind"].isin(MONTHS)]
        alone = [loose[at : at + 1] for at in range(len(loose))]
        alone += [run for _, run in drawn if len(run) == 1]
        lines = "".join(self._path(run, months) for months, run in drawn if len(run) > 1)
        dots = "".join(self._path(run, 0) for run in alone)
        return (f'<path d="{lines}"/>' if lines else "") + (
            f'<path class=d d="{dots}"/>' if dots else ""
        )

    def _path(self, run: pd.DataFrame, months: int) -> str:
        ys = [self.y(value) for value in run["value"]]
        steps = ""
        for change, alike in groupby(after - before for before, after in pairwise(ys)):
            count = len(list(alike))  # steps in one direction are one straight line
            steps += f"{months * count} {change * count} "
        moved = f"l{steps.strip()}".replace(" -", "-") if steps else "h0"
        return f"M{month(run['end'].iloc[0]) - self.first} {ys[0]}{moved}"


def _figure(name: str, rows: pd.DataFrame, bound: str, picture: _Picture) -> str:
    """Draw one area's figure: its last value (dated if others are newer), its way there."""
    lang, indicator = picture.lang, picture.indicator
    if rows.empty:
        head = said = bound or lang._("no figures")
    else:
        alike, year = since_break(rows, indicator)
        first, last = (lang.value(value, indicator) for value in alike["value"].iloc[[0, -1]])
        newest = rows.iloc[-1]
        head = f"{last} ({dated(newest)})" if newest["end"] < picture.last else last
        said = f"{first} → {last}" if len(alike) > 1 or year is None else changed(year, lang)
    return (
        f"<figure><figcaption>{escape(name)} <b>{escape(head)}</b></figcaption>"
        f'<svg viewBox="0 0 {picture.width} {HIGH}" preserveAspectRatio="none" role="img">'
        f"<title>{escape(said)}</title>{picture.goal}{picture.lines(rows)}</svg></figure>"
    )


def _bounds(frame: pd.DataFrame, indicator: Indicator, lang: Language) -> dict[str, str]:
    """Write the bands published instead of a value, by area: they are said and not drawn."""
    rows = frame[(frame["indicator"] == indicator.id) & frame["qualifier"].isin(BANDS)]
    return {
        row["area"]: lang.value(row["value"], indicator, qualifier=row["qualifier"])
        for row in rows.dropna(subset="value").to_dict("records")
    }


def _by_need(
    parts: Mapping[str, pd.DataFrame], indicator: Indicator, lang: Language, units: Units
) -> list[str]:
    sign = -1 if indicator.direction == "lower" else 1

    def need(area: str) -> tuple[bool, float, object]:
        values, name = parts[area]["value"], area_name(area, units, lang)
        worth = sign * float(values.iloc[-1]) if len(values) else 0.0
        return values.empty, worth, lang.sort_key(name)

    return sorted(parts, key=need)


def _title(indicator: Indicator, target: Target | None, lang: Language) -> str:
    name = lang.pick(indicator.name)
    if target is None:
        return lang._("{indicator}: areas in most need first", indicator=name)
    return lang._(
        "{indicator}: furthest from the target of {target} (dashed) first",
        indicator=name,
        target=lang.target(target.value, indicator),
    )


def _notes(
    rows: pd.DataFrame,
    picture: _Picture,
    lang: Language,
    sources: Mapping[str, Source],
    simulated: bool,
) -> list[str]:
    """Write unit, period, scale and source."""
    low, high = (
        lang.number(float(f"{end:.2g}"), picture.indicator.decimals, least=0)
        for end in (picture.low, picture.high)
    )
    scale = lang._("every picture from {low} to {high}", low=low, high=high)
    if simulated:
        source = lang._("Source: simulated for practice")
    else:
        names = "; ".join(publishers(rows, sources))
        source = lang._("Source: {source}", source=names) if names else ""
    return [note for note in (caption(picture.indicator, rows, lang), scale, source) if note]

"""One ministry among the others: its newest figures, its place, the middle of all ministries.

Of many ministries only a bound was published ("under 10 %"). A bound is an open interval, and so
are the place and the median that follow from it: between 77.7 % and "over 50 %" either may lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import TYPE_CHECKING

import pandas as pd

from kpi.coverage import CONTEXT
from kpi.headlines import HEADLINE
from kpi.periods import parse_period
from kpi.ranking.places import relative
from kpi.sentences import of_row, when
from kpi.sentences import told as as_told
from kpi.standing import targets_now
from kpi.tasks.judging import counted

if TYPE_CHECKING:
    from datetime import date

    from kpi.catalogue import Indicator
    from kpi.figures import Figures
    from kpi.language import Language
    from kpi.tasks import Judged

__all__ = [
    "ALL",
    "PREFIX",
    "Line",
    "held",
    "introduction",
    "lines",
    "most_figures",
    "notes",
    "widest",
]

ALL = "VN-MINISTRIES"  # all ministries together
PREFIX = "VNM-"
_LEAST = 3  # ministries of which a median is told

_BANDS = ("lt", "gt")

Interval = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A ministry's newest figure or bound (`row`) among the ministries of its period.

    `count`: ministries known then. `first`, `last`: the places it may have; None where places
    say nothing. `middle`: the ends between which the median of all lies, None likewise.
    """

    indicator: Indicator
    row: pd.Series
    count: int
    first: int | None
    last: int | None
    middle: Interval | None

    @property
    def bound(self) -> bool:
        """Whether only a bound is known."""
        return str(self.row["qualifier"]) in _BANDS

    @property
    def open(self) -> bool:
        """Whether bounds leave its place or the median open."""
        return self.first != self.last or len(set(self.middle or ())) > 1

    def target(self, today: date, lang: Language) -> tuple[str, str]:
        """Write the target that counts today, and its deadline and whose it is; "–" for none."""
        goal, _ = targets_now(self.indicator, str(self.row["area"]), today)
        if goal is None:
            return "–", ""
        due = lang.date(goal.deadline)
        if goal.area == "VN":
            due = lang._("{date}, for the whole country", date=due)
        return lang.target(goal.value, self.indicator), due

    def place(self, lang: Language) -> str:
        """Write the place: `2/13`, or `2–4/13` where bounds leave it open; "–" for none."""
        if self.first is None or self.last is None:
            return "–"
        span = lang.number(self.first)
        if self.first != self.last:
            span = f"{span}–{lang.number(self.last)}"
        return f"{span}/{lang.number(self.count)}"

    def median(self, lang: Language) -> str:
        """Write the median, or the bounds between which it lies; "–" for none."""
        if self.middle is None or self.middle == (-inf, inf):
            return "–"
        low, high = self.middle
        if low == -inf:
            return lang.value(high, self.indicator, qualifier="lt")
        if high == inf:
            return lang.value(low, self.indicator, qualifier="gt")
        ends = dict.fromkeys(lang.value(end, self.indicator) for end in self.middle)
        return " – ".join(ends)


def introduction(
    name: str, found: Sequence[Line], tasks: Sequence[Judged], today: date, lang: Language
) -> str:
    """Say of how many indicators a ministry has figures, and what of its tasks is late.

    Where it stands on the headline is told too; a bound does not say how far it is from a target.
    """
    told = [_known(name, found, lang)]
    told += [_headline(one, today, lang) for one in found if one.indicator.id == HEADLINE]
    if tasks:
        count = counted(tasks)
        told.append(
            lang._(
                "Tasks of its own or of indicators it owns: {count}; overdue: {late}; past the "
                "deadline without a published result: {unproven}.",
                count=lang.number(len(tasks)), late=lang.number(count["overdue"]),
                unproven=lang.number(count["unproven"]),
            )
        )  # fmt: skip
    return " ".join(told)


def _headline(one: Line, today: date, lang: Language) -> str:
    if not one.bound:
        return of_row(one.row, one.indicator, today, lang)
    return lang._(
        "{name}: {value} ({period}); only this bound is published.",
        name=lang.pick(one.indicator.short), value=as_told(one.row, one.indicator, lang),
        period=when(one.row, lang),
    )  # fmt: skip


def _known(name: str, found: Sequence[Line], lang: Language) -> str:
    if not found:
        return lang._("{name}: no figure of this ministry or agency is known here.", name=name)
    newest = max((one.row for one in found), key=lambda row: (row["end"], row["start"]))
    return lang._(
        "{name}; indicators with figures: {known}, the newest of {period}.",
        name=name, known=lang.number(len(found)),
        period=lang.period(parse_period(str(newest["period"]))),
    )  # fmt: skip


def held(figures: Figures) -> pd.DataFrame:
    """Return the rows of ministries, in whatever period; a bound is a figure too."""
    rows = figures.frame
    return rows[rows["area"].str.startswith(PREFIX) & rows["value"].notna()]


def notes(found: Iterable[Line], lang: Language) -> list[str]:
    """Say what must be known of the figures: their names, and what bounds leave open."""
    told = [
        lang._(
            "Ministries were founded, joined and renamed: figures stand under the name of their "
            "time. Places and medians are of the ministries with a figure of the same period."
        )
    ]
    if any(one.open for one in found):
        told.append(
            lang._(
                "Of some ministries only a bound is published (“under 10%”): a place is then told "
                "as the places it may be, a median as the bound beyond which it lies."
            )
        )
    return told


def most_figures(figures: Figures, offered: Iterable[str]) -> str:
    """Return the ministry with figures of most indicators; the first offered without any."""
    known = held(figures).groupby("area")["indicator"].nunique()
    return max(offered, key=lambda area: int(known.get(area, 0)))


def widest(figures: Figures) -> str:
    """Return the indicator that most ministries have a figure of; "" for none."""
    counts = held(figures).groupby("indicator")["area"].nunique()
    return str(counts.idxmax()) if len(counts) else ""


def lines(figures: Figures, area: str, indicators: Iterable[Indicator]) -> list[Line]:
    """Return the newest figures of a ministry, in the order of the indicators."""
    rows = held(figures)
    own = rows[rows["area"] == area].sort_values(["end", "start"])
    newest = {str(row["indicator"]): row for _, row in own.iterrows()}  # the last one stays
    return [_line(one, newest[one.id], rows) for one in indicators if one.id in newest]


def _line(one: Indicator, row: pd.Series, rows: pd.DataFrame) -> Line:
    same = rows[(rows["indicator"] == one.id) & (rows["period"] == row["period"])]
    ends = [_ends(*each) for each in same[["value", "qualifier"]].itertuples(index=False)]
    first, last = _places(_ends(row["value"], row["qualifier"]), ends, one)
    told = one.unit != "rank" and one.id not in CONTEXT  # a rank is its own place
    placed = told and len(ends) > 1 and not relative(one)
    return Line(
        one, row, len(ends),
        first if placed else None,
        last if placed else None,
        _middle(ends) if told and len(ends) >= _LEAST else None,
    )  # fmt: skip


def _ends(value: float, qualifier: str) -> Interval:
    """Return what a figure leaves open: nothing, or all beyond the bound."""
    return (-inf if qualifier == "lt" else value, inf if qualifier == "gt" else value)


def _places(own: Interval, ends: Iterable[Interval], one: Indicator) -> tuple[int, int]:
    """Return the best and the worst place of an area among all (`own` is one of them)."""
    if one.direction == "lower":
        own, ends = _turned(own), [_turned(each) for each in ends]
    ends = list(ends)
    ahead = sum(_surely_above(each, own) for each in ends)
    may = sum(each[1] > own[0] for each in ends) - (own[0] != own[1])  # not ahead of itself
    return 1 + ahead, 1 + may


def _turned(ends: Interval) -> Interval:
    return -ends[1], -ends[0]


def _surely_above(one: Interval, other: Interval) -> bool:
    """Tell whether one is above the other; a bound itself is never reached."""
    exact = one[0] == one[1] and other[0] == other[1]
    return one[0] > other[1] or (one[0] == other[1] and not exact)


def _middle(ends: list[Interval]) -> Interval:
    """Return the ends of the median: no value in the intervals takes it beyond them."""
    return median(low for low, _ in ends), median(high for _, high in ends)

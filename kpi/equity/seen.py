"""All that is told of equity: one indicator in one period and one era's borders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi.catalogue import Indicator
from kpi.coverage import CONTEXT
from kpi.equity.concentration import Concentration, concentration, shortfalls
from kpi.equity.gaps import Gap, gaps
from kpi.equity.groups import Group, load_groups
from kpi.equity.spread import LEAST, Spread, spread, spreads
from kpi.observations import usable
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.figures import Figures
    from kpi.units import Units

__all__ = ["Seen", "measures", "periods", "seen"]


@dataclass(frozen=True)
class Seen:
    """All that is told of one indicator in one period and one era's borders.

    `now` is the spread of the period (None: too few figures, or ranks), `course` of all periods
    that compare; `where` is None where nothing was counted or nobody is without the service.
    """

    indicator: Indicator
    period: str
    areas: tuple[str, ...]
    groups: tuple[tuple[Group, tuple[str, ...]], ...]
    gaps: tuple[Gap, ...]
    now: Spread | None
    course: tuple[Spread, ...]
    where: Concentration | None
    counted: int  # provinces whose numerator and denominator are known

    @property
    def told(self) -> list[Gap]:
        """The groups of which, as of the rest, enough provinces have a figure."""
        return [gap for gap in self.gaps if gap.difference is not None]


def measures(offered: Iterable[Indicator]) -> list[Indicator]:
    """Keep what is a measure of provinces: no sizes, no context."""
    return [one for one in offered if one.aggregation != "sum" and one.id not in CONTEXT]


def periods(figures: Figures, indicator: Indicator) -> list[str]:
    """Return the periods in which provinces have figures, the newest first."""
    held = [period for name, period in figures.covered if name == indicator.id]
    return sorted(held, key=lambda text: (parse_period(text).end, text), reverse=True)


def seen(figures: Figures, indicator: Indicator, period: str, units: Units) -> Seen:
    """Work out all that is told."""
    areas = tuple(one.id for one in (units.provinces if figures.era == "34" else units.formers))
    groups = tuple((group, group.members(figures.era, units)) for group in load_groups())
    every = figures.of(indicator.id)
    rows = usable(every[(every["period"] == period) & every["area"].isin(areas)])
    found = shortfalls(rows, indicator, areas)
    ranked = indicator.unit == "rank"
    return Seen(
        indicator,
        period,
        areas,
        groups,
        tuple(gaps(rows, indicator, groups, areas)),
        None if ranked or len(rows) < LEAST else spread(period, rows, indicator),
        tuple(spreads(every, indicator, areas)),
        concentration(found) if 2 * len(found) >= len(areas) else None,
        len(found),
    )

"""What the page on equity looks at: an indicator, borders, a period, and all that follows."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.catalogue import Indicator
from kpi.coverage import CONTEXT, widest_period
from kpi.equity.concentration import Concentration, concentration, shortfalls
from kpi.equity.gaps import Gap, gaps
from kpi.equity.groups import Group, load_groups
from kpi.equity.spread import LEAST, Spread, spread, spreads
from kpi.figures import Workspace
from kpi.observations import usable
from kpi.periods import parse_period
from ui import address, data, shell
from ui.data import Figures
from ui.draw import once

__all__ = ["View", "indicators", "looked_at", "period"]

PERIOD = "ky"
_NEWEST = "moi-nhat"


@dataclass(frozen=True)
class View:
    """All the page tells of one indicator in one period and one era's borders.

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


def indicators(workspace: Workspace) -> list[Indicator]:
    """Return what is a measure of provinces: no sizes, no context; else all there is."""
    offered = data.by_province(workspace)
    measures = [one for one in offered if one.aggregation != "sum" and one.id not in CONTEXT]
    return measures or data.with_figures(workspace)


def period(figures: Figures, indicator: Indicator) -> str:
    """Offer the periods of an indicator, the newest with wide coverage as default; "" for none."""
    lang, names = shell.view().lang, _periods(figures, indicator)
    if not names:
        return ""
    usual = _usual(figures, indicator)
    chosen = address.choose(
        lang._("Period"),
        PERIOD,
        [_NEWEST, *names],
        _NEWEST,
        lambda key: names[key] if key in names else lang._("Newest: {period}", period=names[usual]),
        filter_mode="contains",
    )
    return usual if chosen == _NEWEST else chosen


@once
def looked_at(figures: Figures, indicator: Indicator, period: str) -> View:
    """Work out all the page tells."""
    units = data.units()
    areas = tuple(one.id for one in (units.provinces if figures.era == "34" else units.formers))
    groups = tuple((group, group.members(figures.era, units)) for group in load_groups())
    every = figures.of(indicator.id)
    rows = usable(every[(every["period"] == period) & every["area"].isin(areas)])
    found = shortfalls(rows, indicator, areas)
    ranked = indicator.unit == "rank"
    return View(
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


@once
def _periods(figures: Figures, indicator: Indicator) -> dict[str, str]:
    """Return the periods in which provinces have figures with their names, the newest first."""
    held = [period for name, period in figures.covered if name == indicator.id]
    newest = sorted(held, key=lambda text: (parse_period(text).end, text), reverse=True)
    return {one: shell.view().lang.period(parse_period(one)) for one in newest}


@once
def _usual(figures: Figures, indicator: Indicator) -> str:
    """Return the newest period that nearly as many provinces have as any; one must have some."""
    return widest_period(figures.covered, indicator.id) or ""

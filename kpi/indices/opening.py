"""What a look at indices opens on: index, borders and area, and how far their figures reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kpi.indices.points import areas_of, periods_of

if TYPE_CHECKING:
    from kpi.figures import Era, Figures
    from kpi.indices.index import Index
    from kpi.indices.race import Race
    from kpi.units import Units

__all__ = ["reach", "usual_area", "usual_era", "usual_index"]

_FIRST = ("decision_766", "dti_2022", "egdi")  # the first with totals is shown first


def reach(
    figures: Figures, index: Index, units: Units
) -> tuple[tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    """Return the index's areas and the periods in which somebody has all groups, newest first."""
    areas = areas_of(index, figures.era, units)
    periods = periods_of(index, figures.by_indicator, areas)
    return tuple(areas), tuple(period for period, _ in periods)


def usual_index(known: Mapping[str, Index], has_totals: Callable[[Index], bool]) -> str:
    """Return the first index of which somebody has a total, in whatever borders."""
    for one in _FIRST:
        if one in known and has_totals(known[one]):
            return one
    return next(iter(known))


def usual_era(index: Index, complete: Mapping[Era, int], units: Units) -> Era:
    """Return the borders in force, unless most have no total there and the old ones have more.

    `complete`: how many have a total in the newest period, in the borders of each era.
    """
    areas = areas_of(index, "34", units)
    return "63" if 2 * complete["34"] < len(areas) and complete["63"] > complete["34"] else "34"


def usual_area(race: Race) -> str:
    """Return whose figures are moved at first: Viet Nam itself, or who has the lowest total."""
    if "VN" in race.complete:
        return "VN"
    return str(race.standing(race.index.weights)["total"].idxmin())

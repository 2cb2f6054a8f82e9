"""What is looked at: index, borders, period and the area whose figures can be moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.coverage import in_order
from kpi.figures import ERAS, Era, Workspace
from kpi.indices.index import Index, Indices, load_indices
from kpi.indices.points import areas_of, periods_of
from kpi.indices.race import Race
from kpi.periods import parse_period
from ui import address, data, draw, pickers, shell
from ui.data import Figures

__all__ = ["Choice", "choose", "indices", "known"]

_INDEX, _PERIOD = "bo", "ky"
_RACES = 256  # kept of a version of the figures
_FIRST = ("decision_766", "dti_2022", "egdi")  # the first with totals is shown first


@dataclass(frozen=True)
class Choice:
    """An index in the borders of an era; `race` and `area` are None where nobody has a total."""

    figures: Figures
    index: Index
    areas: tuple[str, ...]
    race: Race | None = None
    area: str | None = None


def indices(figures: Figures) -> Indices:
    """Return the indices by their files, which are part of the version of the figures."""
    return draw.kept(figures, lambda: load_indices(data.catalogue()), "indices")


def choose() -> Choice:
    """Draw the line of controls and return what is chosen."""
    view = shell.view()
    start = data.figures(view.workspace, "34")
    known = indices(start).by_id
    with pickers.row():
        index = known[
            address.choose(
                view.lang._("Composite index"), _INDEX, list(known), _usual(known, view.workspace),
                lambda one: view.lang.pick(known[one].short), width=280,
            )
        ]  # fmt: skip
        era = shell.choose_era(_era(index, view.workspace)) if index.areas == "provinces" else "34"
        figures = data.figures(view.workspace, era)
        areas, periods = _reach(figures, index)
        if not periods:
            return Choice(figures, index, areas)
        period = address.choose(
            view.lang._("Period"), _PERIOD, list(periods), periods[0],
            lambda one: view.lang.period(parse_period(one)), width=180,
        )  # fmt: skip
        race = _race(figures, index, period, areas)
        return Choice(figures, index, areas, race, _area(figures, race))


def _usual(known: Mapping[str, Index], workspace: Workspace) -> str:
    """Return the first index of which somebody has a total."""
    figures = [data.figures(workspace, era) for era in ERAS]
    for one in _FIRST:
        if one in known and any(_reach(at, known[one])[1] for at in figures):
            return one
    return next(iter(known))


def _era(index: Index, workspace: Workspace) -> Era:
    """Return the borders in force, unless most have no total there and the old ones have more."""
    held = {era: _complete(data.figures(workspace, era), index) for era in ERAS}
    areas = areas_of(index, "34", data.units())
    return "63" if 2 * held["34"] < len(areas) and held["63"] > held["34"] else "34"


def _complete(figures: Figures, index: Index) -> int:
    """Count who has a total in the newest period."""
    areas, periods = _reach(figures, index)
    return len(_race(figures, index, periods[0], areas).complete) if periods else 0


def _reach(figures: Figures, index: Index) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the index's areas and the periods in which somebody has all groups."""

    def found() -> tuple[tuple[str, ...], tuple[str, ...]]:
        areas = areas_of(index, figures.era, data.units())
        periods = periods_of(index, figures.by_indicator, areas)
        return tuple(areas), tuple(period for period, _ in periods)

    return draw.kept(figures, found, "reach of an index", index)


def _race(figures: Figures, index: Index, period: str, areas: tuple[str, ...]) -> Race:
    few = draw.apart(figures, "races", most=_RACES)
    return draw.kept(
        few, lambda: Race.of(index, figures.by_indicator, period, areas), index, period
    )


def _area(figures: Figures, race: Race) -> str:
    """Offer the areas that have a total; at first the one with the lowest, or Viet Nam itself."""
    lang, units = shell.view().lang, data.units()

    def offered() -> tuple[list[str], str]:
        ids = in_order((units[one] for one in race.complete), lang)
        last = str(race.standing(race.index.weights)["total"].idxmin())
        return ids, "VN" if "VN" in ids else last

    few = draw.apart(figures, "races", most=_RACES)
    ids, usual = draw.kept(few, offered, race.index, race.period, lang.code)
    return address.choose(
        lang._("Whose figures to move"), pickers.AREA, ids, usual,
        lambda one: lang.pick(units[one].name), filter_mode="contains",
    )  # fmt: skip


def known(figures: Figures, name: str) -> bool:
    """Tell whether a name is that of an index or an area."""
    return name in indices(figures).by_id or name in data.units()

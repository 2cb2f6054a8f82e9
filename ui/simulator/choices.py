"""What is looked at: index, borders, period and the area whose figures can be moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.coverage import in_order
from kpi.figures import ERAS, Era, Workspace
from kpi.indices import opening
from kpi.indices.index import Index, Indices, load_indices
from kpi.indices.race import Race
from kpi.periods import parse_period
from ui import address, data, draw, pickers, shell
from ui.data import Figures

__all__ = ["Choice", "choose", "indices", "known"]

_INDEX, _PERIOD = "bo", "ky"
_RACES = 256  # kept of a version of the figures


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
    eras = [data.figures(workspace, era) for era in ERAS]
    return opening.usual_index(known, lambda one: any(_reach(at, one)[1] for at in eras))


def _era(index: Index, workspace: Workspace) -> Era:
    complete = {era: _complete(data.figures(workspace, era), index) for era in ERAS}
    return opening.usual_era(index, complete, data.units())


def _complete(figures: Figures, index: Index) -> int:
    """Count who has a total in the newest period."""
    areas, periods = _reach(figures, index)
    return len(_race(figures, index, periods[0], areas).complete) if periods else 0


def _reach(figures: Figures, index: Index) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return draw.kept(
        figures, lambda: opening.reach(figures, index, data.units()), "reach of an index", index
    )


def _race(figures: Figures, index: Index, period: str, areas: tuple[str, ...]) -> Race:
    few = draw.apart(figures, "races", most=_RACES)
    return draw.kept(
        few, lambda: Race.of(index, figures.by_indicator, period, areas), index, period
    )


def _area(figures: Figures, race: Race) -> str:
    """Offer the areas that have a total; at first the one with the lowest, or Viet Nam itself."""
    lang, units = shell.view().lang, data.units()

    def offered() -> tuple[list[str], str]:
        return in_order((units[one] for one in race.complete), lang), opening.usual_area(race)

    few = draw.apart(figures, "races", most=_RACES)
    ids, usual = draw.kept(few, offered, race.index, race.period, lang.code)
    return address.choose(
        lang._("Whose figures to move"), pickers.AREA, ids, usual,
        lambda one: lang.pick(units[one].name), filter_mode="contains",
    )  # fmt: skip


def known(figures: Figures, name: str) -> bool:
    """Tell whether a name is that of an index or an area."""
    return name in indices(figures).by_id or name in data.units()

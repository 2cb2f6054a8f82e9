"""What is compared with what: the controls of the page, all of them in the address."""

from __future__ import annotations

import streamlit as st

from kpi.catalogue import Indicator
from kpi.compare import offered
from kpi.compare.lines import MOST
from kpi.figures import Scope
from kpi.ministry import PREFIX
from kpi.periods import parse_period
from kpi.units import Unit
from ui import address, data, pickers, shell
from ui.data import Figures
from ui.draw import once

__all__ = ["area", "areas_and_period", "ministries", "mode", "pair", "periods"]

NEWEST = "moi-nhat"
AREAS, AREA, PERIODS, OTHER = "cac-khu-vuc", "khu-vuc", "cac-ky", "chi-so-2"


def mode() -> str:
    """Offer areas, periods or two indicators: `khu-vuc`, `thoi-gian`, `tuong-quan`."""
    lang = shell.view().lang
    names = {
        "khu-vuc": lang._("Areas"),
        "thoi-gian": lang._("Periods"),
        "tuong-quan": lang._("Two indicators"),
    }
    return address.choose(
        lang._("Compare"), "muc", list(names), "khu-vuc", names.__getitem__,
        st.segmented_control, required=True,
    )  # fmt: skip


def ministries(figures: Figures) -> bool:
    """Tell whether ministries have figures to compare."""
    return any(one.startswith(PREFIX) for one in _areas(figures, "bo"))


def areas_and_period(figures: Figures, scope: Scope) -> tuple[tuple[str, ...], str]:
    """Offer two to six areas, and one period for all or each indicator's newest in common ("")."""
    wide, narrow = st.columns([3, 1], vertical_alignment="bottom")
    with narrow:
        period = _period(figures, scope)
    with wide:
        return _some(figures, scope), period


def _some(figures: Figures, scope: Scope) -> tuple[str, ...]:
    lang, units = shell.view().lang, data.units()
    held = _areas(figures, scope)
    _follow(held)
    return address.choose_many(
        lang._("Two to {most} areas", most=MOST),
        AREAS,
        held,
        _usual_areas(figures, scope),
        lambda key: lang.pick(units[key].name),
        MOST,
        placeholder=lang._("Add an area"),
    )


def area(figures: Figures, scope: Scope) -> str:
    """Offer one area whose periods are compared."""
    lang, units = shell.view().lang, data.units()
    held = _areas(figures, scope)
    return address.choose(
        lang._("Area"), AREA, held, offered.usual_area(figures, held, scope),
        lambda key: lang.pick(units[key].name), filter_mode="contains",
    )  # fmt: skip


def periods(figures: Figures, area: str) -> tuple[str, ...]:
    """Offer two to six periods of an area, the newest and the one a year before as default."""
    lang = shell.view().lang
    names = _periods(figures, (area,))
    return address.choose_many(
        lang._("Two to {most} periods", most=MOST),
        PERIODS,
        list(names),
        _usual(figures, area),
        names.__getitem__,
        MOST,
        placeholder=lang._("Add a period"),
    )


def pair(figures: Figures, scope: Scope) -> tuple[Indicator, Indicator] | None:
    """Offer two indicators of provinces or ministries; the widest covered ones are the default.

    None where ministries have figures of one indicator alone.
    """
    lang, catalogue = shell.view().lang, data.catalogue()
    known, wide = _of_ministries(figures) if scope == "bo" else _of_provinces(figures)
    if scope == "bo" and len(known) < 2:
        return None
    one = pickers.indicator(known, wide[0])
    ids = [entry.id for entry in known]
    second = address.choose(
        lang._("Second indicator"), OTHER, ids, wide[-1],
        lambda key: lang.pick(catalogue[key].short), filter_mode="contains",
    )  # fmt: skip
    return one, catalogue[second]


def _of_provinces(figures: Figures) -> tuple[list[Indicator], list[str]]:
    known = data.by_province(figures.workspace) or data.with_figures(figures.workspace)
    return known, _widest(figures) or [known[0].id, known[-1].id]


@once
def _of_ministries(figures: Figures) -> tuple[list[Indicator], list[str]]:
    """Return the indicators that ministries can be set against each other by, and two of them."""
    ids, catalogue = set(offered.of_ministries(figures)), data.catalogue()
    known = [one for one in catalogue.values() if one.id in ids]
    return known, offered.usual_pair(figures, catalogue)


def _period(figures: Figures, scope: Scope) -> str:
    lang = shell.view().lang
    names = {NEWEST: lang._("Newest in common")} | _periods(figures, tuple(_areas(figures, scope)))
    chosen = address.choose(
        lang._("Period"),
        "ky",
        list(names),
        NEWEST,
        names.__getitem__,
        filter_mode="contains",
    )
    return "" if chosen == NEWEST else chosen


def _follow(known: list[str]) -> None:
    """Take the areas chosen over to the other borders, where they are other areas."""
    units, held = data.units(), st.session_state.get(AREAS)
    if not held or any(one in known for one in held):
        return
    moved = [_counterpart(units[one]) for one in held if one in units]
    kept = [one for one in dict.fromkeys(moved) if one in known]
    st.session_state[AREAS] = kept if len(kept) > 1 else None


def _counterpart(unit: Unit) -> str:
    """Return the province in force a former one lies in, or the former one of a province's name."""
    units = data.units()
    if unit.successor:
        return unit.successor
    alike = [part for part in unit.parts if units[part].name.vi == unit.name.vi]
    return (alike or list(unit.parts) or [unit.id])[0]


@once
def _areas(figures: Figures, scope: Scope) -> list[str]:
    return offered.areas(figures, data.units(), shell.view().lang, scope)


@once
def _usual_areas(figures: Figures, scope: Scope) -> list[str]:
    return offered.usual_areas(figures, _areas(figures, scope), scope)


@once
def _periods(figures: Figures, areas: tuple[str, ...]) -> dict[str, str]:
    """Return the periods of which one of the areas has a figure with names, the newest first."""
    lang = shell.view().lang
    return {one: lang.period(parse_period(one)) for one in offered.periods(figures, areas)}


@once
def _usual(figures: Figures, area: str) -> list[str]:
    return offered.usual_periods(figures, area)


@once
def _widest(figures: Figures) -> list[str]:
    return offered.widest(figures)

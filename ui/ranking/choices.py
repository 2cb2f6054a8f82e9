"""What a reader chooses of a ranking: indicator, who is ranked, period, baseline, peers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import streamlit as st

from kpi.catalogue import Indicator
from kpi.coverage import CONTEXT, in_order, widest_period
from kpi.figures import Era, Workspace
from kpi.language import Language
from kpi.periods import parse_period
from kpi.ranking import Ranking, Scope
from kpi.ranking.board import counts
from kpi.ranking.likeness import Baseline, baselines, usual
from kpi.ranking.peers import KINDS, Kind
from ui import address, data, draw, pickers, shell
from ui.data import Figures
from ui.draw import once

__all__ = ["Choice", "choose", "indicators", "marked"]

PERIOD, BASELINE, PEERS = "ky", "goc", "nhom"
_KEYS: dict[Kind, str] = {
    "region": "vung", "type": "loai", "border": "giap-ranh",
    "population": "dan-so", "density": "mat-do",
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What is ranked: `areas` are all that belong to the scope, by name.

    `period` is None where no area of the scope has a figure; `usual` is the baseline that is
    taken where none is chosen.
    """

    figures: Figures
    indicator: Indicator
    scope: Scope
    areas: tuple[str, ...]
    period: str | None
    baseline: str | None
    usual: Baseline | None


def indicators(workspace: Workspace) -> list[Indicator]:
    """Return the indicators that provinces or ministries have figures of."""
    local = {one.id for one in data.by_province(workspace)} | _of_ministries(workspace)
    return [one for one in data.with_figures(workspace) if one.id in local - CONTEXT]


def _of_ministries(workspace: Workspace) -> frozenset[str]:
    """Return the ids of the indicators that ministries have figures of."""
    figures = data.figures(workspace, "34")

    def found() -> frozenset[str]:
        held = figures.frame[figures.frame["area"].str.startswith("VNM-")]
        return frozenset(map(str, held["indicator"].unique()))

    return draw.kept(figures, found, "of ministries")


def choose(offered: list[Indicator]) -> Choice:
    """Draw the line of controls and return what is chosen."""
    view = shell.view()
    start = data.opening(view.workspace)
    with pickers.row():
        indicator = pickers.indicator(offered, start.indicator)
        scope = _scope(indicator, view.workspace, cast(Era, start.era))
        figures = data.figures(view.workspace, "63" if scope == "63" else "34")
        areas, periods = _of_scope(figures, indicator, scope)
        period = _period(periods, indicator, view.lang)
        baseline, suggested = _baseline(periods, period, indicator, scope)
    return Choice(figures, indicator, scope, areas, period, baseline, suggested)


def _scope(indicator: Indicator, workspace: Workspace, start: Era) -> Scope:
    """Offer the 34 provinces, the 63 former ones and, where they have figures, the ministries."""
    lang = shell.view().lang
    names = {"34": lang._("34 provinces"), "63": lang._("63 former provinces")}
    if indicator.id in _of_ministries(workspace):
        names["bo"] = lang._("Ministries")
    default = start if indicator.id == data.opening(workspace).indicator else "34"
    chosen = address.choose(
        lang._("Who is ranked"), shell.ERA, list(names), default, names.__getitem__,
        st.segmented_control, required=True,
    )  # fmt: skip
    return cast(Scope, chosen)


@once
def _of_scope(
    figures: Figures, indicator: Indicator, scope: Scope
) -> tuple[tuple[str, ...], dict[str, int]]:
    """Return the areas of a scope in order of their names, and the periods they have figures of.

    Ministries were founded, joined and renamed: those with a figure of the indicator belong.
    """
    units, lang = data.units(), shell.view().lang
    rows = figures.of(indicator.id)
    if scope == "bo":
        held = set(rows["area"])
        members = [unit for unit in units.of("ministry") if unit.id in held]
    else:
        members = list(units.provinces if scope == "34" else units.formers)
    areas = in_order(members, lang)
    return tuple(areas), counts(rows, areas)


def _period(periods: dict[str, int], indicator: Indicator, lang: Language) -> str | None:
    """Offer the periods, newest first; the usual one is the newest with nearly all areas."""
    widest = widest_period({(indicator.id, text): held for text, held in periods.items()},
                           indicator.id)  # fmt: skip
    if widest is None:
        return None
    return address.choose(
        lang._("Period"), PERIOD, list(periods), widest,
        lambda text: lang.period(parse_period(text)), width=160,
    )  # fmt: skip


def _baseline(
    periods: dict[str, int], period: str | None, indicator: Indicator, scope: Scope
) -> tuple[str | None, Baseline | None]:
    """Offer the earlier periods of the same kind; without one there is nothing to choose."""
    lang = shell.view().lang
    offered = baselines(periods, period) if period else []
    if period is None or not offered:
        return None, None
    suggested = usual(periods, period, indicator, scope)
    chosen = address.choose(
        lang._("Improvement since"), BASELINE, offered,
        suggested.period if suggested else offered[0],
        lambda text: lang.period(parse_period(text)), width=160,
    )  # fmt: skip
    return chosen, suggested


def marked(choice: Choice, made: Ranking) -> tuple[str, Kind | None]:
    """Offer the area that is marked and, for a province, who its peers are.

    Usual is the capital, of ministries the first.
    """
    lang, units = shell.view().lang, data.units()
    capital, first = f"VN{choice.scope}-01", [*made.table.index, *choice.areas][0]
    names = {
        "region": lang._("Its region"),
        "type": lang._("Its type"),
        "border": lang._("Its neighbours on the map"),
        "population": lang._("Like population"),
        "density": lang._("Like density"),
    }
    with pickers.row():
        area = address.choose(
            lang._("Ministry or agency") if choice.scope == "bo" else lang._("Province or city"),
            pickers.AREA,
            choice.areas,
            capital if capital in choice.areas else first,
            lambda one: lang.pick(units[one].name),
            filter_mode="contains",
            width=260,
        )
        if choice.scope == "bo":
            return area, None
        offered = {_KEYS[kind]: kind for kind in KINDS}
        chosen = address.choose(
            lang._("Peers"), PEERS, list(offered), _KEYS["region"],
            lambda key: names[offered[key]], width=260,
        )  # fmt: skip
    return area, offered[chosen]

"""The controls that several pages share; they stand in one line above the picture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import streamlit as st

from kpi import coverage
from kpi.catalogue import Indicator
from kpi.language import Lang, language
from kpi.units import Unit
from ui import address, data, shell
from ui.data import Figures
from ui.draw import once

INDICATOR = "chi-so"
AREA = "tinh"
AREAS = "so-sanh"
VERDICTS = "xem"


def indicator(offered: Iterable[Indicator], default: str) -> Indicator:
    """Offer indicators by name, ordered by pillar as in the catalogue."""
    lang = shell.view().lang
    catalogue = data.catalogue()
    ids = [entry.id for entry in offered]
    chosen = address.choose(
        lang._("Indicator"),
        INDICATOR,
        ids,
        default if default in ids else ids[0],
        lambda key: lang.pick(catalogue[key].short),
        filter_mode="contains",
    )
    return catalogue[chosen]


def province(offered: Iterable[Unit], default: str, *, ministries: bool = False) -> Unit:
    """Offer provinces of one era, or ministries, in Vietnamese order."""
    lang = shell.view().lang
    units = data.units()
    ids = _provinces(tuple(unit.id for unit in offered), lang.code)
    chosen = address.choose(
        lang._("Ministry or agency") if ministries else lang._("Province or city"),
        AREA,
        ids,
        default if default in ids else ids[0],
        lambda key: lang.pick(units[key].name),
        filter_mode="contains",
    )
    return units[chosen]


def areas(offered: Iterable[str], default: Iterable[str], most: int = 8) -> tuple[str, ...]:
    """Offer several areas side by side."""
    lang = shell.view().lang
    units = data.units()
    return address.choose_many(
        lang._("Areas, at most {most}", most=most),
        AREAS,
        list(offered),
        list(default),
        lambda key: lang.pick(units[key].name),
        most,
        placeholder=lang._("Add an area"),
    )


@once
def areas_of(figures: Figures, indicator: Indicator) -> list[str]:
    """Return the areas that have rows: nation and groups first, then the era's provinces."""
    lang, units = shell.view().lang, data.units()
    return coverage.areas_of(figures.of(indicator.id), figures.era, units, lang)


@lru_cache(maxsize=8)
def _provinces(ids: tuple[str, ...], code: Lang) -> list[str]:
    """Put the ids of areas in order once; the list must not be changed."""
    return coverage.in_order((data.units()[one] for one in ids), language(code))


def verdicts() -> bool:
    """Offer figures or verdicts; tell whether verdicts are chosen."""
    lang = shell.view().lang
    names = {"so-lieu": lang._("The figures"), "ket-luan": lang._("The verdicts")}
    chosen = address.choose(
        lang._("Shown on the map"), VERDICTS, list(names), "so-lieu", names.__getitem__,
        st.segmented_control, required=True,
    )  # fmt: skip
    return chosen == "ket-luan"


def row() -> st.delta_generator.DeltaGenerator:
    """Return the line of controls; on a phone they stand one under the other."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="medium")

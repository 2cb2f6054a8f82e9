"""How one figure changed from version to version: what was shown before and after, by whom, why."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

import pandas as pd
import streamlit as st

from kpi import sentences
from kpi.catalogue import Indicator
from kpi.coverage import in_order
from kpi.headlines import HEADLINE
from kpi.language import Language
from kpi.periods import parse_period
from kpi.store import steps
from kpi.units import Unit
from ui import address, data, history, markup, pickers, version_log

__all__ = ["AREA", "PERIOD", "Course", "choose", "course"]

AREA, PERIOD = "khu-vuc", "ky-so-lieu"


class Course(NamedTuple):
    """A sentence that says how often a figure changed, and the table of its changes as HTML."""

    told: str
    table: str


def choose(lang: Language) -> tuple[Indicator, list[str], str]:
    """Offer indicator, area and period; return the area with the former provinces it was made of.

    The period is "" for all.
    """
    catalogue, units = data.catalogue(), data.units()
    one, two, three = st.columns(3, gap="medium")
    with one:
        indicator = pickers.indicator(catalogue.values(), HEADLINE)
    with two:
        area = address.choose(
            lang._("Area"), AREA, _areas(lang), "VN", lambda key: _named(units[key], lang),
            filter_mode="contains",
        )  # fmt: skip
    areas = [area, *units[area].parts]
    known = {period for name in areas for period in history.revisions(indicator.id, name)["period"]}
    periods = sorted(known, key=lambda text: parse_period(text).end, reverse=True)
    with three:
        period = address.choose(
            lang._("Period"), PERIOD, ["", *periods], "",
            lambda key: lang.period(parse_period(key)) if key else lang._("All periods"),
        )  # fmt: skip
    return indicator, areas, period


def _areas(lang: Language) -> list[str]:
    units = data.units()
    wide = [one.id for one in (*units.of("nation"), *units.of("group"))]
    local = [area for some in (units.provinces, units.formers)
             for area in in_order(some, lang)]  # fmt: skip
    other = [area for some in (units.of("ministry"), units.of("country"))
             for area in in_order(some, lang)]  # fmt: skip
    return list(dict.fromkeys([*wide, *local, *other]))


def _named(unit: Unit, lang: Language) -> str:
    name = lang.pick(unit.name)
    former = unit.id.startswith("VN63-")
    return lang._("{name} (until 30 June 2025)", name=name) if former else name


def course(indicator: Indicator, areas: list[str], period: str, lang: Language) -> Course:
    """Tell what was shown of an indicator in some areas, version by version.

    `period`: only this one; "" for all.
    """
    days = {one.id: history.day(one) for one in version_log.shown()}
    lines, changed = [], 0
    for area in areas:
        told = history.revisions(indicator.id, area)
        told = told[told["version"].isin(list(days)) & (told["period"].eq(period) | (period == ""))]
        told = told.reset_index(drop=True)
        for step in steps(told).to_dict("records"):
            changed += step["old"] >= 0
            lines.append([
                f"{_named(data.units()[area], lang)}, {lang.period(parse_period(step['period']))}",
                str(step["version"]), lang.date(days[step["version"]]),
                *(_edition(told, step[age], indicator, lang) for age in ("old", "new")),
                step["author"], step["why"] or "–",
            ])  # fmt: skip
    heads = [
        lang._("Figure"), lang._("Version"), lang._("Day"), lang._("Before"), lang._("After"),
        lang._("Who"), lang._("Note"),
    ]  # fmt: skip
    table = markup.log(heads, [[escape(cell) for cell in line] for line in lines])
    return Course(_told(indicator, len(lines) - changed, changed, lang), table if lines else "")


def _told(indicator: Indicator, known: int, changed: int, lang: Language) -> str:
    name = lang.pick(indicator.short)
    if not known:
        return lang._("{name}: no version held a figure of this area and period.", name=name)
    return lang._(
        "{name}: {known} figures with a history; changes since their first publication: {changed}.",
        name=name, known=lang.number(known), changed=lang.number(changed),
    )  # fmt: skip


def _edition(told: pd.DataFrame, place: int, indicator: Indicator, lang: Language) -> str:
    """Write a figure with its day of publication; a dash for none."""
    if place < 0:
        return "–"
    row = told.iloc[place]
    value = lang._("missing") if pd.isna(row["value"]) else sentences.figure(row, indicator, lang)
    if not row["published"]:
        return value
    return lang._(
        "{value} (published {published})", value=value, published=lang.published(row["published"])
    )

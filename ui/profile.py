"""One province in words: the panel beside the map, and the pieces of its own page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st

from kpi import sentences, shift_share
from kpi.catalogue import Indicator
from kpi.charts import parts
from kpi.figures import Era
from kpi.language import Language
from kpi.observations import latest, usable
from kpi.periods import parse_period
from kpi.profile import KEY_FIGURES, compared
from kpi.shift_share import ShiftShare
from kpi.standing import since_break
from kpi.units import Unit
from ui import answers, data, markup, origins, quality, shell, verdicts
from ui.data import Figures
from ui.draw import once


def offered(era: Era) -> tuple[tuple[Unit, ...], str]:
    """Return the provinces of an era, and the one to begin with: the capital."""
    units = data.units()
    return units.provinces if era == "34" else units.formers, f"VN{era}-01"


def panel(figures: Figures, indicator: Indicator, place: Unit, period: str | None) -> None:
    """Draw the panel beside the map: the province opened on it, and the way to its page."""
    lang = shell.view().lang
    st.header(lang.pick(place.full_name(data.today())), anchor=False)
    st.html(_told(figures, indicator, place, period))
    st.page_link(
        "pages/province.py",
        label=lang._("All figures"),
        icon=":material/arrow_forward:",
        query_params={
            "tinh": place.id,
            "dia-gioi": figures.era,
            "bo-so-lieu": figures.workspace,
            "lang": lang.code,
        },
    )


@once
def _told(figures: Figures, indicator: Indicator, place: Unit, period: str | None) -> str:
    lang, units = shell.view().lang, data.units()
    rows = figures.of(indicator.id)
    own = latest(rows[rows["period"] == period], indicator.id, place.id)
    facts = [] if own is None else compared(figures, indicator, own, data.units(), lang)
    if place.parts[1:]:
        names = ", ".join(lang.pick(units[part].name) for part in place.parts)
        facts.append((lang._("Merged on 1 July 2025 from"), names))
    return markup.paragraph(answers.of_row(own, indicator)) + markup.facts(facts)


@once
def held(figures: Figures, place: Unit) -> list[Indicator]:
    """Return the indicators of which a province has a usable figure."""
    known = data.by_province(figures.workspace)
    return [one for one in known if figures.latest(one.id, place.id) is not None]


def sources(figures: Figures, place: Unit) -> str:
    """Return the sources of a province's figures; "" without any."""
    known = usable(figures.frame[figures.frame["area"] == place.id])["source"].unique()
    return origins.below(figures, known, shell.view().lang) if len(known) else ""


@once
def merged(figures: Figures, place: Unit) -> list[Indicator]:
    """Return the indicators a merged province has figures of that were made from its parts'."""
    if not place.parts[1:]:
        return []
    rows = usable(figures.frame[figures.frame["area"] == place.id])
    known = set(rows[rows["parts"] > 0]["indicator"])
    return [one for one in held(figures, place) if one.id in known]


def taken_apart(figures: Figures, former: Figures, indicator: Indicator, place: Unit) -> str:
    """Return what each former province brings to a merged figure, and what moved it.

    The newest period merged from parts, and the change since the first like it.
    """
    lang, units = shell.view().lang, data.units()
    first, last, change = _change(figures, former, indicator, place)
    table = shift_share.contributions(former.frame, indicator, place.id, last, units)
    simulated = figures.simulated
    brought = parts.contributions(table, indicator, lang, units, period=last, simulated=simulated)
    if change is None:
        return markup.beside(brought)
    moved = parts.shift_share(
        change, indicator, lang, units, start=first, end=last, simulated=simulated
    )
    return markup.beside(brought, moved)


def _change(
    figures: Figures, former: Figures, indicator: Indicator, place: Unit
) -> tuple[str, str, ShiftShare | None]:
    """Return the newest period merged from parts, the first like it, and the change between.

    The first is the first since the last break of the series.
    """
    rows = usable(figures.of(indicator.id, place.id)).sort_values("end")
    rows = rows[rows["parts"] > 0]
    frequency = parse_period(rows["period"].iloc[-1]).frequency
    rows = rows[[parse_period(text).frequency == frequency for text in rows["period"]]]
    alike, _ = since_break(rows, indicator)
    first, last = alike["period"].iloc[0], alike["period"].iloc[-1]
    if first == last:
        return first, last, None
    units = data.units()
    change = shift_share.shift_share(former.frame, indicator, place.id, first, last, units)
    return first, last, change


def key_figures(figures: Figures, held: Sequence[Indicator], place: Unit) -> str:
    """Return the tiles of the province's first figures: value, place, period, verdict."""
    lang = shell.view().lang
    tiles, marks = [], []
    for indicator in held[:KEY_FIGURES]:
        row = figures.latest(indicator.id, place.id)
        if row is not None:
            peers = compared(figures, indicator, row, data.units(), lang)
            told = (f"{term}: {text}" for term, text in peers)
            foot = " · ".join((sentences.when(row, lang), *told))
            tiles.append((sentences.figure(row, indicator, lang), lang.pick(indicator.short), foot))
            verdict = verdicts.mark(figures, indicator, place.id)
            marks.append(verdict + quality.mark(figures, indicator, place.id))
    return markup.tiles(tiles, marks)


def of_parts(former: Figures, place: Unit) -> str:
    """Return the table of what is known of each former province a province was merged from."""
    lang, units = shell.view().lang, data.units()
    body: list[list[markup.Cell]] = []
    if not place.parts[1:]:
        return ""
    for one in data.by_province(former.workspace):
        rows = [former.latest(one.id, part) for part in place.parts]
        if any(row is not None for row in rows):
            cells = ["–" if row is None else _dated(row, one, lang) for row in rows]
            body.append([lang.pick(one.short), *cells])
    names = [lang.pick(units[part].name) for part in place.parts]
    if not body:
        return ""
    known = former.frame[former.frame["area"].isin(place.parts)]["source"].unique()
    return (
        markup.section(lang._("Each former province by itself"))
        + markup.table([lang._("Indicator"), *names], body)
        + origins.below(former, known, lang)
    )


def _dated(row: pd.Series, indicator: Indicator, lang: Language) -> str:
    period = lang.period(parse_period(str(row["period"])))
    return f"{sentences.figure(row, indicator, lang)} ({period})"


def made_of(place: Unit) -> str:
    """Return the facts of a province: type with its dates, region, what it was merged from."""
    lang, units = shell.view().lang, data.units()
    facts = [(lang._("Type"), "; ".join(_types(place)))]
    facts.append((lang._("Region"), lang.pick(units.regions[place.region])))
    if place.parts[1:]:
        names = ", ".join(lang.pick(units[part].name) for part in place.parts)
        facts.append((lang._("Merged on 1 July 2025 from"), names))
    elif place.parts:
        facts.append((lang._("Before 1 July 2025"), lang._("the same borders")))
    if place.successor:
        facts.append((lang._("Since 1 July 2025 part of"), lang.pick(units[place.successor].name)))
    if place.area_km2:
        facts.append((lang._("Surface"), f"{lang.number(place.area_km2)} km²"))
    if place.communes:
        facts.append((lang._("Communes"), _communes(place)))
    return markup.section(lang._("What it is made of")) + markup.facts(facts)


def _types(place: Unit) -> Iterable[str]:
    lang = shell.view().lang
    names = {"tinh": lang._("province"), "thanh_pho": lang._("centrally-run city")}
    for dated in place.types:
        since = lang._("since {day}", day=lang.date(dated.since)) if dated.since else ""
        document = f"({dated.document})" if dated.document else ""
        yield " ".join(part for part in (names[dated.type], since, document) if part)


def _communes(place: Unit) -> str:
    lang, held = shell.view().lang, place.communes
    if held is None:
        return ""
    parts = [
        lang._("{number} wards", number=lang.number(held.phuong)),
        lang._("{number} communes", number=lang.number(held.xa)),
    ]
    if held.dac_khu:
        parts.append(lang._("{number} special zones", number=lang.number(held.dac_khu)))
    return f"{lang.number(held.total)} ({', '.join(parts)})"

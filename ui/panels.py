"""What a page says in words beside its pictures: answers, key figures, a province's make-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from kpi import sentences
from kpi.catalogue import Indicator, Target
from kpi.coverage import widest_period
from kpi.observations import latest, usable
from kpi.periods import parse_period
from kpi.standing import standing, targets_now
from kpi.units import Unit
from ui import address, data, markup, shell
from ui.data import Figures

# The first of the three headline targets: what a reader asks for first.
HEADLINE = "full_process_dossier_rate"
_KEY_FIGURES = 6


def shown_period(figures: Figures, indicator: Indicator) -> str | None:
    """Return the period a map stands at: the address's, else the newest with wide coverage."""
    periods = {period for name, period in figures.covered.index if name == indicator.id}
    asked = address.read("ky", periods)
    return asked or widest_period(figures.covered, indicator.id)


def spread(figures: Figures, indicator: Indicator, areas: Sequence[str], period: str | None) -> str:
    """Say who leads and who trails on an indicator in a period."""
    rows = figures.of(indicator.id)
    rows = rows[rows["area"].isin(areas) & (rows["period"] == period)]
    return sentences.spread(rows, indicator, len(areas), data.units(), shell.view().lang)


def state(figures: Figures, indicator: Indicator, area: str) -> str:
    """Say where one area stands on an indicator."""
    lang = shell.view().lang
    row = latest(figures.of(indicator.id), indicator.id, area)
    if row is None:
        return lang._("No figure has been published.")
    return sentences.state(row, indicator, standing(indicator, row, data.today()), lang)


def target(indicator: Indicator) -> Target | None:
    """Return the national target that counts today: the last one past, else the next one due."""
    return targets_now(indicator, "VN", data.today())[0]


def province(figures: Figures, indicator: Indicator, place: Unit) -> None:
    """Draw the panel beside the map: the province opened on it, and the way to its page."""
    lang, units = shell.view().lang, data.units()
    st.subheader(lang.pick(place.full_name(data.today())), anchor=False)
    st.html(markup.paragraph(state(figures, indicator, place.id)))
    st.html(markup.facts(_compared(figures, indicator, place)))
    if place.parts[1:]:
        names = ", ".join(lang.pick(units[part].name) for part in place.parts)
        st.html(markup.facts([(lang._("Merged on 1 July 2025 from"), names)]))
    st.page_link(
        "pages/province.py",
        label=lang._("All figures of {name}", name=lang.pick(place.name)),
        icon=":material/arrow_forward:",
        query_params={"tinh": place.id, "dia-gioi": figures.era},
    )


def known(figures: Figures, indicator: Indicator, place: Unit) -> bool:
    """Tell whether a province has a usable figure of an indicator."""
    return latest(figures.of(indicator.id, place.id), indicator.id, place.id) is not None


def first_and_last(figures: Figures, indicator: Indicator, place: Unit) -> tuple[str, str]:
    """Return the newest period a province has a figure of, after the first like it to compare."""
    rows = usable(figures.of(indicator.id, place.id)).sort_values("end")
    periods = [parse_period(text) for text in rows["period"]]
    alike = [period.id for period in periods if period.frequency == periods[-1].frequency]
    return alike[0], alike[-1]


def _compared(figures: Figures, indicator: Indicator, place: Unit) -> list[tuple[str, str]]:
    lang = shell.view().lang
    known = usable(figures.of(indicator.id))
    own = latest(known, indicator.id, place.id)
    if own is None:
        return []
    peers = known[known["area"].str.startswith(f"VN{figures.era}-")]
    peers = peers[peers["period"] == own["period"]]["value"]
    ahead = peers > own["value"] if indicator.direction == "higher" else peers < own["value"]
    lines = []
    if indicator.unit != "rank":
        place_of = f"{int(ahead.sum()) + 1}/{len(peers)}"
        lines.append((lang._("Place among those with figures"), place_of))
    nation = latest(known[known["period"] == own["period"]], indicator.id, "VN")
    if nation is not None:
        lines.append((lang._("Whole country"), sentences.figure(nation, indicator, lang)))
    return lines


def introduction(place: Unit, held: Sequence[Indicator]) -> str:
    """Say what a province is and how many indicators have figures of it."""
    lang, units = shell.view().lang, data.units()
    words = {
        "name": lang.pick(place.full_name(data.today())),
        "region": lang.pick(units.regions[place.region]),
        "known": lang.number(len(held)),
    }
    if not place.parts[1:]:
        return lang._("{name}, {region}: {known} indicators have figures.", **words)
    words["parts"] = ", ".join(lang.pick(units[part].name) for part in place.parts)
    return lang._(
        "{name}, {region}, merged from {parts}: {known} indicators have figures.", **words
    )


def key_figures(figures: Figures, held: Sequence[Indicator], place: Unit) -> str:
    """Return the tiles of the province's first figures: value, place, period."""
    lang = shell.view().lang
    tiles = []
    for indicator in held[:_KEY_FIGURES]:
        row = latest(figures.of(indicator.id), indicator.id, place.id)
        if row is not None:
            period = lang.period(parse_period(str(row["period"])))
            compared = [f"{term}: {text}" for term, text in _compared(figures, indicator, place)]
            foot = " · ".join((period, *compared))
            tiles.append((sentences.figure(row, indicator, lang), lang.pick(indicator.short), foot))
    return markup.tiles(tiles)


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
    return markup.facts(facts)


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

"""What stands around the simulator: answer, sources, structure and the table to take away."""

from __future__ import annotations

import json
from functools import partial

import pandas as pd
import streamlit as st

from kpi.indices import words
from kpi.indices.payload import payload
from kpi.indices.race import Race
from kpi.indices.settings import Moved
from kpi.indices.table import structure as as_structure
from kpi.indices.table import table as as_table
from kpi.observations import usable
from kpi.periods import parse_period
from ui import data, downloads, markup, origins, shell
from ui.data import Figures
from ui.downloads import Part
from ui.simulator import choices
from ui.simulator.choices import Choice

__all__ = ["answer", "below", "drawn", "problems", "structure", "table"]


def problems(figures: Figures) -> None:
    """Say which files of indices have mistakes, all of them with file and line."""
    lang, found = shell.view().lang, choices.indices(figures).problems
    if found:
        st.error(
            lang._("An index file has mistakes and is left out: {problems}",
                   problems="; ".join(found)),
            icon=":material/error:",
        )  # fmt: skip


def drawn(race: Race, simulated: bool) -> bytes:
    """Return what the simulator draws, as JSON."""
    told = payload(race, data.catalogue(), shell.view().lang, data.units(), simulated=simulated)
    return json.dumps(told).encode()


def answer(race: Race, area: str) -> str:
    """Return the answer as HTML: by the official weights, whatever is moved below."""
    return markup.answer(words.answer(race, area, shell.view().lang, data.units()))


def below(choice: Choice, race: Race) -> str:
    """Return the sources and what must be known of the index, as HTML."""
    lang, index = shell.view().lang, choice.index
    rows = pd.concat([_totals(choice), *(choice.figures.of(part) for part in index.parts)])
    rows = rows[rows["area"].isin(race.complete) & (rows["period"] == race.period)]
    notes = [
        words.agreement(race, lang),
        lang.pick(index.note) if index.note else "",
    ]
    listed = origins.below(choice.figures, rows["source"], lang, *notes)
    return listed + _document(choice)


def _document(choice: Choice) -> str:
    """Name the document that lays the index down, and where its points were read."""
    lang, index = shell.view().lang, choice.index
    named = origins.named([index.document], lang)
    if index.read_at:
        named.append(markup.Origin(lang._("where its points were read"), "", index.read_at))
    return markup.sources(lang._("Weights"), named)


def structure(choice: Choice) -> str:
    """Return groups and points of an index nobody has all figures of, and published totals."""
    lang, index = shell.view().lang, choice.index
    note = lang.pick(index.note) if index.note else ""
    return (
        markup.section(lang.pick(index.name)) + markup.table(*as_structure(index, lang))
        + _published(choice) + markup.sources("", [], [note]) + _document(choice)
    )  # fmt: skip


def _published(choice: Choice) -> str:
    """Return published totals and ranks, the newest first; "" where there are none."""
    lang, index, units = shell.view().lang, choice.index, data.units()
    lines = []
    for (end, period, area), found in usable(_totals(choice)).groupby(["end", "period", "area"]):
        figures = dict(zip(found["indicator"], found["value"], strict=True))
        total, place = figures.get(index.indicator), figures.get(index.rank)
        line = (
            lang.pick(units[str(area)].name), lang.period(parse_period(str(period))),
            "–" if total is None else words.total(total, index, lang),
            "–" if place is None else lang.number(place),
            origins.cell("; ".join(found["source"].unique()), lang),
        )  # fmt: skip
        lines.append((-pd.Timestamp(str(end)).toordinal(), place or float("inf"), line))
    lines.sort(key=lambda one: one[:2])
    heads = (lang._("Area"), lang._("Period"), lang._("Total as published"), lang._("Rank"),
             lang._("Source"))  # fmt: skip
    title = markup.section(lang._("Totals and ranks as published"))
    return title + markup.table(heads, [line for *_, line in lines]) if lines else ""


def _totals(choice: Choice) -> pd.DataFrame:
    """Return the rows of totals and ranks as published, of the index's areas."""
    index = choice.index
    held = [choice.figures.of(one) for one in (index.indicator, index.rank) if one]
    rows = pd.concat(held) if held else choice.figures.frame.iloc[:0]
    return rows[rows["area"].isin(choice.areas)]


def table(choice: Choice, race: Race, area: str, moved: Moved) -> None:
    """Offer the ranks as moved in a closed table with its files, and the figures behind them."""
    lang, figures = shell.view().lang, choice.figures
    name = f"bo-chi-so-{choice.index.id.replace('_', '-')}"
    place = (f"VN{figures.era}-",) if choice.index.areas == "provinces" else ()
    part = Part(choice.index.parts, place)
    build = partial(
        as_table, race, race.moved(area, moved.figures), moved.weights, lang, data.units(),
        downloads.mark(figures),
    )  # fmt: skip
    box = st.expander(
        lang._("Table behind the picture ({rows} rows)", rows=lang.number(len(race.areas))),
        on_change="rerun",
        key=f"table-{name}",
    )
    downloads.links(figures, part, name)
    if box.open:
        with box:
            st.dataframe(build(), hide_index=True, width="stretch")
            downloads.tables(build, lang._("Composite index"), name)

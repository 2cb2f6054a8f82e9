"""What all exhibits are made of: sources, tables of figures, verdicts and units in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

import pandas as pd

from kpi import sentences
from kpi.catalogue import Catalogue, Indicator
from kpi.course import Judgement, explain, summary, told
from kpi.exhibits.exhibit import Column, Source, Table
from kpi.exhibits.view import View
from kpi.figures import Figures
from kpi.language import Language
from kpi.periods import parse_period
from kpi.practice import PRACTICE
from kpi.problems import safe

__all__ = ["Frame", "cited", "definition", "frame", "rows_table", "span", "unit_of", "verdict"]

_MOST = 10  # sources that the catalogue does not know
_STATUSES = {"B": "break", "E": "estimated", "F": "forecast", "I": "imputed", "M": "missing",
             "P": "provisional"}  # fmt: skip


class Frame(TypedDict):
    """What an exhibit has in common with all others of its view."""

    sources: tuple[Source, ...]
    as_of: str
    simulated: bool
    lang: str


def frame(view: View, figures: Figures, ids: Iterable[str]) -> Frame:
    """Return what surrounds an exhibit; `ids`: the sources of its figures."""
    return {
        "sources": cited(ids, view.catalogue, view.lang, simulated=figures.simulated),
        "as_of": view.as_of(figures),
        "simulated": figures.simulated,
        "lang": view.lang.code,
    }


def cited(
    ids: Iterable[str], catalogue: Catalogue, lang: Language, *, simulated: bool = False
) -> tuple[Source, ...]:
    """Name sources by their ids, each once; a merged figure's ids are joined by "; ".

    Those that the catalogue does not know are named as who sent the figures wrote them.
    """
    if simulated:
        return (Source(lang._("generated for practice; no relation to real provinces")),)
    known = catalogue.sources
    listed = sorted({part for text in ids for part in str(text).split("; ")} - {"", PRACTICE})
    written = [Source(safe(part)) for part in listed if part not in known]
    told_ = [
        Source(
            known[part].title,
            f"{known[part].publisher}, {lang.published(known[part].published)}",
            known[part].url or "",
        )
        for part in listed
        if part in known
    ]
    return (*told_, *written[:_MOST], *([Source("…")] if len(written) > _MOST else []))


def rows_table(
    rows: pd.DataFrame, view: View, *, several: bool = False, dated: bool = True
) -> Table:
    """Return observations as a table: of one indicator numbers, of `several` words with units.

    `dated`: with the period of each.
    """
    lang, units = view.lang, view.units
    one = view.catalogue[str(rows["indicator"].iloc[0])]
    heads = [
        *([Column(lang._("Indicator"))] if several else []),
        Column(lang._("Area")),
        *([Column(lang._("Period"))] if dated else []),
        Column(lang._("Value")) if several else Column(lang._("Value"), one.decimals,
                                                       unit_of(one, lang)),
        Column(lang._("Remark")),
    ]  # fmt: skip
    lines = []
    for row in rows.to_dict("records"):
        indicator = view.catalogue[row["indicator"]]
        value = None if pd.isna(row["value"]) else float(row["value"])
        exact = not several and str(row["qualifier"]) == ""
        lines.append((
            *([lang.pick(indicator.short)] if several else []),
            lang.pick(units[row["area"]].name),
            *([lang.period(parse_period(row["period"]))] if dated else []),
            value if exact or value is None else sentences.figure(row, indicator, lang),
            _remark(row, lang),
        ))  # fmt: skip
    return Table(tuple(heads), tuple(lines))


def _remark(row: sentences.Row, lang: Language) -> str:
    status = _STATUSES.get(str(row["status"]))
    note = str(row["note" if lang.code == "vi" else "note_en"])
    return "; ".join(filter(None, (lang._(status) if status else "", note)))


def unit_of(indicator: Indicator, lang: Language) -> str:
    """Write the unit of an axis or a column; ranks have none."""
    words = {"percent": "%", "rank": ""}
    return words.get(indicator.unit, lang.pick(indicator.unit_label))


def definition(indicator: Indicator, lang: Language) -> str:
    """Say what an indicator measures."""
    return lang.pick(indicator.definition)


def verdict(made: Judgement, lang: Language) -> tuple[str, str]:
    """Return the verdict with its sign, and the methods with their formulas filled in."""
    if made.reason:
        return "", ""
    word = told(made, lang)
    if made.past or made.overall == "achieved":
        return f"{word.sign} {word.text}", summary(made, lang)
    said = (f"{line.name}: {line.text}" for line in explain(made, lang))
    return f"{word.sign} {word.text}", "; ".join(said)


def span(rows: pd.DataFrame, lang: Language) -> str:
    """Write the first and last period of rows with `end`."""
    if rows.empty:
        return ""
    order: Sequence[str] = list(rows.sort_values(["end", "start"])["period"])
    first, last = (lang.period(parse_period(order[at])) for at in (0, -1))
    return first if first == last else f"{first} – {last}"

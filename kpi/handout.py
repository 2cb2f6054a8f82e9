"""Figures as a file to take away: with names, units, flags and sources beside the numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pandas as pd

from kpi.catalogue import Catalogue, Indicator
from kpi.export import to_csv, to_sdmx_csv, to_xlsx
from kpi.language import Language
from kpi.units import Units

__all__ = ["FORMS", "Form", "handout"]

Form = Literal["csv", "xlsx", "sdmx.csv"]
FORMS: tuple[Form, ...] = ("csv", "xlsx", "sdmx.csv")  # and the endings of their files
_FACTS = ("numerator", "denominator", "of", "qualifier", "low", "high", "coverage", "status")
_LAST = ("published", "source", "source_title", "note")
_SOURCE = ("id", "title", "publisher", "published", "url")


def handout(
    rows: pd.DataFrame,
    form: Form,
    lang: Language,
    catalogue: Catalogue,
    units: Units,
    mark: str = "",
) -> bytes:
    """Return a file of observations (columns of `kpi.merger.view`), every cell neutralised.

    Names, notes and sheets are in the reader's language; SDMX-CSV holds ids. `mark` says what
    the figures are where they are not published ones: it stands in the first column of every row,
    and names the sheet.
    """
    if form == "sdmx.csv":
        return to_sdmx_csv(_marked(_in_ids(rows, catalogue), mark))
    table = _marked(_in_words(rows, lang, catalogue, units), mark)
    if form == "csv":
        return to_csv(table)
    name = mark.partition(" / ")[0] or lang._("Observations")
    return to_xlsx({name: table, lang._("Sources"): _sources(rows, catalogue)})


def _marked(table: pd.DataFrame, mark: str) -> pd.DataFrame:
    if mark:
        table.insert(0, "mark", mark)
    return table


def _in_ids(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    table = rows[["indicator", "area", "period", "value"]].copy()
    table["unit_measure"] = _of(rows, catalogue, lambda one: one.unit)
    return table.join(_there(rows, (*_FACTS, "published", "source")))


def _in_words(
    rows: pd.DataFrame, lang: Language, catalogue: Catalogue, units: Units
) -> pd.DataFrame:
    titles = {name: source.title for name, source in catalogue.sources.items()}
    table = pd.DataFrame(
        {
            "indicator": rows["indicator"],
            "indicator_name": _of(rows, catalogue, lambda one: lang.pick(one.short)),
            "area": rows["area"],
            "area_name": rows["area"].map({one: lang.pick(units[one].name) for one in units}),
            "period": rows["period"],
            "value": rows["value"],
            "unit": _of(rows, catalogue, lambda one: lang.pick(one.unit_label) or one.unit),
        }
    )
    named = {text: "; ".join(titles.get(one, one) for one in text.split("; "))
             for text in rows["source"].unique()}  # fmt: skip
    note = rows["note" if lang.code == "vi" else "note_en"]
    told = rows.assign(source_title=rows["source"].map(named), note=note)
    return table.join(_there(told, (*_FACTS, *_LAST)))


def _of(rows: pd.DataFrame, catalogue: Catalogue, fact: Callable[[Indicator], str]) -> pd.Series:
    """Return a fact of each row's indicator."""
    return rows["indicator"].map({name: fact(catalogue[name]) for name in catalogue}).astype(object)


def _there(rows: pd.DataFrame, names: tuple[str, ...]) -> pd.DataFrame:
    return rows[[name for name in names if name in rows.columns]]


def _sources(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Return the sources the rows name, one a line; of those not in the catalogue the name."""
    named = sorted({name for text in rows["source"].unique() for name in text.split("; ") if name})
    lines = [vars(catalogue.sources[name]) if name in catalogue.sources else {"id": name}
             for name in named]  # fmt: skip
    return pd.DataFrame(lines, columns=list(_SOURCE))

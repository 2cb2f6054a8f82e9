"""The upload reader: bytes in, valid observations and every problem out, in one pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from kpi.catalogue import Catalogue
from kpi.names import Era, fold
from kpi.problems import Problem
from kpi.reading.archives import sheet_kind
from kpi.reading.areas import read_areas
from kpi.reading.cells import (
    indicator_names,
    read_indicators,
    read_published,
    read_quantities,
    read_spans,
    read_statuses,
    unknown_columns,
)
from kpi.reading.checks import (
    Meanings,
    check_ranges,
    check_ratios,
    check_repeats,
    facts_of,
    find_unscaled,
    which,
)
from kpi.reading.fields import FIGURES
from kpi.reading.findings import Findings
from kpi.reading.jumps import check_jumps
from kpi.reading.outcome import lines_aside, lines_named, observations
from kpi.reading.privacy import find_personal
from kpi.reading.result import Question, Reading, Scale
from kpi.reading.sheets import read_sheets
from kpi.reading.split import split_text
from kpi.reading.stages import Progress, Tell, teller
from kpi.reading.tables import Table, Words
from kpi.reading.text import Refused, decode
from kpi.reading.totals import check_totals
from kpi.units import Units

__all__ = ["MAX_BYTES", "MAX_ROWS", "read_table"]

MAX_BYTES = 256 * 2**20
MAX_ROWS = 2_000_000


class _Source(NamedTuple):
    """A file as tables, with the sheets that hold none: their names and how many rows they have."""

    tables: Sequence[Table] = ()
    others: Sequence[tuple[str, int]] = ()
    format: str = "csv"
    encoding: str | None = None


def read_table(  # noqa: PLR0913 - the answers a file may need
    data: bytes,
    name: str,
    catalogue: Catalogue,
    units: Units,
    *,
    today: date,
    era: Era | None = None,
    given: Mapping[str, str] | None = None,
    scale: Scale | None = None,
    published: pd.DataFrame | None = None,
    max_bytes: int = MAX_BYTES,
    max_rows: int = MAX_ROWS,
    progress: Progress | None = None,
) -> Reading:
    """Read and check a table in the long form; never raises, whatever the bytes are.

    `today`: periods after it are in the future. `era`: the division the names mean. `given`: an
    indicator or period for every row of a file that has no such column. `scale`: whether values
    of percent indicators are percentages (85.3) or ratios (0.853). `published`: what the figures
    continue, as `newest` returns it; without it no change is suspect. `progress`: called as a
    stage begins (`STAGES`) with its id and the share done; what it raises, to stop, goes up.
    """
    tell = teller(progress)
    tell("letters")
    words = Words(indicator_names(catalogue), _regions(units))
    try:
        if len(data) > max_bytes:
            size = {"size": len(data) / 2**20, "limit": max_bytes / 2**20}
            raise Refused(Problem("too_large", reason="bytes", values=size))
        source = _open(data, words, max_rows, tell)
    except Refused as refusal:
        return Reading(name, problems=(refusal.problem,))
    tables = source.tables
    findings = Findings([part for table in tables for part in table.parts], given or {})
    for table in tables:
        findings.note_table(table, tuple(given or {}))
        findings.problems += unknown_columns(table, catalogue)
    findings.problems += [
        Problem("not_a_table", reason="sheet", sheet=sheet) for sheet, _ in source.others
    ]
    meanings, era = _meanings(findings, catalogue, units, today, era, tell)
    tell("checks")
    repeats = _relations(findings, meanings, catalogue, scale, published)
    check_totals(findings, meanings, catalogue, units)
    if published is not None:
        check_jumps(findings, meanings, published)
    kept = observations(findings, meanings, np.flatnonzero(~findings.wrong & ~repeats))
    tell("")
    return Reading(
        name,
        sum(table.rows for table in tables),
        kept,
        findings.in_order(),
        source.format,
        source.encoding,
        tables[0].delimiter,
        tables[0].head.headings.layout,
        era,
        tuple(dict.fromkeys(heading for table in tables for heading in table.unused)),
        sum(table.size for table in tables) + sum(size for _, size in source.others),
        lines_aside(tables, source.others),
        _questions(findings),
        findings.more,
        lines_named(tables, findings, repeats),
    )


def _open(data: bytes, words: Words, max_rows: int, tell: Tell) -> _Source:
    """Take a file apart into tables without personal data; Refused when that cannot be."""
    kind = sheet_kind(data)
    if kind:
        tell("table")
        source = _Source(*read_sheets(data, kind, words, max_rows), kind)
    else:
        text, encoding = decode(data)
        tell("table")
        source = _Source([split_text(text, words, max_rows)], (), "csv", encoding)
    for table in source.tables:
        if personal := find_personal(table):
            raise Refused(personal)
    return source


def _regions(units: Units) -> frozenset[str]:
    return frozenset(fold(name) for region in units.regions.values() for name in region)


def _meanings(
    findings: Findings,
    catalogue: Catalogue,
    units: Units,
    today: date,
    era: Era | None,
    tell: Tell,
) -> tuple[Meanings, Era | None]:
    """Read every column by itself, numbers beside the others."""
    tell("columns")
    with ThreadPoolExecutor() as pool:
        quantities = read_quantities(findings, pool)
        spans = read_spans(findings, today)
        areas, era = read_areas(findings, spans, units, era)
        indicators = read_indicators(findings, catalogue)
        tell("values")
        numbers = quantities()
    return Meanings(
        indicators,
        areas,
        spans,
        read_published(findings, today),
        read_statuses(findings, numbers["value"].missing),
        findings.texts("qualifier"),
        numbers,
        {name: numbers[name].values for name in FIGURES},
    ), era


def _relations(
    findings: Findings,
    meanings: Meanings,
    catalogue: Catalogue,
    scale: Scale | None,
    published: pd.DataFrame | None,
) -> np.ndarray:
    """Check rows against themselves and each other; return those that only repeat another."""
    value, figures = meanings.numbers["value"], meanings.figures
    told = facts_of(meanings, catalogue)
    percent = which(meanings, catalogue, lambda one: one.unit == "percent")
    if value.percent.any():
        alien = value.percent & ~percent & ~meanings.indicator.is_("")
        findings.note(alien, "unit_suspect", "value", reason="sign", facts=told)
    tolerance = 0.5 * 10.0 ** -np.arange(64)[value.decimals]
    if scale == "ratio":
        bare = percent & ~value.percent
        with np.errstate(over="ignore"):
            figures["value"] = np.where(bare, figures["value"] * 100, figures["value"])
        tolerance = np.where(bare, tolerance * 100, tolerance)
    unscaled = (scale is None) & find_unscaled(meanings, percent, published)
    findings.note(unscaled, "unit_suspect", "value", facts=told)
    check_ranges(findings, meanings, catalogue)
    check_ratios(findings, meanings, catalogue, np.where(unscaled, np.nan, tolerance))
    readable = np.ones(findings.rows, bool)
    for name in ("value", "numerator", "denominator"):
        readable &= ~meanings.numbers[name].bad
    for column in meanings.key:
        readable &= ~column.is_("")
    return check_repeats(findings, meanings, readable)


def _questions(findings: Findings) -> tuple[Question, ...]:
    """Return what the user must be asked: the answers are options of `read_table`."""
    asked: dict[Question, bool] = {
        "indicator": "indicator" in findings.lacking,
        "period": "period" in findings.lacking,
        "era": any(p.code == "ambiguous_area" and not p.reason for p in findings.problems),
        "scale": any(p.code == "unit_suspect" and not p.reason for p in findings.problems),
    }
    return tuple(question for question, open_ in asked.items() if open_)

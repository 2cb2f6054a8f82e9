"""The upload reader: bytes in, valid observations and every problem out, in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from kpi.catalogue import Catalogue
from kpi.names import Era
from kpi.observations import OBSERVATION_COLUMNS
from kpi.problems import Problem
from kpi.reading.areas import read_areas
from kpi.reading.cells import (
    read_indicators,
    read_published,
    read_quantities,
    read_spans,
    read_statuses,
)
from kpi.reading.checks import (
    KEY,
    check_ranges,
    check_ratios,
    check_repeats,
    find_unscaled,
    is_percent,
    names,
)
from kpi.reading.findings import Findings
from kpi.reading.numbers import Numbers
from kpi.reading.privacy import find_personal
from kpi.reading.rows import read_rows
from kpi.reading.text import Refused, decode
from kpi.units import Units

__all__ = ["MAX_BYTES", "MAX_ROWS", "Reading", "Scale", "read_table"]

MAX_BYTES = 256 * 2**20
MAX_ROWS = 2_000_000
Scale = Literal["percent", "ratio"]


def _no_observations() -> pd.DataFrame:
    return pd.DataFrame(columns=[*OBSERVATION_COLUMNS, "line"])


@dataclass(frozen=True)
class Reading:
    """What was read from one file.

    `observations`: the lines without an error, with OBSERVATION_COLUMNS and `line`; `rows`: all
    lines under the head that are not blank (a quoted line break does not make two);
    `unused`: headings of columns that were not read.
    """

    file: str
    rows: int = 0
    observations: pd.DataFrame = field(default_factory=_no_observations)
    problems: tuple[Problem, ...] = ()
    format: str = "csv"
    encoding: str | None = None
    delimiter: str | None = None
    layout: str | None = None
    era: Era | None = None
    unused: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Tell whether the file could not be read as a table at all."""
        whole = {"not_a_table", "too_large", "personal_data"}
        return any(problem.code in whole for problem in self.problems)

    @property
    def errors(self) -> int:
        """How many problems keep a line, or the file, from being used."""
        return sum(problem.severity == "error" for problem in self.problems)


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
    max_bytes: int = MAX_BYTES,
    max_rows: int = MAX_ROWS,
) -> Reading:
    """Read and check a table in the long form; never raises, whatever the bytes are.

    `today`: periods after it are in the future. `era`: the division the names mean. `given`: an
    indicator or period for every row of a file that has no such column. `scale`: whether values
    of percent indicators are percentages (85.3) or ratios (0.853).
    """
    try:
        if len(data) > max_bytes:
            size = {"size": len(data) / 2**20, "limit": max_bytes / 2**20}
            raise Refused(Problem("too_large", reason="bytes", values=size))
        text, encoding = decode(data)
        table = read_rows(text, max_rows)
        if personal := find_personal(table):
            raise Refused(personal)
    except Refused as refusal:
        return Reading(name, problems=(refusal.problem,))
    findings = Findings(table, given or {})
    if not table.rows:
        findings.problems.append(Problem("no_rows", table.line))
    frame, numbers, era = _meanings(findings, catalogue, units, today, era)
    repeats = _relations(findings, frame, numbers, catalogue, scale)
    kept = frame[~findings.wrong & ~repeats & (not findings.absent)]
    return Reading(
        name, table.rows, kept.reset_index(drop=True), findings.sorted(), "csv", encoding,
        table.delimiter, "long", era, table.headings.unknown,
    )  # fmt: skip


def _meanings(
    findings: Findings, catalogue: Catalogue, units: Units, today: date, era: Era | None
) -> tuple[pd.DataFrame, dict[str, Numbers], Era | None]:
    """Read every column by itself."""
    numbers = read_quantities(findings)
    spans = read_spans(findings, today)
    areas, era = read_areas(findings, spans, units, era)
    frame = findings.texts.assign(
        indicator=read_indicators(findings, catalogue),
        area=areas,
        period=spans["id"],
        **{field: column.values for field, column in numbers.items()},
        status=read_statuses(findings, numbers["value"].missing),
        published=read_published(findings, today),
        line=findings.lines,
    )
    return frame[[*OBSERVATION_COLUMNS, "line"]], numbers, era


def _relations(
    findings: Findings,
    frame: pd.DataFrame,
    numbers: Mapping[str, Numbers],
    catalogue: Catalogue,
    scale: Scale | None,
) -> pd.Series:
    """Check rows against themselves and each other; return those that only repeat another."""
    value, places = numbers["value"], numbers["value"].decimals
    percent = is_percent(frame, catalogue)
    alien = value.percent & ~percent & frame["indicator"].ne("")
    findings.note(alien, "unit_suspect", "value", reason="sign", facts=names(frame, catalogue))
    if scale == "ratio":
        bare = percent & ~value.percent
        frame["value"] = frame["value"].where(~bare, frame["value"] * 100)
        places = places.where(~bare, places - 2)
    unscaled = percent & (scale is None) & find_unscaled(frame, value.percent)
    findings.note(unscaled, "unit_suspect", "value", facts=names(frame, catalogue))
    check_ranges(findings, frame, catalogue)
    check_ratios(findings, frame, catalogue, (0.5 * 10.0**-places).mask(unscaled))
    bad = numbers["value"].bad | numbers["numerator"].bad | numbers["denominator"].bad
    known = (frame[KEY] != "").all(axis=1)
    return check_repeats(findings, frame, known & ~bad)

"""From texts to meanings: indicators, periods, numbers and statuses, each column as a whole."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from kpi.catalogue import Catalogue, Indicator
from kpi.names import fold
from kpi.periods import Period, read_period
from kpi.problems import Problem, safe
from kpi.reading.columns import Cells, Column, Raw, as_column
from kpi.reading.digits import scan_digits
from kpi.reading.fields import FIGURES
from kpi.reading.findings import Findings
from kpi.reading.numbers import Numbers, decimal_marks, read_numbers
from kpi.reading.tables import Table

__all__ = [
    "Spans",
    "indicator_names",
    "read_indicators",
    "read_published",
    "read_quantities",
    "read_spans",
    "read_statuses",
    "read_text",
    "unknown_columns",
]

_STATUSES = {
    **{code.lower(): code for code in "ABEFIMP"},
    **{"chinh thuc": "A", "so bo": "P", "tam tinh": "P", "uoc tinh": "E", "uoc": "E",
       "du bao": "F", "thieu": "M"},
}  # fmt: skip
_FIGURE = re.compile(r"\s*[-+−]?\d[\d.,\s]*%?\s*")
_NEAR = 0.75  # least similarity (difflib ratio) of a suggestion
_MOST = 200  # suggestions for so many different texts: each costs a look at every name
_LONGEST = 120  # no suggestion for longer texts: comparing costs the square of the length


def indicator_names(catalogue: Catalogue) -> Mapping[str, str]:
    """Map folded ids, names and short names, in both languages, to ids."""
    return _names(tuple(catalogue.indicators.items()))


def read_indicators(findings: Findings, catalogue: Catalogue) -> Column:
    """Return indicator ids; a text may be an id or a full or short name in either language."""
    names = indicator_names(catalogue)
    texts = findings.texts("indicator")
    indicators = texts.map(lambda text: names.get(fold(text)))
    unknown = [text for text in texts.texts if fold(text) not in names]
    near = {text: _nearest(text, names) for text in unknown[:_MOST]}
    findings.note(
        indicators.is_(""), "unknown_indicator", "indicator",
        suggestions={text: found for text, found in near.items() if found},
    )  # fmt: skip
    return indicators


def unknown_columns(table: Table, catalogue: Catalogue) -> list[Problem]:
    """Name columns of figures in a table wide by indicator whose headings are no indicator."""
    headings, names = table.head.headings, indicator_names(catalogue)
    if headings.layout not in ("wide", "wide-indicator"):
        return []
    return [
        Problem("unknown_indicator", table.line, safe(name), safe(name), _nearest(name, names),
                reason="column", sheet=table.sheet)
        for place, name in enumerate(headings.names)
        if name in headings.unknown and _of_figures(table.body.columns[place])
    ]  # fmt: skip


def _of_figures(cells: Cells) -> bool:
    """Tell whether most of the different texts of a column are numbers."""
    texts = [text for text in as_column(cells).texts if text.strip()]
    return 2 * sum(map(bool, map(_FIGURE.fullmatch, texts))) > len(texts)


@lru_cache(maxsize=4)
def _names(indicators: tuple[tuple[str, Indicator], ...]) -> dict[str, str]:
    """Map folded ids and names to ids, without names that two indicators share."""
    pairs = {
        (fold(name), one.id)
        for one_id, one in indicators
        for name in (one_id, *one.name, *one.short)
    }
    shared = Counter(name for name, _ in pairs)
    return {name: one for name, one in pairs if shared[name] == 1}


def _nearest(text: str, names: Mapping[str, str]) -> str | None:
    near = get_close_matches(fold(text[:_LONGEST]), names, n=1, cutoff=_NEAR)
    return names[near[0]] if near else None


class Spans(NamedTuple):
    """The period of each row ("" where it is none), and the days of each different one."""

    ids: Column
    start: np.ndarray
    end: np.ndarray

    def rows(self, days: np.ndarray) -> np.ndarray:
        """Spread what holds for the different periods."""
        return self.ids.spread(days)


def read_spans(findings: Findings, today: date) -> Spans:
    """Return each row's period and the first and last day of each (NaT where it is none)."""
    found: dict[str, Period] = {}

    def meaning(text: str) -> str:
        period = read_period(text)
        if period:
            found[period.id] = period
        return period.id if period else ""

    ids = findings.texts("period").map(meaning)
    days = [found.get(one) for one in ids.texts]
    start, end = (
        np.array([getattr(one, side, None) for one in days], "datetime64[D]")
        for side in ("start", "end")
    )
    findings.note(ids.is_(""), "bad_period", "period")
    spans = Spans(ids, start, end)
    _note_future(findings, spans, today)
    return spans


def _note_future(findings: Findings, spans: Spans, today: date) -> None:
    """Note periods still to come, but for forecasts; warn of unfinished ones said to be final."""
    now = np.datetime64(today)
    ahead, later = spans.start > now, spans.end > now
    if not later.any():
        return
    status = findings.texts("status").map(str.upper)
    findings.note(
        spans.rows(ahead) & ~status.is_("F"), "future_period", "period",
        facts=lambda _: {"today": today},
    )  # fmt: skip
    findings.note(
        spans.rows(later & ~ahead) & ~status.is_("E", "F", "P"), "future_period", "period",
        reason="unfinished", facts=lambda _: {"today": today},
    )  # fmt: skip


def read_quantities(findings: Findings, pool: Executor) -> Callable[[], dict[str, Numbers]]:
    """Begin to read the columns of numbers, each with its own decimal mark.

    What is returned gives them when they are read, and notes cells that are no numbers.
    """
    plain = {field: pool.submit(_plain, findings.cells[field]) for field in FIGURES}

    def numbers() -> dict[str, Numbers]:
        clear = {field: found.result() for field, found in plain.items()}
        known = {one.mark for one in clear.values() if one} - {""}
        others = {field: findings.texts(field) for field, one in clear.items() if one is None}
        marks = known.union(*map(decimal_marks, others.values()))
        read = {field: read_numbers(column, marks) for field, column in others.items()}
        for field, column in read.items():
            _note_numbers(findings, field, column)
        return {field: clear[field] or read[field] for field in FIGURES}

    return numbers


def _plain(cells: Cells) -> Numbers | None:
    """Read a column of plain numbers; None when it needs the close look."""
    digits = scan_digits(cells.cells) if isinstance(cells, Raw) else None
    return digits.numbers() if digits else None


def _note_numbers(findings: Findings, field: str, numbers: Numbers) -> None:
    sign = numbers.percent & (field != "value")
    doubtful, mixed = numbers.doubtful & ~sign, numbers.mixed
    findings.note(doubtful, "bad_number", field, reason="mark")
    reason = "mixed" if numbers.mark else ""
    findings.note(mixed, "bad_number", field, reason=reason, facts=_telling(numbers.mark))
    findings.note((numbers.bad & ~doubtful & ~mixed) | sign, "bad_number", field)


def _telling(mark: str) -> Callable[[int], dict[str, object]]:
    return lambda _: {"mark": mark}


def read_statuses(findings: Findings, missing: np.ndarray) -> Column:
    """Return SDMX statuses: A where nothing is said, M where the value is missing (a warning)."""
    status = findings.texts("status").map(lambda text: _STATUSES.get(fold(text)) if text else "A")
    findings.note(status.is_(""), "bad_status", "status")
    if not missing.any():
        return status
    findings.note(missing & ~status.is_("M"), "missing_value", "value")
    texts = [*status.texts, "M"]
    return Column(np.where(missing, np.int32(len(texts) - 1), status.codes), texts)


def read_published(findings: Findings, today: date) -> Column:
    """Return days, months or years of publication; `today` where nothing is said."""

    def day(text: str) -> str | None:
        if not text:
            return today.isoformat()
        found = read_period(text)
        return found.id if found and found.frequency in "AMD" else None

    published = findings.texts("published").map(day)
    findings.note(published.is_(""), "bad_period", "published")
    return published


def read_text(findings: Findings, field: str) -> Column:
    """Return a free text, its letters in their composed form."""
    return findings.texts(field).map(lambda text: unicodedata.normalize("NFC", text))

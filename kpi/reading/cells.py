"""From texts to meanings: indicators, periods, numbers and statuses, each column as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

import pandas as pd

from kpi.catalogue import Catalogue, Indicator
from kpi.names import fold
from kpi.periods import read_period
from kpi.reading.findings import Findings, lookup
from kpi.reading.numbers import Numbers, decimal_marks, read_numbers

__all__ = ["read_indicators", "read_published", "read_quantities", "read_spans", "read_statuses"]

QUANTITIES = ("value", "numerator", "denominator", "of")
_STATUSES = {
    **{code.lower(): code for code in "ABEFIMP"},
    **{"chinh thuc": "A", "so bo": "P", "tam tinh": "P", "uoc tinh": "E", "uoc": "E",
       "du bao": "F", "thieu": "M"},
}  # fmt: skip
_NEAR = 0.75  # least similarity (difflib ratio) of a suggestion
_MOST = 200  # suggestions for so many different texts: each costs a look at every name
_LONGEST = 120  # no suggestion for longer texts: comparing costs the square of the length


def read_indicators(findings: Findings, catalogue: Catalogue) -> pd.Series:
    """Return indicator ids; a text may be an id or a full or short name in either language."""
    names = _names(tuple(catalogue.indicators.items()))
    texts = findings.texts["indicator"]
    indicators = lookup(texts, lambda text: names.get(fold(text)))
    unknown = indicators == ""
    near = {text: _nearest(text, names) for text in texts[unknown].unique()[:_MOST]}
    findings.note(
        unknown, "unknown_indicator", "indicator",
        suggestions={text: found for text, found in near.items() if found},
    )  # fmt: skip
    return indicators


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


def _nearest(text: str, names: dict[str, str]) -> str | None:
    near = get_close_matches(fold(text[:_LONGEST]), names, n=1, cutoff=_NEAR)
    return names[near[0]] if near else None


def read_spans(findings: Findings, today: date) -> pd.DataFrame:
    """Return `id`, `start` and `end` of each row's period ("" and NaT where it is none)."""
    texts = findings.texts["period"]
    read = {text: read_period(text) for text in texts.unique()}
    spans = pd.DataFrame(
        {
            "id": texts.map({text: one.id if one else "" for text, one in read.items()}),
            "start": _days(texts, {text: one.start if one else None for text, one in read.items()}),
            "end": _days(texts, {text: one.end if one else None for text, one in read.items()}),
        }
    ).astype({"id": "str"})
    findings.note(spans["id"] == "", "bad_period", "period")
    _note_future(findings, spans, today)
    return spans


def _days(texts: pd.Series, days: dict[str, date | None]) -> pd.Series:
    stamps = {text: pd.Timestamp(day) if day else pd.NaT for text, day in days.items()}
    return pd.to_datetime(texts.map(stamps))


def _note_future(findings: Findings, spans: pd.DataFrame, today: date) -> None:
    """Note periods still to come, but for forecasts; warn of unfinished ones said to be final."""
    status = findings.texts["status"].str.upper()
    now = pd.Timestamp(today)
    ahead = (spans["start"] > now) & (status != "F")
    open_ = (spans["start"] <= now) & (spans["end"] > now) & ~status.isin(["E", "F", "P"])
    findings.note(ahead, "future_period", "period", facts=lambda _: {"today": today})
    findings.note(
        open_, "future_period", "period", reason="unfinished", facts=lambda _: {"today": today}
    )


def read_quantities(findings: Findings) -> dict[str, Numbers]:
    """Read the columns of numbers, each with its own decimal mark, and note what is none."""
    texts = findings.texts
    marks = {mark for field in QUANTITIES for mark in decimal_marks(texts[field])}
    read = {field: read_numbers(texts[field], marks) for field in QUANTITIES}
    for field, numbers in read.items():
        sign = numbers.percent & (field != "value")
        doubtful = numbers.doubtful & ~sign
        findings.note(doubtful, "bad_number", field, reason="mark")
        mixed = numbers.bad & ~doubtful & texts[field].str.fullmatch(r"[+-]?[0-9][0-9.,]*%?")
        reason = "mixed" if numbers.mark else ""
        findings.note(
            mixed, "bad_number", field, reason=reason,
            facts=_telling(numbers.mark),
        )  # fmt: skip
        findings.note((numbers.bad & ~doubtful & ~mixed) | sign, "bad_number", field)
    return read


def _telling(mark: str) -> Callable[[int], dict[str, object]]:
    return lambda _: {"mark": mark}


def read_statuses(findings: Findings, missing: pd.Series) -> pd.Series:
    """Return SDMX statuses: A where nothing is said, M where the value is missing (a warning)."""
    status = lookup(
        findings.texts["status"], lambda text: _STATUSES.get(fold(text)) if text else "A"
    )
    findings.note(status == "", "bad_status", "status")
    findings.note(missing & (status != "M"), "missing_value", "value")
    return status.mask(missing, "M")


def read_published(findings: Findings, today: date) -> pd.Series:
    """Return days, months or years of publication; `today` where nothing is said."""

    def day(text: str) -> str | None:
        if not text:
            return today.isoformat()
        found = read_period(text)
        return found.id if found and found.frequency in "AMD" else None

    published = lookup(findings.texts["published"], day)
    findings.note(published == "", "bad_period", "published")
    return published

"""Time periods: strict SDMX identifiers, and the many ways people write them.

A period has a first and a last day; a figure for it stands at the last day. The identifiers are
those of SDMX (Technical Notes, section 4.2 "Time format"): ``2025``, ``2025-S1``, ``2025-Q3``,
``2025-10``, ``2025-10-26`` and, for any other range, start and duration: ``2025-07-01/P191D``.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

__all__ = ["Period", "parse_period", "read_period"]

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LONGEST = 80  # characters; no written period is longer
_MONTHS = {"S": 6, "Q": 3}  # months in a half-year and in a quarter


@dataclass(frozen=True)
class Period:
    """A span of days: ``start`` and ``end`` both belong to it.

    ``frequency`` is A (year), S (half-year), Q (quarter), M (month), D (day) or R (other range).
    """

    id: str
    start: date
    end: date
    frequency: str


@lru_cache(maxsize=8192)
def parse_period(text: str) -> Period:
    """Read a strict SDMX identifier; ValueError for anything else."""
    for pattern, build in _STRICT:
        if found := pattern.fullmatch(text):
            try:
                period = build(text, *found.groups())
            except (ValueError, OverflowError):
                break
            if period.start.year >= _FIRST_YEAR and period.end.year <= _LAST_YEAR:
                return period
            break
    raise ValueError(f"not a time period: {text[:40]!r}")


@lru_cache(maxsize=8192)
def read_period(text: str) -> Period | None:
    """Read a period as people write it in Vietnamese or English; None when it is not clear which.

    Dates are day first. Two-digit years are refused: ``6-25`` may be a month or a day.
    """
    if len(text) > _LONGEST:
        return None
    plain = _plain(text)
    for pattern, rewrite in _LOOSE:
        if found := pattern.fullmatch(plain):
            plain = rewrite(**found.groupdict())
            break
    try:
        return parse_period(plain.upper())
    except ValueError:
        return None


def _plain(text: str) -> str:
    """Lower case, no diacritics, one kind of dash, single spaces, no spaces round separators."""
    spread = unicodedata.normalize("NFKD", text.lower()).replace("đ", "d")
    letters = "".join(letter for letter in spread if not unicodedata.combining(letter))
    letters = re.sub(r"[\u2010-\u2015\u2212]", "-", letters)
    return re.sub(r"\s*([-/.,])\s*", r"\1", " ".join(letters.split()))


def _months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _year(text: str, year: str) -> Period:
    return Period(text, date(int(year), 1, 1), date(int(year), 12, 31), "A")


def _part(text: str, year: str, kind: str, number: str) -> Period:
    start = date(int(year), (int(number) - 1) * _MONTHS[kind] + 1, 1)
    return Period(text, start, _months_later(start, _MONTHS[kind]) - timedelta(1), kind)


def _month(text: str, year: str, month: str) -> Period:
    start = date(int(year), int(month), 1)
    return Period(text, start, _months_later(start, 1) - timedelta(1), "M")


def _day(text: str, year: str, month: str, day: str) -> Period:
    start = date(int(year), int(month), int(day))
    return Period(text, start, start, "D")


def _range(text: str, first: str, length: str, unit: str) -> Period:
    start, count = date.fromisoformat(first), int(length)
    if unit in "YM":
        after = _months_later(start, count * (12 if unit == "Y" else 1))
    else:
        after = start + timedelta(count * (7 if unit == "W" else 1))
    return Period(text, start, after - timedelta(1), "R")


_STRICT: tuple[tuple[re.Pattern[str], Callable[..., Period]], ...] = (
    (re.compile(r"([0-9]{4})"), _year),
    (re.compile(r"([0-9]{4})-(S)([12])"), _part),
    (re.compile(r"([0-9]{4})-(Q)([1-4])"), _part),
    (re.compile(r"([0-9]{4})-([0-9]{2})"), _month),
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), _day),
    (re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/P([1-9][0-9]{0,4})([YMWD])"), _range),
)


# ---- as people write them: each pattern is matched on plain text and rewritten as SDMX

_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHOLE = {3: "{}-Q1", 6: "{}-S1", 12: "{}"}  # the first so many months that have a name


def _as_part(year: str, number: str, kind: str) -> str:
    return f"{year}-{kind[0]}{_ROMAN.get(number, number)}"


def _as_half(year: str, half: str) -> str:
    return f"{year}-s{1 if half in ('dau', 'first', '1', 'i') else 2}"


def _as_month(year: str, month: str) -> str:
    number = int(month) if month.isdigit() else _ENGLISH.index(month[:3]) + 1
    return f"{year}-{number:02d}"


def _as_day(year: str, month: str, day: str) -> str:
    return f"{_as_month(year, month)}-{int(day):02d}"


def _as_months(year: str, count: str) -> str:
    return _WHOLE.get(int(count), f"{{}}-01-01/p{int(count)}m").format(year)


def _as_range(first: str, last: str) -> str:
    begin, end = read_period(first), read_period(last)
    if not begin or not end or begin.start >= end.end:
        return ""
    return f"{begin.start}/p{(end.end - begin.start).days + 1}d"


_Y = r"(?P<year>(?:19|20|21)[0-9]{2})"
_M = r"(?P<month>0?[1-9]|1[0-2])"
_D = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
_NAME = rf"(?P<month>{'|'.join(_ENGLISH)})[a-z]*\.?"
_NAM = r"(?: ?[-/,.] ?| nam | ?)"  # what stands between the part and its year
_DATE = r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"

_LOOSE: tuple[tuple[re.Pattern[str], Callable[..., str]], ...] = tuple(
    (re.compile(pattern), rewrite)
    for pattern, rewrite in (
        (rf"(?:ca )?(?:nam|year|fy) ?{_Y}", lambda year: year),
        (
            rf"(?:quy|q|quarter) ?(?P<number>[1-4]|iii|ii|iv|i){_NAM}{_Y}",
            lambda **at: _as_part(kind="q", **at),
        ),
        (
            rf"{_Y}[- /]?q(?:uy)? ?(?P<number>[1-4]|iii|ii|iv|i)",
            lambda **at: _as_part(kind="q", **at),
        ),
        (rf"(?:6 thang|nua|sau thang) (?P<half>dau|cuoi)(?: cua)?{_NAM}{_Y}", _as_half),
        (rf"(?P<half>first|second) half(?: of)? {_Y}", _as_half),
        (rf"[hs](?P<half>[12])[- /]?{_Y}", _as_half),
        (rf"{_Y}[- /]?[hs](?P<half>[12])", _as_half),
        (rf"(?:thang|th|t|m)[ .]?{_M}{_NAM}{_Y}", _as_month),
        (rf"{_M}[-/.]{_Y}", _as_month),
        (rf"{_NAME}[- /,]{{0,2}}{_Y}", _as_month),
        (rf"{_Y}[-/. ]?m?{_M}", _as_month),
        (rf"(?P<count>[2-9]|1[0-2]) ?(?:thang|t)(?: dau)?{_NAM}{_Y}", _as_months),
        (rf"(?P<count>[2-9]|1[0-2]) months(?: of)? {_Y}", _as_months),
        (
            rf"(?:tinh |as )?(?:den |at |of )?(?:ngay )?{_D}[-/.]{_M}[-/.]{_Y}(?: 0?0:00(?::00)?)?",
            _as_day,
        ),
        (rf"(?:tinh )?(?:den )?ngay {_D} thang {_M} nam {_Y}", _as_day),
        (rf"{_Y}[-/.]{_M}[-/.]{_D}(?:[ t]0?0:00(?::00(?:\.0+)?)?)?", _as_day),
        (rf"{_D} {_NAME} {_Y}", _as_day),
        (rf"{_NAME} {_D},? ?{_Y}", _as_day),
        (
            rf"(?:tu )?(?:ngay )?(?P<first>{_DATE})(?: den (?:ngay )?| to |[-/])(?P<last>{_DATE})",
            _as_range,
        ),
    )
)

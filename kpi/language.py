"""One reader's language: texts, numbers, dates, periods and the order of names.

Messages are written in English in the code and looked up in
`locales/<code>/LC_MESSAGES/kpi.po` (gettext). Numbers and dates follow CLDR through Babel.
"""

from __future__ import annotations

import datetime
import gettext
import io
import math
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from kpi.periods import Period

Lang = Literal["vi", "en"]
LANGUAGES: tuple[Lang, ...] = ("vi", "en")
LOCALES = Path(__file__).parent.parent / "locales"
NBSP = "\u00a0"
MINUS = "\u2212"

# Vietnamese alphabet; tones come second, as in TCVN dictionaries.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_ROMAN = ("I", "II", "III", "IV")
_SIGNS = {"lt": "<", "gt": ">", "over": ">", "about": "≈"}


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark a message that is kept now and translated later by `Language._`."""
    return message


class Text(NamedTuple):
    """One text in both languages, as the data files hold it."""

    vi: str
    en: str

    @classmethod
    def of(cls, raw: Mapping[str, str] | str) -> Text:
        """Read `{vi: …, en: …}`, or one string that serves both."""
        return cls(raw, raw) if isinstance(raw, str) else cls(raw["vi"], raw["en"])


class Measure(Protocol):
    """What must be known of an indicator to write one of its values."""

    @property
    def unit(self) -> str:
        """Its code: `percent`, `rank` or another."""

    @property
    def unit_label(self) -> Text:
        """Its words behind a number."""

    @property
    def decimals(self) -> int:
        """How many digits to write behind the decimal mark."""


@lru_cache(maxsize=len(LANGUAGES))
def language(code: Lang) -> Language:
    """Return the language `code`; its messages are read once a process."""
    return Language(code)


class Language:
    """Writes everything a reader sees in the reader's own way."""

    def __init__(self, code: Lang) -> None:
        self.code: Lang = code
        self._messages = _messages(code)
        self._locale = "vi" if code == "vi" else "en_GB"

    def _(self, message: str, **values: object) -> str:
        """Translate an English message and fill in its `{values}`."""
        text = self._messages.gettext(message)
        return text.format(**values) if values else text

    def pick(self, text: Text) -> str:
        """Choose this language's side of a text."""
        return text.vi if self.code == "vi" else text.en

    def number(self, value: float, decimals: int = 0, least: int | None = None) -> str:
        """Write 1234.5 as `1.234,5` (vi) or `1,234.5` (en), with a true minus sign.

        With `least`, zeros behind so many decimals are left out.
        """
        kept = decimals if least is None else min(least, decimals)
        pattern = "#,##0" + ("." + "0" * kept + "#" * (decimals - kept) if decimals else "")
        text: str = format_decimal(value, format=pattern, locale=self._locale)
        return text.replace("-", MINUS)

    def percent(self, value: float, decimals: int = 1, least: int | None = None) -> str:
        """Write a percentage: `36,8 %` (vi) or `36.8%` (en)."""
        return self.number(value, decimals, least) + (f"{NBSP}%" if self.code == "vi" else "%")

    def points(self, value: float, decimals: int = 1) -> str:
        """Write a difference of percentages in points, always signed."""
        sign = "+" if value > 0 else ""
        return self._("{number} points", number=sign + self.number(value, decimals))

    def date(self, day: datetime.date) -> str:
        """Write a day: `26/10/2025` (vi) or `26 Oct 2025` (en)."""
        pattern = "dd/MM/yyyy" if self.code == "vi" else "d MMM yyyy"
        return str(format_date(day, format=pattern, locale=self._locale))

    def published(self, text: str) -> str:
        """Write a publication date as known: a year, a month or a day in ISO form."""
        year, month, day = (*text.split("-"), "", "")[:3]
        if self.code == "vi":
            return "/".join(part for part in (day, month, year) if part)
        known = datetime.date(int(year), int(month or 1), int(day or 1))
        pattern = "d MMM yyyy" if day else "MMM yyyy" if month else "yyyy"
        return str(format_date(known, format=pattern, locale=self._locale))

    @lru_cache(maxsize=4096)  # noqa: B019 - two languages live for ever; every run lists periods
    def period(self, period: Period) -> str:
        """Write a period in words: `Quý III/2025`, `tháng 10/2025`, `9 tháng đầu năm 2025`."""
        write = {
            "A": lambda: str(period.start.year),
            "S": lambda: self._half(period.start),
            "Q": lambda: self._quarter(period.start),
            "M": lambda: self._month(period.start),
            "D": lambda: self.date(period.end),
        }
        return write.get(period.frequency, lambda: self._range(period))()

    def _range(self, period: Period) -> str:
        months = re.fullmatch(r"(\d{4})-01-01/P(\d+)M", period.id)
        if months and int(months[2]) < 12:
            return self._("first {months} months of {year}", months=months[2], year=months[1])
        return f"{self.date(period.start)}{NBSP}–{NBSP}{self.date(period.end)}"

    def _half(self, start: datetime.date) -> str:
        if start.month == 1:
            return self._("first half of {year}", year=start.year)
        return self._("second half of {year}", year=start.year)

    def _quarter(self, start: datetime.date) -> str:
        quarter = (start.month - 1) // 3
        number = _ROMAN[quarter] if self.code == "vi" else str(quarter + 1)
        return self._("Q{number} {year}", number=number, year=start.year)

    def _month(self, day: datetime.date) -> str:
        if self.code == "vi":
            return f"tháng {day.month}/{day.year}"
        return str(format_date(day, format="MMM yyyy", locale=self._locale))

    def value(
        self, value: float, indicator: Measure, of: float | None = None, qualifier: str = ""
    ) -> str:
        """Write a value with its unit: `36,8 %`, `hạng 71/193`, `< 10 %`, `898/1.084 thủ tục`.

        No zeros are written behind a figure: 84 was published, not 84,0. `of` is the size of the
        whole a rank or count is counted in (missing: None or NaN); `qualifier` marks what was
        published beside or instead of an exact value (`lt`, `gt`, `over`, `about`).
        """
        whole = "" if of is None or math.isnan(of) else f"/{self.number(of)}"
        sign = f"{_SIGNS[qualifier]}{NBSP}" if qualifier in _SIGNS else ""
        if indicator.unit == "percent":
            return sign + self.percent(value, indicator.decimals, least=0)
        text = sign + self.number(value, indicator.decimals, least=0) + whole
        if indicator.unit == "rank":
            return self._("rank {rank}", rank=text)
        label = self.pick(indicator.unit_label)
        return f"{text}{NBSP}{label}" if label else text

    def target(self, value: float, indicator: Measure) -> str:
        """Write a target: as a value, but `80 %` where it is a whole number."""
        if indicator.unit == "percent":
            return self.percent(value, indicator.decimals, least=0)
        if indicator.unit == "rank":
            return self._("top {rank}", rank=self.number(value))
        label = self.pick(indicator.unit_label)
        return f"{self.number(value, indicator.decimals, least=0)}{NBSP}{label}".rstrip()

    def sort_key(self, text: str) -> tuple[list[int], list[int]]:
        """Order names as a Vietnamese dictionary does: letters first, tones second."""
        letters: list[int] = []
        tones: list[int] = []
        for char in unicodedata.normalize("NFC", text.casefold()):
            base = unicodedata.normalize("NFD", char)
            tone = next((mark for mark in base if mark in _TONES), "")
            plain = unicodedata.normalize("NFC", base.replace(tone, "") if tone else base)
            letters.append(100 + _ALPHABET.index(plain) if plain in _ALPHABET else ord(char) % 100)
            tones.append(_TONES.index(tone) + 1 if tone else 0)
        return letters, tones


def _messages(code: Lang) -> gettext.NullTranslations:
    path = LOCALES / code / "LC_MESSAGES" / "kpi.po"
    if not path.exists():  # English needs no catalogue: the messages are English
        return gettext.NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)

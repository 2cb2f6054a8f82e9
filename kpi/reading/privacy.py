"""Personal data has no place here: columns of citizen numbers, phone numbers or e-mail addresses.

A citizen number has 12 digits: the province's three, one for century and sex, the year of birth,
six of chance (Decree 137/2015/NĐ-CP, article 13). A mobile number has ten digits, the first three
in the plan of Circular 22/2014/TT-BTTTT as amended. Both begin with 0, which no count does, so
that one such cell is enough; 11 digits from 84 may be a count, and 12 with a province but no year
of birth a code: these need company. So do numbers that a spreadsheet took for figures and whose
leading zeros are gone: a whole column of them must be built like citizen numbers, or be headed as a
contact and built like mobile numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpi.names import fold
from kpi.problems import Problem, safe
from kpi.reading.columns import Cells, Raw, as_column
from kpi.reading.tables import Table

__all__ = ["PROVINCES", "find_personal"]

_ENOUGH = 3  # so many different cells that may be personal make a column so
_SUSPECT = re.compile(r"@|[0-9]{9}|[0-9][ .-][0-9]")  # a quick look before the close one
PROVINCES = (
    "0[12468]|1[0124579]|2[024567]|3[01345678]|4[0245689]|5[12468]|6[024678]|7[024579]|"
    "8[0234679]|9[1-6]"
)
_GAP = r"[ .-]?"
_BORN = "[01][2-9][0-9]|[23][0-2][0-9]"  # century and sex, then the year: 1920 to 2029
_CITIZEN = rf"0(?:{PROVINCES}){_GAP}(?:{_BORN}){_GAP}[0-9]{{3}}{_GAP}[0-9]{{3}}"
_NETWORK = "3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9]"
_PHONE = rf"(?:0|(?:\+|00)84{_GAP}(?:\(0\))?{_GAP})(?:{_NETWORK})(?:{_GAP}[0-9]){{7}}"
_EMAIL = r"[\w.+-]{1,64}@[\w-]{1,64}\.\w"
_ALONE = rf"'?(?:{_CITIZEN}|{_PHONE})"
_APART = r"(?<![0-9.,])(?<![0-9][/_-])"  # not the end of a longer number or code
_INSIDE = rf"{_APART}(?:{_CITIZEN}|{_PHONE})(?![0-9]|[.,/_-][0-9])|{_EMAIL}"
_PERHAPS = rf"(?<![0-9.,+-])(?:84[35789][0-9]{{8}}|0(?:{PROVINCES})[0-9]{{9}})(?![0-9.,/_-])"
_REGIONS = "|".join(one.lstrip("0") for one in PROVINCES.split("|"))  # only "0[12468]" has a zero
_LOST_CITIZEN = rf"(?:{_REGIONS})(?:{_BORN})[0-9]{{6}}"
_LOST_PHONE = rf"(?:{_NETWORK})[0-9]{{7}}"
_CONTACT = re.compile(r"\b(?:dien thoai|sdt|di dong|lien he|hotline|zalo|phone|mobile)\b")
_NAMES = """
cccd; số cccd; cmnd; số cmnd; cccd cmnd; căn cước; số căn cước; căn cước công dân; số định danh;
số định danh cá nhân; mã định danh cá nhân; điện thoại; số điện thoại; sđt; di động; email; e-mail;
thư điện tử; phone; phone number; họ và tên; họ tên; ngày sinh
"""
_HEADINGS = frozenset(fold(name) for name in _NAMES.split(";"))


def find_personal(table: Table) -> Problem | None:
    """Return the problem that refuses the file, which never repeats a value, or None."""
    headings = table.head.headings
    for place, heading in enumerate(headings.names):
        figures = place in headings.figures
        hits = _hits(table.body.columns[place], _ALONE if figures else _INSIDE, heading)
        if hits:
            values = {"column": safe(heading) or place + 1, "count": hits}
            return Problem(
                "personal_data", table.line, safe(heading), values=values, sheet=table.sheet
            )
    return None


def _hits(cells: Cells, pattern: str, heading: str) -> int:
    """Count the personal cells of a column that is personal, else 0."""
    named = fold(heading[:80]) in _HEADINGS
    shortest = 10 if pattern is _ALONE else 5  # a phone number, an e-mail address
    if isinstance(cells, Raw) and cells.longest < shortest and not named:
        return 0
    column = as_column(cells)
    counts = column.counts()
    filled = sum(int(count) for text, count in zip(column.texts, counts, strict=True) if text)
    if named:
        return filled
    texts = [code for code, text in enumerate(column.texts) if _SUSPECT.search(text)]
    matches = re.compile(pattern).fullmatch if pattern is _ALONE else re.compile(pattern).search
    sure = [code for code in texts if matches(column.texts[code])]
    if sure:
        return int(counts[sure].sum())
    perhaps = [code for code in texts if re.search(_PERHAPS, column.texts[code])]
    hits = int(counts[perhaps].sum())
    if len(perhaps) >= _ENOUGH or hits * 2 >= filled > 0:
        return hits
    return 0 if pattern is _ALONE else _without_zeros(column.texts, heading) and filled


def _without_zeros(texts: Sequence[str], heading: str) -> bool:
    """Tell whether all cells are personal numbers that lost their leading zeros."""
    contact = _CONTACT.search(fold(heading[:80]))
    number = re.compile(f"{_LOST_CITIZEN}|{_LOST_PHONE}" if contact else _LOST_CITIZEN)
    alike = all(number.fullmatch(text) for text in texts if text)
    return alike and len(texts) - ("" in texts) >= _ENOUGH

"""Personal data has no place here: columns of citizen numbers, phone numbers or e-mail addresses.

A citizen number has 12 digits: 0, two of the province, century and sex, year, six of chance
(Decree 137/2015/NĐ-CP, article 13). Mobile numbers have ten digits from 03, 05, 07, 08 or 09.
"""

from __future__ import annotations

import re

from kpi.names import fold
from kpi.problems import Problem, safe
from kpi.reading.columns import Cells, Raw, as_column
from kpi.reading.tables import Table

__all__ = ["find_personal"]

_ENOUGH = 3  # so many different cells make a column personal, whatever stands in the others
_SUSPECT = re.compile(r"@|[0-9]{9}|[0-9][ .-][0-9]{3}")  # a quick look before the close one
_CITIZEN = r"0[0-9]{2}[0-9][0-9]{8}"
_PHONE = r"(?:\+?84|0)[35789][0-9]{8}"
_SPACED = r"(?:\+84|0)[ .-]?[35789][0-9]{1,2}(?:[ .-][0-9]{3,4}){2}|0[0-9]{2}(?: [0-9]{3}){3}"
_EMAIL = r"[\w.+-]{1,64}@[\w-]{1,64}\.\w"
_ALONE = rf"'?(?:{_CITIZEN}|{_PHONE})"
_INSIDE = rf"(?:^|[^0-9.,])(?:{_CITIZEN}|{_PHONE}|{_SPACED})(?:[^0-9]|$)|{_EMAIL}"
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
        pattern = _ALONE if place in headings.figures else _INSIDE
        hits = _hits(table.body.columns[place], pattern, heading)
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
    matches = re.compile(pattern).fullmatch if pattern is _ALONE else re.compile(pattern).search
    found = [
        code
        for code, text in enumerate(column.texts)
        if len(text) >= shortest and _SUSPECT.search(text) and matches(text)
    ]
    if not found and not named:
        return 0
    counts = column.counts()
    filled = sum(int(count) for text, count in zip(column.texts, counts, strict=True) if text)
    hits = filled if named else int(counts[found].sum())
    return hits if named or len(found) >= _ENOUGH or hits * 2 >= filled > 0 else 0

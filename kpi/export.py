"""Tables as files that a spreadsheet opens safely."""

from __future__ import annotations

import re

import pandas as pd

# A cell that starts so is run as a formula by spreadsheets (OWASP, "CSV injection").
_FORMULA = re.compile(r"^[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"^[+-]?\d+(?:[.,]\d+)*\s?%?$")


def neutral(cell: object) -> object:
    """Return `cell` so that no spreadsheet runs it: texts like formulas get a leading quote.

    Numbers, negative ones too, stay as they are.
    """
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.match(cell):
        return "'" + cell
    return cell


def to_csv(table: pd.DataFrame) -> bytes:
    """Write a table as UTF-8 CSV with a byte-order mark, every cell and header neutral."""
    safe = table.rename(columns=lambda name: neutral(str(name)))
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(neutral)
    return safe.to_csv(index=False).encode("utf-8-sig")

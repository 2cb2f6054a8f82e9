"""Numbers as people write them; what the marks mean is decided by the whole column.

`1.234,5` and `1,234.5` both occur, and `1.234` alone can be either 1234 or 1.234. Cells that can
be read in one way only say which mark is decimal for all cells of their column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpi.reading.columns import Column

__all__ = ["Numbers", "decimal_marks", "read_numbers"]

# "'-" is how `kpi.export.neutral` writes "-": what was taken out is read as it went in
MISSING = ("", "-", "'-", "–", "—", ".", "..", "...", "…", ":", "x", "na", "n/a", "n.a.", "nan",
           "null", "none",
           "không có", "chưa có", "chưa có số liệu", "không có số liệu")  # fmt: skip
_SPACES = "[\u00a0\u2007\u2009\u202f]"  # no-break, figure, thin and narrow no-break space
_QUOTED = "^'(?=[+-])"  # as `kpi.export.neutral` writes what begins with a sign
_MINUS = "^[\u2212\u2012\u2013]"
_INTEGER = r"[+-]?[0-9]+(?:e[+-]?[0-9]{1,3})?"


@dataclass(frozen=True)
class Numbers:
    """A column of numbers, row by row.

    `values`: float, NaN where missing or bad; `missing`, `bad`: which; `doubtful`: bad only because
    the mark can be read in two ways; `mixed`: bad only because of the column's mark; `percent`:
    written with a percent sign; `decimals`: how many were written; `mark`: the column's decimal
    mark, "" when none was needed.
    """

    values: np.ndarray
    missing: np.ndarray
    bad: np.ndarray
    doubtful: np.ndarray
    mixed: np.ndarray
    percent: np.ndarray
    decimals: np.ndarray
    mark: str


def decimal_marks(column: Column) -> set[str]:
    """Return the marks that at least one cell uses as it can only be used before decimals."""
    texts = pd.Series(column.texts, dtype="str").drop(list(column.stored))
    plain = _plain(texts).str.rstrip("% ")
    return {mark for mark in ",." if plain.str.fullmatch(_only_decimal(mark)).any()}


def read_numbers(column: Column, elsewhere: set[str]) -> Numbers:
    """Read a column of numbers; `elsewhere`: decimal marks of the file's other columns."""
    stored = np.isin(np.arange(len(column.texts)), list(column.stored))
    signed = _plain(pd.Series(column.texts, dtype="str"))
    missing = signed.isin(MISSING)
    plain = signed.str.rstrip("% ")
    mark = _decide(plain.mask(stored, ""), column.counts(), elsewhere)
    doubtful = plain.str.fullmatch(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}") & (mark == "")
    fits = plain.str.fullmatch(_shape(mark) if mark else _INTEGER)
    fits = fits.where(~stored, plain.str.fullmatch(_shape("."))) & ~missing
    thousands = {",": r"[ .]", ".": r"[ ,]"}.get(mark, " ")
    digits = plain.str.replace(thousands, "", regex=True).str.replace(",", ".")
    digits = digits.where(~stored, plain).where(fits)
    values = digits.astype("float64")
    good = fits & np.isfinite(values)
    decimals = digits.str.extract(r"\.([0-9]+)", expand=False).str.len().fillna(0).astype(int)
    bad = ~good & ~missing
    mixed = bad & ~doubtful & plain.str.fullmatch(r"[+-]?[0-9][0-9.,]*")
    percent = signed.str.endswith("%")
    told: dict[str, pd.Series] = {
        "values": values.where(good), "missing": missing, "bad": bad, "doubtful": doubtful & bad,
        "mixed": mixed, "percent": percent, "decimals": decimals,
    }  # fmt: skip
    rows = {name: column.spread(each.to_numpy()) for name, each in told.items()}
    return Numbers(**rows, mark=mark)


def _plain(texts: pd.Series) -> pd.Series:
    spaced = texts.str.lower().str.replace(_SPACES, " ", regex=True)
    return (
        spaced.str.replace(_QUOTED, "", regex=True)
        .str.replace(_MINUS, "-", regex=True)
        .str.replace("- ", "-")
        .where(~texts.isin(MISSING), texts)
    )


def _shape(mark: str) -> str:
    """Return the pattern of a number with this decimal mark, thousands parted or not."""
    other = {",": r"\.", ".": ","}[mark]
    whole = rf"(?:[0-9]+|[0-9]{{1,3}}(?:{other}[0-9]{{3}})+|[0-9]{{1,3}}(?: [0-9]{{3}})+)"
    return rf"[+-]?(?:{whole}(?:\{mark}[0-9]+)?|\{mark}[0-9]+)(?:e[+-]?[0-9]{{1,3}})?"


def _only_decimal(mark: str) -> str:
    """Return the pattern of cells in which this mark cannot part thousands or is the last of two.

    A mark parts thousands when one to three digits, no leading zero, stand before it and groups of
    exactly three after it. The other mark, when it parts thousands twice, says so as well.
    """
    other = {",": r"\.", ".": ","}[mark]
    fraction = r"(?:[0-9]{1,2}|[0-9]{4,})"
    return (
        rf"[+-]?(?:[0-9 {other}]*\{mark}{fraction}|(?:0|[0-9]{{4,}}|)\{mark}[0-9]+"
        rf"|[0-9]{{1,3}}(?:[ {other}][0-9]{{3}})+\{mark}[0-9]+"
        rf"|[0-9]{{1,3}}(?:{other}[0-9]{{3}}){{2,}})(?:e[+-]?[0-9]{{1,3}})?"
    )


def _decide(plain: pd.Series, counts: np.ndarray, elsewhere: set[str]) -> str:
    """Return the column's decimal mark: its own, the commoner of two, else that of the file."""
    cells = {mark: int(counts[plain.str.fullmatch(_only_decimal(mark))].sum()) for mark in ",."}
    if cells[","] != cells["."]:
        return "," if cells[","] > cells["."] else "."
    if not cells[","] and len(elsewhere) == 1:
        return next(iter(elsewhere))
    return ""

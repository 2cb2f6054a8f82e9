"""Numbers as people write them; what the marks mean is decided by the whole column.

`1.234,5` and `1,234.5` both occur, and `1.234` alone can be either 1234 or 1.234. Cells that can
be read in one way only say which mark is decimal for all cells of their column.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["Numbers", "decimal_marks", "read_numbers"]

MISSING = ("", "-", "–", "—", ".", "..", "...", "…", ":", "x", "na", "n/a", "n.a.", "nan", "null",
           "none", "không có", "chưa có", "chưa có số liệu", "không có số liệu")  # fmt: skip
_SPACES = "[\u00a0\u2007\u2009\u202f]"  # no-break, figure, thin and narrow no-break space
_MINUS = "^[\u2212\u2012\u2013]"
_INTEGER = r"[+-]?[0-9]+(?:e[+-]?[0-9]{1,3})?"


@dataclass(frozen=True)
class Numbers:
    """A column of numbers, with the index of the texts.

    `values`: float, NaN where missing or bad; `missing`, `bad`: which; `doubtful`: bad only because
    the mark can be read in two ways; `percent`: written with a percent sign; `decimals`: how many
    were written; `mark`: the column's decimal mark, "" when none was needed.
    """

    values: pd.Series
    missing: pd.Series
    bad: pd.Series
    doubtful: pd.Series
    percent: pd.Series
    decimals: pd.Series
    mark: str


def decimal_marks(texts: pd.Series) -> set[str]:
    """Return the marks that at least one cell uses as it can only be used before decimals."""
    distinct = pd.Series(_plain(texts).str.rstrip("% ").unique(), dtype="str")
    return {mark for mark in ",." if distinct.str.fullmatch(_only_decimal(mark)).any()}


def read_numbers(texts: pd.Series, elsewhere: set[str]) -> Numbers:
    """Read a column of stripped texts; `elsewhere`: decimal marks of the file's other columns."""
    plain = _plain(texts)
    missing = plain.isin(MISSING)
    percent = plain.str.endswith("%")
    plain = plain.str.rstrip("% ")
    mark = _decide(plain, elsewhere)
    doubtful = plain.str.fullmatch(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}") & (mark == "")
    fits = plain.str.fullmatch(_shape(mark) if mark else _INTEGER) & ~missing
    thousands = {",": r"[ .]", ".": r"[ ,]"}.get(mark, " ")
    digits = plain.where(fits).str.replace(thousands, "", regex=True).str.replace(",", ".")
    values = digits.astype("float64")
    good = fits & np.isfinite(values)
    decimals = digits.str.extract(r"\.([0-9]+)", expand=False).str.len().fillna(0).astype(int)
    bad = ~good & ~missing
    return Numbers(values.where(good), missing, bad, doubtful & bad, percent, decimals, mark)


def _plain(texts: pd.Series) -> pd.Series:
    spaced = texts.str.lower().str.replace(_SPACES, " ", regex=True)
    return (
        spaced.str.replace(_MINUS, "-", regex=True)
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


def _decide(plain: pd.Series, elsewhere: set[str]) -> str:
    """Return the column's decimal mark: its own, the commoner of two, else that of the file."""
    counts = {mark: int(plain.str.fullmatch(_only_decimal(mark)).sum()) for mark in ",."}
    if counts[","] != counts["."]:
        return "," if counts[","] > counts["."] else "."
    if not counts[","] and len(elsewhere) == 1:
        return next(iter(elsewhere))
    return ""

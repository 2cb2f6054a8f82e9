"""Matrices and lists written short, for what travels to the browser on every change.

`ui/map/figures.js` reads them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os.path import commonprefix
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]  # one row an area, one column a period, NaN where missing

# Printable letters that JSON writes as they are; the first half ends a number, the second goes on.
LETTERS = "".join(letter for letter in map(chr, range(33, 127)) if letter not in '"\\')
_HALF = len(LETTERS) // 2


def pack(matrix: Matrix, decimals: int) -> dict[str, Any]:
    """Write a matrix as strings, one a row: steps from figure to figure, blanks where missing.

    A step counts in units of the last decimal, begins at 0 and is written as a whole number
    (0, −1, 1, −2 … become 0, 1, 2, 3 …) in digits of base 46, the lowest first. Neighbouring
    periods are alike, so most steps are one letter, and few different ones compress well.
    """
    scaled = np.rint(matrix * 10**decimals)
    return {"decimals": decimals, "rows": [_line(row) for row in scaled.tolist()]}


def _line(row: Sequence[float]) -> str:
    written, last = [], 0
    for figure in row:
        if not np.isfinite(figure):
            written.append(" ")
            continue
        step, last = int(figure) - last, int(figure)
        written.append(_number(2 * step if step >= 0 else -2 * step - 1))
    return "".join(written)


def _number(rest: int) -> str:
    digits = ""
    while rest >= _HALF:
        rest, digit = divmod(rest, _HALF)
        digits += LETTERS[_HALF + digit]
    return digits + LETTERS[rest]


def pack_some(matrix: Matrix, decimals: int) -> dict[str, Any]:
    """Pack only the rows that have anything, each from its first figure to its last.

    `areas` are their places in the matrix, `starts` the columns they begin with.
    """
    known = np.isfinite(matrix)
    held = known.any(axis=1)
    packed = pack(matrix[held], decimals)
    packed["rows"] = [line.strip() for line in packed["rows"]]
    starts = known[held].argmax(axis=1).tolist()
    return {"areas": np.flatnonzero(held).tolist(), "starts": starts, **packed}


def alike(lines: Iterable[str]) -> dict[str, list[int]]:
    """Name the areas of each line of status marks; lines of normal figures only are left out."""
    found: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if line.strip("."):
            found.setdefault(line, []).append(place)
    return found


def headed(texts: Sequence[str]) -> dict[str, Any]:
    """Write texts as the beginning they share ("tháng ") and their ends."""
    head = commonprefix(list(texts))  # noqa: RUF071 - letters are meant, not folders
    return {"head": head, "tails": [text[len(head) :] for text in texts]}


def once(items: list[Any]) -> list[Any]:
    """One item where all are the same."""
    return items[:1] if all(item == items[0] for item in items) else items

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

_DIGITS = np.array(list("0123456789abcdefghijklmnopqrstuvwxyz"))


def pack(matrix: Matrix, decimals: int) -> dict[str, Any]:
    """Write a matrix as strings of digits in base 36, one string a row, blanks where missing.

    A cell is `width` digits of `round(value · 10^decimals) − least`: a third of plain JSON.
    """
    scaled = np.rint(matrix * 10**decimals)
    known = np.isfinite(scaled)
    least, most = (int(scaled[known].min()), int(scaled[known].max())) if known.any() else (0, 0)
    width = len(np.base_repr(most - least, 36))
    numbers = np.where(known, scaled - least, 0).astype(np.int64)
    places = 36 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    digits = np.where(known[..., None], _DIGITS[numbers[..., None] // places % 36], " ")
    lines = ["".join(row.ravel()) for row in digits]
    return {"decimals": decimals, "least": least, "width": width, "rows": lines}


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

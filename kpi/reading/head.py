"""Where a table begins and ends: titles above its head, the head itself, footnotes below.

The head is that of the first rows that is understood best; two or three rows one under the other
may make it up together, with cells merged across (empty to the right) and down (empty below).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kpi.names import fold
from kpi.reading.headings import Headings, read_headings

__all__ = ["TOP", "Head", "Row", "find_foot", "find_head"]

TOP = 40  # rows in which the head is looked for
_DEEPEST = 3  # rows a head can have
_NUMBER = re.compile(r"[+-]?[0-9][0-9., ]*%?")
_INDEX = re.compile(r"\(?(?:[0-9]{1,2}|[A-Z])\)?(?: ?=.*)?")  # A, B, 1, (2), (3)=(1)/(2)
_NOTE = re.compile(
    r"\W*(?:ghi chu|chu thich|luu y|nguon|note|source|nguoi lap|thu truong|noi nhan|ky boi|"
    r"thuc hien boi|don vi tinh)\b|.{0,30}\bngay [0-9. ]+ thang [0-9. ]+ nam\b"
)
_STAR = re.compile(r"\s*(?:\(?\*+\)?|\([0-9]\))\s*\S")


class Row(NamedTuple):
    """One row near the top: the physical lines it takes, counted from 0, and its cells."""

    line: int
    after: int
    cells: list[str]


class Head(NamedTuple):
    """A head: what it says, its rows among those looked at, and what titles above it say."""

    headings: Headings
    first: int
    after: int
    said: Mapping[str, str]


def find_head(rows: Sequence[Row], indicators: Mapping[str, str]) -> Head | None:
    """Return the head understood best, the first of equals; None when no field is named.

    `rows`: the first rows that are not blank; `indicators`: ids by folded name.
    """
    best: Head | None = None
    for first, row in enumerate(rows[:TOP]):
        if _has_number(row.cells):
            continue
        for depth in range(1, _DEEPEST + 1):
            if depth > 1 and not _goes_on(rows, first, depth):
                break
            found = read_headings(_stacks(rows[first : first + depth]), indicators)
            if found.places and _better(found, first, best):
                best = Head(found, first, first + depth, {})
    if best is None:
        return None
    after = best.after + (best.after < len(rows) and _is_index(rows[best.after].cells))
    return Head(best.headings, best.first, after, _said(rows[: best.first], indicators))


def _better(found: Headings, first: int, best: Head | None) -> bool:
    """Prefer more columns; a deeper head of the same start also when it says as much."""
    if best is None or found.score > best.headings.score:
        return True
    deeper = first == best.first and bool(found.groups)
    return deeper and found.score == best.headings.score


def _goes_on(rows: Sequence[Row], first: int, depth: int) -> bool:
    """Tell whether the next row can belong to the head: no figures, nothing under the areas."""
    if first + depth > len(rows) or _has_number(rows[first + depth - 1].cells):
        return False
    upper, lower = rows[first : first + depth - 1], rows[first + depth - 1].cells
    area = read_headings(_stacks(upper), {}).places.get("area")
    return area is not None and not _cell(lower, area)


def _stacks(rows: Sequence[Row]) -> list[list[str]]:
    """Return the texts over each column; a merged cell counts for the columns it spans."""
    width = max(len(row.cells) for row in rows)
    table = [[_cell(row.cells, place) for place in range(width)] for row in rows]
    for lower, upper in itertools.pairwise(reversed(table)):
        for place in range(1, width):
            if not upper[place] and lower[place]:
                upper[place] = upper[place - 1]
    return [list(stack) for stack in zip(*table, strict=True)]


def _cell(cells: Sequence[str], place: int) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""


def _has_number(cells: Sequence[str]) -> bool:
    """Tell whether a row holds figures; years and column numbers are none."""
    if _is_index(cells):
        return False
    numbers = [cell for cell in cells if _NUMBER.fullmatch(cell.strip())]
    return any(not re.fullmatch(r"(?:19|20|21)[0-9]{2}", cell.strip()) for cell in numbers)


def _is_index(cells: Sequence[str]) -> bool:
    """Tell whether a row only numbers the columns."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(filled) > 2 and all(_INDEX.fullmatch(cell) for cell in filled)


def _said(titles: Sequence[Row], indicators: Mapping[str, str]) -> dict[str, str]:
    """Return what titles such as `Kỳ báo cáo: Quý III/2025` say of the whole table."""
    said: dict[str, str] = {}
    for row in titles:
        for label, text in _labelled([cell for cell in row.cells if cell.strip()]):
            found = read_headings([[label]], {}).places
            if "period" in found and (period := read_headings([[text]], {}).groups):
                said["period"] = period[0].period
            if "indicator" in found and (name := indicators.get(fold(text[:200]))):
                said["indicator"] = name
    return said


def _labelled(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    for cell in cells:
        label, colon, text = cell[:400].partition(":")
        if colon and text.strip():
            yield label, text.strip()
    for label, text in itertools.pairwise(cells):
        yield label.rstrip(": "), text.strip()


def find_foot(rows: Sequence[Row], width: int, figures: Sequence[int]) -> int:
    """Return from which of the last rows on there are only footnotes; their number if none are.

    `figures`: places of columns that hold numbers. Below the first note nothing may be a figure.
    """
    foot = len(rows)
    for at in range(len(rows) - 1, -1, -1):
        cells = rows[at].cells
        figured = any(_NUMBER.fullmatch(_cell(cells, place)) for place in figures)
        note = _is_note(cells)
        if len(cells) >= width and figured:
            break
        if not note and any(_NUMBER.fullmatch(cell.strip()) for cell in cells):
            break
        foot = at if note else foot
    return foot


def _is_note(cells: Sequence[str]) -> bool:
    text = next((cell for cell in cells if cell.strip()), "")[:400]
    return bool(_STAR.match(text) or _NOTE.match(fold(text)))

"""From text to rows: the separator, the head, and every row with its physical line.

A quoted cell may hold line breaks, so rows and lines are counted apart. A quote that is never
closed would swallow the lines after it: its own line is named and reading resumes at the next.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kpi.problems import Problem
from kpi.reading.headings import Headings, read_headings
from kpi.reading.text import Refused

if TYPE_CHECKING:
    from _csv import Reader

__all__ = ["Table", "read_rows"]

DELIMITERS = (",", ";", "\t", "|")
_NAMED = {"\t": "tab", **{mark: mark for mark in ",;|"}}
_MOST_COLUMNS = 500  # every column costs time even when it is not read
_CHUNK = 50_000  # rows turned into columns at a time: bounds the memory of lists of cells


@dataclass(frozen=True)
class Table:
    """A file as a table of texts.

    `cells`: one column per heading, numbered from 0, stripped; `lines`: the physical line each row
    begins at, counted from 1; `problems`: the rows that have no place in `cells`.
    """

    headings: Headings
    line: int
    delimiter: str
    cells: pd.DataFrame
    lines: np.ndarray
    problems: tuple[Problem, ...]

    @property
    def rows(self) -> int:
        """Rows of the file under its head that are not blank, good or bad."""
        return len(self.cells) + len(self.problems)


def read_rows(text: str, max_rows: int) -> Table:
    """Split a text into rows; Refused when no line names a known column or lines are too many."""
    lines = list(io.StringIO(text, newline=None))
    at = _head(lines)
    headings, delimiter, first = _best_head(lines, at)
    if not headings.places:
        raise Refused(Problem("not_a_table", line=at + 1, reason="columns"))
    if len(headings.names) > _MOST_COLUMNS:
        size = {"size": len(headings.names), "limit": _MOST_COLUMNS}
        raise Refused(Problem("too_large", at + 1, reason="columns", values=size))
    if len(lines) - first > max_rows:
        size = {"size": len(lines) - first, "limit": max_rows}
        raise Refused(Problem("too_large", reason="rows", values=size))
    problems: list[Problem] = []
    width = len(headings.names)
    good = _good(_records(lines, first, delimiter, width), width, delimiter, problems)
    chunks = [_columns([], width)]
    numbers: list[int] = []
    while chunk := list(islice(good, _CHUNK)):
        numbers.extend(line for line, _ in chunk)
        chunks.append(_columns([cells for _, cells in chunk], width))
    cells = pd.concat(chunks, ignore_index=True)
    return Table(headings, at + 1, delimiter, cells, np.array(numbers, int), tuple(problems))


def _head(lines: Sequence[str]) -> int:
    """Return the index of the head; comments, blank lines and Excel's `sep=;` may stand above."""
    for at, line in enumerate(lines):
        if line.strip(" \t\n,;|") and not line.startswith(("#", "sep=")):
            return at
    raise Refused(Problem("not_a_table", reason="empty"))


def _best_head(lines: Sequence[str], at: int) -> tuple[Headings, str, int]:
    """Read the head with every separator; keep the one that makes most sense of it."""
    tried = []
    for delimiter in DELIMITERS:
        reader = _reader(lines, at, delimiter)
        try:
            names = next(reader)
        except csv.Error:
            continue
        tried.append((read_headings(names), delimiter, at + reader.line_num))
    if not tried:
        raise Refused(Problem("not_a_table", line=at + 1, reason="columns"))
    return max(tried, key=lambda head: (len(head[0].places), len(head[0].names)))


def _reader(lines: Sequence[str], at: int, delimiter: str) -> Reader:
    """Read the lines from `at` on; strict, so that a badly closed quote is an error."""
    rest = map(lines.__getitem__, range(at, len(lines)))
    return csv.reader(rest, delimiter=delimiter, skipinitialspace=True, strict=True)


def _records(
    lines: Sequence[str], at: int, delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | None]]:
    """Yield every record with the line it begins at; None for a line whose quote is broken."""
    while at < len(lines):
        base, reader = at, _reader(lines, at, delimiter)
        try:
            for cells in reader:
                after = base + reader.line_num
                if after - at > 1 and _swallowed(cells, delimiter, width):
                    break
                yield at + 1, cells
                at = after
            else:
                return
        except csv.Error:
            pass
        yield at + 1, None
        at += 1


def _swallowed(cells: list[str], delimiter: str, width: int) -> bool:
    """Tell whether a quote left open runs into the next one: a cell then holds a whole row."""
    inner = (piece for cell in cells for piece in cell.split("\n")[1:])
    return len(cells) != width or any(piece.count(delimiter) >= width - 1 for piece in inner)


def _good(
    records: Iterator[tuple[int, list[str] | None]],
    width: int,
    delimiter: str,
    problems: list[Problem],
) -> Iterator[tuple[int, list[str]]]:
    """Pass on the rows as wide as the head; skip blank ones, note the others in `problems`."""
    for line, cells in records:
        if cells is None:
            problems.append(Problem("bad_structure", line, reason="quote"))
        elif not "".join(cells).strip():
            continue
        elif len(cells) == width or (len(cells) > width and not "".join(cells[width:]).strip()):
            yield line, cells[:width]
        else:
            facts = {"found": len(cells), "expected": width, "delimiter": _NAMED.get(delimiter)}
            problems.append(Problem("bad_structure", line, reason="fields", values=facts))


def _columns(rows: list[list[str]], width: int) -> pd.DataFrame:
    columns = zip(*rows, strict=True) if rows else ((),) * width
    texts = (pd.Series(column, dtype="str").str.strip() for column in columns)
    return pd.DataFrame(dict(enumerate(texts)))

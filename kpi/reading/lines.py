"""A text by its physical lines, and which of them do not plainly say where their cells end."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from _csv import Reader

__all__ = ["Lines", "odd_lines", "read_cells", "read_records"]

_QUOTE, _BREAK = b'"\n'
_NEAR = 1000  # lines
_STEP = 1 << 20  # bytes that a processor holds near


class Lines:
    """UTF-8 bytes by lines, counted from 0; the only line end is a line feed."""

    def __init__(self, data: bytes) -> None:
        self.data = data if data.endswith(b"\n") or not data else data + b"\n"
        text = np.frombuffer(self.data, np.uint8)
        steps = range(0, len(text), _STEP)
        self.count = sum(int(np.count_nonzero(text[at : at + _STEP] == _BREAK)) for at in steps)

    @cached_property
    def starts(self) -> np.ndarray:
        """Where each line begins, and where the last one ends."""
        breaks = np.flatnonzero(np.frombuffer(self.data, np.uint8) == _BREAK)
        return np.concatenate([[0], breaks + 1])

    def start(self, line: int) -> int:
        """Return where a line begins; of one near either end without looking at all of them."""
        if "starts" in self.__dict__ or _NEAR < line < self.count - _NEAR:
            return int(self.starts[line])
        if line > self.count - line:
            at = len(self.data)
            for _ in range(self.count - line):
                at = self.data.rindex(b"\n", 0, at - 1) + 1 if at > 1 else 0
            return at
        at = 0
        for _ in range(line):
            at = self.data.index(b"\n", at) + 1
        return at

    def before(self, line: int) -> Lines:
        """Return the lines above this one only."""
        return self if line >= self.count else Lines(self.data[: self.start(line)])

    def from_(self, line: int) -> Iterator[str]:
        """Yield the texts of the lines from this one on."""
        at = self.start(line)
        while at < len(self.data):
            after = self.data.index(b"\n", at) + 1
            yield self.data[at:after].decode("utf-8")
            at = after

    def some(self, chosen: np.ndarray) -> bytes:
        """Return the chosen lines (a mark for each of the last so many) put together."""
        first = self.count - len(chosen)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], chosen, [False]]).astype(np.int8)))
        bounds = self.starts[first + edges].tolist()
        return b"".join(self.data[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True))


def odd_lines(lines: Lines, first: int, delimiter: str, width: int) -> np.ndarray:
    """Tell which lines from `first` on have not `width` cells, plain or simply quoted.

    Simply quoted: nothing but the separator before and after, and no quote or line break within.
    """
    starts = lines.starts[first:] - lines.starts[first]
    text = np.frombuffer(lines.data, np.uint8)[lines.starts[first] :]
    marks = np.flatnonzero(text == ord(delimiter))
    found = np.diff(np.searchsorted(marks, starts))
    quotes = np.flatnonzero(text == _QUOTE)
    wrong = np.zeros(len(found), bool)
    if len(quotes):
        where = np.searchsorted(starts, quotes, "right") - 1
        each = np.bincount(where, minlength=len(found))
        opening = (np.arange(len(quotes)) - np.repeat(np.cumsum(each) - each, each)) % 2 == 0
        before = (quotes == starts[where]) | (text[quotes - 1] == ord(delimiter))
        after = np.isin(text[quotes + 1], [ord(delimiter), _BREAK])
        wrong[where[~np.where(opening, before, after)]] = True
        wrong |= each % 2 == 1
        pairs = quotes[~wrong[where]].reshape(-1, 2)
        within = np.diff(np.searchsorted(marks, pairs)).ravel()
        held = np.searchsorted(starts, pairs[:, 0], "right") - 1
        found = found - np.bincount(held, within, len(found)).astype(int)
    empty = np.diff(starts) == 1
    odd: np.ndarray = (wrong | (found != width - 1)) & ~empty
    return odd


def read_cells(lines: Lines, line: int, delimiter: str) -> tuple[list[str], int]:
    """Read a row of unknown width and return the line after; one badly quoted as a single cell."""
    reader = _strict(lines.from_(line), delimiter)
    try:
        cells = next(reader)
    except csv.Error:
        return [next(lines.from_(line)).strip()], line + 1
    return cells, line + reader.line_num


def read_records(
    lines: Lines, odd: np.ndarray, delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | None, int]]:
    """Read the records that begin in odd lines: line, cells, and the line after the record.

    The cells are None where a quote is broken; reading then resumes at the next odd line. `odd`: a
    mark for each of the last so many lines.
    """
    first, at = lines.count - len(odd), 0
    marks = odd.tobytes()
    while (at := marks.find(1, at)) >= 0:
        for line, cells, after in _run(lines, first + at, marks, delimiter, width):
            yield line, cells, after
            at = after - first


def _run(
    lines: Lines, line: int, marks: bytes, delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | None, int]]:
    """Read record after record as long as lines are odd, up to the first that is broken."""
    first = lines.count - len(marks)
    base, reader = line, _strict(lines.from_(line), delimiter)
    try:
        for cells in reader:
            after = base + reader.line_num
            if after - line > 1 and _swallowed(cells, delimiter, width):
                break
            yield line, cells, after
            line = after
            if line == lines.count or not marks[line - first]:
                return
    except csv.Error:
        pass
    yield line, None, line + 1


def _swallowed(cells: list[str], delimiter: str, width: int) -> bool:
    """Tell whether a quote left open runs into the next one: a cell then holds a whole row."""
    inner = (piece for cell in cells for piece in cell.split("\n")[1:])
    return len(cells) != width or any(piece.count(delimiter) >= width - 1 for piece in inner)


def _strict(texts: Iterable[str], delimiter: str) -> Reader:
    """Read lines; strict, so that a badly closed quote is an error."""
    return csv.reader(texts, delimiter=delimiter, skipinitialspace=True, strict=True)

"""A text by its physical lines, and which of them do not plainly say where their cells end."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from _csv import Reader

__all__ = ["Lines", "Odd", "odd_lines", "read_cells", "read_records"]

_QUOTE, _BREAK = b'"\n'
_NEAR = 1000  # lines
_STEP = 1 << 20  # bytes that a processor holds near
_TALLEST = 1000  # lines a quoted cell can go over
_AGAIN = 20_000  # lines, and twice those of the file, may be read again after quotes left open


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

    @cached_property
    def _top(self) -> list[int]:
        """Where each of the first lines begins."""
        starts = [0]
        for _ in range(min(_NEAR, self.count)):
            starts.append(self.data.index(b"\n", starts[-1]) + 1)
        return starts

    def start(self, line: int) -> int:
        """Return where a line begins; of one near either end without looking at all of them."""
        if line <= min(_NEAR, self.count):
            return self._top[line]
        if "starts" in self.__dict__ or line < self.count - _NEAR:
            return int(self.starts[line])
        at = len(self.data)
        for _ in range(self.count - line):
            at = self.data.rindex(b"\n", 0, at - 1) + 1 if at > 1 else 0
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


class Odd(NamedTuple):
    """Of each line from some line on: whether it is odd, and whether there is a quote in it."""

    marks: np.ndarray
    quoted: np.ndarray

    @classmethod
    def all(cls, lines: Lines, first: int) -> Odd:
        """Take every line from `first` on for odd and quoted."""
        return cls(np.ones(lines.count - first, bool), np.ones(lines.count - first, bool))


def odd_lines(lines: Lines, first: int, delimiter: str, width: int) -> Odd:
    """Tell which lines from `first` on have not `width` cells, plain or simply quoted.

    Simply quoted: nothing but the separator before and after, and no quote or line break within.
    """
    starts = lines.starts[first:] - lines.starts[first]
    text = np.frombuffer(lines.data, np.uint8)[lines.starts[first] :]
    marks = np.flatnonzero(text == ord(delimiter))
    found = np.diff(np.searchsorted(marks, starts))
    quotes = np.flatnonzero(text == _QUOTE)
    wrong, quoted = np.zeros(len(found), bool), np.zeros(len(found), bool)
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
        quoted = each > 0
    empty = np.diff(starts) == 1
    return Odd((wrong | (found != width - 1)) & ~empty, quoted)


def read_cells(lines: Lines, line: int, delimiter: str) -> tuple[list[str], int]:
    """Read a row of unknown width and return the line after; one badly quoted as a single cell."""
    texts = _Texts(lines.from_(line))
    try:
        cells = next(_strict(texts, delimiter))
    except csv.Error:
        return [next(lines.from_(line)).strip()], line + 1
    return cells, line + texts.taken


def read_records(
    lines: Lines, odd: Odd, delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | None, int]]:
    """Read the records that begin in odd lines: line, cells, and the line after the record.

    The cells are None where a quote is broken; reading then resumes at the next odd line. When
    that has cost too much, a quote must be closed in its own line.
    """
    first, at = lines.count - len(odd.marks), 0
    marks, quoted = odd.marks.tobytes(), odd.quoted.tobytes()
    starts, spare = lines.starts[first:].tolist(), _AGAIN + 2 * len(marks)
    while (at := marks.find(1, at)) >= 0:
        if not quoted[at] or spare <= 0:
            text = lines.data[starts[at] : starts[at + 1] - 1].decode("utf-8")
            yield first + at, _alone(text, delimiter, quoted[at]), first + at + 1
            at += 1
            continue
        for line, cells, after, again in _run(lines, first + at, marks, delimiter, width):
            spare -= again
            yield line, cells, after
            at = after - first


def _alone(text: str, delimiter: str, quoted: int) -> list[str] | None:
    """Read a line that is a record by itself; None where a quote is broken."""
    if not quoted:
        return text.split(delimiter)
    try:
        return next(_strict([text], delimiter))
    except csv.Error:
        return None


def _run(
    lines: Lines, line: int, marks: bytes, delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | None, int, int]]:
    """Read record after record as long as lines are odd, up to the first that is broken.

    To each is added how many of the lines looked at must be read again.
    """
    first, base = lines.count - len(marks), line
    texts = _Texts(lines.from_(line))
    try:
        for cells in _strict(texts, delimiter):
            after = base + texts.taken
            if after - line > 1 and _swallowed(cells, delimiter, width):
                break
            yield line, cells, after, 0
            if after == lines.count or not marks[after - first]:
                return
            line, texts.left = after, _TALLEST
    except csv.Error:
        pass
    yield line, None, line + 1, base + texts.taken - line


class _Texts:
    """Lines one by one: how many were taken, and how many are left for a record."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts = texts
        self.taken, self.left = 0, _TALLEST

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if not self.left:
            raise StopIteration
        self.taken += 1
        self.left -= 1
        return next(self._texts)


def _swallowed(cells: list[str], delimiter: str, width: int) -> bool:
    """Tell whether a quote left open runs into the next one: a cell then holds a whole row."""
    inner = (piece for cell in cells for piece in cell.split("\n")[1:])
    return len(cells) != width or any(piece.count(delimiter) >= width - 1 for piece in inner)


def _strict(texts: Iterable[str], delimiter: str) -> Reader:
    """Read lines; strict, so that a badly closed quote is an error."""
    return csv.reader(texts, delimiter=delimiter, skipinitialspace=True, strict=True)

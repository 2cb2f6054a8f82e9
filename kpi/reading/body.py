"""The rows under the head of a text file, each with its physical line.

Lines that say plainly where their cells end are parsed together, at the full speed of Arrow. The
others – a quote that is escaped, left open or holds a line break, more or fewer cells than the
head – are read one by one. A quote never closed would swallow the lines after it: its own line is
named and reading resumes at the next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from kpi.problems import MOST, Problem
from kpi.reading.columns import Cells, Column, Raw, as_column, coded
from kpi.reading.lines import Lines, Odd, odd_lines, read_records

__all__ = ["Body", "read_body", "without_blank"]

_NAMED = {"\t": "tab", **{mark: mark for mark in ",;|"}}
_BLOCK = 1 << 22  # bytes parsed at a time


@dataclass(frozen=True)
class Body:
    """Rows as columns.

    `lines`: the physical line each row begins at, from 1; `broken`: the lines of the rows that have
    no place in the columns; `problems`: what is wrong with the first MOST of them; `aside`: the
    lines that are no row, by the reason why.
    """

    columns: Sequence[Cells]
    lines: np.ndarray
    problems: Sequence[Problem] = ()
    broken: Sequence[int] = ()
    aside: Mapping[str, list[int]] = field(default_factory=dict)

    def only(self, rows: np.ndarray) -> Body:
        """Return the body with the marked rows only."""
        keep = np.flatnonzero(rows)
        columns = [as_column(one).take(keep) for one in self.columns]
        return replace(self, columns=columns, lines=self.lines[keep])


def read_body(lines: Lines, first: int, delimiter: str, width: int, many: set[int]) -> Body:
    """Read the rows from line `first` on; `many`: places of columns with many different texts."""
    start = lines.start(first)
    if lines.data.find(b'"', start) < 0:
        rest = pa.py_buffer(lines.data).slice(start)
        columns = _parse(rest, delimiter, width, many, quoted=False)
        rows = lines.count - first
        if columns and len(columns[0]) == rows:
            return without_blank(Body(columns, np.arange(first + 1, lines.count + 1)))
    odd = odd_lines(lines, first, delimiter, width)
    return without_blank(_mixed(lines, odd, delimiter, width, many))


def _parse(
    data: pa.Buffer, delimiter: str, width: int, many: set[int], *, quoted: bool
) -> list[Cells]:
    """Parse lines of `width` cells each; nothing when there are others."""
    names = [str(place) for place in range(width)]
    kinds = {
        name: pa.string() if place in many else pa.dictionary(pa.int32(), pa.string())
        for place, name in enumerate(names)
    }
    if not data.size:
        return [Column.of(())] * width
    try:
        table = pa_csv.read_csv(
            pa.BufferReader(data),
            pa_csv.ReadOptions(column_names=names, block_size=_BLOCK),
            pa_csv.ParseOptions(delimiter=delimiter, quote_char='"' if quoted else False),
            pa_csv.ConvertOptions(  # the letters are known to be good
                column_types=kinds, strings_can_be_null=False, check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return []
    cells = enumerate(table.columns)
    return [Raw(one) if place in many else coded(one) for place, one in cells]


def _mixed(lines: Lines, odd: Odd, delimiter: str, width: int, many: set[int]) -> Body:
    """Read plain lines together and the odd ones one by one, and put them in order."""
    first = lines.count - len(odd.marks)
    plain, body, rows = _one_by_one(lines, odd, delimiter, width)
    columns = _parse(pa.py_buffer(lines.some(plain)), delimiter, width, many, quoted=True)
    filled = plain & (np.diff(lines.starts[first:]) > 1)
    if not columns or len(columns[0]) != filled.sum():  # the two do not agree what a line says
        return _mixed(lines, Odd.all(lines, first), delimiter, width, many)
    body.aside["blank"] += (first + 1 + np.flatnonzero(plain & ~filled)).tolist()
    numbers = np.concatenate([first + 1 + np.flatnonzero(filled), body.lines])
    order = np.argsort(numbers, kind="stable")
    cells = zip(*rows, strict=True) if rows else [()] * width
    both = [
        Column.joined([as_column(column), Column.of(own)]).take(order)
        for column, own in zip(columns, cells, strict=True)
    ]
    return replace(body, columns=both, lines=numbers[order])


def _one_by_one(
    lines: Lines, odd: Odd, delimiter: str, width: int
) -> tuple[np.ndarray, Body, list[list[str]]]:
    """Read the records that begin in odd lines; return which lines are left, and the rows."""
    first = lines.count - len(odd.marks)
    plain = np.ones(len(odd.marks), bool)
    problems: list[Problem] = []
    broken: list[int] = []
    blank: list[int] = []
    continued: list[int] = []
    rows, numbers = [], []
    for line, cells, after in read_records(lines, odd, delimiter, width):
        plain[line - first : after - first] = False
        if after - line > 1:
            continued += range(line + 2, after + 1)
        if cells is not None and not "".join(cells).strip():
            blank.append(line + 1)
        elif cells is None or len(cells) < width or "".join(cells[width:]).strip():
            broken.append(line + 1)
            if len(problems) < MOST:
                problems.append(_broken(line + 1, cells, delimiter, width))
        else:
            numbers.append(line + 1)
            rows.append(cells[:width])
    aside = {"blank": blank, "continued": continued}
    return plain, Body([], np.array(numbers, int), problems, broken, aside), rows


def _broken(line: int, cells: Sequence[str] | None, delimiter: str, width: int) -> Problem:
    if cells is None:
        return Problem("bad_structure", line, reason="quote")
    facts = {"found": len(cells), "expected": width, "delimiter": _NAMED.get(delimiter)}
    return Problem("bad_structure", line, reason="fields", values=facts)


def without_blank(body: Body) -> Body:
    """Set rows aside that hold nothing but separators."""
    maybe = np.arange(len(body.lines))
    for column in sorted(body.columns, key=lambda one: isinstance(one, Raw)):
        if isinstance(column, Raw):
            texts = column.cells if len(maybe) == len(body.lines) else column.cells.take(maybe)
            bare = pc.equal(pc.binary_length(pc.utf8_trim_whitespace(texts)), 0)
            maybe = maybe[bare.to_numpy().astype(bool)]
        else:
            empty = np.array([not text for text in column.texts], bool)
            maybe = maybe[empty[column.codes[maybe]]] if empty.any() else maybe[:0]
    if not len(maybe):
        return body
    keep = np.ones(len(body.lines), bool)
    keep[maybe] = False
    blank = sorted([*body.aside.get("blank", []), *body.lines[maybe].tolist()])
    return replace(body.only(keep), aside={**body.aside, "blank": blank})

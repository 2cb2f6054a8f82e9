"""From a text to a table: the separator, the head, the rows, and parts in the long form.

A wide table comes apart into one part for each indicator and period it has columns for; all parts
share the rows' lines. So whatever the layout, a row of a part is one observation.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

import numpy as np

from kpi.names import fold
from kpi.problems import Problem, safe
from kpi.reading.body import Body, read_body
from kpi.reading.columns import Cells, Column, as_column
from kpi.reading.head import TOP, Head, Row, find_foot, find_head
from kpi.reading.headings import Headings
from kpi.reading.lines import Lines, read_cells
from kpi.reading.text import Refused

__all__ = ["MOST_COLUMNS", "Part", "Table", "Words", "as_table", "refuse_size", "split_text"]

DELIMITERS = (",", ";", "\t", "|")
MOST_COLUMNS = 500  # every column costs time even when it is not read
_FOOT = 40  # lines in which footnotes are looked for
_LONGEST_NAME = 100  # letters; longer text is no region


class Words(NamedTuple):
    """Names that a table's layout is told by: indicator ids by folded name, and regions, folded."""

    indicators: Mapping[str, str]
    regions: frozenset[str]


@dataclass(frozen=True)
class Part:
    """Rows in the long form: `cells` and `headings` (as written) by field, and physical `lines`."""

    cells: Mapping[str, Cells]
    headings: Mapping[str, str]
    lines: np.ndarray
    sheet: str = ""


@dataclass(frozen=True)
class Table:
    """A text, or one sheet, as a table.

    `line`: where the head stands; `body`: all cells as they stand; `parts`: those that are read;
    `unused`: headings of the others; `aside`: the lines that are no row, by the reason why;
    `size`: how many lines there are.
    """

    head: Head
    line: int
    body: Body
    parts: tuple[Part, ...]
    unused: tuple[str, ...]
    aside: Mapping[str, Sequence[int]]
    size: int
    delimiter: str | None = None
    sheet: str = ""

    @property
    def rows(self) -> int:
        """Rows under the head, good or bad; titles, blank lines and footnotes are none."""
        return len(self.body.lines) + len(self.body.problems)

    def problems(self, given: Sequence[str]) -> list[Problem]:
        """Return what is wrong with the head, the fields `given` set aside, and the broken rows."""
        told = [*self.head.headings.problems(self.line, given), *self.body.problems]
        if not self.rows:
            told.append(Problem("no_rows", self.line))
        return [replace(problem, sheet=self.sheet) for problem in told]


def split_text(data: bytes, words: Words, max_rows: int) -> Table:
    """Split a text into rows; Refused when no line names a known column or lines are too many."""
    lines = Lines(data)
    tops = {mark: list(_top(lines, mark)) for mark in DELIMITERS}
    parted = {mark: rows for mark, rows in tops.items() if any(len(row.cells) > 1 for row in rows)}
    tops = parted or tops
    heads = {mark: find_head(rows, words.indicators) for mark, rows in tops.items()}
    found = {mark: head for mark, head in heads.items() if head}
    if not found:
        line = min((rows[0].line + 1 for rows in tops.values() if rows), default=1)
        raise Refused(Problem("not_a_table", line=line, reason="columns"))
    mark = max(found, key=lambda one: (found[one].headings.score, len(found[one].headings.names)))
    head, rows = found[mark], tops[mark]
    first, width = rows[head.after - 1].after, len(head.headings.names)
    refuse_size(width, lines.count - first, max_rows, rows[head.first].line + 1)
    foot = _foot(lines, first, mark, head.headings)
    body = read_body(lines.before(foot), first, mark, width, set(head.headings.figures))
    return as_table(rows, head, body, (foot, lines.count), words, mark)


def refuse_size(columns: int, rows: int, max_rows: int, line: int) -> None:
    """Raise Refused for a table with too many columns or rows."""
    if columns > MOST_COLUMNS:
        size = {"size": columns, "limit": MOST_COLUMNS}
        raise Refused(Problem("too_large", line, reason="columns", values=size))
    if rows > max_rows:
        size = {"size": rows, "limit": max_rows}
        raise Refused(Problem("too_large", reason="rows", values=size))


def _top(lines: Lines, delimiter: str) -> Iterator[Row]:
    """Yield the first rows that are neither blank nor comments; a broken one as its first line."""
    at = found = 0
    while at < lines.count and found < TOP:
        text = next(lines.from_(at))
        after = at + 1
        if text.strip(" \t\n,;|") and not text.startswith(("#", "sep=")):
            cells, after = read_cells(lines, at, delimiter)
            found += 1
            yield Row(at, after, cells)
        at = after


def _foot(lines: Lines, first: int, delimiter: str, headings: Headings) -> int:
    """Return the line from which on there are only footnotes, the number of lines if none."""
    start = max(first, lines.count - _FOOT)
    texts = islice(lines.from_(start), _FOOT)
    rows = [
        Row(start + at, start + at + 1, cells)
        for at, text in enumerate(texts)
        for cells in [next(csv.reader([text], delimiter=delimiter), [])]
    ]
    return start + find_foot(rows, len(headings.names), headings.figures)


def as_table(  # noqa: PLR0917 - what a text and a sheet have in common
    rows: Sequence[Row],
    head: Head,
    body: Body,
    ends: tuple[int, int],
    words: Words,
    delimiter: str | None = None,
    sheet: str = "",
) -> Table:
    """Put head and body together; `ends`: the line where footnotes begin, and that of the end."""
    body, regions = _without_regions(body, head.headings, words)
    above = range(1, rows[head.after - 1].after + 1)
    titles = [number for number in above if number <= rows[head.first].line]
    aside = {
        "title": titles,
        "head": list(above[len(titles) :]),
        "region": regions,
        "foot": list(range(ends[0] + 1, ends[1] + 1)),
        **body.aside,
    }
    parts, unused = _parts(head.headings, body, sheet)
    return Table(
        head, rows[head.first].line + 1, body, parts, unused,
        {why: numbers for why, numbers in aside.items() if numbers}, ends[1], delimiter, sheet,
    )  # fmt: skip


def _without_regions(body: Body, headings: Headings, words: Words) -> tuple[Body, list[int]]:
    """Set rows aside that are the subtotals, or the titles, of regions."""
    place = headings.places.get("area")
    if place is None:
        return body, []
    areas = as_column(body.columns[place])
    told = areas.spread(np.array([_region(text) in words.regions for text in areas.texts], bool))
    if not told.any():
        return body, []
    keep = np.flatnonzero(~told)
    columns: list[Cells] = [as_column(one).take(keep) for one in body.columns]
    return replace(body, columns=columns, lines=body.lines[keep]), body.lines[told].tolist()


def _region(text: str) -> str:
    """Return the key of a region's name, without a number before it or the word for region."""
    if len(text) > _LONGEST_NAME:
        return ""
    return re.sub(r"^(?:[ivx]{1,4} |[a-h] |[0-9]{1,2} )?(?:vung |khu vuc )?", "", fold(text))


def _parts(headings: Headings, body: Body, sheet: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Take a table apart into the long form; return also the headings of columns not read."""
    shared = {field: _cells(headings, body, place) for field, place in headings.places.items()}
    names = {field: safe(headings.names[place]) for field, place in headings.places.items()}
    unused = list(headings.unknown)
    parts = []
    for group in headings.groups:
        own = {field: _cells(headings, body, place) for field, place in group.places.items()}
        written = {field: safe(headings.names[place]) for field, place in group.places.items()}
        said = {"indicator": group.indicator, "period": group.period}
        told = {kind: Column.constant(text, len(body.lines)) for kind, text in said.items() if text}
        if any(map(_is_filled, own.values())):
            heading = dict.fromkeys(told, written["value"])
            parts.append(
                Part({**shared, **told, **own}, {**names, **heading, **written}, body.lines, sheet)
            )
        else:
            unused += written.values()
    if not headings.groups:
        parts = [Part(shared, names, body.lines, sheet)]
    return tuple(parts), tuple(unused)


def _is_filled(cells: Cells) -> bool:
    return any(as_column(cells).texts)


def _cells(headings: Headings, body: Body, place: int) -> Cells:
    """Return a column; of SDMX's `ID: label` the id."""
    cells = body.columns[place]
    if headings.layout != "sdmx-csv" or ": " not in headings.names[place]:
        return cells
    return as_column(cells).map(lambda text: text.partition(": ")[0])

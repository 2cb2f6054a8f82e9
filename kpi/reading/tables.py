"""A table, whatever its layout: titles, head, rows, footnotes, and its parts in the long form.

A wide table comes apart into one part for each indicator and period it has columns for; all parts
share the rows' lines. So whatever the layout, a row of a part is one observation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from kpi.names import fold
from kpi.problems import MOST, Problem, safe
from kpi.reading.body import Body
from kpi.reading.columns import Cells, Column, as_column
from kpi.reading.head import Head, Row
from kpi.reading.headings import Headings

__all__ = ["Part", "Table", "Words", "as_table"]

_LONGEST_NAME = 100  # letters; longer text is no region


class Words(NamedTuple):
    """Names that a table's layout is told by: indicator ids by folded name, and regions, folded."""

    indicators: Mapping[str, str]
    regions: frozenset[str]


@dataclass(frozen=True)
class Part:
    """Rows in the long form: `cells` and `headings` (as written) by field, and physical `lines`.

    `said`: what a title says of all rows, where no column does.
    """

    cells: Mapping[str, Cells]
    headings: Mapping[str, str]
    lines: np.ndarray
    said: Mapping[str, str]
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
        return len(self.body.lines) + len(self.body.broken)

    def problems(self, given: Sequence[str]) -> list[Problem]:
        """Return what is wrong with the head, the fields `given` set aside, and the broken rows."""
        known = (*given, *self.head.said)
        told = [*self.head.headings.problems(self.line, known), *self.body.problems]
        if not self.rows:
            told.append(Problem("no_rows", self.line))
        return [replace(one, sheet=self.sheet) for one in told] if self.sheet else told


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
    body = _without_deletions(body, head.headings)
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
    parts, unused = _parts(head, body, sheet)
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
    return (body.only(~told), body.lines[told].tolist()) if told.any() else (body, [])


def _without_deletions(body: Body, headings: Headings) -> Body:
    """Name the rows of an SDMX-CSV file that delete an observation instead of telling one."""
    names = [name.strip().casefold() for name in headings.names]
    if headings.layout != "sdmx-csv" or "action" not in names:
        return body
    deletes = as_column(body.columns[names.index("action")]).is_("D")
    lines = body.lines[deletes].tolist()
    told = [Problem("bad_structure", line, reason="action") for line in lines[:MOST]]
    return replace(
        body.only(~deletes), problems=[*body.problems, *told], broken=[*body.broken, *lines]
    )


def _region(text: str) -> str:
    """Return the key of a region's name, without a number before it or the word for region."""
    if len(text) > _LONGEST_NAME:
        return ""
    return re.sub(r"^(?:[ivx]{1,4} |[a-h] |[0-9]{1,2} )?(?:vung |khu vuc )?", "", fold(text))


def _parts(head: Head, body: Body, sheet: str) -> tuple[tuple[Part, ...], tuple[str, ...]]:
    """Take a table apart into the long form; return also the headings of columns not read."""
    headings, said = head.headings, head.said
    shared = {field: _cells(headings, body, place) for field, place in headings.places.items()}
    names = {field: safe(headings.names[place]) for field, place in headings.places.items()}
    unused = list(headings.unknown)
    parts = []
    for group in headings.groups:
        own = {field: _cells(headings, body, place) for field, place in group.places.items()}
        written = {field: safe(headings.names[place]) for field, place in group.places.items()}
        keys = {"indicator": group.indicator, "period": group.period}
        told = {kind: Column.constant(text, len(body.lines)) for kind, text in keys.items() if text}
        if any(map(_is_filled, own.values())):
            heading = dict.fromkeys(told, written["value"])
            cells = {**shared, **told, **own}
            parts.append(Part(cells, {**names, **heading, **written}, body.lines, said, sheet))
        else:
            unused += written.values()
    if not headings.groups:
        parts = [Part(shared, names, body.lines, said, sheet)]
    return tuple(parts), tuple(unused)


def _is_filled(cells: Cells) -> bool:
    return any(as_column(cells).texts)


def _cells(headings: Headings, body: Body, place: int) -> Cells:
    """Return a column; of SDMX's `ID: label` the id."""
    cells = body.columns[place]
    if headings.layout != "sdmx-csv" or ": " not in headings.names[place]:
        return cells
    return as_column(cells).map(lambda text: text.partition(": ")[0])

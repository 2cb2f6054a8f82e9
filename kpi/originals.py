"""The lines of a file as somebody sent it, cell by cell: for excerpts and the fix file.

`kpi.reading` keeps meanings only. Here the same bytes are taken apart once more, with the same
rules for records, sheets and shown numbers, so that line numbers and texts agree with a Reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from python_calamine import CalamineSheet, CalamineWorkbook

from kpi.problems import Problem, safe
from kpi.reading import Reading
from kpi.reading.archives import sheet_kind
from kpi.reading.formats import Cells, shown_cells
from kpi.reading.lines import Lines, Odd, read_records
from kpi.reading.sheets import cell_text
from kpi.reading.text import decode

__all__ = ["Line", "Near", "Sheet", "head_lines", "lines_of", "near", "offending", "sheets_of"]

Near = Mapping[tuple[str, int], Sequence[str]]
_EACH = 1000  # problems of one code that get an excerpt


class Line(NamedTuple):
    """A record of a text or a row of a sheet: its physical line, from 1, and its cells as shown.

    `stored`: the numbers that a spreadsheet holds, None for texts; `whole`: False where a broken
    quote hides the cells, and the one cell is the line as it stands.
    """

    number: int
    cells: Sequence[str]
    stored: Sequence[float | None]
    whole: bool = True


class Sheet(NamedTuple):
    """A sheet, or a text (named ""); `merged`: first and last row and column of merged cells."""

    name: str
    lines: Iterator[Line]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()


def sheets_of(data: bytes, reading: Reading) -> Iterator[Sheet]:
    """Yield the sheets of a file that was read; none of one that was refused."""
    if reading.refused:
        return
    kind = sheet_kind(data)
    if kind is None:
        yield Sheet("", _text_lines(data, reading))
        return
    shown = shown_cells(data, kind)
    with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            merged = sheet.merged_cell_ranges or []
            yield Sheet(name, _rows(sheet, shown.get(name, {})), merged)


def lines_of(data: bytes, reading: Reading) -> Iterator[tuple[str, Line]]:
    """Yield every line of a file with the name of its sheet."""
    for sheet in sheets_of(data, reading):
        for line in sheet.lines:
            yield sheet.name, line


def head_lines(reading: Reading) -> dict[str, list[int]]:
    """Return the physical lines of each sheet's head."""
    heads = reading.aside[reading.aside["why"] == "head"]
    return {str(name): sorted(part["line"]) for name, part in heads.groupby("sheet")}


def _text_lines(data: bytes, reading: Reading) -> Iterator[Line]:
    lines, mark = Lines(decode(data)[0]), reading.delimiter or ","
    for at, cells, _ in read_records(lines, Odd.all(lines, 0), mark, _width(lines, reading)):
        if cells is None:
            whole = lines.data[lines.start(at) : lines.start(at + 1)].decode("utf-8")
            yield Line(at + 1, [whole.rstrip("\n")], [None], whole=False)
        else:
            yield Line(at + 1, cells, [None] * len(cells))


def _width(lines: Lines, reading: Reading) -> int:
    """Return how many cells the head has: it tells a quote left open from a quoted line break."""
    heads = head_lines(reading).get("", [1])
    top = lines.before(heads[-1])
    found = read_records(top, Odd.all(top, 0), reading.delimiter or ",", 1)
    return max((len(cells or ()) for at, cells, _ in found if at + 1 in heads), default=1)


def _rows(sheet: CalamineSheet, kinds: Cells) -> Iterator[Line]:
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = [cell_text(value, kinds.get((row, at))) for at, value in enumerate(values)]
        numbers = [float(one) if type(one) in (int, float) else None for one in values]  # type: ignore[arg-type]  # checked
        yield Line(row + 1, cells, numbers)


def near(data: bytes, reading: Reading, around: int = 2) -> Near:
    """Return the lines of the heads and near each problem (the first of each code), shortened."""
    wanted = {(sheet, line) for sheet, lines in head_lines(reading).items() for line in lines}
    told: dict[str, int] = {}
    for problem in reading.problems:
        told[problem.code] = told.get(problem.code, 0) + 1
        if problem.line and told[problem.code] <= _EACH:
            lines = range(problem.line - around, problem.line + around + 1)
            wanted |= {(problem.sheet, line) for line in lines}
    if not reading.problems:
        return {}
    return {
        (sheet, line.number): [safe(cell) for cell in line.cells]
        for sheet, line in lines_of(data, reading)
        if (sheet, line.number) in wanted
    }


def offending(problem: Problem, cells: Sequence[str], heads: Sequence[Sequence[str]]) -> int | None:
    """Return which cell of its line a problem is about: by what was given and by its heading."""

    def score(at: int) -> int:
        above = [head[at] for head in heads if at < len(head) and head[at]]
        named = [text in (problem.column or "") for text in above]
        as_given = problem.given is not None and cells[at] == problem.given
        return 4 * any(named) + 2 * as_given + (any(named) and all(named))

    if problem.column is None and problem.given is None:
        return None
    best = max(range(len(cells)), key=score, default=None)
    return best if best is not None and score(best) else None

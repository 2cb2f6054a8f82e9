"""Spreadsheets: every sheet that holds a table, each cell as the text that a reader sees.

Rows of the sheet are the line numbers. A number is written with a decimal point and marked as
stored, so that the marks of numbers typed as text next to it mean nothing to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

import numpy as np
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from kpi.problems import Problem
from kpi.reading.body import Body, without_blank
from kpi.reading.columns import Column
from kpi.reading.formats import Cells, Kind, shown_cells
from kpi.reading.head import TOP, Head, Row, find_foot, find_head
from kpi.reading.split import FOOT, WIDEST, refuse_size
from kpi.reading.tables import Table, Words, as_table
from kpi.reading.text import Refused, refuse_legacy

__all__ = ["cell_text", "read_sheets"]

Value = int | float | str | bool | time | date | datetime | timedelta


def read_sheets(
    data: bytes, kind: str, words: Words, max_rows: int
) -> tuple[list[Table], list[tuple[str, int]]]:
    """Return the tables, and the name and length of filled sheets that hold none.

    Raises Refused when no sheet holds a table, and for broken, protected or monstrous files.
    """
    shown = shown_cells(data, kind)
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            sheets = [_Sheet(book.get_sheet_by_name(name), shown) for name in book.sheet_names]
    except PasswordError:
        raise Refused(Problem("not_a_table", reason="password")) from None
    except (CalamineError, OSError, ValueError):
        raise Refused(Problem("not_a_table", reason="broken")) from None
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise Refused(Problem("not_a_table", reason="empty"))
    refuse_legacy(" ".join(cell for sheet in filled for row in sheet.rows for cell in row.cells))
    found = [(sheet, sheet.table(words, max_rows)) for sheet in filled]
    if not any(table for _, table in found):
        raise Refused(Problem("not_a_table", line=1, reason="columns"))
    if any(table and not table.head.headings.bare for _, table in found):
        found = [(one, None if table and table.head.headings.bare else table)
                 for one, table in found]  # fmt: skip
    others = [(sheet.name, len(sheet.cells)) for sheet, table in found if not table]
    return [table for _, table in found if table], others


class _Sheet:
    """One sheet as rows of texts; `stored` tells which cells hold numbers."""

    def __init__(self, sheet: CalamineSheet, shown: dict[str, Cells]) -> None:
        self.name = sheet.name
        kinds = shown.get(sheet.name, {})
        values: Sequence[Sequence[Value]] = sheet.to_python(skip_empty_area=False)
        self.cells = [[cell_text(value) for value in line] for line in values]
        self.stored = [[type(value) in (int, float) for value in line] for line in values]
        for (row, column), kind in kinds.items():
            if row < len(values) and column < len(values[row]):
                self.cells[row][column] = cell_text(values[row][column], kind)
        self.merged = sheet.merged_cell_ranges or []
        self.rows = [
            Row(at, at + 1, self._across(at, line)[:WIDEST])
            for at, line in enumerate(self.cells)
            if any(line)
        ][:TOP]

    def _across(self, row: int, cells: list[str]) -> list[str]:
        """Repeat a cell that is merged with those to its right."""
        whole = list(cells)
        for (top, left), (_, right) in self.merged:
            if top == row and right < len(whole):
                whole[left : right + 1] = [cells[left]] * (right + 1 - left)
        return whole

    def table(self, words: Words, max_rows: int) -> Table | None:
        """Find head and foot and return what stands between; None when there is no head."""
        head = find_head(self.rows, words.indicators)
        if head is None:
            return None
        first, last = self.rows[head.after - 1].after, len(self.cells)
        width = len(head.headings.names)
        refuse_size(width, last - first, max_rows, self.rows[head.first].line + 1)
        start = max(first, last - FOOT)
        below = [Row(at, at + 1, self.cells[at]) for at in range(start, last)]
        foot = start + find_foot(below, width, head.headings.figures)
        self._down(first, foot, head)
        columns = [
            Column.of(
                [line[place] for line in self.cells[first:foot]],
                [line[place] for line in self.stored[first:foot]],
            )
            for place in range(width)
        ]
        body = without_blank(Body(columns, np.arange(first + 1, foot + 1)))
        return as_table(self.rows, head, body, (foot, last), words, sheet=self.name)

    def _down(self, first: int, foot: int, head: Head) -> None:
        """Repeat a text that is merged with the cells below it; figures are nobody's to repeat."""
        figures = set(head.headings.figures)
        for (top, left), (bottom, right) in self.merged:
            if first <= top and bottom < foot and left == right and left not in figures:
                for row in range(top + 1, bottom + 1):
                    self.cells[row][left] = self.cells[top][left]


def cell_text(value: Value, kind: Kind | None = None) -> str:
    """Write a cell as it is shown, numbers with all their digits."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return _number(value, kind)
    return next(write(value, kind) for types, write in _WRITERS if isinstance(value, types))


def _number(value: float, kind: Kind | None) -> str:
    text = repr(value)
    if kind != "percent" and "e" not in text:
        return text.removesuffix(".0")
    number = Decimal(text)
    if not number.is_finite():
        return text
    text = format(number * 100 if kind == "percent" else number, "f")
    bare = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{bare}%" if kind == "percent" else bare


def _day(value: date, kind: Kind | None) -> str:
    """Write a date; midnight is no time, and the first of a month may stand for the month."""
    if kind == "month" and value.day == 1:
        return f"{value:%Y-%m}"
    return value.isoformat().removesuffix("T00:00:00")


_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[..., str]], ...] = (
    (bool, lambda value, _: str(value).upper()),
    (int, _number),
    (date, _day),
    (object, lambda value, _: str(value)),
)

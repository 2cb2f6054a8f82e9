"""Where problems are gathered while a table is checked, and which rows they rule out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from kpi.problems import Problem, safe
from kpi.reading.columns import Cells, Column, as_column
from kpi.reading.fields import FIELDS, FIGURES, REQUIRED
from kpi.reading.tables import Part

__all__ = ["Findings"]

Mask = np.ndarray  # of bool, one for each row


class Findings:
    """The cells of a file by field, its parts under one another, and the problems found so far.

    `cells`: one column for each field, "" where the file has none; `given` fills fields a part
    does not hold; `lines`: the physical line each row begins at; `sheets`: the sheet it is in;
    `wrong`: rows with an error; `lacking`: rows without a field that is needed.
    """

    def __init__(self, parts: Sequence[Part], given: Mapping[str, str]) -> None:
        self._parts = parts
        self._starts = np.cumsum([0, *(len(part.lines) for part in parts)]).tolist()
        self.rows: int = self._starts[-1]
        self.lines = np.concatenate([part.lines for part in parts]) if parts else np.zeros(0, int)
        fields = (*FIELDS, "area_code")
        self.cells = {field: _joined(parts, field, given.get(field, "")) for field in fields}
        self.lacking = {
            field: self._rows(lacks)
            for field in REQUIRED
            if any(lacks := [field not in {*part.cells, *part.said, *given} for part in parts])
        }
        self.wrong = np.zeros(self.rows, bool)
        for rows in self.lacking.values():
            self.wrong |= rows
        self.problems: list[Problem] = []

    def _rows(self, parts: Sequence[bool]) -> Mask:
        return np.repeat(np.array(parts, bool), [len(part.lines) for part in self._parts])

    def texts(self, field: str) -> Column:
        """Return the column of a field that is no number, or that is no plain one."""
        return as_column(self.cells[field])

    def note(
        self,
        rows: Mask,
        code: str,
        field: str,
        *,
        reason: str = "",
        suggestions: Mapping[str, str] | None = None,
        facts: Callable[[int], Mapping[str, object]] = lambda _: {},
    ) -> None:
        """Add one problem for each of `rows`; `suggestions` are looked up by the text given."""
        if field in self.lacking:
            rows = rows & ~self.lacking[field]
        places = np.flatnonzero(rows).tolist()
        cells, near = self.cells[field], suggestions or {}
        new = []
        for row in places:
            text, part = cells.at(row), self._part(row)
            new.append(
                Problem(
                    code, self.line(row), part.headings.get(field), safe(text), near.get(text),
                    reason, facts(row), part.sheet,
                )
            )  # fmt: skip
        self.problems += new
        if new and new[0].severity == "error":
            self.wrong[places] = True

    def in_order(self) -> tuple[Problem, ...]:
        """Return all problems in the order of the file, those of the whole file first."""
        sheets = list(dict.fromkeys(part.sheet for part in self._parts))
        order = {sheet: at for at, sheet in enumerate(sheets)}
        told = self.problems
        if len(self._parts) > 1:  # the parts of a wide table repeat what its rows share
            told = list({_identity(problem): problem for problem in reversed(told)}.values())[::-1]
        return tuple(sorted(told, key=lambda one: (order.get(one.sheet, -1), one.line or 0)))

    def line(self, row: int) -> int:
        """Return the physical line a row begins at."""
        return int(self.lines[row])

    def sheet(self, row: int) -> str:
        """Return the name of the sheet a row is in, "" in a text file."""
        return self._part(row).sheet

    def _part(self, row: int) -> Part:
        return self._parts[bisect_right(self._starts, row) - 1]

    def sheets(self) -> Column:
        """Return the sheet of each row."""
        return Column.joined(
            [Column.constant(part.sheet, len(part.lines)) for part in self._parts]
            or [Column.of(())]
        )


def _identity(one: Problem) -> tuple[object, ...]:
    return one.sheet, one.line, one.code, one.reason, one.column, one.given


def _joined(parts: Sequence[Part], field: str, given: str) -> Cells:
    """Put a field's columns under one another, what is `given` or said where a part has none."""
    cells = [
        part.cells.get(field, Column.constant(given or part.said.get(field, ""), len(part.lines)))
        for part in parts
    ]
    if len(cells) == 1 and (field in FIGURES or isinstance(cells[0], Column)):
        return cells[0]
    return Column.joined([as_column(one) for one in cells]) if cells else Column.of(())

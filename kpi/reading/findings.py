"""Where problems are gathered while a table is checked, and which rows they rule out."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from kpi.problems import MOST, Problem, Severity, safe
from kpi.reading.columns import Cells, Column, as_column
from kpi.reading.fields import FIELDS, FIGURES, REQUIRED
from kpi.reading.tables import Part, Table

__all__ = ["Findings"]

Mask = np.ndarray  # of bool, one for each row


class Findings:
    """The cells of a file by field, its parts under one another, and the problems found so far.

    `cells`: one column for each field, "" where the file has none; `given` fills fields a part
    does not hold; `lines`: the physical line each row begins at; `sheets`: the sheet it is in;
    `wrong`: rows with an error; `lacking`: rows without a field that is needed; `more`: how many
    problems of a code and severity there are beyond those kept.
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
        self.more: Counter[tuple[str, Severity]] = Counter()
        self._kept: Counter[str] = Counter()

    def note_table(self, table: Table, given: Sequence[str]) -> None:
        """Add what is wrong with a table's head and with rows that have no place in it."""
        self.problems += table.problems(given)
        unsaid = len(table.body.broken) - len(table.body.problems)
        if unsaid:
            self.more["bad_structure", "error"] += unsaid

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
        """Add one problem for each of `rows`; `suggestions` are looked up by the text given.

        Only MOST problems of one code are kept, those of the first lines; the rest are counted.
        """
        if field in self.lacking:
            rows = rows & ~self.lacking[field]
        places = np.flatnonzero(rows)
        if not len(places):
            return
        cells, near = self.cells[field], suggestions or {}

        def problem(row: int) -> Problem:
            text, part = cells.at(row), self._part(row)
            return Problem(
                code, self.line(row), part.headings.get(field), safe(text), near.get(text),
                reason, facts(row), part.sheet,
            )  # fmt: skip

        room = MOST - self._kept[code]
        told = places if len(places) <= room else self._once(places, field)
        new = list(map(problem, told[:room].tolist()))
        self.problems += new
        self._kept[code] += len(new)
        severity = Problem(code, reason=reason).severity
        if len(told) > room:
            self.more[code, severity] += len(told) - room
        if severity == "error":
            self.wrong[places] = True

    def _once(self, places: np.ndarray, field: str) -> np.ndarray:
        """Order rows by line; of those that are one cell of a wide table keep the first."""
        part = np.searchsorted(self._starts, places, "right") - 1
        headings = [(one.sheet, one.headings.get(field)) for one in self._parts]
        numbers = {heading: at for at, heading in enumerate(dict.fromkeys(headings))}
        heading = np.array([numbers[one] for one in headings])[part]
        sheets = {one.sheet: at for at, one in reversed(list(enumerate(self._parts)))}
        sheet = np.array([sheets[one.sheet] for one in self._parts])[part]
        order = np.lexsort((part, heading, self.lines[places], sheet))
        keys = np.stack([sheet, self.lines[places], heading])[:, order]
        first = np.r_[True, (keys[:, 1:] != keys[:, :-1]).any(axis=0)]
        return places[order[first]]

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

    def lines_by_sheet(self, rows: Mask) -> dict[str, np.ndarray]:
        """Return the lines of some rows, by the sheet they are in."""
        lines: dict[str, list[np.ndarray]] = {}
        for part, start in zip(self._parts, self._starts, strict=False):
            lines.setdefault(part.sheet, []).append(part.lines[rows[start:][: len(part.lines)]])
        return {sheet: np.concatenate(each) for sheet, each in lines.items()}

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

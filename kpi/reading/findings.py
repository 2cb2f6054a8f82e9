"""Where problems are gathered while a table is checked, and which rows they rule out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from kpi.problems import Problem, safe
from kpi.reading.headings import FIELDS, REQUIRED
from kpi.reading.rows import Table

__all__ = ["Findings", "lookup"]

Mask = pd.Series  # of bool, one for each row


class Findings:
    """The texts of a table by field, and the problems found in them so far.

    `texts`: one column for each field, "" where the file has none; `given` fills fields the file
    does not hold; `absent`: fields that are needed and not there; `wrong`: rows with an error;
    `lines`: the physical line each row begins at.
    """

    def __init__(self, table: Table, given: Mapping[str, str]) -> None:
        self.lines = table.lines
        self._headings = table.headings
        index = table.cells.index
        self.texts = pd.DataFrame(
            {field: _column(table, field, given.get(field, "")) for field in FIELDS}, index=index
        )
        self.absent = {
            field for field in REQUIRED if field not in table.headings.places and field not in given
        }
        self.wrong = np.zeros(len(index), bool)
        self.problems = [*table.headings.problems(table.line, tuple(given)), *table.problems]

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
        places = [] if field in self.absent else np.flatnonzero(rows.to_numpy(bool)).tolist()
        texts = self.texts[field].iloc[places].tolist()
        column, near = self._headings.written(field), suggestions or {}
        new = [
            Problem(
                code, self.line(row), column, safe(text), near.get(text), reason, facts(row)
            )
            for row, text in zip(places, texts, strict=True)
        ]  # fmt: skip
        self.problems += new
        if new and new[0].severity == "error":
            self.wrong[places] = True

    def line(self, row: int) -> int:
        """Return the physical line a row begins at."""
        return int(self.lines[row])

    def sorted(self) -> tuple[Problem, ...]:
        """Return all problems in the order of the file, those of the whole file first."""
        return tuple(sorted(self.problems, key=lambda problem: problem.line or 0))


def _column(table: Table, field: str, given: str) -> pd.Series:
    place = table.headings.places.get(field)
    if place is not None:
        return table.cells[place]
    return pd.Series(given, index=table.cells.index, dtype="str")


def lookup(texts: pd.Series, meaning: Callable[[str], str | None]) -> pd.Series:
    """Read every different text once and return the meanings, "" where there is none."""
    distinct: Sequence[str] = texts.unique().tolist()
    return texts.map({text: meaning(text) or "" for text in distinct}).astype("str")

"""What comes of reading a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from kpi.names import Era
from kpi.observations import OBSERVATION_COLUMNS
from kpi.problems import Problem

__all__ = ["COLUMNS", "Question", "Reading", "Scale"]

Scale = Literal["percent", "ratio"]
Question = Literal["indicator", "period", "era", "scale"]
COLUMNS = (*OBSERVATION_COLUMNS, "line", "sheet")
_ASIDE = ("sheet", "line", "why")


def _table(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns))


@dataclass(frozen=True)
class Reading:
    """What was read from one file.

    `observations`: the lines without an error, with OBSERVATION_COLUMNS, `line` and `sheet` (""
    in a text file); `rows`: all lines under the head that are neither blank, nor subtotals of
    regions, nor footnotes (a quoted line break does not make two); `aside`: all lines that are no
    row, with columns sheet, line and why; `lines`: how many there are in all; `unused`: headings
    of columns that were not read; `questions`: what must be known and the file does not say.
    """

    file: str
    rows: int = 0
    observations: pd.DataFrame = field(default_factory=lambda: _table(COLUMNS))
    problems: tuple[Problem, ...] = ()
    format: str = "csv"
    encoding: str | None = None
    delimiter: str | None = None
    layout: str | None = None
    era: Era | None = None
    unused: tuple[str, ...] = ()
    lines: int = 0
    aside: pd.DataFrame = field(default_factory=lambda: _table(_ASIDE))
    questions: tuple[Question, ...] = ()

    @property
    def refused(self) -> bool:
        """Tell whether the file could not be read as a table at all."""
        whole = {"not_a_table", "too_large", "personal_data"}
        return any(p.code in whole and p.severity == "error" for p in self.problems)

    @property
    def errors(self) -> int:
        """How many problems keep a line, or the file, from being used."""
        return sum(problem.severity == "error" for problem in self.problems)

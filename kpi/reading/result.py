"""What comes of reading a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from kpi.language import N_
from kpi.names import Era
from kpi.observations import OBSERVATION_COLUMNS
from kpi.problems import Problem, Severity

__all__ = ["ASIDE", "COLUMNS", "QUESTIONS", "Question", "Reading", "Scale"]

Scale = Literal["percent", "ratio"]
Question = Literal["indicator", "period", "era", "scale"]
COLUMNS = (*OBSERVATION_COLUMNS, "line", "sheet")
_ASIDE = ("sheet", "line", "why")
ASIDE: Mapping[str, str] = {  # why a line is no row, as a reader is told
    "title": N_("title above the table"),
    "head": N_("head of the table"),
    "blank": N_("blank"),
    "continued": N_("goes on with the line before"),
    "region": N_("subtotal or title of a region"),
    "foot": N_("note below the table"),
    "no table": N_("sheet without a table"),
}
QUESTIONS: Mapping[Question, str] = {  # what a file does not say, as its sender is asked
    "indicator": N_("Which indicator is it? The file does not say."),
    "period": N_("Which period is it? The file does not say."),
    "era": N_("Does the file mean the 34 provinces or the 63 before the merger?"),
    "scale": N_("Are the values between 0 and 1 percentages or ratios?"),
}


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

    Of one code at most MOST problems are kept; `more` counts the others by code and severity.
    `named`: all lines that hold something not among the observations, with columns sheet, line
    and why: `error`, or `repeated` where another line says the same.
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
    more: Mapping[tuple[str, Severity], int] = field(default_factory=dict)
    named: pd.DataFrame = field(default_factory=lambda: _table(_ASIDE))

    @property
    def refused(self) -> bool:
        """Tell whether the file could not be read as a table at all."""
        whole = {"not_a_table", "too_large", "personal_data"}
        return any(p.code in whole and p.severity == "error" for p in self.problems)

    @property
    def errors(self) -> int:
        """How many problems keep a line, or the file, from being used."""
        return self._count("error")

    @property
    def warnings(self) -> int:
        """How many problems keep nothing from being used."""
        return self._count("warning")

    def _count(self, wanted: Severity) -> int:
        kept = sum(problem.severity == wanted for problem in self.problems)
        return kept + sum(count for (_, one), count in self.more.items() if one == wanted)

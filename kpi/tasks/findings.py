"""What can be wrong with a table of tasks: codes, and what to say about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kpi.language import N_, Language

__all__ = ["TaskProblem"]

# what is wrong, and what to do about it
_TEXTS: dict[str, tuple[str, str]] = {
    "no_table": (
        N_("No line was found that names the columns of a task table."),
        N_("A line above the tasks must name the columns: at least the id and the task."),
    ),
    "no_tasks": (
        N_("The file names its columns but holds no task."),
        N_("Put one task in each line under the head."),
    ),
    "too_many": (
        N_("The file has more than {limit} lines; no more are read."),
        N_("Bring one file a plan."),
    ),
    "broken_line": (
        N_("The line cannot be taken apart into cells."),
        N_("A double quote is opened and not closed; write every quote inside a cell twice."),
    ),
    "repeated_column": (
        N_("Column “{given}” stands twice."),
        N_("Keep one of the two; the first is read."),
    ),
    "no_id": (N_("The task has no id."), N_("Give every task an id of its own, say 17.")),
    "duplicate_id": (
        N_("The id “{given}” is that of line {first} already."),
        N_("Give every task an id of its own."),
    ),
    "no_name": (N_("The line does not say what is to be done."), N_("Name the task.")),
    "no_owner": (
        N_("The task has no lead agency."),
        N_("Name who leads it; until then it is shown as nobody's."),
    ),
    "no_deadline": (
        N_("The task has no deadline."),
        N_("Name the last day; until then the task is shown as without deadline."),
    ),
    "unknown_agency": (
        N_("“{given}” is no known agency, ministry or province."),
        N_("Write the full name or the id, as in the list of agencies."),
    ),
    "unknown_area": (
        N_("“{given}” is no known area."),
        N_("Write the name of a province, or leave the cell empty for the whole country."),
    ),
    "unknown_pillar": (
        N_("“{given}” is no pillar."),
        N_("Write one of: {known}; or leave the cell empty."),
    ),
    "unknown_indicator": (
        N_("“{given}” is no indicator of the catalogue."),
        N_("See the list of indicators."),
    ),
    "bad_date": (
        N_("“{given}” is no day."),
        N_("Write for example 31/12/2025 or 2025-12-31."),
    ),
    "deadline_before_start": (
        N_("The deadline {given} lies before the start {start}."),
        N_("Check both days; they may be exchanged."),
    ),
    "done_ahead": (
        N_("The day of completion {given} is still to come."),
        N_("Leave the cell empty until the deliverable is there."),
    ),
    "done_without": (
        N_("There are more days of completion than deliverables."),
        N_("Name the deliverables, parted by “;”, and the days in the same order."),
    ),
    "moved_unsaid": (
        N_("A new deadline is given, but not who decided it, when and why, or no first deadline."),
        N_("Fill in all four: a deadline is not moved without a reason."),
    ),
}
_WARNINGS = {"no_owner", "no_deadline", "repeated_column"}


@dataclass(frozen=True)
class TaskProblem:
    """One thing wrong with a table of tasks; `line` counts from 1, `column` is as written."""

    code: str
    line: int
    column: str = ""
    given: str = ""
    suggestion: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Literal["error", "warning"]:
        """Tell whether the task can be shown (warning) or not (error)."""
        return "warning" if self.code in _WARNINGS else "error"

    def message(self, lang: Language) -> str:
        """Say what is wrong, in a sentence."""
        return lang._(_TEXTS[self.code][0], given=self.given, **self._told(lang))

    def advice(self, lang: Language) -> str:
        """Say what to do about it."""
        if self.suggestion:
            return lang._("Did you mean “{suggestion}”?", suggestion=self.suggestion)
        return lang._(_TEXTS[self.code][1], given=self.given, **self._told(lang))

    def _told(self, lang: Language) -> dict[str, str]:
        return {
            name: lang.date(value) if isinstance(value, date)
            else lang.number(value) if isinstance(value, int) else str(value)
            for name, value in self.values.items()
        }  # fmt: skip

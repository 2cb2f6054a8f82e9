"""Where the columns of a table of tasks stand, under whatever titles and in either language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from kpi.language import N_, language
from kpi.names import fold
from kpi.problems import safe
from kpi.tasks.findings import TaskProblem
from kpi.tasks.rows import Line

__all__ = ["FIELDS", "LONGEST", "Head", "find_head"]

FIELDS: Mapping[str, str] = {  # columns in their order, with their headings (English msgids)
    "id": N_("Task id"), "plan": N_("Plan"), "pillar": N_("Pillar"), "group": N_("Group of tasks"),
    "phase": N_("Phase"), "name": N_("Task"), "agency": N_("Lead agency"),
    "head": N_("Responsible head"), "contact": N_("Contact point"), "start": N_("Start"),
    "deadline": N_("Deadline"), "to": N_("New deadline"), "by": N_("Who moved it"),
    "day": N_("When it was moved"), "why": N_("Why it was moved"),
    "deliverables": N_("Deliverables"), "done": N_("Done on"), "aims": N_("Indicators to move"),
    "area": N_("Area"), "note": N_("Note"),
}  # fmt: skip
LONGEST = 1000  # letters of a cell that are kept
_LOOKED = 30  # lines in which the head is looked for


class Head(NamedTuple):
    """The line of the head, where each field stands and how it is headed, and what is wrong."""

    line: int
    places: Mapping[str, tuple[int, str]]
    problems: list[TaskProblem]


def find_head(lines: Iterator[Line]) -> Head | None:
    """Take lines up to the head, which names at least id and task; None when none does."""
    names = _headings()
    for line, cells in islice(lines, _LOOKED):
        places: dict[str, tuple[int, str]] = {}
        problems = []
        for place, cell in enumerate(cells or ()):
            field = names.get(fold(cell[:LONGEST]))
            if field and field in places:
                problems.append(TaskProblem("repeated_column", line, given=safe(cell)))
            elif field:
                places[field] = (place, safe(cell))
        if {"id", "name"} <= places.keys():
            return Head(line, places, problems)
    return None


def _headings() -> dict[str, str]:
    """Map folded headings, in both languages, and the fields' own names to fields."""
    codes = [language("vi"), language("en")]
    told = {fold(lang._(text)): field for field, text in FIELDS.items() for lang in codes}
    return {fold(field): field for field in FIELDS} | told

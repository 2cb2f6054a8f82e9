"""A table of tasks that somebody sends: one task a line, every problem named by its line.

Nothing is guessed: what is not understood keeps its line out, with the reason; a task without
owner or deadline is kept and said to be so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import islice, zip_longest

from kpi.catalogue import Catalogue
from kpi.language import Text
from kpi.names import fold, read_area
from kpi.problems import Problem, safe
from kpi.reading.cells import indicator_names
from kpi.reading.text import Refused
from kpi.tasks.findings import TaskProblem
from kpi.tasks.head import LONGEST, find_head
from kpi.tasks.model import Agency, Aim, Deferral, Deliverable, Register, Task, TaskPlan
from kpi.tasks.rows import Line, rows_of
from kpi.units import Units

__all__ = ["Brought", "read_tasks"]

_MOST = 5000  # tasks
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_PARTS = re.compile(r"[;\n]")


@dataclass(frozen=True, eq=False)
class Brought:
    """What came of a file: the tasks that can be shown, every problem, how many lines there are.

    `refused`: why the file as a whole could not be read. `sheet`: the one that was read, of a
    workbook; `sheets`: all that hold anything.
    """

    name: str
    register: Register | None = None
    problems: tuple[TaskProblem, ...] = ()
    lines: int = 0
    refused: Problem | None = None
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def read_tasks(
    data: bytes, name: str, register: Register, catalogue: Catalogue, units: Units, today: date,
    *, sheet: str = "",
) -> Brought:  # fmt: skip
    """Read and check a table of tasks; never raises, whatever the bytes are.

    `register`: the agencies, pillars and plans that names are looked up in. `sheet`: of a
    workbook, where not the first that is filled.
    """
    try:
        lines, sheet, sheets = rows_of(data, sheet)
        head = find_head(lines)
    except Refused as refusal:
        return Brought(name, refused=refusal.problem)
    if head is None:
        problems = (TaskProblem("no_table", 1),)
        return Brought(name, problems=problems, sheet=sheet, sheets=sheets)
    reader = _Reader(name, head.places, register, catalogue, units, today)
    reader.problems += head.problems
    count = 0
    for count, line in enumerate(islice(lines, _MOST), 1):  # noqa: B007 - counted to the end
        reader.read(line)
    if next(lines, None):
        reader.problems.append(TaskProblem("too_many", head.line, values={"limit": _MOST}))
    if not count:
        reader.problems.append(TaskProblem("no_tasks", head.line))
    told = tuple(sorted(reader.problems, key=lambda one: one.line))
    return Brought(name, reader.register(), told, count, sheet=sheet, sheets=sheets)


class _Reader:
    """Reads line after line; what is wrong is collected and the line left out."""

    def __init__(
        self, file: str, places: Mapping[str, tuple[int, str]], register: Register,
        catalogue: Catalogue, units: Units, today: date,
    ) -> None:  # fmt: skip
        self.problems: list[TaskProblem] = []
        self._file, self._places, self._units, self._today = file, places, units, today
        self._known = register
        self._indicators = indicator_names(catalogue)
        self._agencies = {fold(key): one for one in register.agencies.values()
                          for key in (*one.name, one.id)}  # fmt: skip
        self._pillars = {fold(key): name for name, text in register.pillars.items()
                         for key in (*text, name)}  # fmt: skip
        self._names = {fold(key): one for one in register.plans.values()
                       for key in (*one.name, *one.short, one.id)}  # fmt: skip
        self._plans: dict[str, TaskPlan] = {}
        self._tasks: dict[str, Task] = {}
        self._first: dict[str, int] = {}
        self._line, self._cells = 0, [""]

    def register(self) -> Register:
        """Return what was read, beside the agencies and pillars it names."""
        known = self._known
        return Register(self._plans, known.pillars, self._agents(), self._tasks)

    def _agents(self) -> dict[str, Agency]:
        own = {one.agency.id: one.agency for one in self._tasks.values() if one.agency}
        return {**self._known.agencies, **own}

    def read(self, line: Line) -> None:
        """Read one line into a task, or tell why not."""
        self._line, cells = line
        if cells is None:
            self._tell("broken_line", "")
            return
        self._cells = [cell.strip()[:LONGEST] for cell in cells]
        before = len(self.problems)
        task = self._task()
        if all(one.severity == "warning" for one in self.problems[before:]):
            self._tasks[task.id] = task

    def _task(self) -> Task:
        own, plan = self._own_id(), self._plan()
        name = self._words("name")
        if name is None:
            self._tell("no_name", "name")
        start, deadline = self._day("start"), self._day("deadline")
        if start and deadline and deadline < start:
            self._tell("deadline_before_start", "deadline", start=start)
        if not self._cell("deadline"):
            self._tell("no_deadline", "deadline")
        return Task(
            own, plan, name or Text("", ""), self._agency(), self._words("head"),
            self._words("contact"), start, deadline, self._deferrals(deadline),
            self._deliverables(), self._aims(), self._pillar(), self._words("group"),
            self._words("phase"), self._area(), note=self._words("note"),
        )  # fmt: skip

    def _own_id(self) -> str:
        own = self._cell("id")
        if not own:
            self._tell("no_id", "id")
        elif own in self._first:
            self._tell("duplicate_id", "id", first=self._first[own])
        else:
            self._first[own] = self._line
        return own

    def _plan(self) -> str:
        words = self._words("plan") or Text(safe(self._file), safe(self._file))
        key = fold(words.vi)
        plan = self._names.get(key) or TaskPlan(key.replace(" ", "-"), words, words)
        self._plans.setdefault(plan.id, plan)
        return plan.id

    def _agency(self) -> Agency | None:
        text = self._cell("agency")
        if not text:
            self._tell("no_owner", "agency")
            return None
        if found := self._agencies.get(fold(text)):
            return found
        read = read_area(text, self._units, "34")
        if read.area and read.area in self._known.agencies:
            return self._known.agencies[read.area]
        if read.area and self._units[read.area].kind == "ministry":
            name = self._units[read.area].name
            return Agency(read.area, name, Text(f"Thủ trưởng {name.vi}", f"Head of {name.en}"))
        near = get_close_matches(fold(text), list(self._agencies), 1)
        guess = self._agencies[near[0]].name.vi if near else ""
        self._tell("unknown_agency", "agency", suggestion=guess)
        return None

    def _pillar(self) -> str:
        text = self._cell("pillar")
        if text and fold(text) not in self._pillars:
            names = ", ".join(one.vi for one in self._known.pillars.values())
            self._tell("unknown_pillar", "pillar", known=names)
        return self._pillars.get(fold(text), "") if text else ""

    def _area(self) -> str:
        text = self._cell("area")
        area = read_area(text, self._units, "34").area if text else "VN"
        if area is None:
            self._tell("unknown_area", "area")
        return area or "VN"

    def _aims(self) -> tuple[Aim, ...]:
        found = []
        for text in _PARTS.split(self._cell("aims")):
            # a name may hold a comma, and commas may part names
            for part in [text] if fold(text) in self._indicators else text.split(","):
                if one := self._indicators.get(fold(part)):
                    found.append(Aim(one))
                elif part.strip():
                    self._tell("unknown_indicator", "aims", safe(part))
        return tuple(dict.fromkeys(found))

    def _deliverables(self) -> tuple[Deliverable, ...]:
        names = [part.strip() for part in _PARTS.split(self._cell("deliverables")) if part.strip()]
        days = [part.strip() for part in _PARTS.split(self._cell("done"))]
        if any(days[len(names) :]):
            self._tell("done_without", "done")
        pairs = zip_longest(names, [self._done(day) for day in days[: len(names)]])
        return tuple(Deliverable(Text(name, name), day, self._file) for name, day in pairs)

    def _done(self, text: str) -> date | None:
        day = self._read_day(text, "done")
        if day and day > self._today:
            self._tell("done_ahead", "done", safe(text))
        return day

    def _deferrals(self, deadline: date | None) -> tuple[Deferral, ...]:
        to, day = self._day("to"), self._day("day")
        by, why = self._words("by"), self._words("why")
        if not any(map(self._cell, ("to", "by", "day", "why"))):
            return ()
        if to and day and by and why and deadline:
            return (Deferral(to, day, by, why),)
        self._tell("moved_unsaid", "to")
        return ()

    def _day(self, field: str) -> date | None:
        return self._read_day(self._cell(field), field)

    def _read_day(self, text: str, field: str) -> date | None:
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            if found is None:
                raise ValueError(text)
            day, month, year = found.group(1, 2, 3) if found[3] else found.group(6, 5, 4)
            return date(int(year), int(month), int(day))
        except ValueError:
            self._tell("bad_date", field, safe(text))
            return None

    def _cell(self, field: str) -> str:
        place = self._places.get(field, (len(self._cells), ""))[0]
        return self._cells[place] if place < len(self._cells) else ""

    def _words(self, field: str) -> Text | None:
        text = self._cell(field)
        return Text(text, text) if text else None

    def _tell(
        self, code: str, field: str, given: str = "", suggestion: str = "", **values: object
    ) -> None:
        column = self._places.get(field, (0, ""))[1]
        shown = given or (safe(self._cell(field)) if field else "")
        self.problems.append(TaskProblem(code, self._line, column, shown, suggestion, values))

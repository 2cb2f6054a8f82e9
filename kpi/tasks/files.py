"""The tasks that documents name: `data/tasks/*.yml`, whose heads explain the fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from kpi.catalogue import Catalogue
from kpi.entries import Entry, Problems, Reader, each_of, one_of, read_yaml
from kpi.language import Text
from kpi.tasks.model import Agency, Aim, Deferral, Deliverable, Register, Task, TaskPlan
from kpi.units import Units

__all__ = ["load_register"]

DATA = Path(__file__).parents[2] / "data" / "tasks"
T = TypeVar("T")
_AGENCIES = "agencies.yml"
_READINGS = ("start", "deadline", "pillar", "agency")
_OFFICE = Text("Chủ tịch Ủy ban nhân dân {name}", "Chairperson of the People's Committee, {name}")


def load_register(catalogue: Catalogue, units: Units, folder: Path = DATA) -> Register:
    """Read all plans; what is wrong is told by file and line, and the rest is kept."""
    problems = Problems()
    register = Register({}, {}, _committees(units), {})
    for path in sorted(folder.glob("*.yml")):
        try:
            top = read_yaml(path)
        except ValueError as error:  # no YAML at all: the message names file and line
            problems.append(str(error))
            continue
        if path.name == _AGENCIES:
            found = _by_id(Agency, _entries(top, "agencies", problems), problems, contact=_words)
            register = replace(register, agencies={**register.agencies, **found})
        else:
            register = _with_plan(register, top, _File(top, register, catalogue, units, problems))
    return replace(register, problems=tuple(problems))


def _committees(units: Units) -> dict[str, Agency]:
    """Return the People's Committees of the provinces in force, by area id."""
    found = {}
    for unit in units.provinces:
        name = unit.full_name()
        head = Text(_OFFICE.vi.format(name=name.vi), _OFFICE.en.format(name=name.en))
        found[unit.id] = Agency(unit.id, name, head)
    return found


class _File:
    """One plan's file: how its fields are read, and where its problems are told."""

    def __init__(
        self, top: Entry, register: Register, catalogue: Catalogue, units: Units, problems: Problems
    ) -> None:
        self.top, self.problems = top, problems
        areas = one_of({area: area for area in units})
        source = {name: name for name in catalogue.sources}
        indicator = one_of({name: name for name in catalogue})
        self.source = one_of(source)
        self.pillars = self._names("pillars")
        self.readers: dict[str, Reader] = {
            "agency": one_of(register.agencies), "area": areas, "sources": each_of(source),
            "pillar": one_of({name: name for name in self.pillars}),
            "group": one_of(self._names("groups")), "phase": one_of(self._names("phases")),
            "readings": each_of({name: name for name in _READINGS}),
            "contact": _words, "place": _words,
            "deliverables": self._each(Deliverable, evidence=self.source),
            "aims": self._each(Aim, indicator=indicator, area=areas),
            "deferrals": self._each(Deferral, to=_day, by=_words),
        }  # fmt: skip

    def _names(self, field: str) -> dict[str, Text]:
        raw = self.top.get(field, {})
        try:
            return {name: _words(words) for name, words in raw.items()}
        except (AttributeError, ValueError) as error:
            self.problems.tell(self.top, field, f"{field}: {error}")
            return {}

    def _each(self, kind: type[T], **readers: Reader) -> Reader:
        """Read a list of entries; those with a problem, told by their own line, are left out."""

        def read(raw: object) -> tuple[T, ...]:
            if not isinstance(raw, list) or not all(isinstance(one, Entry) for one in raw):
                raise ValueError(f"a list of entries is expected, not {raw!r}")
            built = [self.problems.build(kind, one, **readers) for one in raw]
            return tuple(one for one in built if one is not None)

        return read


def _with_plan(register: Register, top: Entry, file: _File) -> Register:
    """Add the plan of one file and its tasks."""
    entry, problems = top.get("plan"), file.problems
    if not isinstance(entry, Entry):
        problems.tell(top, "plan", "the plan itself is missing: `plan:` with id, name, short")
        return register
    plan = problems.build(TaskPlan, entry, document=file.source, total=_count)
    if plan is None:
        return register
    entries = _entries(top, "tasks", problems)
    for raw in entries:
        raw["plan"] = plan.id
    tasks = _by_id(Task, entries, problems, register.tasks, **file.readers)
    lines = {raw.get("id"): raw for raw in entries}
    sound = {name: one for name, one in tasks.items() if _sound(one, lines[name], problems)}
    return replace(
        register,
        plans={**register.plans, plan.id: plan},
        pillars={**register.pillars, **file.pillars},
        tasks={**register.tasks, **sound},
    )


def _by_id(
    kind: type[T], entries: list[Entry], problems: Problems, known: Mapping[str, T] | None = None,
    **readers: Reader,
) -> dict[str, T]:  # fmt: skip
    found: dict[str, T] = {}
    for entry in entries:
        built = problems.build(kind, entry, **readers)
        if entry.get("id") in found.keys() | (known or {}).keys():
            problems.tell(entry, "id", f"{entry['id']!r} is defined twice")
        elif built is not None:
            found[entry["id"]] = built
    return found


def _sound(task: Task, entry: Entry, problems: Problems) -> bool:
    """Check what the fields of a task say of each other."""
    days = [one.to for one in task.deferrals]
    wrong = {
        "deadline": task.start and task.deadline and task.deadline < task.start
        and f"the deadline {task.deadline} lies before the start {task.start}",
        "deferrals": (days and not task.deadline and "a first deadline is missing")
        or (days != sorted(days) and "deferrals must stand in the order of their days"),
    }  # fmt: skip
    for field, reason in wrong.items():
        if reason:
            problems.tell(entry, field, reason)
    return not any(wrong.values())


def _entries(top: Entry, field: str, problems: Problems) -> list[Entry]:
    raw = top.get(field)
    found = [one for one in raw if isinstance(one, Entry)] if isinstance(raw, list) else []
    if not isinstance(raw, list) or len(found) < len(raw):
        problems.tell(top, field, f"{field}: a list of entries is expected")
    return found


def _words(raw: object) -> Text:
    if not isinstance(raw, dict) or raw.keys() != {"vi", "en"}:
        raise ValueError(f"a text in both languages, {{vi: …, en: …}}, is expected, not {raw!r}")
    return Text(str(raw["vi"]), str(raw["en"]))


def _day(raw: object) -> date:
    if type(raw) is not date:
        raise ValueError(f"a day, as 2025-12-31, is expected, not {raw!r}")
    return raw


def _count(raw: object) -> int:
    if type(raw) is not int or raw < 1:
        raise ValueError(f"a whole number is expected, not {raw!r}")
    return raw

"""What a task is: who does what until when, what must be there, and what it should move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kpi.catalogue import Catalogue, Indicator
from kpi.language import Text

__all__ = ["Agency", "Aim", "Deferral", "Deliverable", "Register", "Task", "TaskPlan"]


@dataclass(frozen=True)
class Agency:
    """Who can lead a task: the office of its head, and the unit to ask where known."""

    id: str
    name: Text
    head: Text
    contact: Text | None = None


@dataclass(frozen=True)
class Deliverable:
    """What must be there in the end: since when it is, and what says so.

    Evidence without a day says that it was not there yet; neither, that nobody told.
    """

    name: Text
    done: date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Aim:
    """An indicator that a task should move, in an area; "" stands for the task's own."""

    indicator: str
    area: str = ""


@dataclass(frozen=True)
class Deferral:
    """A later deadline: the new day, since when it counts, who decided so and why."""

    to: date
    day: date
    by: Text
    why: Text


@dataclass(frozen=True)
class TaskPlan:
    """A plan of tasks; `document` is a source id, `total` counts tasks nobody named here too."""

    id: str
    name: Text
    short: Text
    document: str = ""
    issued: date | None = None
    total: int | None = None


@dataclass(frozen=True)
class Task:
    """One task; fields are explained at the head of `data/tasks/plan-02.yml`.

    `deadline` is the first one and never changes; `due` is the one that counts.
    """

    id: str
    plan: str
    name: Text
    agency: Agency | None = None
    head: Text | None = None
    contact: Text | None = None
    start: date | None = None
    deadline: date | None = None
    deferrals: tuple[Deferral, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    aims: tuple[Aim, ...] = ()
    pillar: str = ""
    group: Text | None = None
    phase: Text | None = None
    area: str = "VN"
    sources: tuple[str, ...] = ()
    place: Text | None = None
    readings: tuple[str, ...] = ()
    note: Text | None = None

    def due(self, today: date) -> date | None:
        """Return the deadline that counts on a day: the first, or what was decided since."""
        decided = [one.to for one in self.deferrals if one.day <= today]
        return decided[-1] if decided and self.deadline else self.deadline

    def area_of(self, aim: Aim) -> str:
        """Return the area in which an indicator should move."""
        return aim.area or self.area

    @property
    def responsible(self) -> Text | None:
        """The office that answers for it; None where nobody named one."""
        return self.head or (self.agency.head if self.agency else None)


@dataclass(frozen=True, eq=False)  # told apart by identity: readers keep by it
class Register:
    """Plans with their tasks, and the agencies and pillars they name, all by id.

    `problems`: what is wrong in the files, as `file:line: reason`; such tasks are left out.
    """

    plans: Mapping[str, TaskPlan]
    pillars: Mapping[str, Text]
    agencies: Mapping[str, Agency]
    tasks: Mapping[str, Task]
    problems: tuple[str, ...] = field(default=())

    def tasks_of(self, indicator: str) -> tuple[Task, ...]:
        """Return the tasks that should move an indicator."""
        return tuple(
            task
            for task in self.tasks.values()
            if any(aim.indicator == indicator for aim in task.aims)
        )

    def answering(self, task: Task, catalogue: Catalogue) -> tuple[Agency, ...]:
        """Return who answers for a task: its agency, else the owners of what it should move."""
        if task.agency:
            return (task.agency,)
        names = dict.fromkeys(catalogue[aim.indicator].owner.agency for aim in task.aims)
        return tuple(one for name in names for one in self.agencies.values() if one.name == name)

    @staticmethod
    def indicators_of(agency: Agency, catalogue: Catalogue) -> tuple[Indicator, ...]:
        """Return the indicators that an agency owns, known by its name."""
        return tuple(one for one in catalogue.values() if one.owner.agency == agency.name)

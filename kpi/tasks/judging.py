"""The state of a task on a day, and the order in which tasks ask for attention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kpi.catalogue import Catalogue
from kpi.tasks.model import Register, Task
from kpi.tasks.progress import Progress, Rows, progress

__all__ = ["NEAR", "STATES", "Judged", "Kind", "State", "counted", "judge", "state_of"]

Kind = Literal["overdue", "unproven", "soon", "running", "open", "waiting", "late", "done"]
STATES: tuple[Kind, ...] = (  # what asks for attention first
    "overdue", "unproven", "soon", "running", "open", "waiting", "late", "done",
)  # fmt: skip
NEAR = 30  # days before the deadline from which a task is due soon


@dataclass(frozen=True)
class State:
    """What a task is on a day; `days` past the deadline (overdue, unproven, late) or left to it.

    - overdue: the deadline has passed and a part is known not to be there
    - unproven: it has passed and nobody has published that the task is done, nor that it is not
    - soon: due within `NEAR` days; running: begun, due later; open: no deadline named
    - waiting: not begun
    - done, late: every part is there, by the deadline or after it; `day` is when
    """

    kind: Kind
    days: int = 0
    day: date | None = None


@dataclass(frozen=True, eq=False)
class Judged:
    """A task with what is known of it on a day."""

    task: Task
    progress: Progress
    state: State
    due: date | None  # the deadline that counts
    start: date | None  # its own, else the day its plan was issued


def judge(register: Register, catalogue: Catalogue, rows: Rows, today: date) -> tuple[Judged, ...]:
    """Judge all tasks on a day: what asks for attention first, then the longest overdue."""
    judged = [_judged(task, register, catalogue, rows, today) for task in register.tasks.values()]
    return tuple(sorted(judged, key=_urgency))


def _judged(
    task: Task, register: Register, catalogue: Catalogue, rows: Rows, today: date
) -> Judged:
    start = task.start or register.plans[task.plan].issued
    found = progress(task, catalogue, rows, today)
    due = task.due(today)
    if start and due and start > due:  # a plan issued after the deadline it repeats
        start = None
    return Judged(task, found, state_of(found, start, due, today), due, start)


def state_of(found: Progress, start: date | None, due: date | None, today: date) -> State:
    """Tell the state of a task that began on `start` and is due on `due`, the day included."""
    if found.done:
        behind = (found.done - due).days if due else 0
        return State("late" if behind > 0 else "done", max(behind, 0), found.done)
    if due is None:
        return State("waiting" if start and start > today else "open")
    left = (due - today).days
    if left < 0:
        return State("overdue" if found.lacking else "unproven", -left)
    if left <= NEAR:
        return State("soon", left)
    return State("waiting" if start and start > today else "running", left)


def _urgency(one: Judged) -> tuple[int, date]:
    return STATES.index(one.state.kind), one.due or date.max


def counted(judged: Iterable[Judged]) -> dict[Kind, int]:
    """Count tasks by state, in the order of `STATES`."""
    kinds = [one.state.kind for one in judged]
    return {kind: kinds.count(kind) for kind in STATES}

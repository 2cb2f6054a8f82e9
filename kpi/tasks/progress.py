"""How much of a task is done: computed from deliverables and figures, never typed in.

A task's parts are its deliverables and its aims. A deliverable counts 1 from the day it was there,
0 where evidence says that it was not. An aim counts as the share of its target that the last
figure reaches, min(1, value / target) where more is better and min(1, target / value) where less
is; a target of 0 is reached or not. Completion is the mean over all parts, so every part weighs
the same. A part that nobody has published anything about is unknown: it adds nothing, and
completion is then a lower bound; without any known part there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from kpi.catalogue import Catalogue, Indicator, Target
from kpi.observations import usable
from kpi.standing import missing, targets_now
from kpi.tasks.model import Aim, Deliverable, Task

__all__ = ["Part", "Progress", "Rows", "progress"]

Rows = Callable[[str, str], pd.DataFrame]  # an indicator's rows in an area: newest vintages


@dataclass(frozen=True, eq=False)
class Part:
    """One deliverable or aim: what share of it is reached (None: unknown), and since when.

    Of an aim: `row` is the last figure, `target` what it is measured against.
    """

    of: Deliverable | Aim
    share: float | None
    since: date | None = None
    row: pd.Series | None = None
    target: Target | None = None


@dataclass(frozen=True, eq=False)
class Progress:
    """The parts of a task, and what they come to."""

    parts: tuple[Part, ...]

    @property
    def known(self) -> int:
        """How many parts something is known of."""
        return sum(part.share is not None for part in self.parts)

    @property
    def share(self) -> float | None:
        """Completion, 0 to 1; a lower bound where some parts are unknown, None where all are."""
        return sum(part.share or 0 for part in self.parts) / len(self.parts) if self.known else None

    @property
    def lacking(self) -> bool:
        """Whether some part is known not to be there."""
        return any(part.share is not None and part.share < 1 for part in self.parts)

    @property
    def done(self) -> date | None:
        """The day on which the last part was there; None while one is not, or is unknown."""
        if not self.parts or any(part.share != 1 for part in self.parts):
            return None
        return max(part.since for part in self.parts if part.since)


def progress(task: Task, catalogue: Catalogue, rows: Rows, today: date) -> Progress:
    """Compute what is known of each part of a task on a day."""
    delivered = [_delivered(one, today) for one in task.deliverables]
    due = task.due(today) or today
    aims = [
        _aimed(one, catalogue[one.indicator], rows(one.indicator, task.area_of(one)),
               task.area_of(one), due, today)
        for one in task.aims
    ]  # fmt: skip
    return Progress((*delivered, *aims))


def _delivered(one: Deliverable, today: date) -> Part:
    if one.done and one.done <= today:
        return Part(one, 1.0, one.done)
    return Part(one, 0.0 if one.done or one.evidence else None)


def _aimed(
    aim: Aim, indicator: Indicator, rows: pd.DataFrame, area: str, due: date, today: date
) -> Part:
    """Measure an indicator's last figure known on a day against the target for a deadline."""
    target = _target(indicator, area, due)
    known = usable(rows[(rows["end"] <= pd.Timestamp(today)) & (rows["status"] != "F")])
    known = known.sort_values(["end", "start"])
    if known.empty:
        return Part(aim, None, target=target)
    row = known.iloc[-1]
    if target is None:
        return Part(aim, None, row=row)
    share = _share(float(row["value"]), target.value, indicator.direction)
    met = [missing(value, target.value, indicator.direction) <= 0 for value in known["value"]]
    since = known["end"].iloc[_run(met)].date() if met[-1] else None
    return Part(aim, share, since, row, target)


def _target(indicator: Indicator, area: str, due: date) -> Target | None:
    """Return the target due first on or after a day, else the last before it."""
    now, following = targets_now(indicator, area, due)
    return following if now and now.deadline < due and following else now


def _share(value: float, target: float, direction: str) -> float:
    if missing(value, target, direction) <= 0:
        return 1.0
    part, whole = (value, target) if direction == "higher" else (target, value)
    return max(part / whole, 0.0) if whole > 0 else 0.0


def _run(met: list[bool]) -> int:
    """Return where the last unbroken run of figures that meet the target begins."""
    at = len(met) - 1
    while at > 0 and met[at - 1]:
        at -= 1
    return at

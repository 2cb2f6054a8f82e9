"""From figures, tasks and a day to alerts: what fires, since when, and with which numbers."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd

from kpi.alerts import aims, series
from kpi.alerts.editions import known, publication_days
from kpi.alerts.rules import SEVERITIES, Rule, Rules
from kpi.alerts.states import STATES, Look, State, Step, walk
from kpi.catalogue import Catalogue
from kpi.tasks import Judged as JudgedTask
from kpi.units import Units

__all__ = ["SPAN", "Alert", "Evaluation", "Key", "evaluate", "look_days", "looked"]

SPAN = 365  # days of history
# which tasks: those whose result nobody has published (True), the others (False), all (None)
_TASKS = {"task_overdue": False, "task_unproven": True, "task_soon": None}
_AIMED = ("pace", "chance")
_QUALITY = 65  # days for which quality is looked at: it costs most
Key = tuple[str, str, str]  # rule, subject (indicator or task), area


@dataclass(frozen=True)
class Alert:
    """One rule on one indicator (or task) and area that is or was not normal.

    `since`: the day of its present state. `began`: the first day of the present or last spell of
    the condition; `at_least` where the spell is older than the history. `numbers`: value, bar,
    extra and on (a period or deadline), see `kpi.alerts.series` and `aims`; of the last look at
    which the condition held. `history`: all changes of state, the oldest first.
    """

    rule: Rule
    subject: str
    area: str
    state: State
    since: date
    began: date
    at_least: bool
    numbers: Mapping[str, float | str]
    history: tuple[Step, ...]
    task: JudgedTask | None = None

    @property
    def id(self) -> str:
        """The alert's name, the same from day to day."""
        return f"{self.rule.id}/{self.subject}/{self.area}"

    @property
    def fired(self) -> date:
        """The day since which it fires, or last fired; where it never did, that of its state."""
        days = [step.day for step in self.history if step.state == "alerting"]
        return days[-1] if days else self.since

    @property
    def active(self) -> bool:
        """Whether it is pending or alerting."""
        return self.state in ("alerting", "pending")


@dataclass(frozen=True)
class Evaluation:
    """All alerts on a day, the gravest first; of each rule how many series are in each state."""

    day: date
    alerts: tuple[Alert, ...]
    states: Mapping[str, Mapping[State, int]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def evaluate(
    rules: Rules,
    editions: pd.DataFrame,
    catalogue: Catalogue,
    units: Units,
    day: date,
    *,
    tasks: tuple[JudgedTask, ...] = (),
    span: int = SPAN,
) -> Evaluation:
    """Look at every rule on the days on which figures came out within `span`, and on `day`.

    `editions`: as `kpi.alerts.editions.editions` gives them; only what was known on a day is
    used for it. `tasks`: judged on `day`.
    """
    days = look_days(editions, day, span)
    chosen = list(rules.by_id.values())
    seen = looked(chosen, editions, catalogue, units, days)
    alerts, states = list[Alert](), defaultdict[str, Counter[State]](Counter)
    for (name, subject, area), rows in seen.items():
        rule = rules.by_id[name]
        steps = walk([look for look, _ in rows], rule.pending, rule.keep_firing, day)
        states[name][steps[-1].state if steps else "normal"] += 1
        if any(step.state in ("pending", "alerting") for step in steps):
            alerts.append(_alert(rule, subject, area, steps, rows, days[0]))
    for alert in _of_tasks(chosen, tasks, day):
        states[alert.rule.id][alert.state] += 1
        alerts.append(alert)
    return Evaluation(day, tuple(sorted(alerts, key=_urgency)), dict(states), rules.problems)


def look_days(editions: pd.DataFrame, day: date, span: int) -> tuple[date, ...]:
    """Return the days to look at: those of publications, the first of other months, and `day`."""
    first = day - timedelta(span)
    days = {one for one in publication_days(editions) if first <= one < day}
    months = {(one.year, one.month) for one in days}
    begin = (first + timedelta(number) for number in range(span))
    days |= {one for one in begin if one.day == 1 and (one.year, one.month) not in months}
    return (*sorted(days), day)


Looked = dict[Key, list[tuple[Look, Mapping[str, float | str]]]]


def looked(
    rules: list[Rule], editions: pd.DataFrame, catalogue: Catalogue, units: Units,
    days: tuple[date, ...],
) -> Looked:  # fmt: skip
    """Return what each rule saw of each series on each day, with its numbers."""
    found: Looked = defaultdict(list)
    names = series.COLUMNS[3:-1]
    past = _Past(rules, editions, catalogue, units, days[-1])
    for before, day in zip((None, *days), days, strict=False):
        for rule, table in past.tables(day):
            gone = {key for key in found if key[0] == rule.id}
            for subject, area, holds, *numbers, exact in _records(table, rule):
                key = (rule.id, subject, area)
                told = dict(zip(names, numbers, strict=True))
                found[key].append((_look(holds, exact, before, day), told))
                gone.discard(key)
            for key in gone:  # a deadline has passed, or its figures are there no more
                found[key].append((Look(day, False if rule.condition in _AIMED else None), {}))
    return found


def _look(holds: float, exact: date | None, before: date | None, day: date) -> Look:
    """Return a look; a condition whose first day is known began then, after the look before."""
    if math.isnan(holds):
        return Look(day, None)
    if not holds or exact is None:
        return Look(day, bool(holds))
    return Look(min(day, max(exact, before or exact)), True)


def _records(table: pd.DataFrame, rule: Rule) -> Iterator[tuple]:  # type: ignore[type-arg]
    """Yield the rows a rule covers, as plain values."""
    kept = table[table["area"].map(rule.covers).astype(bool)]
    if rule.indicators:
        kept = kept[kept["subject"].isin(rule.indicators)]
    yield from zip(*(kept[name].tolist() for name in series.COLUMNS), strict=True)


class _Past:
    """What each rule says of the figures known on one day after the other.

    Between two days on which nothing came out and no period ended, rules on the course of figures
    see the same: they are asked once.
    """

    def __init__(
        self, rules: list[Rule], editions: pd.DataFrame, catalogue: Catalogue, units: Units,
        last: date,
    ) -> None:  # fmt: skip
        self._rules, self._editions, self._last = rules, editions, last
        self._catalogue, self._units = catalogue, units
        self._steps = publication_days(editions), tuple(sorted(editions["end"].dt.date.unique()))
        self._seen: tuple[int, ...] = ()
        self._frame = editions.iloc[:0]
        self._course: dict[str, pd.DataFrame] = {}

    def tables(self, day: date) -> Iterator[tuple[Rule, pd.DataFrame]]:
        """Yield what each rule says on a day; days are asked for in their order."""
        seen = tuple(bisect_right(steps, day) for steps in self._steps)
        if seen != self._seen:
            self._seen, self._frame = seen, known(self._editions, day)
            self._course = dict(self._of_course(day))
        dated = self._dated(day)
        for rule in self._rules:
            if rule.id in self._course:
                yield rule, self._course[rule.id]
            elif rule.condition in dated:
                yield rule, dated[rule.condition](rule)

    def _of_course(self, day: date) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield by rule what does not depend on the day itself."""
        frame, catalogue, units = self._frame, self._catalogue, self._units
        rows = series.comparable(frame, catalogue, day)
        kinds: Mapping[str, Callable[[Rule], pd.DataFrame]] = {
            "fall": lambda rule: series.fallen(rows, rule, catalogue),
            "flat": lambda rule: series.flat(rows, rule, catalogue),
            "region": lambda rule: series.under_region(rows, rule, catalogue, units),
            "sum": lambda rule: series.sums(frame, rule, catalogue, units, day),
        }
        for rule in self._rules:
            if rule.condition in kinds:
                yield rule.id, kinds[rule.condition](rule)

    def _dated(self, day: date) -> dict[str, Callable[[Rule], pd.DataFrame]]:
        """Return what depends on the day: the time left, the age of figures."""
        frame, catalogue, units = self._frame, self._catalogue, self._units
        kinds: dict[str, Callable[[Rule], pd.DataFrame]] = {
            "stale": lambda rule: series.stale(frame, rule, catalogue, day)
        }
        if any(rule.condition in _AIMED for rule in self._rules):
            judged = aims.aimed(frame, catalogue, day)
            kinds["pace"] = lambda rule: aims.beyond_best(judged, rule)
            kinds["chance"] = lambda rule: aims.unlikely(judged, rule)
        if (self._last - day).days <= _QUALITY:
            kinds["quality"] = lambda rule: aims.below_quality(frame, rule, catalogue, units, day)
        return kinds


def _alert(
    rule: Rule, subject: str, area: str, steps: tuple[Step, ...],
    rows: list[tuple[Look, Mapping[str, float | str]]], first: date,
) -> Alert:  # fmt: skip
    held = [at for at, (look, _) in enumerate(rows) if look.holds]
    start = held[-1]
    while start and rows[start - 1][0].holds:
        start -= 1
    began, last = rows[start][0].day, steps[-1]
    old = start == 0 and rows[0][0].day == first
    return Alert(
        rule, subject, area, last.state, last.day, began, old, rows[held[-1]][1], steps
    )  # fmt: skip


def _of_tasks(rules: list[Rule], tasks: tuple[JudgedTask, ...], day: date) -> Iterator[Alert]:
    """Yield alerts of tasks: their deadlines give every day exactly."""
    for rule in rules:
        for one in tasks if rule.condition in _TASKS else ():
            unproven = one.state.kind == "unproven"
            if one.due is None or _TASKS[rule.condition] not in (unproven, None):
                continue
            looks = _task_looks(rule, one, one.due, day)
            steps = walk(looks, rule.pending, rule.keep_firing, day)
            if steps:
                numbers: dict[str, float | str] = {
                    "extra": float((one.due - day).days),
                    "on": f"{one.due}",
                }
                yield Alert(
                    rule, one.task.id, one.task.area, steps[-1].state, steps[-1].day,
                    looks[0].day, False, numbers, steps, one,
                )  # fmt: skip


def _task_looks(rule: Rule, one: JudgedTask, due: date, day: date) -> list[Look]:
    """Return the spell in which a task is overdue, or due soon: not from the day it was done."""
    late = due + timedelta(1)
    soon = rule.condition == "task_soon"
    first = due - timedelta(rule.days) if soon else late
    ends = [end for end in (late if soon else None, one.progress.done) if end is not None]
    end = min(ends, default=None)
    if first > day or (end is not None and end <= first):
        return []
    return [Look(first, True), *([Look(end, False)] if end is not None and end <= day else [])]


def _urgency(one: Alert) -> tuple[int, int, int, date]:
    active = 0 if one.active else 1
    return active, SEVERITIES.index(one.rule.severity), STATES.index(one.state), one.since

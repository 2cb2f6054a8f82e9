"""How often rules were right: the past replayed, each warning held against what then happened.

A case is one series on one day on which the rule could say something: did it fire, and did what
it warns of come true? Rules on targets are held against deadlines that have passed; rules on the
course of figures against the figure known `AHEAD` days later; tasks against their deadlines.
Rules that state a fact (overdue, sums, quality) foretell nothing and are not scored.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

import pandas as pd

from kpi.alerts.editions import known, publication_days
from kpi.alerts.evaluate import Key, looked
from kpi.alerts.rules import Rule, Rules
from kpi.alerts.states import Look, walk
from kpi.catalogue import Catalogue, Indicator
from kpi.course import all_series, horizons
from kpi.tasks import Judged
from kpi.units import Units

__all__ = ["AHEAD", "Case", "Score", "replay", "scored"]

AHEAD = 90  # days after which a warning on the course of figures is held against the truth
_BEFORE = 365  # days before a deadline in which a warning counts
_SPAN = 730  # days of the past that are replayed
_FORETELLS = ("pace", "chance", "fall", "flat", "region", "task_soon")
_Seen = tuple[Key, list[tuple[Look, Mapping[str, float | str]]]]
_SURE = 0.05  # chance of as many hits from guessing, below which a rule is better than that


class Case(NamedTuple):
    """Whether a rule fired, whether it came true, and how many days ahead it fired."""

    fired: bool
    true: bool
    lead: int = 0


@dataclass(frozen=True)
class Score:
    """A rule's record. Shares are None where there is nothing to divide by.

    `precision`: of the warnings those that came true; `recall`: of what came true that which was
    warned of; `base`: how often it comes true anyway; `lead`: median days from warning to event.
    `luck`: the probability of as many hits by firing as often at random (hypergeometric).
    """

    rule: Rule
    cases: int
    fired: int
    true: int
    hits: int
    lead: float | None

    @property
    def precision(self) -> float | None:
        """Return the share of warnings that came true."""
        return self.hits / self.fired if self.fired else None

    @property
    def recall(self) -> float | None:
        """Return the share of what came true that was warned of."""
        return self.hits / self.true if self.true else None

    @property
    def base(self) -> float | None:
        """Return how often what is warned of comes true, warned or not."""
        return self.true / self.cases if self.cases else None

    @property
    def luck(self) -> float:
        """Return the probability of at least as many hits by firing as often at random."""
        ways = range(self.hits, min(self.fired, self.true) + 1)
        rest = self.cases - self.true
        found = sum(math.comb(self.true, n) * math.comb(rest, self.fired - n) for n in ways)
        return found / math.comb(self.cases, self.fired)

    @property
    def useful(self) -> bool:
        """Whether the record is better than chance."""
        return self.luck < _SURE


def scored(rule: Rule, cases: Iterable[Case]) -> Score:
    """Count cases."""
    kept = list(cases)
    leads = [case.lead for case in kept if case.fired and case.true]
    return Score(
        rule, len(kept), sum(case.fired for case in kept), sum(case.true for case in kept),
        len(leads), float(median(leads)) if leads else None,
    )  # fmt: skip


def replay(
    rules: Rules, editions: pd.DataFrame, catalogue: Catalogue, units: Units, day: date,
    tasks: tuple[Judged, ...] = (),
) -> tuple[Score, ...]:  # fmt: skip
    """Return the record of every rule that foretells something, in the file's order.

    `editions`, `tasks`: as for `kpi.alerts.evaluate`. The last two years are replayed.
    """
    past = _Past(editions, catalogue, units, day)
    kept = list(rules.by_id.values())
    cases = defaultdict[str, list[Case]](list)
    for rule, case in (*past.of_targets(kept), *past.of_course(kept)):
        cases[rule.id].append(case)
    for rule in kept:
        if rule.condition == "task_soon":
            cases[rule.id] += _of_tasks(rule, tasks, day)
    return tuple(scored(rule, cases[rule.id]) for rule in kept if rule.condition in _FORETELLS)


class _Past:
    """What was known on past days, and what is known of them now."""

    def __init__(
        self, editions: pd.DataFrame, catalogue: Catalogue, units: Units, day: date
    ) -> None:
        self._editions, self._catalogue, self._units, self._day = editions, catalogue, units, day
        self._first = day - timedelta(_SPAN)
        self._days = publication_days(editions)

    def of_targets(self, rules: list[Rule]) -> Iterator[tuple[Rule, Case]]:
        """Yield a case for every target that fell due and every area that had to reach it."""
        ours = {rule.id: rule for rule in rules if rule.condition in ("pace", "chance")}
        for deadline in self._deadlines() if ours else ():
            first = deadline - timedelta(_BEFORE)
            days = tuple(one for one in self._days if first <= one <= deadline)
            outcome = self._outcomes(deadline)
            for (name, subject, area), rows in self._aimed(list(ours.values()), deadline, days):
                looks = [look for look, told in rows if told.get("on", "") in ("", f"{deadline}")]
                if (subject, area) in outcome and any(look.holds is not None for look in looks):
                    missed = not outcome[subject, area]
                    yield ours[name], _case(ours[name], looks, deadline, missed)

    def _deadlines(self) -> list[date]:
        held = {target.deadline for one in self._catalogue.values() for target in one.targets}
        return sorted(one for one in held if self._first <= one < self._day)

    def _due(self, deadline: date) -> dict[str, Indicator]:
        return {
            name: one
            for name, one in self._catalogue.items()
            if any(target.deadline == deadline for target in one.targets)
        }

    def _aimed(self, rules: list[Rule], deadline: date, days: tuple[date, ...]) -> Iterable[_Seen]:
        """Return what rules on targets saw of the indicators that fell due."""
        due = self._due(deadline)
        only = Catalogue(due, self._catalogue.sources, self._catalogue.pillars)
        frame = self._editions[self._editions["indicator"].isin(list(due))]
        return looked(rules, frame, only, self._units, days).items()

    def _outcomes(self, deadline: date) -> dict[tuple[str, str], bool]:
        """Tell of every area whether the target was met."""
        found, due = {}, self._due(deadline)
        now = known(self._editions, self._day)
        for (name, area), one in all_series(now, due, self._day).items():
            for horizon in horizons(due[name], one, self._day):
                if horizon.target.deadline == deadline and horizon.state in ("met", "missed"):
                    found[name, area] = horizon.state == "met"
        return found

    def of_course(self, rules: list[Rule]) -> Iterator[tuple[Rule, Case]]:
        """Yield a case for every series and day whose truth is known `AHEAD` days later."""
        ours = {rule.id: rule for rule in rules if rule.condition in ("fall", "flat", "region")}
        days = tuple(one for one in self._days if self._first <= one <= self._day)
        seen = looked(list(ours.values()), self._editions, self._catalogue, self._units, days)
        for (name, subject, _), rows in seen.items():
            rule, days_ = ours[name], [look.day for look, _ in rows]
            states = _alerting(rule, [look for look, _ in rows], days_[-1])
            higher = self._catalogue[subject].direction == "higher"
            for look, told in rows:
                at = bisect_left(days_, look.day + timedelta(AHEAD))
                if look.holds is None or at == len(rows):
                    continue
                true = _came_true(rule, told, rows[at], higher=higher)
                if true is not None:
                    lead = (days_[at] - look.day).days
                    yield rule, Case(look.day in states, true, lead)


def _came_true(
    rule: Rule, told: Mapping[str, float | str],
    later: tuple[Look, Mapping[str, float | str]], *, higher: bool,
) -> bool | None:  # fmt: skip
    """Tell whether it is no better later than before the fall or standstill, or still under."""
    look, then = later
    if rule.condition == "region":
        return look.holds
    if not then or then["on"] == told["on"]:
        return None
    before = float(told["value"]) - (float(told["extra"]) if rule.condition == "fall" else 0)
    better = (float(then["value"]) - before) * (1 if higher else -1)
    return better < 0 or (better == 0 and rule.condition == "flat")


def _alerting(rule: Rule, looks: list[Look], until: date) -> set[date]:
    """Return the days of looks on which the rule was alerting."""
    steps = walk(looks, rule.pending, rule.keep_firing, until)
    found, state, at = set(), "normal", 0
    for look in looks:
        while at < len(steps) and steps[at].day <= look.day:
            state, at = steps[at].state, at + 1
        if state == "alerting":
            found.add(look.day)
    return found


def _case(rule: Rule, looks: list[Look], deadline: date, missed: bool) -> Case:
    steps = walk(looks, rule.pending, rule.keep_firing, deadline)
    first = next((step.day for step in steps if step.state == "alerting"), None)
    return Case(first is not None, missed, (deadline - first).days if first else 0)


def _of_tasks(rule: Rule, tasks: tuple[Judged, ...], day: date) -> Iterator[Case]:
    """Yield a case for every task that fell due and whose outcome is known."""
    for one in tasks:
        if one.due is None or one.due >= day or one.state.kind == "unproven":
            continue
        done = one.progress.done
        fired = done is None or done > one.due - timedelta(rule.days)
        yield Case(fired, done is None or done > one.due, rule.days)

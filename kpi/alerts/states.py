"""The states of one alert in time, as in Grafana: normal, pending, alerting, no data.

Source of the states: Grafana Alerting, "State and health of alerts" (pending period, keep firing
for). A condition is looked at on some days and taken to hold until the next look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

__all__ = ["STATES", "Look", "State", "Step", "walk"]

State = Literal["alerting", "pending", "no_data", "normal"]
STATES: tuple[State, ...] = ("alerting", "pending", "no_data", "normal")


class Look(NamedTuple):
    """What was seen on a day: whether the condition holds; None where it cannot be said."""

    day: date
    holds: bool | None


class Step(NamedTuple):
    """A change of state."""

    day: date
    state: State


def walk(looks: Sequence[Look], pending: int, keep_firing: int, until: date) -> tuple[Step, ...]:
    """Return the changes of state up to a day included; spans are in days, `looks` in order.

    The alert fires once the condition has held for `pending` days, and goes on for `keep_firing`
    days after it has ceased. Where nothing can be said the alert has no data, and a condition
    that holds afterwards begins anew.
    """
    course, found = _Course(pending, keep_firing), list[Step]()
    days = [look.day for look in looks] + [until + timedelta(1)]
    for look, following in zip(looks, days[1:], strict=True):
        if look.day <= until:
            found += course.stretch(look, min(following, days[-1]))
    return tuple(found)


class _Course:
    """Where an alert stands while looks pass by."""

    def __init__(self, pending: int, keep_firing: int) -> None:
        self._pending, self._keep = timedelta(pending), timedelta(keep_firing)
        self._state: State = "normal"
        self._began: date | None = None  # of the condition
        self._ended: date | None = None  # of the condition of an alert that still fires

    def stretch(self, look: Look, following: date) -> Iterator[Step]:
        """Yield the changes from a look to the day before the following one."""
        if look.holds is None:
            self._began = self._ended = None
            yield from self._to("no_data", look.day)
        elif look.holds:
            yield from self._holding(look.day, following)
        else:
            yield from self._ceased(look.day, following)

    def _holding(self, day: date, following: date) -> Iterator[Step]:
        self._ended = None
        if self._state == "alerting":
            return
        self._began = self._began or day
        fires = max(self._began + self._pending, day)
        if fires > day:
            yield from self._to("pending", day)
        if fires < following:
            yield from self._to("alerting", fires)

    def _ceased(self, day: date, following: date) -> Iterator[Step]:
        self._began = None
        if self._state != "alerting":
            yield from self._to("normal", day)
            return
        self._ended = self._ended or day
        clears = max(self._ended + self._keep, day)
        if clears < following:
            self._ended = None
            yield from self._to("normal", clears)

    def _to(self, state: State, day: date) -> Iterator[Step]:
        if state != self._state:
            self._state = state
            yield Step(day, state)

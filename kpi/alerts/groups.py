"""Warnings told in one line: the same of several areas, or what one agency has not published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kpi.alerts.evaluate import Alert
from kpi.alerts.names import line
from kpi.alerts.words import Answering, answering
from kpi.catalogue import Catalogue

if TYPE_CHECKING:
    from kpi.language import Language
    from kpi.units import Units

__all__ = ["group_line", "grouped"]

_SUPPLY = ("stale", "task_unproven")  # matters of who publishes, not of one indicator or task


def grouped(alerts: Iterable[Alert], catalogue: Catalogue) -> tuple[tuple[Alert, ...], ...]:
    """Put alerts of one rule on one indicator in one state together, in the order given.

    Figures that nobody renewed, and tasks whose result nobody published, are put together by who
    answers for them. A group stands where its first alert stood; the nation comes first in it.
    """
    found: dict[tuple[str, str | Answering, str], list[Alert]] = {}
    for one in alerts:
        supply = one.rule.condition in _SUPPLY
        whose = answering(one, catalogue) if supply else one.subject
        found.setdefault((one.rule.id, whose, one.state), []).append(one)
    return tuple(tuple(sorted(some, key=lambda one: one.area != "VN")) for some in found.values())


def group_line(group: Sequence[Alert], catalogue: Catalogue, units: Units, lang: Language) -> str:
    """Name a group in one line, with the number of its alerts."""
    first = group[0]
    if len(group) == 1:
        return line(first, catalogue, units, lang)
    rule, count = lang.pick(first.rule.name), lang.number(len(group))
    if first.rule.condition not in _SUPPLY:
        return lang._("{rule}: {subject}, {count} areas", rule=rule, count=count,
                      subject=lang.pick(catalogue[first.subject].short))  # fmt: skip
    agency = answering(first, catalogue).agency
    named = lang.pick(agency) if agency else lang._("agency not stated")
    if first.task is not None:
        return lang._("{rule}: {agency}, {count} tasks", rule=rule, agency=named, count=count)
    return lang._("{rule}: {agency}, {count} figures", rule=rule, agency=named, count=count)

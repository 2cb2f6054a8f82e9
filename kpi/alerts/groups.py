"""Warnings that are told in one line: the same of several areas, or figures of one agency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kpi.alerts.evaluate import Alert
from kpi.alerts.names import line
from kpi.alerts.words import answering
from kpi.catalogue import Catalogue

if TYPE_CHECKING:
    from kpi.language import Language
    from kpi.units import Units

__all__ = ["group_line", "grouped"]

_SUPPLY = "stale"  # a matter of who publishes, not of one indicator


def grouped(alerts: Iterable[Alert], catalogue: Catalogue) -> tuple[tuple[Alert, ...], ...]:
    """Put alerts of one rule on one indicator in one state together, in the order given.

    Figures that nobody renewed are put together by the agency that answers for them. A group
    stands where its first alert stood; the nation comes first in it.
    """
    found: dict[tuple[str, str, str], list[Alert]] = {}
    for one in alerts:
        supply = one.rule.condition == _SUPPLY
        subject = answering(one, catalogue).slug if supply else one.subject
        found.setdefault((one.rule.id, subject, one.state), []).append(one)
    return tuple(tuple(sorted(some, key=lambda one: one.area != "VN")) for some in found.values())


def group_line(group: Sequence[Alert], catalogue: Catalogue, units: Units, lang: Language) -> str:
    """Name a group in one line, with the number of its alerts."""
    first = group[0]
    if len(group) == 1:
        return line(first, catalogue, units, lang)
    rule, count = lang.pick(first.rule.name), lang.number(len(group))
    agency = answering(first, catalogue).agency
    if first.rule.condition == _SUPPLY and agency is not None:
        return lang._("{rule}: {agency}, {count} figures", rule=rule, count=count,
                      agency=lang.pick(agency))  # fmt: skip
    return lang._("{rule}: {subject}, {count} areas", rule=rule, count=count,
                  subject=lang.pick(catalogue[first.subject].short))  # fmt: skip

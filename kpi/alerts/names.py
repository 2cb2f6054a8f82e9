"""What a warning is called: its rule, its indicator or task, and its area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi.alerts.evaluate import Alert
    from kpi.catalogue import Catalogue
    from kpi.language import Language
    from kpi.units import Units

__all__ = ["answer", "line", "subject"]


def subject(one: Alert, catalogue: Catalogue, units: Units, lang: Language) -> str:
    """Name the indicator or task, and the area where it is not the nation."""
    name = one.task.task.name if one.task else catalogue[one.subject].short
    if one.area == "VN" or one.area not in units:
        return lang.pick(name)
    area = lang.pick(units[one.area].name)
    return lang._("{indicator}, {area}", indicator=lang.pick(name), area=area)


def line(one: Alert, catalogue: Catalogue, units: Units, lang: Language) -> str:
    """Name a warning in one line."""
    name = subject(one, catalogue, units, lang)
    return lang._("{rule}: {subject}", rule=lang.pick(one.rule.name), subject=name)


def answer(firing: Sequence[Alert], catalogue: Catalogue, units: Units, lang: Language) -> str:
    """Say how many warnings fire, and which is the gravest."""
    if not firing:
        return lang._("No warning fires for these choices.")
    return lang._(
        "{count} warnings fire, {critical} of them critical. First: {name}.",
        count=lang.number(len(firing)), name=line(firing[0], catalogue, units, lang),
        critical=lang.number(sum(one.rule.severity == "critical" for one in firing)),
    )  # fmt: skip

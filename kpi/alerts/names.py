"""What a warning is called: its rule, its indicator or task, and its area."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi.alerts.evaluate import Alert
    from kpi.catalogue import Catalogue
    from kpi.language import Language
    from kpi.units import Units

__all__ = ["line", "subject"]


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

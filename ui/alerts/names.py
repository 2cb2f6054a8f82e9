"""What a warning is called on screen: its rule, its indicator or task, and its area."""

from __future__ import annotations

from kpi.alerts import Alert
from kpi.language import Language
from ui import data

__all__ = ["line", "subject"]


def subject(one: Alert, lang: Language) -> str:
    """Name the indicator or task, and the area where it is not the nation."""
    name = one.task.task.name if one.task else data.catalogue()[one.subject].short
    units = data.units()
    if one.area == "VN" or one.area not in units:
        return lang.pick(name)
    area = lang.pick(units[one.area].name)
    return lang._("{indicator}, {area}", indicator=lang.pick(name), area=area)


def line(one: Alert, lang: Language) -> str:
    """Name a warning in one line."""
    return lang._("{rule}: {subject}", rule=lang.pick(one.rule.name), subject=subject(one, lang))

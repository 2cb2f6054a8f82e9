"""What a warning is called on screen: its rule, its indicator or task, and its area."""

from __future__ import annotations

from kpi.alerts import Alert, names
from kpi.language import Language
from ui import data

__all__ = ["line", "subject"]


def subject(one: Alert, lang: Language) -> str:
    """Name the indicator or task, and the area where it is not the nation."""
    return names.subject(one, data.catalogue(), data.units(), lang)


def line(one: Alert, lang: Language) -> str:
    """Name a warning in one line."""
    return names.line(one, data.catalogue(), data.units(), lang)

"""What a warning is called on screen: its rule, its indicator or task, and its area."""

from __future__ import annotations

from collections.abc import Sequence

from kpi.alerts import Alert, group_line, names
from kpi.language import Language
from ui import data

__all__ = ["group", "line", "subject"]


def subject(one: Alert, lang: Language) -> str:
    """Name the indicator or task, and the area where it is not the nation."""
    return names.subject(one, data.catalogue(), data.units(), lang)


def line(one: Alert, lang: Language) -> str:
    """Name a warning in one line."""
    return names.line(one, data.catalogue(), data.units(), lang)


def group(some: Sequence[Alert], lang: Language) -> str:
    """Name warnings that are told together."""
    return group_line(some, data.catalogue(), data.units(), lang)

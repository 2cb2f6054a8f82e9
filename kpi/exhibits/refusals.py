"""What may stand in the way of a saved view, told in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kpi.language import N_, Language
from kpi.problems import safe

__all__ = ["ExhibitError", "Problem"]

_MESSAGES = {
    "address": N_("“{what}” is not the address of a view of this dashboard."),
    "page": N_("“{what}” is not a page with something to show in a meeting."),
    "own": N_("It shows a visitor's own file, which was kept for that visit only."),
    "indicator": N_("The indicator “{what}” is not there, or has no figures in this version."),
    "area": N_("The area “{what}” is not there, or has no figures of this indicator."),
    "version": N_("The version “{what}” is not in this store."),
    "choice": N_("The page has no choice “{what}”."),
    "part": N_("The page shows nothing called “{what}”."),
    "two": N_("Choose at least two to compare."),
    "alike": N_("Choose two different indicators."),
    "moved": N_("The address says “{what}”, which is no weights or figures of this index."),
    "silent": N_("There is no figure to show."),
}
_LONGEST = 120


class Problem(NamedTuple):
    """One reason: its code, and what it is about as the address has it."""

    code: str
    what: str = ""

    def message(self, lang: Language) -> str:
        """Say it to a reader."""
        return lang._(_MESSAGES[self.code], what=safe(self.what)[:_LONGEST])


class ExhibitError(ValueError):
    """A saved view that cannot be shown, for all the reasons in `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.code}: {one.what}" for one in self.problems))

    def messages(self, lang: Language) -> tuple[str, ...]:
        """Say every reason to a reader."""
        return tuple(one.message(lang) for one in self.problems)

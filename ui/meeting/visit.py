"""The meeting of this visit, in the session's memory; nobody else can reach it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from secrets import token_urlsafe

import streamlit as st

from kpi.exhibits import Item, Meeting
from kpi.exhibits.file import MOST_ITEMS

__all__ = ["Held", "held"]

_MEETING = "_meeting"


@dataclass
class Held:
    """A meeting, the item being edited, and the name under which the server shows it.

    `token` is drawn at random for each visit: who does not have it cannot find the meeting.
    `edition` counts changes from outside the forms, which then show the new texts.
    """

    meeting: Meeting = field(default_factory=lambda: Meeting("", ()))
    chosen: int = 0
    edition: int = 0
    token: str = field(default_factory=lambda: token_urlsafe(24))

    @property
    def full(self) -> bool:
        """Whether there is no room for another item."""
        return len(self.meeting.items) >= MOST_ITEMS

    def add(self, item: Item) -> None:
        """Put an item at the end and choose it."""
        self._take((*self.meeting.items, item), len(self.meeting.items))

    def change(self, at: int, **texts: str) -> None:
        """Give an item other texts."""
        items = list(self.meeting.items)
        items[at] = replace(items[at], **texts)
        self.meeting = replace(self.meeting, items=tuple(items))

    def move(self, at: int, by: int) -> None:
        """Move an item up (−1) or down (1) and keep it chosen."""
        items, to = list(self.meeting.items), at + by
        if 0 <= to < len(items):
            items[at], items[to] = items[to], items[at]
            self._take(tuple(items), to)

    def remove(self, at: int) -> None:
        """Take an item out."""
        items = self.meeting.items[:at] + self.meeting.items[at + 1 :]
        self._take(items, max(0, min(at, len(items) - 1)))

    def open(self, meeting: Meeting) -> None:
        """Put another meeting in place of this one."""
        self.meeting = meeting
        self._take(meeting.items, 0)

    def _take(self, items: tuple[Item, ...], chosen: int) -> None:
        self.meeting = replace(self.meeting, items=items)
        self.chosen, self.edition = chosen, self.edition + 1


def held() -> Held:
    """Return this visit's meeting."""
    mine: Held = st.session_state.setdefault(_MEETING, Held())
    return mine

"""The meeting of this visit, in the server's memory; nobody else can reach it.

A visit is what the browser's cookie `kpi-visit` names (192 random bits, made by `strings.js`, gone
when the browser is closed): a meeting outlives a reload, and links that open a page anew. Without
the cookie it lives in the session alone.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from secrets import token_urlsafe
from threading import Lock

import streamlit as st

from kpi.exhibits import Item, Meeting
from kpi.exhibits.file import MOST_ITEMS

__all__ = ["Held", "held", "of_visit"]

_MEETING = "_meeting"
_COOKIE, _NAME = "kpi-visit", re.compile(r"[A-Za-z0-9_-]{32}")
_MOST, _MOST_LETTERS = 200, 20_000_000  # visits kept, and letters in all their meetings
_VISITS: OrderedDict[str, Held] = OrderedDict()
_LOCK = Lock()


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
    visit: str = ""  # the cookie's name for the visit, "" without

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
        if self.visit:
            _keep(self)


def held() -> Held:
    """Return this visit's meeting."""
    mine: Held | None = st.session_state.get(_MEETING)
    if mine is None:
        mine = st.session_state[_MEETING] = of_visit(str(st.context.cookies.get(_COOKIE, "")))
    return mine


def of_visit(name: str) -> Held:
    """Return the meeting kept for a visit, else an empty one."""
    if not _NAME.fullmatch(name):
        return Held()
    return _VISITS.get(name) or Held(visit=name)


def _keep(mine: Held) -> None:
    """Keep a meeting for its visit; the visits that were quiet longest are given up."""
    with _LOCK:
        _VISITS[mine.visit] = mine
        _VISITS.move_to_end(mine.visit)
        letters = {name: len(repr(one.meeting)) for name, one in _VISITS.items()}
        while len(_VISITS) > 1 and (len(_VISITS) > _MOST or sum(letters.values()) > _MOST_LETTERS):
            letters.pop(_VISITS.popitem(last=False)[0])

"""A meeting: saved views in the order in which they are shown, each with headline and notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from kpi.letterhead import Letterhead

__all__ = ["Item", "Meeting"]


@dataclass(frozen=True)
class Item:
    """A saved view: where it stands in the dashboard, and what is said about it."""

    address: str  # `/xu-huong?chi-so=full_process_dossier_rate&khu-vuc=VN&tinh-den=v12`
    part: str = ""  # which of a page's exhibits; "" is its first
    headline: str = ""  # "" takes the exhibit's own answer
    notes: str = ""  # for the speaker


@dataclass(frozen=True)
class Meeting:
    """An ordered set of saved views."""

    title: str
    items: tuple[Item, ...]
    place: str = ""
    day: str = ""  # ISO date
    presenter: str = ""
    lang: str = "vi"
    letter: Letterhead = field(default_factory=Letterhead)  # who issues and signs its Word text

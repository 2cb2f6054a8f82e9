"""What a report consists of, before anybody thinks of paper: sentences, tables, pictures.

A sentence carries the notes that say where its figures come from; each becomes a footnote.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kpi.language import Lang

__all__ = [
    "Annex",
    "Block",
    "Column",
    "Grid",
    "Head",
    "Picture",
    "Report",
    "Said",
    "cite",
    "sentence",
]


class Said(NamedTuple):
    """A paragraph or a cell: its words, and where the figures in them come from."""

    text: str
    notes: tuple[str, ...] = ()


class Head(NamedTuple):
    """A heading: level 1 is numbered I, II, III; level 2 is numbered 1, 2, 3 under it."""

    text: str
    level: int = 1
    notes: tuple[str, ...] = ()


class Column(NamedTuple):
    """A column of a table; `share` is its part of the table's width, `numbers` stand right."""

    head: str
    share: float = 1.0
    numbers: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with its title; every row has a cell for each column."""

    title: Said
    columns: tuple[Column, ...]
    rows: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture (PNG) with its title; `alt` says in words what it shows."""

    png: bytes
    title: Said
    alt: str


def cite(title: str, detail: str, url: str) -> str:
    """Write a source as a note: title, who published it and when, address."""
    return " ".join(filter(None, (sentence(title), sentence(detail), url)))


def sentence(text: str) -> str:
    """Begin a note with a capital letter and end it with a full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


Block = Said | Head | Grid | Picture


@dataclass(frozen=True)
class Annex:
    """What follows the signature, on pages of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """A report; `subject` stands under its name. `simulated`: made of practice figures."""

    subject: str
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    simulated: bool = False
    lang: Lang = "vi"

"""Cells of a printed table, in the words of its reader."""

from __future__ import annotations

from kpi.exhibits.exhibit import Column
from kpi.language import Language
from kpi.pictures.letters import clean

__all__ = ["cell_text", "head_text"]


def cell_text(cell: str | float | None, column: Column, lang: Language) -> str:
    """Write a cell as a reader reads it; what is missing is a dash."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return clean(cell)
    return lang.number(cell, column.decimals or 0, least=0)


def head_text(column: Column) -> str:
    """Write the head of a column with its unit."""
    plain = column.unit and column.unit not in column.head
    return clean(f"{column.head} ({column.unit})" if plain else column.head)

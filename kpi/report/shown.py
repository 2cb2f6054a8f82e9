"""Exhibits in a report: what they say, their picture, their table, their sources as notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from kpi.exhibits import Column as Named
from kpi.exhibits import Exhibit, ExhibitError, Item, resolve
from kpi.language import NBSP, Lang, Language, language
from kpi.pictures import bare, drawable, rasterised
from kpi.report.basis import Basis
from kpi.report.content import Block, Column, Grid, Picture, Said, cite

__all__ = ["drawn", "exhibit", "shown"]

_WIDTH, _FLAT, _DPI = 640, 280, 200  # px of 1/96 inch: width of the text, height of lines; dots
_UNIT = re.compile(f"{NBSP}(?=\\w)")  # in a narrow column a word may part from its number
_ROWS = 100  # of a table; a workbook holds all
_LETTERS, _PADDING, _WIDE = 76, 2, 30  # letters on a line, between columns, of a wide column


def exhibit(on: Basis, address: str, part: str = "") -> Exhibit:
    """Return what a page shows of the report's figures; ExhibitError where it shows nothing."""
    workspace = "&bo-so-lieu=practice" if on.simulated else ""
    return resolve(Item(address + workspace, part), on.lang.code, on.library)


def drawn(on: Basis, address: str) -> list[Picture]:
    """Return the picture a page shows of the report's figures; none where there is none."""
    try:
        made = exhibit(on, address)
    except ExhibitError:
        return []
    return [_picture(made)] if drawable(made) else []


def shown(made: Exhibit) -> Iterator[Block]:
    """Return what an exhibit says, its verdict and definition, its picture and its table."""
    lang, notes = language(cast(Lang, made.lang)), _noted(made)
    yield Said(made.answer, notes)
    yield from _facts(made, lang)
    if drawable(made):
        yield _picture(made)
    if made.table.rows:
        yield _grid(made, lang, notes)
    if (left := len(made.table.rows) - _ROWS) > 0:
        yield Said(lang._("{count} more lines are in the workbook (--format xlsx).",
                          count=lang.number(left)))  # fmt: skip


def _noted(made: Exhibit) -> tuple[str, ...]:
    """Say where an exhibit's figures come from, each source once."""
    return tuple(cite(one.title, one.detail, one.url) for one in made.sources)


def _picture(made: Exhibit) -> Picture:
    """Draw an exhibit; its title and sources stand below, in the report's own letters."""
    height = _FLAT if made.chart is not None and made.chart.shape == "line" else 0
    png = rasterised(bare(made, _WIDTH, height), _DPI)
    return Picture(png, Said(made.title, _noted(made)), made.answer)


def _facts(made: Exhibit, lang: Language) -> Iterator[Said]:
    if made.verdict:
        yield Said(lang._("Verdict: {verdict}. {method}", verdict=made.verdict,
                          method=made.method).strip())  # fmt: skip
    if made.definition:
        yield Said(lang._("Definition: {text}", text=made.definition))
    if made.period:
        yield Said(lang._("Period of the figures: {period}; as of {as_of}.",
                          period=made.period, as_of=made.as_of))  # fmt: skip


def _grid(made: Exhibit, lang: Language, notes: tuple[str, ...]) -> Grid:
    table = made.table
    rows = tuple(
        tuple(Said(_cell(value, column, lang)) for value, column in zip(row, table.columns,
                                                                        strict=True))
        for row in table.rows[:_ROWS]
    )  # fmt: skip
    heads = [f"{one.head}, {one.unit}" if one.unit else one.head for one in table.columns]
    texts = [[head, *(row[at].text for row in rows)] for at, head in enumerate(heads)]
    columns = tuple(
        Column(head, share, one.decimals is not None)
        for head, share, one in zip(heads, _shares(texts), table.columns, strict=True)
    )
    return Grid(Said(made.title, notes), columns, rows)


def _cell(value: str | float | None, column: Named, lang: Language) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return _UNIT.sub(" ", value)
    return lang.number(value, column.decimals or 0, least=0)


def _shares(texts: list[list[str]]) -> list[float]:
    """Give every column room for its longest word, and what is left to those with long texts.

    `texts`: of each column, its head first.
    """
    words = [max(len(word) for text in one for word in text.split(" ")) for one in texts]
    wishes = [min(_WIDE, max(map(len, one))) - word for one, word in zip(texts, words, strict=True)]
    left = _LETTERS - sum(words) - _PADDING * len(words)
    extra = max(0.0, left / max(1, sum(max(0, wish) for wish in wishes)))
    return [
        word + _PADDING + max(0, wish) * extra for word, wish in zip(words, wishes, strict=True)
    ]

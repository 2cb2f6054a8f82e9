"""What the pages of a PDF say: exhibits as plain data for the typesetter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, cast

from kpi.charts import look
from kpi.exhibits.exhibit import Exhibit, Table
from kpi.exhibits.meeting import Item, Meeting
from kpi.language import Lang, Language, language
from kpi.links import qr_code
from kpi.pictures import bare, drawable
from kpi.pictures.cells import cell_text, head_text
from kpi.pictures.classes import sign_colour
from kpi.pictures.letters import clean
from kpi.pictures.sheet import natural_height, source_lines

__all__ = ["Paper", "item_of", "whole"]

Paper = Literal["slides", "a4"]
_MOST_ROWS = 400  # of a table in print; a workbook holds them all
# Pictures in px (96 an inch): beside the facts of a slide, and between the margins of A4.
_SLIDE = (865.0, 470.0)
_WIDE, _HIGH, _OVER_TABLE, _LINE = 640.0, 640.0, 500.0, 290.0


def whole(
    meeting: Meeting, items: Sequence[dict[str, Any]], paper: Paper, problems: Sequence[str]
) -> dict[str, Any]:
    """Return all that the typesetter is given."""
    lang = language(cast(Lang, meeting.lang))
    title = clean(meeting.title) or lang._("Digital transformation indicators")
    marked = {item["simulated"] for item in items}
    empty = [] if items else [lang._("This meeting has no views yet.")]
    return {
        "paper": paper,
        "lang": lang.code,
        "title": title,
        "squeeze": _squeezed(title, 80),
        "author": clean(meeting.presenter),
        "below": [clean(line) for line in (_where(meeting, lang), meeting.presenter) if line],
        "problems": [*empty, *map(clean, problems)],
        "practice": look.PRACTICE_WORDS,
        "simulated": True in marked,
        "mixed": len(marked) > 1,
        "items": list(items),
    }


def item_of(exhibit: Exhibit, item: Item, paper: Paper) -> dict[str, Any]:
    """Return one exhibit as words and pictures."""
    lang = language(cast(Lang, exhibit.lang))
    headline = clean(item.headline or exhibit.answer or exhibit.title)
    has_table = not drawable(exhibit) or (paper == "a4" and exhibit.kind == "map")
    most = 5 if paper == "slides" else 0
    about = [exhibit.definition, *_left_out(exhibit.table, lang, shown=has_table)]
    return {
        "headline": headline,
        "squeeze": _squeezed(headline, 160),
        "title": clean(exhibit.title),
        "figure": clean(exhibit.figure) if exhibit.kind == "card" else "",
        "missing": clean(exhibit.missing) if exhibit.kind == "card" else "",
        "svg": _picture(exhibit, paper),
        "alt": clean(f"{exhibit.title}. {exhibit.answer}"),
        "answer": clean(exhibit.answer) if item.headline else "",
        "verdict": clean(exhibit.verdict),
        "colour": sign_colour(exhibit.verdict),
        "method": clean(exhibit.method),
        "about": [clean(line) for line in about if line],
        "url": exhibit.link,
        "link": exhibit.link.partition("://")[2],
        "code": qr_code(exhibit.link) if exhibit.link else "",
        "foot": [clean(line) for line in source_lines(exhibit, lang, most)],
        "table": _table(exhibit.table, lang) if has_table else None,
        "simulated": exhibit.simulated,
    }


def _squeezed(text: str, usual: int) -> float:
    """Return by how much long words are set smaller."""
    return max(0.5, min(1.0, math.sqrt(usual / max(len(text), 1))))


def _where(meeting: Meeting, lang: Language) -> str:
    day = lang.date(date.fromisoformat(meeting.day)) if meeting.day else ""
    return ", ".join(filter(None, (meeting.place, day)))


def _picture(exhibit: Exhibit, paper: Paper) -> str:
    if not drawable(exhibit):
        return ""
    if paper == "a4":
        line = exhibit.chart is not None and exhibit.chart.shape == "line"
        most = _OVER_TABLE if exhibit.kind == "map" else _LINE if line else _HIGH
        return bare(exhibit, _WIDE, min(natural_height(exhibit, _WIDE), most))
    wide, high = _SLIDE
    return bare(exhibit, wide, high - 110 if exhibit.kind == "card" else high, size=15)


def _left_out(table: Table, lang: Language, *, shown: bool) -> list[str]:
    rows = len(table.rows) - _MOST_ROWS if shown else 0
    return [lang._("{count} more rows are in the workbook", count=rows)] if rows > 0 else []


def _table(table: Table, lang: Language) -> dict[str, Any]:
    """Return a table as words; numbers stand to the right."""
    return {
        "head": [head_text(one) for one in table.columns],
        "align": ["left" if one.decimals is None else "right" for one in table.columns],
        "rows": [
            [cell_text(*pair, lang) for pair in zip(row, table.columns, strict=True)]
            for row in table.rows[:_MOST_ROWS]
        ],
    }

"""Tables of a slide: PowerPoint's own, on as many slides as their rows need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from kpi.charts import look
from kpi.exhibits.exhibit import Table
from kpi.language import Language
from kpi.pictures.cells import cell_text, head_text
from kpi.pictures.letters import width
from kpi.slides.fit import Frame, lines_of

__all__ = ["Part", "add_table", "parts"]

Part = tuple[Table, int]  # the rows of one slide, and how many columns were left out
_COLUMNS = 9
_CELL = 0.09 * 914400  # left and right of the words
_ROW = 1.75  # height of a row of one line, in the size of its type


def parts(table: Table, lang: Language, frame: Frame, size: float) -> list[Part]:
    """Cut a table into pieces that fit the frame; the first nine columns are kept."""
    kept = Table(table.columns[:_COLUMNS], tuple(row[:_COLUMNS] for row in table.rows))
    widths = _widths(kept, lang, frame.width, size)
    room = Emu(frame.height).pt - _height([head_text(one) for one in kept.columns], widths, size)
    pieces: list[list[tuple[str | float | None, ...]]] = [[]]
    left = room
    for row in kept.rows:
        texts = [cell_text(*pair, lang) for pair in zip(row, kept.columns, strict=True)]
        high = _height(texts, widths, size)
        if pieces[-1] and high > left:
            pieces.append([])
            left = room
        pieces[-1].append(row)
        left -= high
    hidden = len(table.columns) - len(kept.columns)
    return [(Table(kept.columns, tuple(rows)), hidden) for rows in pieces]


def add_table(slide: Any, table: Table, lang: Language, frame: Frame, size: float) -> None:
    """Write a piece of a table into a frame; numbers stand to the right."""
    widths = _widths(table, lang, frame.width, size)
    shape = slide.shapes.add_table(
        len(table.rows) + 1, len(table.columns), frame.left, frame.top, sum(widths), Emu(Pt(1))
    )
    grid = shape.table
    shape._element.graphic.graphicData.tbl.tblPr.clear()
    grid.first_row = True
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = wide
    rows = [[head_text(one) for one in table.columns]]
    rows += [[cell_text(*pair, lang) for pair in zip(row, table.columns, strict=True)]
             for row in table.rows]  # fmt: skip
    for number, texts in enumerate(rows):
        grid.rows[number].height = Pt(_height(texts, widths, size))
        for place, text in enumerate(texts):
            words = table.columns[place].decimals is None
            _fill(grid.cell(number, place), text, size, head=number == 0, words=words)


def _fill(cell: Any, text: str, size: float, *, head: bool, words: bool) -> None:
    cell.margin_left = cell.margin_right = int(_CELL)
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string("E7EEF7" if head else "FFFFFF")
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT if words else PP_ALIGN.RIGHT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), head
    run.font.color.rgb = RGBColor.from_string(look.INK[0].lstrip("#"))


def _widths(table: Table, lang: Language, room: int, size: float) -> list[int]:
    """Share the room by what the cells need; a long text gets at most what is left."""
    wanted = []
    for place, column in enumerate(table.columns):
        texts = [cell_text(row[place], column, lang) for row in table.rows]
        widest = max((width(text, size * 1.16) for text in texts), default=0.0)
        head = max((width(word, size * 1.16, bold=True) for word in head_text(column).split()),
                   default=0.0)  # fmt: skip
        wanted.append(Pt(max(min(widest, 320), min(head, 160)) + 4) + 2 * int(_CELL))
    factor = room / sum(wanted)
    return [int(one * min(factor, 1.6)) for one in wanted]


def _height(texts: Sequence[str], widths: Sequence[int], size: float) -> float:
    """Return the height of a row in points."""
    most = max(
        (len(lines_of(text, size, wide - 2 * int(_CELL), bold=True))
         for text, wide in zip(texts, widths, strict=True)),
        default=1,
    )  # fmt: skip
    return size * (_ROW + 1.2 * (max(most, 1) - 1))

"""Tables of a slide: PowerPoint's own, on as many slides as their rows need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from kpi.charts import look
from kpi.exhibits.exhibit import Table
from kpi.language import Language
from kpi.pictures.cells import cell_text, head_text
from kpi.pictures.letters import width
from kpi.slides.fit import WIDER, Frame, lines_of

__all__ = ["Piece", "add_table", "pieces"]

_COLUMNS = 9
_HEAD = "E7EEF7"  # ground of the head
_CELL = 0.09 * 914400  # left and right of the words
_ROW = 1.75  # height of a row of one line, in the size of its type


class Piece(NamedTuple):
    """The rows of one slide, the widths of all its columns, and how many were left out."""

    table: Table
    widths: list[int]
    hidden: int


def pieces(table: Table, lang: Language, frame: Frame, size: float) -> list[Piece]:
    """Cut a table into pieces that fit the frame; the first nine columns are kept."""
    kept = Table(table.columns[:_COLUMNS], tuple(row[:_COLUMNS] for row in table.rows))
    widths = _widths(kept, lang, frame.width, size)
    room = Emu(frame.height).pt - _height(
        [head_text(one) for one in kept.columns], widths, size, bold=True
    )
    found: list[list[tuple[str | float | None, ...]]] = [[]]
    left = room
    for row in kept.rows:
        texts = [cell_text(*pair, lang) for pair in zip(row, kept.columns, strict=True)]
        high = _height(texts, widths, size, bold=False)
        if found[-1] and high > left:
            found.append([])
            left = room
        found[-1].append(row)
        left -= high
    hidden = len(table.columns) - len(kept.columns)
    return [Piece(Table(kept.columns, tuple(rows)), widths, hidden) for rows in found]


def add_table(slide: Any, piece: Piece, lang: Language, frame: Frame, size: float) -> None:
    """Write a piece of a table into a frame; numbers stand to the right."""
    table, widths = piece.table, piece.widths
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
        grid.rows[number].height = Pt(_height(texts, widths, size, bold=number == 0))
        for place, text in enumerate(texts):
            words = table.columns[place].decimals is None
            _fill(grid.cell(number, place), text, size, ground=_ground(number), words=words)


def _ground(row: int) -> str:
    return _HEAD if row == 0 else "F6F8FA" if row % 2 == 0 else "FFFFFF"


def _fill(cell: Any, text: str, size: float, *, ground: str, words: bool) -> None:
    cell.margin_left = cell.margin_right = int(_CELL)
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(ground)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT if words else PP_ALIGN.RIGHT
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold = Pt(size), ground == _HEAD
    run.font.color.rgb = RGBColor.from_string(look.INK[0].lstrip("#"))


def _widths(table: Table, lang: Language, room: int, size: float) -> list[int]:
    """Share the room: no column is narrower than its longest word, long texts share the rest."""
    least, wanted = [], []
    for place, column in enumerate(table.columns):
        texts = [cell_text(row[place], column, lang) for row in table.rows]
        words = [*head_text(column).split(), *(word for text in texts for word in text.split())]
        longest = max((width(word, size * WIDER, bold=True) for word in words), default=0.0)
        whole = max((width(text, size * WIDER) for text in texts), default=0.0)
        least.append(Pt(min(longest, 150) + 3) + 2 * int(_CELL))
        wanted.append(max(Pt(min(whole, 420) + 3) + 2 * int(_CELL), least[-1]))
    if sum(wanted) <= room:
        return [int(one * min(room / sum(wanted), 1.5)) for one in wanted]
    free = max(room - sum(least), 0)
    more = [a - b for a, b in zip(wanted, least, strict=True)]
    shrink = min(1.0, room / sum(least))
    return [int(a * shrink + free * b / max(sum(more), 1))
            for a, b in zip(least, more, strict=True)]  # fmt: skip


def _height(texts: Sequence[str], widths: Sequence[int], size: float, *, bold: bool) -> float:
    """Return the height of a row in points."""
    most = max(
        (len(lines_of(text, size, wide - 2 * int(_CELL), bold=bold))
         for text, wide in zip(texts, widths, strict=True)),
        default=1,
    )  # fmt: skip
    return size * (_ROW + 1.2 * (max(most, 1) - 1))

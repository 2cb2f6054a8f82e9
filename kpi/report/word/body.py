"""What a report says, on paper: headings, paragraphs, tables and pictures, with their notes."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from kpi.language import Language
from kpi.report.content import Block, Grid, Head, Picture, Said
from kpi.report.word.footnotes import Footnotes
from kpi.report.word.page import WIDTH
from kpi.report.word.text import Look, clean, paragraph, write

__all__ = ["ROMAN", "Body"]

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_CELLS, _CAPTION = 12, 13  # points
_TALLEST = 170  # mm of a picture


class Body:
    """Writes blocks into a document, counting headings, tables, pictures and notes."""

    def __init__(self, made: Document, lang: Language) -> None:
        self._made, self._lang = made, lang
        self._count: Counter[str] = Counter()
        self.notes = Footnotes()

    def write(
        self, blocks: Sequence[Block], progress: Callable[[int, int], None] | None = None
    ) -> None:
        """Write blocks one after the other; headings are counted anew."""
        self._count["head1"] = self._count["head2"] = 0
        for done, block in enumerate(blocks, 1):
            match block:
                case Head():
                    self._head(block)
                case Said():
                    self._said(block)
                case Grid():
                    self._grid(block)
                case Picture():
                    self._picture(block)
            if progress:
                progress(done, len(blocks))

    def _head(self, head: Head) -> None:
        """Write `I. TITLE` or `1. Title`."""
        self._count[f"head{head.level}"] += 1
        at = self._count[f"head{head.level}"]
        if head.level == 1:
            self._count["head2"] = 0
            number = ROMAN[at - 1] if at <= len(ROMAN) else str(at)
            text = f"{number}. {clean(head.text).upper()}"
        else:
            text = f"{at}. {clean(head.text)}"
        made = self._made.add_paragraph(text, style=f"Heading {head.level}")
        made.paragraph_format.keep_with_next = True
        self.notes.call(made, tuple(map(clean, head.notes)))

    def _said(self, said: Said) -> None:
        made = self._made.add_paragraph(clean(said.text))
        self.notes.call(made, _cleaned(said))

    def _caption(self, word: str, title: Said) -> Paragraph:
        self._count[word] += 1
        text = f"{word} {self._count[word]}. {title.text}"
        made = paragraph(self._made, text, Look(_CAPTION, bold=True, before=6, after=3))
        self.notes.call(made, _cleaned(title))
        return made

    def _grid(self, grid: Grid) -> None:
        """Write a table whose head is repeated on every page and whose rows do not break."""
        caption = self._caption(self._lang._("Table"), grid.title)
        caption.paragraph_format.keep_with_next = True
        table = self._made.add_table(rows=1, cols=len(grid.columns), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, cell in zip(grid.columns, table.rows[0].cells, strict=True):
            write(cell.paragraphs[0], column.head, Look(_CELLS, bold=True))
        _repeated(table.rows[0])
        for row in grid.rows:
            self._row(table, grid, row)
        _fixed(table, grid)
        paragraph(self._made, "", Look(6))

    def _row(self, table: Table, grid: Grid, row: tuple[Said, ...]) -> None:
        made: _Row = table.add_row()  # type: ignore[no-untyped-call]
        _whole(made)
        for column, cell, said in zip(grid.columns, made.cells, row, strict=True):
            right, left = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
            home = cell.paragraphs[0]
            write(home, said.text, Look(_CELLS, align=right if column.numbers else left))
            self.notes.call(home, _cleaned(said))

    def _picture(self, picture: Picture) -> None:
        home = paragraph(self._made, "", Look(before=6))
        home.paragraph_format.keep_with_next = True
        shape = home.add_run().add_picture(io.BytesIO(picture.png), width=Mm(WIDTH))
        if shape.height > Mm(_TALLEST):
            shape.width = Length(shape.width * Mm(_TALLEST) / shape.height)
            shape.height = Mm(_TALLEST)
        shape._inline.docPr.set("descr", clean(picture.alt))
        self._caption(self._lang._("Picture"), picture.title)


def _cleaned(said: Said) -> tuple[str, ...]:
    return tuple(map(clean, said.notes))


def _repeated(row: _Row) -> None:
    """Repeat a row at the top of every page the table runs over."""
    _whole(row)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fixed(table: Table, grid: Grid) -> None:
    """Set the widths, in the grid and in every cell: one without the other does not hold."""
    parts = sum(column.share for column in grid.columns)
    for column, made in zip(grid.columns, table.columns, strict=True):
        width = Mm(WIDTH * column.share / parts)
        made.width = width
    for row in table.rows:
        for cell, made in zip(row.cells, table.columns, strict=True):
            cell.width = made.width
    for cell in table._tbl.iter(qn("w:p")):
        spacing = cell.get_or_add_pPr()
        spacing.space_before, spacing.space_after = Pt(1), Pt(1)

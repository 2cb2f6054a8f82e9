"""The parts of an official letter: who issues it, what it is called, who signs, who receives it.

Sizes and places: Decree 30/2020/NĐ-CP, Annex I, part I, II and the table of section V.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from kpi.language import Language
from kpi.letterhead import BLANK, Letterhead
from kpi.report.word.page import SIZE, WIDTH
from kpi.report.word.text import Look, paragraph, rule, write

__all__ = ["annex_head", "head", "signature", "subject"]

_LEFT = 68  # mm for the agency; the motto needs 88 in one line
_RIGHT = WIDTH - _LEFT
_EM = 0.3528  # mm in a point
_CAPITAL, _LETTER = 0.63, 0.48  # width of a bold letter of Times New Roman, in ems
_MOTTO = 56  # mm: the length of the second line of the motto
_START = WD_ALIGN_PARAGRAPH.LEFT


def head(made: Document, letter: Letterhead, lang: Language) -> None:
    """Write agency and motto side by side, and under them number, place and day."""
    left, right = _two(made)
    if letter.superior:
        paragraph(left, letter.superior.upper(), Look(12))
    agency = letter.agency.upper() or BLANK
    paragraph(left, agency, Look(12, bold=True))
    length = min(_LEFT, len(agency) * 12 * _EM * _CAPITAL) if letter.agency else _LEFT
    rule(left, 0.4 * length, _LEFT)
    paragraph(left, lang._("No.: {number}", number=_number(letter)), Look(13, before=4))
    paragraph(right, lang._("SOCIALIST REPUBLIC OF VIET NAM"), Look(12, bold=True))
    paragraph(right, lang._("Independence - Freedom - Happiness"), Look(13, bold=True))
    rule(right, _MOTTO if lang.code == "vi" else 73, _RIGHT)
    paragraph(right, _dated(letter, lang), Look(13, italic=True, before=4))
    _unhead(left, right)


def _two(made: Document) -> tuple[_Cell, _Cell]:
    """Add a table of two cells without lines, in which widths hold; it stays on one page."""
    table = made.add_table(rows=1, cols=2)
    table.autofit = False
    _widths(table)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = table.rows[0].cells
    return left, right


def _widths(table: Table) -> None:
    for column, width in zip(table.columns, (_LEFT, _RIGHT), strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _unhead(*cells: _Cell) -> None:
    """Take away the empty paragraph each new cell begins with."""
    for cell in cells:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)


def _number(letter: Letterhead) -> str:
    number = letter.number.zfill(2) if letter.number.isdigit() else letter.number
    return f"{number or '……'}/BC-{letter.symbol.upper() or '……'}"


def _day(letter: Letterhead, lang: Language) -> str:
    """Write the day of issue; days below 10 and months 1 and 2 get their 0."""
    if letter.day is None:
        return lang._("day …… month …… year ……")
    month = letter.day.month
    return lang._(
        "day {day} month {month} year {year}", day=f"{letter.day.day:02}",
        month=f"{month:02}" if month < 3 else f"{month}", year=letter.day.year,
    )  # fmt: skip


def _dated(letter: Letterhead, lang: Language) -> str:
    return f"{letter.place or BLANK}, {_day(letter, lang)}"


def subject(made: Document, text: str, letter: Letterhead, lang: Language) -> None:
    """Write the document's name and what it is about, and to whom it is sent."""
    paragraph(made, lang._("REPORT"), Look(SIZE, bold=True, before=18))
    paragraph(made, text, Look(SIZE, bold=True))
    rule(made, 0.4 * min(WIDTH, len(text) * SIZE * _EM * _LETTER), WIDTH)
    if len(letter.to) == 1:
        paragraph(made, lang._("To: {agency}", agency=letter.to[0]), Look(SIZE, before=6, after=6))
    elif letter.to:
        first = paragraph(made, lang._("To:"), Look(SIZE, before=6, align=_START))
        first.paragraph_format.left_indent = Mm(35)
        for at, agency in enumerate(letter.to, 1):
            end = "." if at == len(letter.to) else ";"
            line = paragraph(made, f"- {agency}{end}", Look(SIZE, align=_START))
            line.paragraph_format.left_indent = Mm(50)
        line.paragraph_format.space_after = Pt(8)


def signature(made: Document, letter: Letterhead, lang: Language) -> None:
    """Write who receives the report and who signs it; both stay on one page."""
    left, right = _two(made)
    title = paragraph(left, lang._("Recipients:"), Look(12, bold=True, italic=True, align=_START))
    title.paragraph_format.keep_with_next = True
    for one in letter.recipients or (BLANK,):
        paragraph(left, f"- {one};", Look(11, align=_START)).paragraph_format.keep_with_next = True
    kept = f"VT, {letter.archive}" if letter.archive else f"VT, {BLANK[:6]}"
    paragraph(left, lang._("- Filed: {where}.", where=kept), Look(11, align=_START))
    if letter.authority:
        paragraph(right, letter.authority.upper(), Look(SIZE, bold=True))
    paragraph(right, letter.position.upper() or BLANK, Look(SIZE, bold=True))
    paragraph(right, letter.name or BLANK, Look(SIZE, bold=True, before=70))
    _unhead(left, right)
    paragraph(made, "", Look(2))  # Word wants a paragraph behind a table


def annex_head(made: Document, number: str, title: str, letter: Letterhead, lang: Language) -> None:
    """Write an annex's name, its title, and which report it belongs to."""
    paragraph(made, lang._("Annex {number}", number=number).strip(), Look(14, bold=True))
    paragraph(made, title.upper(), Look(SIZE, bold=True))
    told = lang._(
        "(With Report No. {number} of {day} of {agency})",
        number=_number(letter), day=_day(letter, lang),
        agency=letter.agency or BLANK,
    )  # fmt: skip
    last = paragraph(made, "", Look(SIZE, after=8))
    write(last, told, Look(13, italic=True, after=8))

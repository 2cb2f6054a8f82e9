"""Texts on paper: runs and paragraphs, with what no XML may hold taken out."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

__all__ = ["Look", "clean", "paragraph", "rule", "write"]

# XML 1.0, 2.2 "Characters": what is not listed there makes a file that no program opens. Signs
# that turn the direction of writing are left out, too: a name could hide another with them.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


class Home(Protocol):
    """Where paragraphs can be added: a document, a cell, a header."""

    def add_paragraph(self) -> Paragraph:
        """Add an empty paragraph."""


class Look(NamedTuple):
    """How a paragraph looks: size in points, weight, slope and place."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.CENTER
    before: float = 0
    after: float = 0


def clean(text: str) -> str:
    """Return a text without what XML forbids; a line break becomes a space."""
    return " ".join(_FORBIDDEN.sub("", text).split("\n")).replace("\r", " ").replace("\t", " ")


def write(home: Paragraph, text: str, look: Look) -> None:
    """Write a text into a paragraph that is there, and give the paragraph its look."""
    shape = home.paragraph_format
    shape.alignment, shape.first_line_indent = look.align, Pt(0)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(look.before), Pt(look.after), 1.0
    run = home.add_run(clean(text))
    run.font.size, run.font.bold, run.font.italic = Pt(look.size), look.bold, look.italic


def paragraph(home: Home, text: str, look: Look) -> Paragraph:
    """Add a paragraph."""
    made = home.add_paragraph()
    write(made, text, look)
    return made


def rule(home: Home, length: float, width: float) -> None:
    """Draw a horizontal line of `length` mm in the middle of `width` mm."""
    made = paragraph(home, "", Look(size=2, before=2))
    side = Mm(max(0.0, (width - length) / 2))
    made.paragraph_format.left_indent = made.paragraph_format.right_indent = side
    made.paragraph_format.line_spacing = Pt(4)
    made._p.get_or_add_pPr().insert_element_before(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" '
                  'w:color="000000"/></w:pBdr>'),
        "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr",
    )  # fmt: skip

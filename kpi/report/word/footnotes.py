"""Footnotes, which python-docx 1.2 does not write: their own part, as Word itself makes it.

ECMA-376 Part 1, 17.11: `word/footnotes.xml` holds the separators (ids -1 and 0) and the notes
(1, 2, …); a run with `w:footnoteReference` stands where a note is called. Word numbers notes in
the order of their calls. A note called again is not repeated: a field NOTEREF refers to the
bookmark around its first call.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

__all__ = ["SIZE", "Footnotes"]

SIZE = 10  # points; the decree says nothing of footnotes
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" '
    f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_NOTE = (
    '<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:rPr>'
    '<w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r><w:r>'
    '<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
)


class Footnotes:
    """The notes of one document, in the order in which they are first called."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def call(self, paragraph: Paragraph, notes: tuple[str, ...]) -> None:
        """Call notes at the end of a paragraph: new ones as footnotes, known ones by number."""
        for at, text in enumerate(dict.fromkeys(notes)):
            if at:
                paragraph.add_run(", ").font.superscript = True
            if text in self._numbers:
                _again(paragraph, self._numbers[text])
            else:
                self._numbers[text] = number = len(self._numbers) + 1
                _first(paragraph, number)

    def write(self, document: Document) -> None:
        """Add the part that holds the notes' texts; call once, when all are called."""
        style, mark = _styles(document)
        notes = "".join(
            _NOTE.format(number=number, style=style, mark=mark, text=escape(text))
            for text, number in self._numbers.items()
        )
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}{notes}</w:footnotes>"
        )
        package = document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(),
                    package)  # fmt: skip
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        settings = document.settings.element
        told = parse_xml(
            f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
            "</w:footnotePr>"
        )
        settings.insert(_place(settings), told)


def _styles(document: Document) -> tuple[str, str]:
    """Add Word's own styles of a note's text and of its number; return their ids."""
    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    assert isinstance(text, ParagraphStyle)  # noqa: S101 - a paragraph's was asked for
    assert isinstance(mark, CharacterStyle)  # noqa: S101 - a character's was asked for
    text.base_style = document.styles["Normal"]
    text.font.size, mark.font.superscript = Pt(SIZE), True
    shape = text.paragraph_format
    shape.first_line_indent, shape.space_after, shape.line_spacing = Pt(0), Pt(0), 1.0
    shape.alignment = WD_ALIGN_PARAGRAPH.LEFT
    return text.style_id, mark.style_id


def _place(settings: object) -> int:
    """Return where footnotePr belongs: the schema wants it before endnotePr and compat."""
    later = [qn(f"w:{name}") for name in ("endnotePr", "compat", "docVars", "rsids")]
    children = list(settings)  # type: ignore[call-overload]
    return next((at for at, one in enumerate(children) if one.tag in later), len(children))


def _first(paragraph: Paragraph, number: int) -> None:
    """Call a footnote, with a bookmark around the call so that later ones can refer to it."""
    for tag, name in (("w:bookmarkStart", f"_note{number}"), ("", ""), ("w:bookmarkEnd", "")):
        if not tag:
            run = paragraph.add_run()
            run.font.superscript = True
            reference = OxmlElement("w:footnoteReference")
            reference.set(qn("w:id"), str(number))
            run._r.append(reference)
            continue
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if name:
            mark.set(qn("w:name"), name)
        paragraph._p.append(mark)


def _again(paragraph: Paragraph, number: int) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" NOTEREF _note{number} \\h ")
    run = paragraph.add_run(str(number))
    run.font.superscript = True
    field.append(run._r)
    paragraph._p.append(field)

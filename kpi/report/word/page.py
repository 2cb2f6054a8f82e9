"""Paper, margins, letters and page numbers as Decree 30/2020/NĐ-CP asks (Annex I, part I, I)."""

from __future__ import annotations

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _Header
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from kpi.charts.look import PRACTICE_WORDS
from kpi.language import Lang
from kpi.report.word.text import Look, paragraph, write

__all__ = ["FONT", "INDENT", "MARGINS", "SIZE", "WIDTH", "annex_section", "new_document"]

FONT, SIZE = "Times New Roman", 14  # points: 13 to 14
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 15}  # mm: 20-25, 20-25, 30-35, 15-20
WIDTH = 210 - MARGINS["left"] - MARGINS["right"]  # mm between the margins
INDENT = 10  # mm: 10 or 12.7
_AFTER, _LINES = 6, 1.1  # points between paragraphs: 6 at least; lines: 1 to 1.5
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}


def new_document(lang: Lang, *, simulated: bool) -> Paper:
    """Return an empty document with the decree's page; practice figures are marked on each."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, width in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.header_distance = section.footer_distance = Mm(8)
    section.different_first_page_header_footer = True
    _letters(made, lang)
    _numbered(section.header)
    if simulated:
        for at, header in enumerate((section.header, section.first_page_header)):
            _marked(header, at)
    return made


def annex_section(made: Paper) -> Section:
    """Begin an annex on a new page: its pages are counted from 1 again."""
    section: Section = made.add_section(WD_SECTION.NEW_PAGE)
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:pgMar")).addnext(number)
    return section


def _letters(made: Paper, lang: Lang) -> None:
    """Set font, size and spacing of all text, and of headings."""
    normal = made.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)  # noqa: S101 - the template's
    shape = normal.paragraph_format
    shape.first_line_indent, shape.space_after, shape.line_spacing = Mm(INDENT), Pt(_AFTER), _LINES
    shape.space_before, shape.widow_control = Pt(0), True
    shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for name in ("Normal", "Heading 1", "Heading 2", "Header", "Footer"):
        style = made.styles[name]
        assert isinstance(style, ParagraphStyle)  # noqa: S101 - the template's
        _font(style, bold=name.startswith("Heading"))
        if name.startswith("Heading"):
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(6), Pt(6)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), _LANGUAGES[lang])
    normal.element.get_or_add_rPr().append(spoken)


def _font(style: ParagraphStyle, *, bold: bool) -> None:
    font = style.font
    font.name, font.size, font.color.rgb = FONT, Pt(SIZE), RGBColor(0, 0, 0)
    font.bold = bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "Theme" in name:  # a theme's font would win over the name
            del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _numbered(header: _Header) -> None:
    """Put the page's number in the middle of the upper margin."""
    number = header.paragraphs[0]
    write(number, "", Look())
    for kind, text in (
        ("begin", ""),
        ("", " PAGE "),
        ("separate", ""),
        ("shown", "2"),
        ("end", ""),
    ):
        run = number.add_run()
        run.font.size = Pt(SIZE)
        if kind == "shown":
            run.text = text
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _marked(header: _Header, at: int) -> None:
    """Mark a page of practice figures: in words above, and large behind the text."""
    first = header.paragraphs[0]
    if at:  # the header of the first page is empty
        words = first
        write(words, PRACTICE_WORDS, Look(size=12, bold=True))
    else:
        words = paragraph(header, PRACTICE_WORDS, Look(size=12, bold=True))
    _watermark(words, at)


def _watermark(home: Paragraph, at: int) -> None:
    """Put the words behind the text as Word's own watermark does (VML text path)."""
    home.add_run()._r.append(parse_xml(
        f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:w10="urn:schemas-microsoft-com:office:word">'
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
        '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
        '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
        '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
        '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="PowerPlusWaterMarkObject{at + 1}" o:spid="_x0000_s{2049 + at}" '
        'type="#_x0000_t136" alt="" style="position:absolute;margin-left:0;margin-top:0;'
        "width:480pt;height:60pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" '
        'fillcolor="silver" stroked="f"><v:fill opacity=".4"/>'
        f'<v:textpath style="font-family:&quot;{FONT}&quot;;font-size:1pt" '
        f'string="{PRACTICE_WORDS}"/></v:shape></w:pict>'
    ))  # fmt: skip

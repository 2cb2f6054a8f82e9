"""The empty deck: the project's own at 16:9, or an agency's template with its layouts kept."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from kpi.language import N_, Language
from kpi.slides.fit import FONT, Frame

__all__ = ["Deck", "TemplateError", "number_of", "open_deck"]

_MOST_BYTES, _MOST_PARTS = 200_000_000, 5_000  # unpacked
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
_FURNITURE = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
_MESSAGES = {
    "unreadable": N_(
        "The template is no PowerPoint file, or is damaged. "
        "Open it in PowerPoint, save it as .pptx and choose it again."
    ),
    "large": N_("The template is too large: {size} MB unpacked; {most} MB are taken."),
    "cover": N_(
        "The template has no layout with a title and a subtitle for the first slide. "
        "Add the layout “Title Slide” to its slide master and save it again."
    ),
    "content": N_(
        "The template has no layout with a title only for the slides. "
        "Add the layout “Title Only” to its slide master and save it again."
    ),
    "low": N_(
        "The layout “{name}” of the template leaves too little room under its title. "
        "Make the title less high and save it again."
    ),
}


class TemplateError(ValueError):
    """A template that slides cannot be made with; `code` says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    def message(self, lang: Language) -> str:
        """Say what is wrong with it, and what to do."""
        return lang._(_MESSAGES[self.code], **self.values)


@dataclass(frozen=True)
class Deck:
    """A presentation without slides, the two layouts that are used, and the room in the second."""

    presentation: Any
    cover: Any
    content: Any
    title: Frame  # where the headline stands
    body: Frame  # what is free for us below it

    @property
    def scale(self) -> float:
        """How high the slide is beside one of 7.5 inches; sizes of type follow it."""
        return float(self.presentation.slide_height / Inches(7.5))


def open_deck(template: bytes | None) -> Deck:
    """Return a deck to fill; raises TemplateError for a template that does not serve.

    Slides in the template go, its masters, layouts, themes and size stay.
    """
    if template is None:
        return _measured(_own())
    found = _read(template)
    identifiers = found.slides._sldIdLst
    for slide in list(identifiers):
        found.part.drop_rel(slide.rId)
        identifiers.remove(slide)
    return _measured(found)


def _read(template: bytes) -> Any:
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as parts:
            size = sum(part.file_size for part in parts.infolist())
            if size > _MOST_BYTES or len(parts.infolist()) > _MOST_PARTS:
                raise TemplateError("large", size=size // 1_000_000, most=_MOST_BYTES // 1_000_000)
            plain = _as_presentation(parts)
        return Presentation(io.BytesIO(plain))
    except (
        zipfile.BadZipFile, PythonPptxError, etree.XMLSyntaxError, KeyError, ValueError,
        AttributeError, OSError, NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        if isinstance(error, TemplateError):
            raise
        raise TemplateError("unreadable") from error


def _as_presentation(parts: zipfile.ZipFile) -> bytes:
    """Return the file as a plain presentation: a .potx says of itself that it is a template."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == "[Content_Types].xml":
                content = re.sub(
                    rb"presentationml\.template\.main\+xml",
                    b"presentationml.presentation.main+xml",
                    content,
                )
            written.writestr(part.filename, content)
    return copy.getvalue()


def _own() -> Any:
    """Make python-pptx's own deck one of 16:9: its placeholders are set for 4:3."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(40 / 3), Inches(7.5)
    master = deck.slide_master
    for layout in list(deck.slide_layouts):
        if layout.name not in ("Title Slide", "Title Only"):
            deck.slide_layouts.remove(layout)
    for part in (master, *deck.slide_layouts):
        for holder in part.placeholders:
            _settle(holder)
    for style in master.element.iter(qn("p:titleStyle")):
        first = style.find(qn("a:lvl1pPr"))
        first.set("algn", "l")
        first.find(qn("a:defRPr")).set("b", "1")
    _typeface(master)
    return deck


def _settle(holder: Any) -> None:
    """Put a placeholder of the own deck where it belongs at 16:9."""
    kind = holder.placeholder_format.type
    places = {
        PP_PLACEHOLDER.TITLE: (0.5, 0.38, 12.33, 0.92),
        PP_PLACEHOLDER.CENTER_TITLE: (1.0, 1.6, 11.33, 2.2),
        PP_PLACEHOLDER.SUBTITLE: (1.0, 4.0, 11.33, 1.8),
        PP_PLACEHOLDER.BODY: (0.5, 1.4, 12.33, 5.2),
        PP_PLACEHOLDER.DATE: (0.5, 7.08, 3.0, 0.3),
        PP_PLACEHOLDER.FOOTER: (4.0, 7.08, 5.33, 0.3),
        PP_PLACEHOLDER.SLIDE_NUMBER: (11.83, 7.08, 1.0, 0.3),
    }
    if kind in places:
        place = [Inches(number) for number in places[kind]]
        holder.left, holder.top, holder.width, holder.height = place


def _typeface(master: Any) -> None:
    """Name a font in the theme that every Windows has, with all Vietnamese letters."""
    for part in master.part.rels.values():
        if part.reltype.endswith("/theme"):
            theme = etree.fromstring(part.target_part.blob)
            for latin in theme.iter(qn("a:latin")):
                latin.set("typeface", FONT)
            part.target_part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8")


def _measured(deck: Any) -> Deck:
    """Find the two layouts and the room in them."""
    cover = _layout(deck, "cover", {PP_PLACEHOLDER.SUBTITLE})
    content = _layout(deck, "content", set())
    title = _frame(next(p for p in content.placeholders if p.placeholder_format.type in _TITLES))
    furniture = [p for p in content.placeholders if p.placeholder_format.type in _FURNITURE]
    feet = [top for top in (_frame(p).top for p in furniture) if top > title.bottom]
    bottom = min([*feet, deck.slide_height - Inches(0.4)])
    body = Frame(title.left, title.bottom, title.width, bottom - title.bottom)
    if body.height < deck.slide_height * 0.5:
        raise TemplateError("low", name=content.name)
    return Deck(deck, cover, content, title, body)


def _layout(deck: Any, code: str, more: set[Any]) -> Any:
    """Return the first layout whose placeholders are a title, `more` and nothing else to fill."""
    for layout in deck.slide_layouts:
        kinds = {holder.placeholder_format.type for holder in layout.placeholders} - _FURNITURE
        if kinds & _TITLES and kinds - _TITLES == more:
            return layout
    raise TemplateError(code)


def _frame(holder: Any) -> Frame:
    return Frame(
        *(int(side or 0) for side in (holder.left, holder.top, holder.width, holder.height))
    )


def number_of(slide: Any, deck: Deck) -> None:
    """Give a slide its number: python-pptx leaves that placeholder in the layout."""
    for holder in deck.content.placeholders:
        if holder.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            slide.shapes._spTree.append(deepcopy(holder._element))
            return
    wide, high = deck.presentation.slide_width, deck.presentation.slide_height
    box = slide.shapes.add_textbox(wide - Inches(1.2), high - Inches(0.4), Inches(0.9), Inches(0.3))
    paragraph = box.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.alignment = Pt(11 * deck.scale), PP_ALIGN.RIGHT
    field = etree.SubElement(paragraph._p, qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
    field.set("type", "slidenum")
    etree.SubElement(field, qn("a:t")).text = "‹#›"

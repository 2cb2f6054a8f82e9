"""One exhibit on a slide: headline, picture, what it rests on, source and dates, notes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, cast

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches

from kpi.charts import look
from kpi.exhibits.exhibit import Exhibit
from kpi.exhibits.meeting import Item
from kpi.language import Lang, Language, language
from kpi.links import qr_code
from kpi.pictures import bare, rasterised
from kpi.pictures.letters import clean
from kpi.slides.charts import add_chart
from kpi.slides.deck import Deck, number_of
from kpi.slides.fit import Frame, Run, fitted, write
from kpi.slides.tables import Piece, add_table, pieces
from kpi.slides.words import facts, foot, notes, rest_of

__all__ = ["add_slides"]

_MOST = 4  # slides of one table
_DPI = 220
_CODE, _CODE_DPI = 0.8, 400  # inches and dots of a QR code
_TYPE, _CARD_TYPE = 12, 18  # points, of charts and tables; of the table of a card


@dataclass(frozen=True)
class _Place:
    """Where the parts of a slide stand, in EMU."""

    seen: Frame  # what is seen, under the headline
    picture: Frame
    facts: Frame  # beside the picture
    foot: Frame
    code: Frame  # the QR code at the end of the foot


def add_slides(deck: Deck, exhibit: Exhibit, item: Item) -> None:
    """Add an exhibit: one slide, or a few where its table is long."""
    lang = language(cast(Lang, exhibit.lang))
    told = facts(exhibit, item, lang, deck.scale)
    place = _places(deck, beside=bool(told), coded=bool(exhibit.link))
    cut_up = _pieces(exhibit, lang, place.picture, deck.scale)
    most = _MOST if exhibit.kind == "table" else 1
    shown: list[Piece | None] = [*cut_up[:most]] or [None]
    unseen = sum(len(piece.table.rows) for piece in cut_up[len(shown) :])
    for number, piece in enumerate(shown, 1):
        slide = deck.presentation.slides.add_slide(deck.content)
        of = f" ({number}/{len(shown)})" if len(shown) > 1 else ""
        headline = item.headline or exhibit.answer or exhibit.title
        last = unseen if number == len(shown) else 0
        rest = rest_of(last, piece.hidden if piece else 0, lang)
        around = [
            ("what is seen", [Run(exhibit.title + of, 15 * deck.scale, look.MUTED[0])], place.seen),
            ("facts", told, place.facts),
            ("sources", foot(exhibit, lang, deck.scale, rest), place.foot),
        ]
        cut = _headline(slide, deck, headline)
        for name, runs, frame in around:
            cut |= _words(slide, name, runs, frame)
        if exhibit.simulated:
            _mark(slide, deck)
        _picture(slide, exhibit, piece, lang, place.picture, deck.scale)
        _code(slide, exhibit, place.code)
        number_of(slide, deck)
        slide.notes_slide.notes_text_frame.text = notes(exhibit, item, headline, cut=cut)


def _places(deck: Deck, *, beside: bool, coded: bool) -> _Place:
    """Share the room under the headline; facts stand to the right, a code at the foot."""
    body, gap = deck.body, int(Inches(0.12) * deck.scale)
    seen = Frame(body.left, body.top + gap, body.width, int(Inches(0.34) * deck.scale))
    foot_high = int(Inches(_CODE if coded else 0.52) * deck.scale)
    side = foot_high if coded else 0
    foot_wide = body.width - (side + gap if coded else 0)
    foot = Frame(body.left, body.bottom - foot_high - gap // 2, foot_wide, foot_high)
    top = seen.bottom + gap
    high = foot.top - gap - top
    column = int(body.width * 0.26) if beside else 0
    wide = body.width - column - (2 * gap if beside else 0)
    return _Place(
        seen,
        Frame(body.left, top, wide, high),
        Frame(body.left + wide + 2 * gap, top, column, high),
        foot,
        Frame(body.left + body.width - side, foot.top, side, side),
    )


def _headline(slide: Any, deck: Deck, headline: str) -> bool:
    """Write the headline into the layout's title as large as it fits; say whether it was cut."""
    shape = slide.shapes.title
    sizes = [Run(clean(headline), 26 * deck.scale, bold=True)]
    [run], cut = fitted(sizes, deck.title, shrink=(1, 0.9, 0.8, 0.7))
    write(shape, [run], anchor=MSO_ANCHOR.BOTTOM)
    return cut


def _words(slide: Any, name: str, runs: list[Run], frame: Frame) -> bool:
    """Write paragraphs into a frame of their own; say whether anything was cut."""
    if not runs or not frame.width:
        return False
    fit, cut = fitted(runs, frame)
    write(_box(slide, frame, name), fit, anchor=MSO_ANCHOR.BOTTOM if name == "sources" else None)
    return cut


def _mark(slide: Any, deck: Deck) -> None:
    """Say at the top of the slide that its figures are for practice."""
    wide, high = deck.presentation.slide_width, int(Inches(0.3) * deck.scale)
    box = _box(slide, Frame(0, 0, wide, high), "practice figures")
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor.from_string("FFF3D6")
    write(box, [Run(look.PRACTICE_WORDS, 14 * deck.scale, look.PRACTICE[0], True)],
          align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE)  # fmt: skip


def _picture(
    slide: Any, exhibit: Exhibit, piece: Piece | None, lang: Language, frame: Frame, scale: float
) -> None:
    """Draw the exhibit's chart, map or table; of a card its figure as well."""
    if exhibit.kind == "card":
        frame = _figure(slide, exhibit, frame, scale)
    if exhibit.kind == "map" and exhibit.areas:
        _map(slide, exhibit, frame, scale)
    elif exhibit.chart is not None:
        add_chart(slide, exhibit.chart, lang, frame, _TYPE * scale)
    elif piece and piece.table.rows:
        add_table(slide, piece, lang, frame, _table_type(exhibit) * scale)


def _pieces(exhibit: Exhibit, lang: Language, frame: Frame, scale: float) -> list[Piece]:
    """Cut the table of an exhibit that shows one into pieces that fit its slides."""
    if exhibit.chart is not None or (exhibit.kind == "map" and exhibit.areas):
        return []
    room = _shared(exhibit, frame, scale)[1] if exhibit.kind == "card" else frame
    size = _table_type(exhibit) * scale
    return pieces(exhibit.table, lang, room, size) if exhibit.table.columns else []


def _table_type(exhibit: Exhibit) -> int:
    """Return the size of a table's type: a card has few lines, to be read from afar."""
    return _CARD_TYPE if exhibit.kind == "card" else _TYPE


def _shared(exhibit: Exhibit, frame: Frame, scale: float) -> tuple[Frame, Frame]:
    """Share a card's room between its figure, or the words in its place, and what is below."""
    high = int(Inches(1.5 if exhibit.figure else 0.8) * scale)
    below = Frame(frame.left, frame.top + high, frame.width, frame.height - high)
    return Frame(frame.left, frame.top, frame.width, high), below


def _figure(slide: Any, exhibit: Exhibit, frame: Frame, scale: float) -> Frame:
    """Write a card's figure in large type, or in quiet words that there is none."""
    top, below = _shared(exhibit, frame, scale)
    if exhibit.figure:
        wanted = Run(exhibit.figure, 80 * scale, look.PRIMARY[0], True)
    else:
        wanted = Run(exhibit.missing, 28 * scale, look.MUTED[0])
    [run], _ = fitted([wanted], top, shrink=(1, 0.7, 0.5, 0.35))
    write(_box(slide, top, "figure"), [run], anchor=MSO_ANCHOR.MIDDLE)
    return below


def _map(slide: Any, exhibit: Exhibit, frame: Frame, scale: float) -> None:
    """Draw a map as a crisp picture with words for who does not see it."""
    wide, high = Emu(frame.width).inches * 96, Emu(frame.height).inches * 96
    picture = rasterised(bare(exhibit, wide, high, size=15 * scale), _DPI)
    made = slide.shapes.add_picture(
        io.BytesIO(picture), frame.left, frame.top, frame.width, frame.height
    )
    made._element.nvPicPr.cNvPr.set("descr", clean(f"{exhibit.title}. {exhibit.answer}"))


def _code(slide: Any, exhibit: Exhibit, frame: Frame) -> None:
    """Put the QR code of the view's short link at the foot."""
    if not exhibit.link:
        return
    drawn = rasterised(qr_code(exhibit.link).replace("<svg", '<svg width="96" height="96"', 1),
                       int(_CODE_DPI * _CODE))  # fmt: skip
    made = slide.shapes.add_picture(
        io.BytesIO(drawn), frame.left, frame.top, frame.width, frame.height
    )
    made.name = "QR code"
    made._element.nvPicPr.cNvPr.set("descr", exhibit.link)


def _box(slide: Any, frame: Frame, name: str) -> Any:
    box = slide.shapes.add_textbox(frame.left, frame.top, frame.width, frame.height)
    box.name = name
    return box

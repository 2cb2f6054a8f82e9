"""Text that fits its box: the largest of some sizes, else cut, with fonts that any Windows has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from kpi.charts import look
from kpi.pictures.letters import clean, wrapped

__all__ = ["FONT", "WIDER", "Frame", "Run", "fitted", "lines_of", "write"]

FONT = "Arial"  # on Windows, on a Mac, and as wide in LibreOffice's stand-in
WIDER = 1.13  # than Source Sans, by which is measured
_LINE = 1.22  # height of a line, in its size


@dataclass(frozen=True)
class Frame:
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.top + self.height


@dataclass(frozen=True)
class Run:
    """A paragraph: its words, size in points, colour and weight."""

    text: str
    size: float
    colour: str = look.INK[0]
    bold: bool = False


def lines_of(text: str, size: float, width: int, *, bold: bool = False) -> list[str]:
    """Break a text as an office program will, a little earlier rather than later."""
    return wrapped(text, size * WIDER, Emu(width).pt, bold=bold)


def fitted(
    runs: Sequence[Run], frame: Frame, *, shrink: Sequence[float] = (1.0, 0.9, 0.8)
) -> tuple[list[Run], bool]:
    """Return the paragraphs at the largest scale that fits; and whether words had to be cut.

    Where even the smallest does not, the longest paragraph loses lines and ends with `…`.
    """
    for factor in shrink:
        scaled = [Run(one.text, one.size * factor, one.colour, one.bold) for one in runs]
        if _height(scaled, frame.width) <= Emu(frame.height).pt:
            return scaled, False
    return _cut(scaled, frame), True


def _cut(runs: Sequence[Run], frame: Frame) -> list[Run]:
    """Take lines from the longest paragraphs until all fit; last paragraphs go if none has two."""
    counts = [len(lines_of(one.text, one.size, frame.width, bold=one.bold)) for one in runs]
    kept = list(runs)
    while _stands(kept, counts) > Emu(frame.height).pt and (len(kept) > 1 or counts[0] > 1):
        longest = counts.index(max(counts))
        if counts[longest] > 1:
            counts[longest] -= 1
        else:
            kept, counts = kept[:-1], counts[:-1]
    return [_shorter(one, most, frame.width) for one, most in zip(kept, counts, strict=True)]


def write(shape: Any, runs: Sequence[Run], *, align: Any = None, anchor: Any = None) -> None:
    """Put paragraphs into a shape's text frame; nothing in them is read as markup."""
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = anchor or MSO_ANCHOR.TOP
    for number, one in enumerate(runs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align or PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = clean(one.text).replace("\v", " ")
        run.font.size, run.font.bold = Pt(round(one.size, 1)), one.bold
        run.font.color.rgb = RGBColor.from_string(one.colour.lstrip("#"))
        if number:
            paragraph.space_before = Pt(round(one.size * 0.4, 1))


def _height(runs: Sequence[Run], width: int) -> float:
    """Return how high the paragraphs stand, in points, with the space between them."""
    counts = [len(lines_of(one.text, one.size, width, bold=one.bold)) for one in runs]
    return _stands(runs, counts)


def _stands(runs: Sequence[Run], counts: Sequence[int]) -> float:
    lines = sum(many * one.size * _LINE for one, many in zip(runs, counts, strict=True))
    return lines + sum(one.size * 0.4 for one in runs[1:])


def _shorter(run: Run, most: int, width: int) -> Run:
    lines = wrapped(run.text, run.size * WIDER, Emu(width).pt, most=most, bold=run.bold)
    return Run(" ".join(lines), run.size, run.colour, run.bold)

"""How wide words are, and where lines of them break: measured with the fonts the project ships."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageFont

__all__ = ["FAMILY", "FONTS", "clean", "runs", "width", "wrapped"]

FONTS = Path(__file__).parent.parent.parent / "fonts"
FAMILY = "Source Sans 3"
_FILES = {False: "SourceSans3-Regular.otf", True: "SourceSans3-Bold.otf"}
_EM = 100
# What XML cannot hold: most control characters, halves of surrogate pairs, and two that are none.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Leave out what no file of today's formats can hold."""
    return _UNFIT.sub("", text)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is, in the unit of `size`."""
    return sum(_advance(letter, bold) for letter in text) * size / _EM


def runs(text: str) -> list[tuple[str, bool]]:
    """Cut a text where the font ends to know its letters, and say of each piece whether it does."""
    return [("".join(piece), known) for known, piece in groupby(text, _known)]


def wrapped(text: str, size: float, room: float, *, most: int = 0, bold: bool = False) -> list[str]:
    """Break a text into lines that fit into `room`; a word too long for a line is broken too.

    With `most`, further lines are cut and the last one ends with `…`.
    """
    lines: list[str] = []
    left, space = 0.0, width(" ", size, bold=bold)
    for word in clean(text).split():
        wide = width(word, size, bold=bold)
        if lines and wide + space <= left + 1e-6:
            lines[-1] += f" {word}"
            left -= wide + space
            continue
        pieces = [word] if wide <= room else _pieces(word, size, room, bold)
        lines += pieces
        left = room - (wide if len(pieces) == 1 else width(pieces[-1], size, bold=bold))
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], size, room, bold)]
    return lines


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    """Break a word that is too long for a line."""
    pieces, left = [""], room
    for letter in word:
        wide = width(letter, size, bold=bold)
        if pieces[-1] and wide > left:
            pieces.append("")
            left = room
        pieces[-1] += letter
        left -= wide
    return pieces


def _cut(line: str, size: float, room: float, bold: bool) -> str:
    """End a line with `…`, at a word if one is whole."""
    space = room - width("…", size, bold=bold)
    if width(line, size, bold=bold) <= space:
        return line + "…"
    kept = _pieces(line, size, space, bold)[0]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept).rstrip() + "…"


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool) -> float:
    if not _known(letter):  # as wide as in DejaVu Sans Mono, or square as letters of the East
        return _EM if letter > "\u2e7f" else _EM * 0.602
    return _font(bold).getlength(letter)


@lru_cache(maxsize=4096)
def _known(letter: str) -> bool:
    """Say whether the font draws a letter in another way than one that it cannot know."""
    return letter.isspace() or bytes(_font(False).getmask(letter)) != _box()


@lru_cache(maxsize=1)
def _box() -> bytes:
    return bytes(_font(False).getmask("\U0010ffff"))


@lru_cache(maxsize=2)
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / _FILES[bold], _EM, layout_engine=ImageFont.Layout.BASIC)

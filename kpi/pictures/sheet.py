"""A picture to hand out alone: headline, what is seen, the picture, its facts and its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from kpi.charts import look
from kpi.exhibits.exhibit import Exhibit
from kpi.language import Lang, Language, language
from kpi.pictures.country import country
from kpi.pictures.letters import FAMILY, wrapped
from kpi.pictures.lines import lines
from kpi.pictures.points import points
from kpi.pictures.rows import height_of_rows, rows
from kpi.pictures.svg import Box, tag, words

__all__ = ["WIDTH", "bare", "cited", "drawable", "natural_height", "sheet", "source_lines"]

WIDTH = 640.0  # px of 1/96 inch: the 169 mm between the margins of an A4 page
_MARGIN = 14.0  # px
TYPE = 12.0  # px: 9 points in print
_FAMILIES = f"'{FAMILY}', 'Source Sans', 'Segoe UI', Arial, 'Liberation Sans', sans-serif"


def drawable(exhibit: Exhibit) -> bool:
    """Say whether there is a picture of an exhibit: of cards and tables there is none."""
    return (exhibit.kind == "map" and bool(exhibit.areas)) or exhibit.chart is not None


def bare(exhibit: Exhibit, width: float, height: float = 0, *, size: float = TYPE) -> str:
    """Draw the picture alone, in px; `height` 0 takes what it wants. ValueError if there is none.

    Practice figures have their mark across it.
    """
    high = height or natural_height(exhibit, width, size)
    inside = _drawing(exhibit, Box(0, 0, width, high), size)
    return _page(width, high, inside + _watermark(exhibit, width, high))


def sheet(exhibit: Exhibit, width: float = WIDTH) -> str:
    """Draw the picture with all that makes it complete, in px. ValueError if there is none."""
    lang = language(cast(Lang, exhibit.lang))
    room = width - 2 * _MARGIN
    head, top = _lines(_heading(exhibit, room), _MARGIN)
    picture = Box(_MARGIN, top + 8, width - _MARGIN, top + 8 + natural_height(exhibit, room, TYPE))
    drawn = _drawing(exhibit, picture, TYPE)
    foot, bottom = _lines(_footing(exhibit, lang, room), picture.bottom + 8)
    mark = _watermark(exhibit, width, picture.top + picture.bottom)
    return _page(width, bottom + _MARGIN, head + drawn + mark + foot)


def cited(exhibit: Exhibit, lang: Language, most: int = 0) -> str:
    """Name the sources in a sentence; with `most`, only so many of them and how many more."""
    names = [" – ".join(filter(None, (one.title, one.detail))) for one in exhibit.sources]
    rest = len(names) - most if most else 0
    shown = names[:most] if rest > 0 else names
    more = [lang._("and {count} more sources", count=rest)] if rest > 0 else []
    return lang._("Source: {source}", source="; ".join([*shown, *more])) if names else ""


def source_lines(exhibit: Exhibit, lang: Language, most: int = 5) -> list[str]:
    """Say the period of the figures, as of when, and where they come from: one line each."""
    dated = [
        lang._("Period: {period}", period=exhibit.period) if exhibit.period else "",
        lang._("As of: {as_of}", as_of=exhibit.as_of) if exhibit.as_of else "",
    ]
    told = (" · ".join(filter(None, dated)), cited(exhibit, lang, most))
    return [line for line in told if line]


def natural_height(exhibit: Exhibit, width: float, size: float = TYPE) -> float:
    """Return how high a picture of some width wants to be, in px."""
    if not drawable(exhibit):
        raise ValueError(f"no picture of a {exhibit.kind}")
    if exhibit.chart is not None and exhibit.chart.shape in ("bar", "dumbbell"):
        return max(height_of_rows(exhibit.chart, size), size * 6)
    return width * (1.1 if exhibit.chart is None else 0.56)


def _drawing(exhibit: Exhibit, box: Box, size: float) -> str:
    if not drawable(exhibit):
        raise ValueError(f"no picture of a {exhibit.kind}")
    if exhibit.chart is None or (exhibit.kind == "map" and exhibit.areas):
        return country(exhibit, box, size)
    lang = language(cast(Lang, exhibit.lang))
    draw = {"line": lines, "bar": rows, "dumbbell": rows, "scatter": points}
    return draw[exhibit.chart.shape](exhibit.chart, lang, box, size)


_Line = tuple[str, float, str, bool]  # text, size, colour, bold


def _heading(exhibit: Exhibit, width: float) -> list[_Line]:
    ink, muted = look.INK[0], look.MUTED[0]
    title = [(line, 16.0, ink, True) for line in wrapped(exhibit.title, 16, width, bold=True)]
    answer = [(line, 13.0, muted, False) for line in wrapped(exhibit.answer, 13, width)]
    mark = [(look.PRACTICE_WORDS, 13.0, look.PRACTICE[0], True)] if exhibit.simulated else []
    return [*mark, *title, *answer]


def _footing(exhibit: Exhibit, lang: Language, width: float) -> list[_Line]:
    facts = [" – ".join(filter(None, (exhibit.verdict, exhibit.method)))]
    told = [line for fact in [*facts, *source_lines(exhibit, lang)]
            for line in wrapped(fact, TYPE, width)]  # fmt: skip
    return [(line, TYPE, look.MUTED[0], False) for line in told]


def _lines(text: Sequence[_Line], top: float) -> tuple[str, float]:
    """Write lines below each other; return them and where the last one ends."""
    marks = []
    for line, size, colour, bold in text:
        top += size * 1.3
        weight = "700" if bold else None
        marks.append(words(line, _MARGIN, top - size * 0.3, size, fill=colour, font_weight=weight))
    return "".join(marks), top


def _watermark(exhibit: Exhibit, width: float, height: float) -> str:
    """Write the mark of practice figures across, too faint to hide its data."""
    if not exhibit.simulated:
        return ""
    middle = f"rotate(-10 {width / 2:.0f} {height / 2:.0f})"
    size = max(20.0, min(64.0, width / 12))
    return words(look.PRACTICE_WORDS, width / 2, height / 2, size, fill=look.PRACTICE[0],
                 anchor="middle", opacity=0.16, font_weight="700", transform=middle)  # fmt: skip


def _page(width: float, height: float, inside: str) -> str:
    ground = tag("rect", width=width, height=height, fill="#FFFFFF")
    seen = f"0 0 {width:g} {height:g}"
    return tag("svg", ground, inside, xmlns="http://www.w3.org/2000/svg", width=width,
               height=height, viewBox=seen, font_family=_FAMILIES)  # fmt: skip

"""Marks of a picture, written as SVG; every word is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kpi.charts import look
from kpi.pictures.letters import clean, runs, width

__all__ = ["HALO", "Box", "polyline", "tag", "words"]

# For letters Source Sans 3 lacks, a verdict's sign or another script. They are written apart: a
# renderer that finds one of them in a line sets the whole line in another font and drops letters.
_OTHER = "'DejaVu Sans Mono', 'Segoe UI Symbol', 'DejaVu Sans', sans-serif"

# Keeps words readable on lines.
HALO: dict[str, Any] = {
    "stroke": "#FFFFFF",
    "stroke_width": 3,
    "paint_order": "stroke",
    "stroke_linejoin": "round",
}


@dataclass(frozen=True)
class Box:
    """Where something is drawn, in pixels (96 an inch)."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def tag(name: str, *inside: str, **attributes: str | float | None) -> str:
    """Write an element around markup; `_` in names stands for `-`, None leaves one out."""
    said = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_plain(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def words(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    fill: str = look.INK[0],
    anchor: str | None = None,
    **more: str | float | None,
) -> str:
    """Write one line of text; y is its base line, anchor `middle` or `end`."""
    look_of: dict[str, str | float | None] = {"y": y, "font_size": size, "fill": fill, **more}
    pieces = runs(clean(text))
    if len(pieces) == 1 and pieces[0][1]:
        return tag("text", escape(pieces[0][0]), x=x, text_anchor=anchor, **look_of)
    x -= width(text, size) * {None: 0, "middle": 0.5, "end": 1}[anchor]
    marks = []
    for piece, known in pieces:
        family = None if known else _OTHER
        seen = piece.lstrip()  # a space at the beginning is not drawn
        at = x + width(piece, size) - width(seen, size)
        marks.append(tag("text", escape(seen), x=at, font_family=family, **look_of))
        x += width(piece, size)
    return "".join(marks)


def polyline(points: Sequence[tuple[float, float]], **attributes: str | float | None) -> str:
    """Draw straight from point to point, unfilled."""
    way = " ".join(f"{_plain(x)},{_plain(y)}" for x, y in points)
    return tag("polyline", points=way, fill="none", **attributes)


def _plain(value: str | float) -> str:
    return clean(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")

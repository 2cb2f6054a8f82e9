"""Charts and maps as pictures at print size, with every Vietnamese letter and without a browser."""

from __future__ import annotations

from kpi.exhibits.exhibit import Exhibit
from kpi.pictures.sheet import WIDTH, bare, drawable, sheet
from kpi.pictures.typesetting import typeset, with_density

__all__ = ["bare", "drawable", "rasterised", "to_png", "to_svg"]

_SOURCE = b"""
#let data = json(bytes(sys.inputs.data))
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(data.svg), format: "svg")
"""


def to_svg(exhibit: Exhibit, width: float = WIDTH) -> str:
    """Draw a chart or map with title, sources and dates, `width` px (1/96 inch) wide.

    ValueError where there is no picture: of cards and tables.
    """
    return sheet(exhibit, width)


def to_png(exhibit: Exhibit, dpi: float = 300, width: float = WIDTH) -> bytes:
    """Rasterise what `to_svg` draws; 300 dots an inch is print quality."""
    return rasterised(to_svg(exhibit, width), dpi)


def rasterised(svg: str, dpi: float) -> bytes:
    """Return a PNG of an SVG picture, whose px are 1/96 inch."""
    return with_density(typeset(_SOURCE, {"svg": svg}, "png", dpi), dpi)

"""The map of an exhibit: the country with both archipelagos in place, and its legend."""

from __future__ import annotations

from typing import Any, cast

from kpi.charts import look
from kpi.exhibits.exhibit import Exhibit
from kpi.language import Lang, Language, language
from kpi.map_words import map_islands
from kpi.mapping import CITIES
from kpi.pictures.borders import HEIGHT, INLAND, WIDTH, Shape, borders, project
from kpi.pictures.classes import LINE, MISSING, Fills, fills
from kpi.pictures.letters import width
from kpi.pictures.svg import HALO, Box, tag, words
from kpi.units import load_units

__all__ = ["country", "credit"]

_SEA = "#F3F6F9"


def credit(lang: Language) -> str:
    """Name whose boundaries they are, as their licence asks."""
    return lang._("Boundaries: © OpenStreetMap contributors, ODbL")


def country(exhibit: Exhibit, box: Box, size: float) -> str:
    """Draw a map with its legend and the credit of its boundaries into a box."""
    lang = language(cast(Lang, exhibit.lang))
    filled = fills(exhibit, lang)
    beside = box.width > box.height  # the legend stands beside the country, else over it
    legend, wide, high = _legend(filled, box, size, beside=beside)
    room = (
        Box(box.left + wide + size, box.top, box.right, box.bottom)
        if beside
        else Box(box.left, box.top + high + size * 0.5, box.right, box.bottom - size * 1.6)
    )
    below = words(credit(lang), box.left, box.bottom - size * 0.3, size, fill=look.MUTED[0])
    return filled.patterns + legend + _land(exhibit, filled, room, size, lang) + below


def _legend(filled: Fills, box: Box, size: float, *, beside: bool) -> tuple[str, float, float]:
    """Write the entries below or beside each other; return the marks, their width and height."""
    step, top = size * 1.55, box.top
    marks = []
    if filled.note:
        marks.append(words(filled.note, box.left, top + size, size, fill=look.MUTED[0]))
        top += step
    x, y = box.left, top
    for fill, text in filled.entries:
        needed = size * 3.2 + width(text, size)
        if not beside and x > box.left and x + needed > box.right:
            x, y = box.left, y + step
        marks.append(tag("rect", x=x, y=y, width=size * 1.6, height=size, fill=fill, stroke=LINE,
                         stroke_width=0.7, rx=1.5))  # fmt: skip
        marks.append(words(text, x + size * 2.1, y + size * 0.87, size))
        x, y = (x, y + step) if beside else (x + needed, y)
    widest = max(size * 2.1 + width(text, size) for _, text in filled.entries)
    return "".join(marks), widest, y + step - box.top


def _land(exhibit: Exhibit, filled: Fills, room: Box, size: float, lang: Language) -> str:
    """Draw areas, islands and names into the room; words keep their size when the map shrinks."""
    factor = min(room.width / WIDTH, room.height / HEIGHT)
    type_size = size * 0.92 / factor
    left = room.left + (room.width - WIDTH * factor) / 2
    top = room.top + (room.height - HEIGHT * factor) / 2
    layer = "former" if exhibit.era == "63" else "provinces"
    shapes = borders(layer)
    sea = tag("rect", x=0, y=0, width=WIDTH, height=HEIGHT, rx=6, fill=_SEA)
    areas = [
        tag("path", d=one.path, fill=filled.areas.get(one.id, MISSING), stroke="#A9AFB6",
            stroke_width=0.8, fill_rule="evenodd")
        for one in shapes
    ]  # fmt: skip
    islands = [_islands(one, filled, type_size) for one in map_islands(layer, lang)]
    cities = [_city(one, lang, type_size) for one in shapes if one.id in CITIES]
    return tag("g", sea, *areas, *islands, *cities,
               transform=f"translate({left:.2f},{top:.2f}) scale({factor:.4f})")  # fmt: skip


def _islands(group: dict[str, Any], filled: Fills, size: float) -> str:
    """Draw an archipelago in its dashed box, or a single island, with its name."""
    spots = [project(*point) for point in group["points"]]
    xs, ys = zip(*spots, strict=True)
    fill = filled.areas.get(group["area"], MISSING)
    marks = [tag("circle", cx=x, cy=y, r=size * 0.27, fill=fill, stroke=LINE)
             for x, y in spots]  # fmt: skip
    if not group["framed"]:
        name = words(group["label"][0], xs[0] + size * 0.6, ys[0] + size * 0.35, size,
                     fill=look.MUTED[0])  # fmt: skip
        return "".join([*marks, name])
    frame = tag("rect", x=min(xs) - 12, y=min(ys) - 12, width=max(xs) - min(xs) + 24,
                height=max(ys) - min(ys) + 24, rx=3, fill="none", stroke=LINE,
                stroke_width=1.2, stroke_dasharray="5 4")  # fmt: skip
    middle, foot = (min(xs) + max(xs)) / 2, min(ys) - 16
    lines = [
        words(line, middle, foot - (len(group["label"]) - 1 - n) * size * 1.15, size,
              anchor="middle")
        for n, line in enumerate(group["label"])
    ]  # fmt: skip
    return "".join([frame, *marks, *lines])


def _city(shape: Shape, lang: Language, size: float) -> str:
    """Name a city that one finds one's way by; those at the coast beside it, in the sea."""
    x0, y0, x1, y1 = shape.box
    x, y = (x0 + x1) / 2, (y0 + y1) / 2 + size * 0.35
    inland = x < INLAND
    name = lang.pick(load_units()[shape.id].name)
    return words(name, x if inland else x1 + 8, y, size, anchor="middle" if inland else None,
                 font_weight="700", **HALO)  # fmt: skip

"""Areas by two measures: a point each, named wherever its name has room."""

from __future__ import annotations

from collections.abc import Mapping

from kpi.charts import look
from kpi.exhibits.exhibit import Chart
from kpi.language import Language
from kpi.pictures.letters import width
from kpi.pictures.scale import Scale, scale
from kpi.pictures.svg import HALO, Box, tag, words

__all__ = ["named", "points"]

_Place = tuple[float, float]


def points(chart: Chart, lang: Language, box: Box, size: float) -> str:
    """Draw a scatter into a box: the first series across, the second up.

    An area that lacks either value is left out here; it stands in the table.
    """
    across, up = chart.series
    area = Box(box.left + size * 3.6, box.top + size * 1.8, box.right - size * 3,
               box.bottom - size * 3.6)  # fmt: skip
    x, y = scale(across.values, area.left, area.right), scale(up.values, area.bottom, area.top)
    places = {
        name: (x(a), y(b))
        for name, a, b in zip(chart.categories, across.values, up.values, strict=True)
        if a is not None and b is not None
    }
    dots = [tag("circle", cx=a, cy=b, r=size * 0.36, fill=look.SERIES[0][0], fill_opacity=0.8)
            for a, b in places.values()]  # fmt: skip
    axes = _axes(x, y, area, lang, size)
    titles = words(
        across.name, area.right, box.bottom - size * 0.5, size, fill=look.MUTED[0], anchor="end"
    )
    titles += words(up.name, box.left, box.top + size, size, fill=look.MUTED[0])
    return axes + titles + "".join(dots) + _names(places, area, size)


def _axes(x: Scale, y: Scale, area: Box, lang: Language, size: float) -> str:
    marks = []
    for tick in x.ticks:
        at = x(tick)
        marks.append(
            tag("line", x1=at, x2=at, y1=area.top, y2=area.bottom, stroke="#D8DEE4")
            + words(lang.number(tick, x.decimals), at, area.bottom + size * 1.4, size,
                    fill=look.MUTED[0], anchor="middle")
        )  # fmt: skip
    for tick in y.ticks:
        at = y(tick)
        marks.append(
            tag("line", x1=area.left, x2=area.right, y1=at, y2=at, stroke="#D8DEE4")
            + words(lang.number(tick, y.decimals), area.left - 6, at + size * 0.35, size,
                    fill=look.MUTED[0], anchor="end")
        )  # fmt: skip
    return "".join(marks)


def named(places: Mapping[str, _Place], area: Box, size: float) -> dict[str, int]:
    """Choose which points are named, and on which side: 0 right, 1 left, 2 above, 3 below.

    From the outermost inwards, where no other name or point would be covered.
    """
    middle = (area.left + area.right) / 2, (area.top + area.bottom) / 2
    order = sorted(places, key=lambda name: -_distance(places[name], middle))
    taken = [_around(place, size) for place in places.values()]
    chosen = {}
    for name in order:
        for side, box in enumerate(_sides(name, places[name], size)):
            inside = box.right < area.right + size * 3 and box.left > area.left
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                chosen[name] = side
                break
    return chosen


def _sides(name: str, place: _Place, size: float) -> list[Box]:
    """Return the four places where a name may stand."""
    (x, y), wide, away = place, width(name, size), size * 0.6
    low, above, below = y + size * 0.35, y - away, y + size * 1.3
    corners = [
        (x + away, low),
        (x - away - wide, low),
        (x - wide / 2, above),
        (x - wide / 2, below),
    ]
    return [Box(a, b - size * 0.8, a + wide, b + size * 0.2) for a, b in corners]


def _names(places: Mapping[str, _Place], area: Box, size: float) -> str:
    marks = []
    for name, side in named(places, area, size).items():
        box = _sides(name, places[name], size)[side]
        marks.append(words(name, box.left, box.bottom - size * 0.2, size, **HALO))
    return "".join(marks)


def _around(place: _Place, size: float) -> Box:
    x, y = place
    return Box(x - size * 0.4, y - size * 0.4, x + size * 0.4, y + size * 0.4)


def _distance(place: _Place, middle: _Place) -> float:
    return (place[0] - middle[0]) ** 2 + (place[1] - middle[1]) ** 2


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )

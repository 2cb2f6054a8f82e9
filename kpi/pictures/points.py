"""Areas by two measures: a point each, named wherever its name has room."""

from __future__ import annotations

from kpi.charts import look
from kpi.exhibits.exhibit import Chart
from kpi.language import Language
from kpi.pictures.letters import width
from kpi.pictures.scale import Scale, scale
from kpi.pictures.svg import HALO, Box, tag, words

__all__ = ["points"]

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


def _names(places: dict[str, _Place], area: Box, size: float) -> str:
    """Name the points from the outermost inwards, where no other name or point is covered."""
    middle = (area.left + area.right) / 2, (area.top + area.bottom) / 2
    order = sorted(places, key=lambda name: -_distance(places[name], middle))
    taken = [_around(place, size) for place in places.values()]
    marks = []
    for name in order:
        for box, mark in _ways(name, places[name], size):
            inside = box.right < area.right + size * 3 and box.left > area.left
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                marks.append(mark)
                break
    return "".join(marks)


def _ways(name: str, place: _Place, size: float) -> list[tuple[Box, str]]:
    """Return where a name may stand: right of its point, left of it, above, below."""
    (x, y), wide, away = place, width(name, size), size * 0.6
    low = y + size * 0.35
    ways: list[tuple[float, float, str | None]] = [
        (x + away, low, None),
        (x - away, low, "end"),
        (x, y - away, "middle"),
        (x, y + size * 1.3, "middle"),
    ]
    shift = {None: 0.0, "end": wide, "middle": wide / 2}
    return [
        (
            Box(a - shift[anchor], b - size * 0.8, a - shift[anchor] + wide, b + size * 0.2),
            words(name, a, b, size, anchor=anchor, **HALO),
        )
        for a, b, anchor in ways
    ]


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

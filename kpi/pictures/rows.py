"""A row an area: bars from zero, dots of ranks, or dumbbells from start to end."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kpi.charts import look
from kpi.exhibits.exhibit import Chart
from kpi.language import Language
from kpi.pictures.letters import width, wrapped
from kpi.pictures.scale import Scale, scale
from kpi.pictures.svg import HALO, Box, tag, words

__all__ = ["height_of_rows", "rows"]

_ROW = 1.55  # height of a row with one mark, in the size of its type
_LEAST = 1.15  # below that, the rows go into further columns
_MOST = 3  # columns


def height_of_rows(chart: Chart, size: float) -> float:
    """Return how high a picture in one column wants to be, in pixels."""
    return len(chart.categories) * _row(chart, size) + _head(chart, size) + size * 0.5


def rows(chart: Chart, lang: Language, box: Box, size: float) -> str:
    """Draw bars (`chart.ranks`: dots) or dumbbells into a box; `size` is that of its type.

    Where all rows of one column would be too low to be read, they stand in two or three. What is
    missing has no mark and says so.
    """
    count = len(chart.categories)
    free = max(box.height - _head(chart, size), size)
    fit = max(1, int(free / (_row(chart, size) * _LEAST / _ROW)))
    columns = min(_MOST, max(1, math.ceil(count / fit)))
    each = math.ceil(count / columns) if count else 0
    key = _key(chart, Box(box.left, box.top, box.right, box.top + size * 1.6), size)
    gap = size * 2
    wide = (box.width - gap * (columns - 1)) / columns
    drawn = []
    for column in range(columns):
        left = box.left + column * (wide + gap)
        part = range(column * each, min(count, (column + 1) * each))
        area = Box(left, box.top + _head(chart, size), left + wide, box.bottom)
        drawn.append(_column(chart, lang, part, each, area, size))
    return key + "".join(drawn)


def _row(chart: Chart, size: float) -> float:
    marks = 1 if chart.shape == "dumbbell" else len(chart.series)
    return size * (_ROW + 0.75 * (marks - 1))


def _head(chart: Chart, size: float) -> float:
    """Return the height of the legend and of the words over the target."""
    legend = size * 1.7 if len(chart.series) > 1 else 0.0
    return legend + (size * 1.7 if chart.target is not None else 0.0)


def _key(chart: Chart, box: Box, size: float) -> str:
    """Name the series by their colours, where there is more than one."""
    if len(chart.series) < 2:
        return ""
    marks, x = [], box.left
    for number, one in enumerate(chart.series):
        marks.append(_dot(x + size * 0.5, box.top + size * 0.65, size * 0.45, number, chart))
        marks.append(words(one.name, x + size * 1.3, box.top + size, size))
        x += width(one.name, size) + size * 2.8
    return "".join(marks)


def _dot(x: float, y: float, r: float, number: int, chart: Chart) -> str:
    colour = _colour(chart, number)
    hollow = chart.shape == "dumbbell" and number == 0
    return tag("circle", cx=x, cy=y, r=r, fill="#FFFFFF" if hollow else colour, stroke=colour,
               stroke_width=1.6)  # fmt: skip


def _colour(chart: Chart, number: int) -> str:
    if chart.shape == "dumbbell":
        return look.SERIES[0][0]
    return look.SERIES[number % len(look.SERIES)][0] if chart.series[number].chosen else _PALE


_PALE = look.QUIET[0]


def _column(chart: Chart, lang: Language, part: range, each: int, area: Box, size: float) -> str:
    """Draw some rows, on the scale of all."""
    every = [value for one in chart.series for value in one.values]
    names = max((width(name, size) for name in chart.categories), default=0)
    name_room = min(names, area.width * 0.38)
    figure = max((width(_said(v, chart, lang), size) for v in every if v is not None),
                 default=0)  # fmt: skip
    left = area.left + name_room + size * (2.2 if chart.shape == "dumbbell" else 0.7)
    left += figure if chart.shape == "dumbbell" else 0
    x = scale([*every, chart.target], left, area.right - figure - size, zero=not chart.ranks)
    step = min(area.height / max(each, 1), _row(chart, size) * 1.6)
    plot = Box(left, area.top, area.right, area.top + step * len(part))
    drawn = [_aim(chart, x, plot, size)]
    for place, n in enumerate(part):
        middle = area.top + step * (place + 0.5)
        [name] = wrapped(chart.categories[n], size, name_room + 1, most=1) or [""]
        drawn.append(words(name, area.left + name_room, middle + size * 0.35, size, anchor="end"))
        values = [one.values[n] for one in chart.series]
        draw = _dumbbell if chart.shape == "dumbbell" else _bars
        drawn.append(draw(chart, lang, values, x, (middle, step), size))
    return "".join(drawn)


def _aim(chart: Chart, x: Scale, plot: Box, size: float) -> str:
    if chart.target is None:
        return ""
    at = x(chart.target)
    room = width(chart.target_name, size)
    end = at + room / 2 > plot.right
    return tag(
        "line", x1=at, x2=at, y1=plot.top - size * 0.3, y2=plot.bottom, stroke=look.GOAL[0],
        stroke_width=1.6, stroke_dasharray="6 4",
    ) + words(
        chart.target_name, min(at, plot.right) if end else max(at, plot.left + room / 2),
        plot.top - size * 0.7, size, fill=look.GOAL[0], anchor="end" if end else "middle",
    )  # fmt: skip


def _missing(x: Scale, middle: float, size: float, lang: Language) -> str:
    return words(lang._("no figures"), x.start + 4, middle + size * 0.35, size,
                 fill=look.MUTED[0], font_style="italic")  # fmt: skip


def _bars(
    chart: Chart, lang: Language, values: Sequence[float | None], x: Scale,
    row: tuple[float, float], size: float,
) -> str:  # fmt: skip
    middle, step = row
    thick = step * 0.72 / len(values)
    drawn = []
    for number, value in enumerate(values):
        y = middle + (number - (len(values) - 1) / 2) * thick
        if value is None:
            drawn.append(_missing(x, y, size, lang))
            continue
        zero, at = x(max(x.low, min(0.0, x.high))), x(value)
        if chart.ranks:
            drawn.append(tag("line", x1=x.start, x2=at, y1=y, y2=y, stroke=look.FAINT[0]))
            drawn.append(_dot(at, y, min(thick / 2, size * 0.45), number, chart))
        else:
            drawn.append(tag("rect", x=min(zero, at), y=y - thick / 2, width=abs(at - zero),
                             height=thick * 0.94, fill=_colour(chart, number)))  # fmt: skip
        drawn.append(_figure(_said(value, chart, lang), max(at, zero) + size * 0.5, y, size))
    return "".join(drawn)


def _said(value: float, chart: Chart, lang: Language) -> str:
    return lang.number(value, chart.decimals, least=0)


def _figure(text: str, x: float, y: float, size: float, anchor: str | None = None) -> str:
    return words(text, x, y + size * 0.35, size, anchor=anchor, **HALO)


def _dumbbell(
    chart: Chart, lang: Language, values: Sequence[float | None], x: Scale,
    row: tuple[float, float], size: float,
) -> str:  # fmt: skip
    middle = row[0]
    places = [None if value is None else x(value) for value in values]
    known = [place for place in places if place is not None]
    if not known:
        return _missing(x, middle, size, lang)
    drawn = [tag("line", x1=min(known), x2=max(known), y1=middle, y2=middle,
                 stroke=_colour(chart, 0), stroke_width=2)]  # fmt: skip
    for number, (value, place) in enumerate(zip(values, places, strict=True)):
        if value is None or place is None:
            continue
        drawn.append(_dot(place, middle, size * 0.42, number, chart))
        before = place == min(known) and (len(known) == 1 or number == known.index(min(known)))
        at = place + (-size * 0.8 if before else size * 0.8)
        drawn.append(
            _figure(
                _said(value, chart, lang),
                at,
                middle,
                size,
                "end" if before else None,
            )
        )
    return "".join(drawn)

"""Two indicators against each other: a point an area, named where a name finds room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import altair as alt

from kpi.charts import look
from kpi.charts.series import short, value_format

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.charts.series import Row
    from kpi.language import Language

__all__ = ["Axis", "Point", "places", "scatter"]

HEIGHT = 480
WIDE, SMALL = (880, HEIGHT), (290, HEIGHT)  # px of the plot on a desk and on a phone
LETTER, LINE = 6.8, 15  # px a letter and a line of text take
GAP = 8  # px from a point to its name
PAD = 0.06  # of the span left free at each end of an axis

Box = tuple[float, float, float, float]  # left, top, right, bottom
# Where a name may stand: (align, dx, dy), tried in this order.
_PLACES = (("left", GAP, 0), ("right", -GAP, 0), ("center", 0, -13), ("center", 0, 13))


class Point(NamedTuple):
    """An area's values of both indicators, in their units."""

    name: str
    x: float
    y: float


class Axis(NamedTuple):
    """An indicator and how its axis is headed: name, unit, period."""

    indicator: Indicator
    title: str


def scatter(
    points: Sequence[Point],
    x: Axis,
    y: Axis,
    lang: Language,
    title: str,
    notes: Sequence[str] = (),
    *,
    simulated: bool = False,
) -> look.AnyChart:
    """Draw a point an area; both axes span the points, not from zero: position is read, not length.

    Names that find no room are told when the point is pointed at.
    """
    spans = _span([point.x for point in points], x), _span([point.y for point in points], y)
    chosen = [
        places([_pixels(point, spans, size) for point in points],
               [point.name for point in points], size)
        for size in (WIDE, SMALL)
    ]  # fmt: skip
    rows = [_row(point, at, (x, y), lang) for point, *at in zip(points, *chosen, strict=True)]
    layers: list[look.Layer] = [
        *([look.watermark()] if simulated else []),
        look.together(rows, *_layers(spans, x, y, lang)),
    ]
    chart = alt.layer(*layers).properties(
        width=look.WIDTH,
        height=HEIGHT,
        title=look.heading(title, notes, lang, simulated=simulated),
    )
    return look.finish(chart, lang, describe=" · ".join([title, *notes, x.title, y.title]))


def places(
    points: Sequence[tuple[float, float]], names: Sequence[str], size: tuple[int, int]
) -> list[int | None]:
    """Choose where each name stands: an index into the four places, None where there is no room.

    No name covers a point, another name or the edge. `points` in px from the top left corner.
    The outer points choose first, for they are what is asked about.
    """
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in points]
    middle = size[0] / 2, size[1] / 2
    order = sorted(
        range(len(points)),
        key=lambda at: -max(abs(points[at][side] - middle[side]) / middle[side] for side in (0, 1)),
    )
    found: list[int | None] = [None] * len(points)
    for at in order:
        for choice in range(len(_PLACES)):
            box = _box(points[at], names[at], choice)
            if _inside(box, size) and not any(_touch(box, other) for other in taken):
                found[at] = choice
                taken.append(box)
                break
    return found


def _box(point: tuple[float, float], name: str, choice: int) -> Box:
    align, dx, dy = _PLACES[choice]
    width = LETTER * len(name)
    left = point[0] + dx - {"left": 0, "right": width, "center": width / 2}[align]
    top = point[1] + dy - LINE / 2
    return left, top, left + width, top + LINE


def _inside(box: Box, size: tuple[int, int]) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= size[0] and box[3] <= size[1]


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _span(values: Sequence[float], axis: Axis) -> tuple[float, float]:
    """Return where an axis begins and ends: the values with some room, the better end up or right.

    One value alone stands in the middle.
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = PAD * (high - low) or abs(high) * PAD or 1.0
    span = low - room, high + room
    return span if axis.indicator.direction == "higher" else span[::-1]


def _pixels(
    point: Point, spans: tuple[tuple[float, float], tuple[float, float]], size: tuple[int, int]
) -> tuple[float, float]:
    (left, right), (low, high) = spans
    return (
        (point.x - left) / (right - left) * size[0],
        (high - point.y) / (high - low) * size[1],
    )


def _row(point: Point, at: Sequence[int | None], axes: tuple[Axis, Axis], lang: Language) -> Row:
    """Gather a point: `p` and `q` its name's place on a desk and on a phone, -1 for none."""
    wide, small = (-1 if where is None else where for where in at)
    return {
        "a": point.name,
        "x": point.x,
        "y": point.y,
        "u": lang.value(point.x, axes[0].indicator),
        "w": lang.value(point.y, axes[1].indicator),
        "p": wide,
        "q": small,
    }


def _layers(
    spans: tuple[tuple[float, float], tuple[float, float]], x: Axis, y: Axis, lang: Language
) -> list[alt.Chart]:
    across = alt.X("x:Q", title=x.title, axis=_axis(x, lang), scale=_scale(spans[0]))
    up = alt.Y("y:Q", title=None, axis=_axis(y, lang), scale=_scale(spans[1]))
    dots = alt.Chart().mark_circle(size=90, opacity=0.85, color=look.on(look.PRIMARY))
    at = f"(width < {look.NARROW} ? datum.q : datum.p)"
    align, dx, dy = ([place[part] for place in _PLACES] for part in range(3))
    names = alt.Chart().mark_text(
        align=alt.ExprRef(f"({align})[max(0, {at})]"),
        dx=alt.ExprRef(f"({dx})[max(0, {at})]"),
        dy=alt.ExprRef(f"({dy})[max(0, {at})]"),
        baseline="middle",
        color=look.on(look.INK),
        tooltip=None,
    )
    said = [
        alt.Tooltip("a:N", title=lang._("Area")),
        alt.Tooltip("u:N", title=lang.pick(x.indicator.short)),
        alt.Tooltip("w:N", title=lang.pick(y.indicator.short)),
    ]
    shown = {"value": {"expr": f"{at} < 0 ? '' : datum.a"}}
    return [dots.encode(x=across, y=up, tooltip=said), names.encode(x="x:Q", y="y:Q", text=shown)]


def _axis(axis: Axis, lang: Language) -> alt.Axis:
    before, _, after = value_format(axis.indicator, lang)
    label = f"'{before}' + " if before and axis.indicator.unit != "rank" else ""
    unit = after if axis.indicator.unit == "percent" else ""
    return alt.Axis(
        tickCount=5,
        tickMinStep=10.0**-axis.indicator.decimals,  # there is no place between two ranks
        labelExpr=f"{label}datum.label + '{unit}'",
        titlePadding=10,
    )


def _scale(span: tuple[float, float]) -> alt.Scale:
    return alt.Scale(domain=[float(short(end, 6)) for end in span], nice=False, zero=False)

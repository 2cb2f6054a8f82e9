"""Charts as PowerPoint's own, with their data: they can be edited on the slide."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Emu, Pt

from kpi.charts import look
from kpi.exhibits.exhibit import Chart, Series
from kpi.language import Language
from kpi.pictures.letters import clean, width
from kpi.pictures.points import named
from kpi.pictures.scale import scale
from kpi.pictures.svg import Box
from kpi.slides import chart_xml
from kpi.slides.bars import bars
from kpi.slides.fit import WIDER, Frame
from kpi.slides.native import (
    data_of,
    figures_format,
    numbers,
    palette,
    placed,
    rgb,
    solid,
    value_axis,
)

__all__ = ["add_chart"]

_PALE = "#8FB4E3"  # where a dumbbell starts
_NAMED = 8  # series in the legend; the grey ones only when all together are no more
_NEAR = 0.07  # of the axis: of values at the ends of lines closer than this one is written
_WRITTEN = 14  # points that stand alone have their value written beside them
_SIDES = (
    XL_LABEL_POSITION.RIGHT,
    XL_LABEL_POSITION.LEFT,
    XL_LABEL_POSITION.ABOVE,
    XL_LABEL_POSITION.BELOW,
)


def add_chart(slide: Any, chart: Chart, lang: Language, frame: Frame, size: float) -> None:
    """Draw a chart into a frame; `size` is that of its type, in points."""
    draw = {"line": _line, "bar": bars, "dumbbell": _dumbbell, "scatter": _scatter}
    draw[chart.shape](slide, chart, lang, frame, size)


def _line(slide: Any, chart: Chart, lang: Language, frame: Frame, size: float) -> None:
    ordered = sorted(chart.series, key=lambda one: one.chosen)
    made = placed(slide, XL_CHART_TYPE.LINE_MARKERS, data_of(chart, ordered, lang), frame, size)
    values = [value for one in chart.series for value in one.values]
    axis = scale([*values, chart.target], 0, 1, ranks=chart.ranks)
    value_axis(made, axis, chart, lang)
    near = (axis.high - axis.low) * _NEAR
    ends: list[float] = []
    chart_xml.label_step(made, _step(chart, frame, size))
    few, colours = len(ordered) <= _NAMED, iter(palette())
    for series, one in zip(made.plots[0].series, ordered, strict=False):
        grey = look.QUIET[0] if few else look.FAINT[0]
        _line_look(series, next(colours) if one.chosen else grey, 2.5 if one.chosen else 1.0)
        if one.chosen:
            _labels(series, one, chart, lang, ends, near)
        if _apart(one):
            series.format.line.fill.background()
            series.marker.size = 10 if one.chosen else 4
        for place in _cuts(one, chart):
            chart_xml.cut_before(series, place)
    _goal(made, chart)
    unnamed = [] if few else [n for n, one in enumerate(ordered) if not one.chosen]
    _legend(made, size, chart, unnamed)


def _apart(series: Series) -> bool:
    """Tell whether no two points are joined; every program heeds a series without a line."""
    known = {at for at, value in enumerate(series.values) if value is not None}
    return known <= {*series.alone}


def _cuts(series: Series, chart: Chart) -> list[int]:
    """Return the places before which the line is cut: breaks, and points that stand alone."""
    broken = [chart.categories.index(name) for name, _ in chart.breaks if name in chart.categories]
    return sorted({*broken, *series.alone})


def _labels(
    series: Any, one: Series, chart: Chart, lang: Language, ends: list[float], near: float
) -> None:
    """Write the last value of a line over its point; of few points that stand alone each.

    `ends`: the last values that are written already; one as `near` to them would lie on another.
    """
    known = [at for at, value in enumerate(one.values) if value is not None]
    places = known if _apart(one) and len(known) <= _WRITTEN else known[-1:]
    last = one.values[places[-1]] if places else None
    if last is None or any(abs(last - other) < near for other in ends):
        return
    ends.append(last)
    shown = Series("", tuple(one.values[at] for at in places))
    format_ = figures_format(replace(chart, series=(shown,)), lang)
    chart_xml.label_points(series, places, format_)


def _step(chart: Chart, frame: Frame, size: float) -> int:
    """Return of how many periods one has room for its name."""
    longest = max((width(name, size * WIDER) for name in chart.categories), default=0) + size
    room: float = Emu(frame.width).pt * 0.92
    return max(1, math.ceil(longest * len(chart.categories) / room))


def _dumbbell(slide: Any, chart: Chart, lang: Language, frame: Frame, size: float) -> None:
    """Draw start and end as markers that a line joins."""
    made = placed(
        slide, XL_CHART_TYPE.LINE_MARKERS, data_of(chart, chart.series, lang), frame, size
    )
    values = [value for one in chart.series for value in one.values]
    value_axis(made, scale([*values, chart.target], 0, 1, ranks=chart.ranks), chart, lang)
    chart_xml.label_step(made, 1)
    if len(chart.categories) > 12:
        chart_xml.turn_names_up(made)
    chart_xml.join_high_and_low(made, look.SERIES[0][0])
    for number, series in enumerate(list(made.plots[0].series)[:2]):
        _line_look(series, _PALE if number == 0 else look.SERIES[0][0], 0)
    _goal(made, chart)
    _legend(made, size, chart, [])


def _scatter(slide: Any, chart: Chart, lang: Language, frame: Frame, size: float) -> None:
    across, up = chart.series
    data = XyChartData(number_format=figures_format(chart, lang))
    points = data.add_series(clean(f"{across.name} – {up.name}"))
    known = [(name, a, b)
             for name, a, b in zip(chart.categories, across.values, up.values, strict=True)
             if a is not None and b is not None]  # fmt: skip
    for _, a, b in known:
        points.add_data_point(a, b)
    made = placed(slide, XL_CHART_TYPE.XY_SCATTER, data, frame, size)
    for axis, one in ((made.category_axis, across), (made.value_axis, up)):
        numbers(axis, scale(one.values, 0, 1), lang)
        axis.has_title = True
        axis.axis_title.text_frame.text = clean(one.name)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.bold = False
    [series] = made.plots[0].series
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    solid(series.marker.format.fill, look.SERIES[0][0])
    _name_points(series, known, chart, frame, size * 0.85)
    made.has_legend = False


def _name_points(
    series: Any, known: list[tuple[str, float, float]], chart: Chart, frame: Frame, size: float
) -> None:
    """Name the points whose names have room, as in the picture (`kpi.pictures.points`)."""
    room = Box(0, 0, Emu(frame.width).pt * 0.9, Emu(frame.height).pt * 0.82)
    x = scale(chart.series[0].values, room.left, room.right)
    y = scale(chart.series[1].values, room.bottom, room.top)
    sides = named({name: (x(a), y(b)) for name, a, b in known}, room, size * 1.1)
    for place, (name, _, _) in enumerate(known):
        if name in sides:
            label = series.points[place].data_label
            label.text_frame.text = clean(name)
            label.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
            label.position = _SIDES[sides[name]]


def _goal(made: Any, chart: Chart) -> None:
    """Dash the series that is the target."""
    if chart.target is not None:
        series = list(made.plots[0].series)[-1]
        _line_look(series, look.GOAL[0], 1.75)
        series.format.line.dash_style = MSO_LINE.DASH
        chart_xml.no_marker(series)


def _line_look(series: Any, colour: str, thick: float) -> None:
    series.smooth = False
    if thick:
        series.format.line.width = Pt(thick)
        series.format.line.color.rgb = rgb(colour)
    else:
        series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.CIRCLE
    series.marker.size = 6 if thick > 1 else 8 if not thick else 2
    solid(series.marker.format.fill, colour)
    series.marker.format.line.color.rgb = rgb(colour)


def _legend(made: Any, size: float, chart: Chart, unnamed: list[int]) -> None:
    made.has_legend = len(chart.series) > 1 or chart.target is not None
    if made.has_legend:
        made.legend.position = XL_LEGEND_POSITION.BOTTOM
        made.legend.include_in_layout = False
        made.legend.font.size = Pt(size)
        chart_xml.leave_out_of_legend(made, unnamed)

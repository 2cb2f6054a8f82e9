"""Charts as PowerPoint's own, with their data: they can be edited on the slide."""

from __future__ import annotations

import math
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_AXIS_CROSSES, XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from kpi.charts import look
from kpi.exhibits.exhibit import Chart, Series
from kpi.language import Language
from kpi.pictures.letters import clean
from kpi.pictures.scale import Scale, scale
from kpi.slides import chart_xml
from kpi.slides.fit import FONT, Frame

__all__ = ["add_chart"]

_ROWS = 20  # bars that can be read below each other on a slide
_COLUMNS = 3
_NAMED = 8  # series in the legend; the grey ones only when all together are no more
_POINTS = 40  # names that may stand in a scatter


def add_chart(slide: Any, chart: Chart, lang: Language, frame: Frame, size: float) -> None:
    """Draw a chart into a frame; `size` is that of its type, in points.

    Many bars stand in up to three charts beside each other, on one scale.
    """
    draw = {"line": _line, "dumbbell": _dumbbell, "scatter": _scatter}.get(chart.shape)
    if draw:
        draw(slide, chart, lang, frame, size)
        return
    count = len(chart.categories)
    columns = min(_COLUMNS, max(1, math.ceil(count / _ROWS)))
    each = math.ceil(count / columns)
    wide = frame.width // columns
    for column in range(columns):
        place = Frame(frame.left + column * wide, frame.top, wide, frame.height)
        _bars(slide, _part(chart, column * each, each), lang, place, size, _across(chart))


def _part(chart: Chart, start: int, count: int) -> Chart:
    """Return some categories of a chart."""
    part = slice(start, start + count)
    series = tuple(Series(one.name, one.values[part], one.chosen) for one in chart.series)
    return Chart(chart.shape, chart.categories[part], series, chart.unit, chart.decimals,
                 chart.target, chart.target_name)  # fmt: skip


def _across(chart: Chart) -> Scale:
    values = [value for one in chart.series for value in one.values]
    return scale([*values, chart.target], 0, 1, zero=True)


def _line(slide: Any, chart: Chart, lang: Language, frame: Frame, size: float) -> None:
    ordered = sorted(chart.series, key=lambda one: one.chosen)
    made = _add(slide, XL_CHART_TYPE.LINE_MARKERS, _data(chart, ordered, lang), frame, size)
    values = [value for one in chart.series for value in one.values]
    _value_axis(made, scale([*values, chart.target], 0, 1, ranks=chart.ranks), chart, lang)
    chart_xml.label_step(made, max(1, math.ceil(len(chart.categories) / 13)))
    few, colours = len(ordered) <= _NAMED, iter(_palette())
    for series, one in zip(made.plots[0].series, ordered, strict=False):
        grey = look.QUIET[0] if few else look.FAINT[0]
        _line_look(series, next(colours) if one.chosen else grey, 2.5 if one.chosen else 1.0)
        if one.chosen:
            chart_xml.label_last(series, one.values, _format(chart.decimals, lang))
        for category, _ in chart.breaks:
            if category in chart.categories:
                chart_xml.cut_before(series, chart.categories.index(category))
    _goal(made, chart)
    unnamed = [] if few else [n for n, one in enumerate(ordered) if not one.chosen]
    _legend(made, size, chart, unnamed)


def _bars(slide: Any, chart: Chart, lang: Language, frame: Frame, size: float, axis: Scale) -> None:
    """Draw bars; the target is a pale bar behind each that reaches as far as should be."""
    made = _add(slide, XL_CHART_TYPE.BAR_CLUSTERED, _data(chart, chart.series, lang, first=True),
                frame, size)  # fmt: skip
    _value_axis(made, axis, chart, lang)
    made.value_axis.visible = False
    made.value_axis.has_major_gridlines = False
    made.category_axis.reverse_order = True
    chart_xml.label_step(made, 1)
    plot = made.plots[0]
    plot.gap_width = 45
    plot.overlap = 100 if chart.target is not None and len(chart.series) == 1 else 0
    bars = list(plot.series)
    if chart.target is not None:
        _fill(bars.pop(0), "#F3CBD5")
    for series, one, colour in zip(bars, chart.series, _palette(), strict=False):
        _fill(series, colour if one.chosen else look.QUIET[0])
        labels = series.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
        labels.number_format, labels.number_format_is_linked = _format(chart.decimals, lang), False
        labels.font.size = Pt(size)
    _legend(made, size, chart, [])


def _dumbbell(slide: Any, chart: Chart, lang: Language, frame: Frame, size: float) -> None:
    """Draw start and end as markers that a line joins."""
    made = _add(slide, XL_CHART_TYPE.LINE_MARKERS, _data(chart, chart.series, lang), frame, size)
    values = [value for one in chart.series for value in one.values]
    _value_axis(made, scale([*values, chart.target], 0, 1, ranks=chart.ranks), chart, lang)
    chart_xml.label_step(made, 1)
    chart_xml.upright_names(made, len(chart.categories) > 12)
    chart_xml.join_high_and_low(made, look.SERIES[0][0])
    for number, series in enumerate(list(made.plots[0].series)[:2]):
        _line_look(series, look.SERIES[0][0], 0, hollow=number == 0)
    _goal(made, chart)
    _legend(made, size, chart, [])


def _scatter(slide: Any, chart: Chart, lang: Language, frame: Frame, size: float) -> None:
    across, up = chart.series
    data = XyChartData(number_format=_format(chart.decimals, lang))
    points = data.add_series(clean(f"{across.name} – {up.name}"))
    known = [(name, a, b)
             for name, a, b in zip(chart.categories, across.values, up.values, strict=True)
             if a is not None and b is not None]  # fmt: skip
    for _, a, b in known:
        points.add_data_point(a, b)
    made = _add(slide, XL_CHART_TYPE.XY_SCATTER, data, frame, size)
    for axis, one in ((made.category_axis, across), (made.value_axis, up)):
        _numbers(axis, scale(one.values, 0, 1), lang)
        axis.has_title = True
        axis.axis_title.text_frame.text = clean(one.name)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.bold = False
    [series] = made.plots[0].series
    series.format.line.fill.background()
    series.marker.size = 7
    _solid(series.marker.format.fill, look.SERIES[0][0])
    chart_xml.name_points(series, [name for name, _, _ in known[:_POINTS]], size * 0.8)
    made.has_legend = False


def _add(slide: Any, kind: Any, data: Any, frame: Frame, size: float) -> Any:
    shape = slide.shapes.add_chart(kind, frame.left, frame.top, frame.width, frame.height, data)
    made = shape.chart
    made.has_title = False
    made.font.size, made.font.name = Pt(size), FONT
    made.font.color.rgb = _rgb(look.INK[0])
    chart_xml.gaps(made)
    return made


def _data(chart: Chart, series: Any, lang: Language, *, first: bool = False) -> CategoryChartData:
    """Return the data with the target as a series of its own, `first` or last."""
    data = CategoryChartData(number_format=_format(chart.decimals, lang))
    data.categories = [clean(name) for name in chart.categories]
    rows = [(one.name, one.values) for one in series]
    if chart.target is not None:
        rows.insert(0 if first else len(rows),
                    (chart.target_name, (chart.target,) * len(chart.categories)))  # fmt: skip
    for name, values in rows:
        data.add_series(clean(name), values)
    return data


def _format(decimals: int, lang: Language) -> str:
    """Write a number format; its locale gives Vietnamese numbers where a program heeds it."""
    digits = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    return f"[$-42A]{digits}" if lang.code == "vi" else digits


def _value_axis(made: Any, axis: Scale, chart: Chart, lang: Language) -> None:
    _numbers(made.value_axis, axis, lang)
    made.category_axis.format.line.color.rgb = _rgb("#8C959F")
    made.category_axis.has_major_gridlines = False
    if chart.ranks:
        made.value_axis.reverse_order = True
        made.value_axis.crosses = XL_AXIS_CROSSES.MAXIMUM


def _numbers(axis: Any, found: Scale, lang: Language) -> None:
    axis.minimum_scale, axis.maximum_scale = found.low, found.high
    axis.major_unit = found.ticks[-1] - found.ticks[-2]
    axis.tick_labels.number_format = _format(found.decimals, lang)
    axis.tick_labels.number_format_is_linked = False
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = _rgb("#D8DEE4")
    axis.format.line.fill.background()


def _goal(made: Any, chart: Chart) -> None:
    """Dash the series that is the target."""
    if chart.target is not None:
        series = list(made.plots[0].series)[-1]
        _line_look(series, look.GOAL[0], 1.75)
        series.format.line.dash_style = MSO_LINE.DASH
        chart_xml.no_marker(series)


def _line_look(series: Any, colour: str, thick: float, *, hollow: bool = False) -> None:
    series.smooth = False
    if thick:
        series.format.line.width = Pt(thick)
        series.format.line.color.rgb = _rgb(colour)
    else:
        series.format.line.fill.background()
    series.marker.size = 6 if thick > 1 else 8 if not thick else 2
    _solid(series.marker.format.fill, "#FFFFFF" if hollow else colour)
    series.marker.format.line.color.rgb = _rgb(colour)


def _legend(made: Any, size: float, chart: Chart, unnamed: list[int]) -> None:
    made.has_legend = len(chart.series) > 1 or chart.target is not None
    if made.has_legend:
        made.legend.position = XL_LEGEND_POSITION.BOTTOM
        made.legend.include_in_layout = False
        made.legend.font.size = Pt(size)
        chart_xml.leave_out_of_legend(made, unnamed)


def _palette() -> list[str]:
    return [pair[0] for pair in look.SERIES] * 8


def _fill(series: Any, colour: str) -> None:
    _solid(series.format.fill, colour)
    series.invert_if_negative = False


def _solid(fill: Any, colour: str) -> None:
    fill.solid()
    fill.fore_color.rgb = _rgb(colour)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.lstrip("#"))

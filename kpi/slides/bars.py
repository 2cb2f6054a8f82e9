"""Bars of a slide: a row an area, in up to three charts beside each other."""

from __future__ import annotations

import math
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from kpi.charts import look
from kpi.exhibits.exhibit import Chart, Series
from kpi.language import Language
from kpi.pictures.letters import clean
from kpi.pictures.scale import Scale, scale
from kpi.slides import chart_xml
from kpi.slides.fit import Frame, Run, write
from kpi.slides.native import data_of, figures_format, palette, placed, rgb, solid, value_axis

__all__ = ["bars"]

_ROWS = 20  # bars that can be read below each other on a slide
_COLUMNS = 3
_FILLED = 0.66  # of a row its name may fill; of a higher one LibreOffice leaves every second out
_AIM = "#F3CBD5"


def bars(slide: Any, chart: Chart, lang: Language, frame: Frame, size: float) -> None:
    """Draw bars into a frame; many stand in charts beside each other, on one scale."""
    count = len(chart.categories)
    columns = min(_COLUMNS, max(1, math.ceil(count / _ROWS)))
    each = math.ceil(count / columns)
    wide, key = frame.width // columns, int(Pt(size * 2))
    high = frame.height - key
    row = Emu(high).pt / each
    for column in range(columns):
        place = Frame(frame.left + column * wide, frame.top, wide, high)
        type_ = min(size, row * _FILLED)
        _column(slide, _part(chart, column * each, each), lang, place, type_, _across(chart))
    _key(slide, chart, Frame(frame.left, frame.top + high, frame.width, key), size)


def _key(slide: Any, chart: Chart, frame: Frame, size: float) -> None:
    """Name the colours of bars once, under all their charts."""
    named_ = [(one.name, colour if one.chosen else look.QUIET[0])
              for one, colour in zip(chart.series, palette(), strict=False)]  # fmt: skip
    if chart.target is not None:
        named_.append((chart.target_name, _AIM))
    box = slide.shapes.add_textbox(frame.left, frame.top, frame.width, frame.height)
    box.name = "legend"
    write(box, [Run("", size)], anchor=MSO_ANCHOR.MIDDLE)
    paragraph = box.text_frame.paragraphs[0]
    for name, colour in named_:
        for text, shade in (("■ ", colour), (f"{clean(name)}     ", look.INK[0])):
            run = paragraph.add_run()
            run.text, run.font.size = text, Pt(size)
            run.font.color.rgb = rgb(shade)


def _part(chart: Chart, start: int, count: int) -> Chart:
    """Return some categories of a chart."""
    part = slice(start, start + count)
    series = tuple(Series(one.name, one.values[part], one.chosen) for one in chart.series)
    return Chart(chart.shape, chart.categories[part], series, chart.unit, chart.decimals,
                 chart.target, chart.target_name)  # fmt: skip


def _across(chart: Chart) -> Scale:
    values = [value for one in chart.series for value in one.values]
    return scale([*values, chart.target], 0, 1, zero=True)


def _column(
    slide: Any, chart: Chart, lang: Language, frame: Frame, size: float, axis: Scale
) -> None:
    """Draw bars; the target is a pale bar behind each that reaches as far as should be."""
    data = data_of(chart, chart.series, lang, first=True)
    made = placed(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, frame, size)
    value_axis(made, axis, chart, lang)
    made.value_axis.visible = False
    made.value_axis.has_major_gridlines = False
    made.category_axis.reverse_order = True
    chart_xml.label_step(made, 1)
    plot = made.plots[0]
    plot.gap_width = 45 if len(chart.categories) > 6 else 120
    plot.overlap = 100 if chart.target is not None and len(chart.series) == 1 else 0
    drawn = list(plot.series)
    if chart.target is not None:
        _fill(drawn.pop(0), _AIM)
    for series, one, colour in zip(drawn, chart.series, palette(), strict=False):
        _fill(series, colour if one.chosen else look.QUIET[0])
        labels = series.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
        labels.number_format, labels.number_format_is_linked = (
            figures_format(chart, lang),
            False,
        )
        labels.font.size = Pt(size)
    made.has_legend = False


def _fill(series: Any, colour: str) -> None:
    solid(series.format.fill, colour)
    series.invert_if_negative = False

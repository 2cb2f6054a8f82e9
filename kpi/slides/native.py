"""What PowerPoint's charts have in common here: data, number formats, axes and colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_AXIS_CROSSES
from pptx.util import Pt

from kpi.charts import look
from kpi.exhibits.exhibit import Chart, Series
from kpi.language import Language
from kpi.pictures.letters import clean
from kpi.pictures.scale import Scale
from kpi.slides import chart_xml
from kpi.slides.fit import FONT, Frame

__all__ = [
    "data_of",
    "figures_format",
    "number_format",
    "numbers",
    "palette",
    "placed",
    "rgb",
    "solid",
    "value_axis",
]


def placed(slide: Any, kind: Any, data: Any, frame: Frame, size: float) -> Any:
    """Add a chart of some kind, without a title, with gaps where values are missing."""
    shape = slide.shapes.add_chart(kind, frame.left, frame.top, frame.width, frame.height, data)
    made = shape.chart
    made.has_title = False
    made.font.size, made.font.name = Pt(size), FONT
    made.font.color.rgb = rgb(look.INK[0])
    chart_xml.gaps(made)
    return made


def data_of(
    chart: Chart, series: Sequence[Series], lang: Language, *, first: bool = False
) -> CategoryChartData:
    """Return the data with the target as a series of its own, `first` or last."""
    data = CategoryChartData(number_format=figures_format(chart, lang))
    data.categories = [clean(name) for name in chart.categories]
    rows = [(one.name, one.values) for one in series]
    if chart.target is not None:
        rows.insert(0 if first else len(rows),
                    (chart.target_name, (chart.target,) * len(chart.categories)))  # fmt: skip
    for name, values in rows:
        data.add_series(clean(name), values)
    return data


def figures_format(chart: Chart, lang: Language) -> str:
    """Write the format of a chart's values: no zeros behind them that no value has."""
    known = [value for one in chart.series for value in one.values if value is not None]
    needed = (n for n in range(chart.decimals)
              if all(round(v, n) == round(v, chart.decimals) for v in known))  # fmt: skip
    return number_format(next(needed, chart.decimals), lang)


def number_format(decimals: int, lang: Language) -> str:
    """Write a number format; its locale gives Vietnamese numbers where a program heeds it."""
    digits = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    return f"[$-42A]{digits}" if lang.code == "vi" else digits


def value_axis(made: Any, axis: Scale, chart: Chart, lang: Language) -> None:
    """Set the axis of values, and that of names to stand below; rank 1 at the top."""
    numbers(made.value_axis, axis, lang)
    made.category_axis.format.line.color.rgb = rgb("#8C959F")
    made.category_axis.has_major_gridlines = False
    if chart.ranks:  # from 0, which is not written, so that the ticks are round
        made.value_axis.minimum_scale = 0
        made.value_axis.tick_labels.number_format = "#,##0;;"
        made.value_axis.reverse_order = True
        made.value_axis.crosses = XL_AXIS_CROSSES.MAXIMUM


def numbers(axis: Any, found: Scale, lang: Language) -> None:
    """Give an axis its limits, ticks and the way its numbers are written."""
    axis.minimum_scale, axis.maximum_scale = found.low, found.high
    axis.major_unit = found.ticks[-1] - found.ticks[-2]
    axis.tick_labels.number_format = number_format(found.decimals, lang)
    axis.tick_labels.number_format_is_linked = False
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = rgb("#D8DEE4")
    axis.format.line.fill.background()


def palette() -> list[str]:
    """Return the colours of chosen series, in their order."""
    return [pair[0] for pair in look.SERIES] * 8


def solid(fill: Any, colour: str) -> None:
    """Fill with one colour."""
    fill.solid()
    fill.fore_color.rgb = rgb(colour)


def rgb(colour: str) -> RGBColor:
    """Read a colour `#RRGGBB`."""
    return RGBColor.from_string(colour.lstrip("#"))

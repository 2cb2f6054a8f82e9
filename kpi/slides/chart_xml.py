"""What charts of PowerPoint can do and python-pptx has no words for (ECMA-376 part 1, 21.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

__all__ = [
    "cut_before",
    "gaps",
    "join_high_and_low",
    "label_points",
    "label_step",
    "leave_out_of_legend",
    "no_marker",
    "turn_names_up",
]


def gaps(chart: Any) -> None:
    """Draw what is missing as a gap, never as zero."""
    inner = chart._chartSpace.chart
    blanks = inner.find(qn("c:dispBlanksAs"))
    if blanks is None:
        blanks = etree.SubElement(inner, qn("c:dispBlanksAs"))
    blanks.set("val", "gap")


def label_step(chart: Any, step: int) -> None:
    """Write every `step`-th category; left to itself, the program drops some."""
    axis = chart.category_axis._element
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        for old in axis.findall(qn(name)):
            axis.remove(old)
    last = axis.find(qn("c:noMultiLvlLbl"))
    made = etree.Element(qn("c:tickLblSkip"), val=str(step))
    if last is None:
        axis.append(made)
    else:
        last.addprevious(made)


def turn_names_up(chart: Any) -> None:
    """Turn the names of the categories by a quarter, so that many have room."""
    properties = chart.category_axis.tick_labels.font._element.getparent().getparent()
    properties.getparent().find(qn("a:bodyPr")).set("rot", "-5400000")


def join_high_and_low(chart: Any, colour: str) -> None:
    """Join the highest and lowest point of each category by a line."""
    line = parse_xml(
        f"<c:hiLowLines {nsdecls('c', 'a')}><c:spPr><a:ln w='25400'><a:solidFill>"
        f"<a:srgbClr val='{colour.lstrip('#')}'/></a:solidFill></a:ln></c:spPr></c:hiLowLines>"
    )
    plot = chart.plots[0]._element
    plot.find(qn("c:marker")).addprevious(line)


def cut_before(series: Any, place: int) -> None:
    """Leave out the line that leads to a point, where a series breaks."""
    series.points[place].format.line.fill.background()


def label_points(series: Any, places: Sequence[int], number_format: str) -> None:
    """Write the values of some points over them."""
    labels = "".join(
        f"<c:dLbl><c:idx val='{place}'/>"
        f"<c:numFmt formatCode='{number_format}' sourceLinked='0'/><c:spPr/>"
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr b='1'/></a:pPr>"
        "<a:endParaRPr lang='vi-VN'/></a:p></c:txPr><c:dLblPos val='t'/>"
        "<c:showLegendKey val='0'/><c:showVal val='1'/><c:showCatName val='0'/>"
        "<c:showSerName val='0'/><c:showPercent val='0'/><c:showBubbleSize val='0'/></c:dLbl>"
        for place in places
    )
    whole = parse_xml(
        f"<c:dLbls {nsdecls('c', 'a')}>{labels}"
        "<c:showLegendKey val='0'/><c:showVal val='0'/><c:showCatName val='0'/>"
        "<c:showSerName val='0'/><c:showPercent val='0'/><c:showBubbleSize val='0'/></c:dLbls>"
    )
    series._element._insert_dLbls(whole)


def no_marker(series: Any) -> None:
    """Draw a line without points."""
    marker = series.marker._element.get_or_add_marker()
    for child in list(marker):
        marker.remove(child)
    etree.SubElement(marker, qn("c:symbol"), val="none")


def leave_out_of_legend(chart: Any, places: Sequence[int]) -> None:
    """Do not name some series."""
    legend = chart.legend._element
    position = legend.find(qn("c:legendPos"))
    for place in reversed(places):
        inside = f"<c:idx val='{place}'/><c:delete val='1'/>"
        position.addnext(parse_xml(f"<c:legendEntry {nsdecls('c')}>{inside}</c:legendEntry>"))

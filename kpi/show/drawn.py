"""What the script draws of a chart: its numbers, and each number in words."""

from __future__ import annotations

from typing import Any

from kpi.exhibits import Chart, Series
from kpi.language import NBSP, Language

__all__ = ["drawn", "written"]


def drawn(chart: Chart, lang: Language) -> dict[str, Any]:
    """Return a chart for the script; `said` are the values as a reader reads them."""
    return {
        "shape": chart.shape,
        "names": list(chart.categories),
        "series": [_series(one, chart, lang) for one in chart.series],
        "unit": chart.unit,
        "decimals": chart.decimals,
        "target": chart.target,
        "aim": chart.target_name,
        "ranks": chart.ranks,
        "breaks": [list(one) for one in chart.breaks],
        "locale": "vi-VN" if lang.code == "vi" else "en-GB",
    }


def _series(one: Series, chart: Chart, lang: Language) -> dict[str, Any]:
    said = [written(value, chart.unit, chart.decimals, lang) for value in one.values]
    return {
        "name": one.name,
        "values": list(one.values),
        "said": said,
        "chosen": one.chosen,
        "alone": list(one.alone),
    }


def written(value: float | None, unit: str, decimals: int, lang: Language) -> str:
    """Write a number with its unit; "" where it is missing."""
    if value is None:
        return ""
    if unit == "%":
        return lang.percent(value, decimals, least=0)
    return f"{lang.number(value, decimals, least=0)}{NBSP}{unit}".rstrip()

"""The look every chart shares: colours, type, locale, heading and the mark of practice figures.

Colours come in pairs, one for a light ground and one for a dark one; the chart itself picks
(`on`) by the luminance of the ground it is drawn on, so that one spec serves both themes.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from kpi.language import Language

# Rows stay in the layer that draws them: named apart, each few rows would become an Arrow table
# on the page, which is several times as long.
alt.data_transformers.consolidate_datasets = False

Pair = tuple[str, str]
Layer = alt.Chart | alt.LayerChart
AnyChart = Layer | alt.FacetChart  # as Altair types what it returns; facets are not used

# The page has Source Sans; a picture made elsewhere falls back on one with all Vietnamese letters.
FONT = '"Source Sans", "Source Sans 3", "DejaVu Sans", "Liberation Sans", sans-serif'
TEXT = 13  # px; nothing a reader must read is smaller
WIDTH = 960  # px; where the page does not stretch the chart
NARROW = 560  # px; below it titles are broken for a phone

# (on a light ground, on a dark ground): at least 4.5 : 1 against #FFFFFF and #0E1117.
INK: Pair = ("#1B1F24", "#F0F2F6")
MUTED: Pair = ("#57606A", "#A9B1BC")
FAINT: Pair = (
    "#C3C9D0",
    "#474E59",
)  # other areas behind the chosen ones: context, never read alone
QUIET: Pair = ("#8C959F", "#7D8590")  # other areas that are named: at least 3 : 1
PRIMARY: Pair = ("#0B4EA2", "#6CB0F5")
GOAL: Pair = ("#A3123A", "#FF8FA8")
PRACTICE_WORDS = "SỐ LIỆU MÔ PHỎNG"  # in every language
PRACTICE: Pair = ("#8A3B12", "#F2A277")
# Told apart under all three colour-blindnesses by lightness as well; each line is named besides.
SERIES: tuple[Pair, ...] = (
    PRIMARY,
    ("#B8430A", "#FF9466"),
    ("#00735A", "#3CC9A0"),
    ("#8E3A80", "#DE9BD2"),
    ("#7A5A00", "#D9B63D"),
    ("#3D434B", "#D5DAE1"),
    ("#0077A3", "#5CC8F0"),
    ("#6B4A3A", "#C9A28F"),
)

_LOCALE_VI: dict[str, Any] = {
    "number": {
        "decimal": ",",
        "thousands": ".",
        "grouping": [3],
        "currency": ["", "\u00a0₫"],
        "minus": "\u2212",
    },
}
_LOCALE_EN: dict[str, Any] = {
    "number": {
        "decimal": ".",
        "thousands": ",",
        "grouping": [3],
        "currency": ["", "\u00a0VND"],
        "minus": "\u2212",
    },
}


def on(pair: Pair) -> alt.ExprRef:
    """Choose a colour of the pair by the ground the chart is drawn on (see `finish`)."""
    light, dark = pair
    return alt.ExprRef(f"dark ? '{dark}' : '{light}'")


def inline(rows: Sequence[Mapping[str, Any]]) -> alt.Chart:
    """Begin a chart on a few rows of its own."""
    return alt.Chart(_values(rows))


def together(rows: Sequence[Mapping[str, Any]], *layers: alt.Chart) -> alt.LayerChart:
    """Draw several layers on the same rows, which are then sent once."""
    return alt.LayerChart(layer=list(layers), data=_values(rows))


def _values(rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def mark(lang: Language) -> str:
    """Name practice figures for what they are; the words a Vietnamese reader knows always lead."""
    return lang._("SỐ LIỆU MÔ PHỎNG – simulated figures, not published")


def heading(
    title: str, notes: Sequence[str], lang: Language, *, simulated: bool = False
) -> alt.TitleParams:
    """Write the title, broken by the chart's own width, and a line a note (unit, period …) below.

    Practice figures put their mark first, and all in its colour. Sources stand below the picture.
    """
    lines = [*([mark(lang)] if simulated else []), *notes]
    return alt.TitleParams(
        text=_broken(title),
        subtitle=[part for line in lines for part in _wrap(line, 60)],
        subtitleColor=on(PRACTICE if simulated else MUTED),
        subtitleFontWeight="bold" if simulated else "normal",
    )


def watermark() -> alt.Chart:
    """Write the mark of practice figures across a chart, too faint to hide its data."""
    mark: alt.Chart = (
        inline([{"w": 0}])
        .mark_text(
            text=PRACTICE_WORDS,
            fontSize=alt.ExprRef("max(20, min(64, width / 13))"),
            fontWeight="bold",
            color=on(PRACTICE),
            opacity=0.14,
            angle=350,
            tooltip=None,
        )
        .encode(x={"value": {"expr": "width / 2"}}, y={"value": {"expr": "height / 2"}})
    )
    return mark


def hole() -> alt.ExprRef:
    """Give the colour of the ground, to open the points of figures that are not final."""
    return alt.ExprRef("background || 'white'")


def finish(chart: AnyChart, lang: Language, *, describe: str) -> AnyChart:
    """Add what every chart carries: type, locale, quiet axes, the page's width, a text to be read.

    The text is for screen readers.
    """
    settings: dict[str, Any] = {
        "font": FONT,
        "locale": _LOCALE_VI if lang.code == "vi" else _LOCALE_EN,
        "view": {"strokeWidth": 0},
        "title": {
            "anchor": "start",
            "frame": "bounds",
            "fontSize": 18,
            "subtitleFontSize": TEXT,
            "subtitlePadding": 6,
            "offset": 14,
            "lineHeight": 22,
            "subtitleLineHeight": 18,
            "aria": False,
        },
        "axis": {
            "labelFontSize": TEXT,
            "titleFontSize": TEXT,
            "titleFontWeight": "normal",
            "labelPadding": 6,
            "domain": False,
            "ticks": False,
            "gridOpacity": 0.6,
            "aria": False,
        },
        "text": {"fontSize": TEXT},
        # The description and the table behind speak for marks, axes and titles: many marks have no
        # words, and Vega says the others in English.
        "mark": {"aria": False},
    }
    sized = alt.AutoSizeParams(type="fit-x", contains="padding")
    # Vega's own signal `background` is the page's ground, which Streamlit sets from its theme.
    dark = alt.param(name="dark", expr="luminance(background || 'white') < 0.4")
    done = chart.add_params(dark).properties(description=describe, autosize=sized)
    styled: AnyChart = done.configure(**settings)
    return styled


def _broken(title: str) -> list[str] | alt.ExprRef:
    """Break a title for a phone or a desk, as the chart finds its width."""
    short, long = _wrap(title, 36), _wrap(title, 110)
    if short == long:
        return long
    small, large = (json.dumps(lines, ensure_ascii=False) for lines in (short, long))
    return alt.ExprRef(f"width < {NARROW} ? {small} : {large}")


def _wrap(text: str, chars: int) -> list[str]:
    return textwrap.wrap(text, chars, break_on_hyphens=False)

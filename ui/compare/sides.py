"""Areas or periods side by side, as the page shows them: answer, dumbbells, table."""

from __future__ import annotations

from html import escape

from kpi import sentences
from kpi.charts import look
from kpi.charts.dumbbell import Track, dumbbell, place
from kpi.compare import sides as beside
from kpi.compare.lines import Line, Row
from kpi.compare.sides import Sides
from kpi.language import Language
from kpi.periods import parse_period
from ui import data, markup, origins, shell
from ui.data import Figures
from ui.draw import once

__all__ = ["answer", "is_drawn", "of_areas", "of_periods", "picture", "table"]


@once
def of_areas(figures: Figures, areas: tuple[str, ...], period: str) -> Sides:
    """Set areas side by side on all indicators."""
    lang = shell.view().lang
    return beside.of_areas(figures, areas, period, data.catalogue(), data.units(), lang)


@once
def of_periods(figures: Figures, area: str, periods: tuple[str, ...]) -> Sides:
    """Set periods of one area side by side on all indicators."""
    lang = shell.view().lang
    return beside.of_periods(figures, area, periods, data.catalogue(), data.units(), lang)


def answer(sides: Sides | None, mode: str) -> str:
    """Say on how many indicators each side is better, or that it takes two.

    `mode`: what is compared; "" where there is nothing to.
    """
    lang = shell.view().lang
    if not mode:
        return lang._(
            "None of these figures is of a ministry: there is nothing to compare. Choose "
            "provinces, or other figures."
        )
    if mode == "tuong-quan":
        return lang._(
            "No two indicators have exact figures of two ministries each: there is no link to "
            "look for."
        )
    if sides is None or len(sides.names) < 2:
        return lang._("Choose at least two to compare.")
    return sides.answer


def picture(figures: Figures, sides: Sides) -> look.AnyChart:
    """Draw the shares and scores of which all drawn sides compare, the furthest apart first."""
    lang = shell.view().lang
    drawn = sides.drawn
    spans = {line.period for line in drawn} - {None}
    tracks = [_track(line, lang, dated=len(spans) > 1) for line in drawn]
    order = sorted(range(len(tracks)), key=lambda at: -_reach(tracks[at]))
    tracks = [tracks[at] for at in order]
    title = lang._("Furthest apart: {name}", name=tracks[0].name)
    notes = [lang._("Lines: usual range, better to the right")]
    if len(spans) == 1 and (period := spans.pop()):
        notes.insert(0, lang._("Period: {period}", period=lang.period(parse_period(period))))
    return dumbbell(tracks, sides.names, lang, title, notes, simulated=figures.simulated)


def is_drawn(sides: Sides) -> bool:
    """Tell whether there is anything to draw."""
    return bool(sides.drawn)


def table(figures: Figures, sides: Sides) -> str:
    """Return the table of all figures with differences from the first side, and its notes."""
    lang = shell.view().lang
    head, own = [lang._("Indicator"), *sides.names], len(sides.areas) > 1
    body = [[_head(line, lang), *(_cell(line, at, own, lang) for at in range(len(sides.names)))]
            for line in sides.lines]  # fmt: skip
    used = [str(row["source"]) for row in sides.rows]
    return (
        markup.section(lang._("All figures, and how far from {first}", first=sides.names[0]))
        + f'<div class="kd-compare">{markup.log(head, body)}</div>'
        + origins.below(figures, used, lang, *beside.notes(sides, lang))
    )


def _track(line: Line, lang: Language, *, dated: bool) -> Track:
    """Turn a line into a dumbbell; what does not compare with the first side is left out."""
    others = line.differences[1:]
    shown = [True, *(one is not None and one.value is not None for one in others)]
    rows = [row if drawn else None for row, drawn in zip(line.figures, shown, strict=True)]
    name = lang.pick(line.indicator.short)
    return Track(
        f"{name} · {lang.period(parse_period(line.period))}" if dated and line.period else name,
        tuple(None if row is None else place(float(row["value"]), line.indicator) for row in rows),
        tuple("" if row is None else _figure(row, line, lang) for row in rows),
    )


def _reach(track: Track) -> float:
    known = [place for place in track.places if place is not None]
    return max(known) - min(known)


def _figure(row: Row, line: Line, lang: Language) -> str:
    return sentences.figure(row, line.indicator, lang)


def _head(line: Line, lang: Language) -> str:
    name = escape(lang.pick(line.indicator.short))
    if line.period is None:
        return name
    return f"{name}<small>{escape(lang.period(parse_period(line.period)))}</small>"


def _cell(line: Line, at: int, own: bool, lang: Language) -> str:
    """Write a figure; below it its `own` period where these differ, and how far from the first."""
    row = line.figures[at]
    if row is None:
        return "–"
    lines = beside.below(line, at, lang, own=own)
    return escape(_figure(row, line, lang)) + "".join(
        f"<small>{escape(one)}</small>" for one in lines
    )

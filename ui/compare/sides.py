"""Areas or periods side by side, as the page shows them: answer, dumbbells, table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from kpi import sentences
from kpi.charts import look
from kpi.charts.dumbbell import Track, dumbbell, place
from kpi.compare import words
from kpi.compare.lines import Line, Row, by_area, by_period
from kpi.language import Language
from kpi.periods import parse_period
from ui import data, markup, origins, shell
from ui.data import Figures
from ui.draw import once

__all__ = ["Sides", "answer", "is_drawn", "of_areas", "of_periods", "picture", "table"]

_SIZES = ("sum",)  # aggregations of sizes: no scale serves a province and the nation


@dataclass(frozen=True)
class Sides:
    """What is compared: the areas and periods chosen, the sides' names, a line an indicator."""

    areas: tuple[str, ...]
    periods: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    left_out: int  # indicators with a figure of one side alone
    answer: str


@once
def of_areas(figures: Figures, areas: tuple[str, ...], period: str) -> Sides:
    """Set areas side by side on all indicators."""
    lang, units = shell.view().lang, data.units()
    names = tuple(lang.pick(units[area].name) for area in areas)
    lines = by_area(figures.frame, data.catalogue().values(), areas, period)
    return _sides(figures, areas, (period,), names, lines)


@once
def of_periods(figures: Figures, area: str, periods: tuple[str, ...]) -> Sides:
    """Set periods of one area side by side on all indicators."""
    lang, merger = shell.view().lang, data.units().provinces[0].valid_from
    assert merger is not None  # noqa: S101 - every province in force has its first day
    names = tuple(lang.period(parse_period(period)) for period in periods)
    lines = by_period(figures.frame, data.catalogue().values(), area, periods, merger)
    return _sides(figures, (area,), periods, names, lines)


def answer(sides: Sides | None) -> str:
    """Say on how many indicators each side is better, or that it takes two."""
    if sides is None or len(sides.names) < 2:
        return shell.view().lang._("Choose at least two to compare.")
    return sides.answer


def picture(figures: Figures, sides: Sides) -> look.AnyChart:
    """Draw the shares and scores of which all drawn sides compare, the furthest apart first."""
    lang = shell.view().lang
    drawn = [line for line in sides.lines if _is_drawn(line)]
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
    return any(map(_is_drawn, sides.lines))


def table(figures: Figures, sides: Sides) -> str:
    """Return the table of all figures with differences from the first side, and its notes."""
    lang = shell.view().lang
    head, own = [lang._("Indicator"), *sides.names], len(sides.areas) > 1
    body = [[_head(line, lang), *(_cell(line, at, own, lang) for at in range(len(sides.names)))]
            for line in sides.lines]  # fmt: skip
    used = [str(row["source"]) for line in sides.lines for row in line.figures if row is not None]
    return (
        markup.section(lang._("All figures, and how far from {first}", first=sides.names[0]))
        + f'<div class="kd-compare">{markup.log(head, body)}</div>'
        + origins.below(figures, used, lang, *_notes(sides, lang))
    )


def _sides(
    figures: Figures,
    areas: tuple[str, ...],
    periods: tuple[str, ...],
    names: tuple[str, ...],
    lines: Sequence[Line],
) -> Sides:
    rows = figures.frame
    held = rows[rows["area"].isin(areas) & rows["value"].notna()]
    if any(periods):
        held = held[held["period"].isin(periods)]
    said = words.answer(lines, names, shell.view().lang)
    rest = held["indicator"].nunique() - len(lines)
    return Sides(areas, periods, names, tuple(lines), rest, said)


def _is_drawn(line: Line) -> bool:
    compared = [one for one in line.differences if one and one.value is not None]
    return bool(compared) and line.indicator.aggregation not in _SIZES


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
    return (
        f'{name}<br><span class="kd-foot">{escape(lang.period(parse_period(line.period)))}</span>'
    )


def _cell(line: Line, at: int, own: bool, lang: Language) -> str:
    """Write a figure; below it its `own` period where these differ, and how far from the first."""
    row = line.figures[at]
    if row is None:
        return "–"
    small = [sentences.when(row, lang) if own and line.period is None else _how(row, lang)]
    told = line.differences[at]
    if told is not None:
        small += [words.apart(told, line.indicator, lang), words.chance(told, lang)]
    lines = "<br>".join(escape(one) for one in small if one)
    return escape(_figure(row, line, lang)) + (
        f'<br><span class="kd-foot">{lines}</span>' if lines else ""
    )


def _how(row: Row, lang: Language) -> str:
    """Say that a figure is not final, without its period; "" for one that is."""
    return {"E": lang._("estimated"), "P": lang._("provisional")}.get(str(row["status"]), "")


def _notes(sides: Sides, lang: Language) -> list[str]:
    notes = [
        words.sureness(sides.lines, sides.names[0], lang),
        lang._(
            "In brackets: the 95% interval of the difference of two shares (Newcombe 1998, "
            "method 10). “More than chance”: below 5% after Holm's adjustment (1979) for all "
            "tests of this table. With many cases small differences are sure too: sure is not "
            "the same as important."
        ),
    ]
    if sides.left_out > 0:
        notes.append(
            lang._(
                "{count} further indicators have a figure of one side alone and are left out.",
                count=lang.number(sides.left_out),
            )
        )
    return notes

"""Areas or periods side by side, and what is said of them wherever they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi import sentences
from kpi.compare import words
from kpi.compare.lines import Line, Row, by_area, by_period
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Catalogue
    from kpi.figures import Figures
    from kpi.language import Language
    from kpi.units import Units

__all__ = ["Sides", "below", "notes", "of_areas", "of_periods"]

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

    @property
    def drawn(self) -> list[Line]:
        """The shares and scores on which a side compares with the first one."""
        return [line for line in self.lines if _is_drawn(line)]

    @property
    def rows(self) -> list[Row]:
        """The rows of all figures."""
        return [row for line in self.lines for row in line.figures if row is not None]


def of_areas(
    figures: Figures, areas: tuple[str, ...], period: str,
    catalogue: Catalogue, units: Units, lang: Language,
) -> Sides:  # fmt: skip
    """Set areas side by side on all indicators, at a period or ("") the newest in common."""
    names = tuple(lang.pick(units[area].name) for area in areas)
    lines = by_area(figures.frame, catalogue.values(), areas, period)
    return _sides(figures, areas, (period,), names, lines, lang)


def of_periods(
    figures: Figures, area: str, periods: tuple[str, ...],
    catalogue: Catalogue, units: Units, lang: Language,
) -> Sides:  # fmt: skip
    """Set periods of one area side by side on all indicators."""
    merger = units.provinces[0].valid_from
    assert merger is not None  # noqa: S101 - every province in force has its first day
    names = tuple(lang.period(parse_period(period)) for period in periods)
    lines = by_period(figures.frame, catalogue.values(), area, periods, merger)
    return _sides(figures, (area,), periods, names, lines, lang)


def _sides(
    figures: Figures, areas: tuple[str, ...], periods: tuple[str, ...], names: tuple[str, ...],
    lines: Sequence[Line], lang: Language,
) -> Sides:  # fmt: skip
    rows = figures.frame
    held = rows[rows["area"].isin(areas) & rows["value"].notna()]
    if any(periods):
        held = held[held["period"].isin(periods)]
    said = words.answer(lines, names, lang)
    return Sides(
        areas, periods, names, tuple(lines), held["indicator"].nunique() - len(lines), said
    )


def _is_drawn(line: Line) -> bool:
    """Tell whether a side compares with the first one, on a scale that serves them all."""
    compared = [one for one in line.differences if one and one.value is not None]
    return bool(compared) and line.indicator.aggregation not in _SIZES


def below(line: Line, at: int, lang: Language, *, own: bool) -> list[str]:
    """Say of a side's figure how far it is from the first, and whether that is more than chance.

    Where the sides are of several periods and `own`, its own period stands first.
    """
    row = line.figures[at]
    if row is None:
        return []
    told = [sentences.when(row, lang) if own and line.period is None else _how(row, lang)]
    apart = line.differences[at]
    if apart is not None:
        told += [words.apart(apart, line.indicator, lang), words.chance(apart, lang)]
    return [one for one in told if one]


def _how(row: Row, lang: Language) -> str:
    """Say that a figure is not final, without its period; "" for one that is."""
    return {"E": lang._("estimated"), "P": lang._("provisional")}.get(str(row["status"]), "")


def notes(sides: Sides, lang: Language) -> list[str]:
    """Say how many differences are sure, how they were tested, and what is left out."""
    told = [
        words.sureness(sides.lines, sides.names[0], lang),
        lang._(
            "In brackets: the 95% interval of the difference of two shares (Newcombe 1998, "
            "method 10). “More than chance”: below 5% after Holm's adjustment (1979) for all "
            "tests of this table. With many cases small differences are sure too: sure is not "
            "the same as important."
        ),
    ]
    if sides.left_out > 0:
        told.append(
            lang._(
                "{count} further indicators have a figure of one side alone and are left out.",
                count=lang.number(sides.left_out),
            )
        )
    return told

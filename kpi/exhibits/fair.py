"""Exhibits of equity: groups beside the rest, the gap over time, where those without it are."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from kpi.catalogue import Indicator
from kpi.coverage import Counts, opening, widest_period
from kpi.equity import captions, tables, words
from kpi.equity.seen import Seen, measures, periods, seen
from kpi.exhibits.exhibit import Chart, Column, Exhibit, Series, Table
from kpi.exhibits.pieces import definition, frame, unit_of
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.figures import ERAS, Figures
from kpi.periods import parse_period

__all__ = ["gap", "groups", "where"]

_NEWEST = "moi-nhat"


def groups(view: View) -> Exhibit:
    """Return each group beside the rest, as `/cong-bang` begins; its table where none is told."""
    figures, made = _seen(view)
    lang, one = view.lang, made.indicator
    sides = [
        (lang._("all other provinces"), [gap.outside.value for gap in made.told]),
        (lang._("the group"), [gap.inside.value for gap in made.told]),
    ]
    chart = Chart(
        "dumbbell",
        tuple(lang.pick(gap.group.name) for gap in made.told),
        tuple(Series(name, _shown(values, one)) for name, values in sides),
        unit_of(one, lang),
        one.decimals,
        ranks=one.unit == "rank",
    )
    heads = tuple(map(Column, tables.group_heads(lang)))
    return Exhibit(
        kind="chart" if made.told else "table",
        title=captions.titled(one, made.period, lang),
        answer=words.answer(made.gaps, made.now, made.where, one, made.period, lang),
        table=Table(heads, tuple(tables.by_group(made, lang))),
        period=lang.period(parse_period(made.period)),
        address=view.address(figures),
        chart=chart if made.told else None,
        definition=definition(one, lang),
        method=captions.how(made.gaps, lang),
        part="groups",
        indicator=one.id,
        unit=unit_of(one, lang),
        decimals=one.decimals,
        **frame(view, figures, _sources(figures, made, [made.period])),
    )


def gap(view: View) -> Exhibit:
    """Return how far apart provinces were in each period that compares."""
    figures, made = _seen(view)
    lang, one = view.lang, made.indicator
    if len(made.course) < 2:
        raise ExhibitError([Problem("silent")])
    told = [one.period for one in made.course]
    return Exhibit(
        kind="chart",
        title=lang._("{indicator}: how far apart the provinces are", indicator=lang.pick(one.name)),
        answer=words.moved(made.course, one, lang),
        table=_over_time(made, view),
        period=" – ".join(lang.period(parse_period(told[at])) for at in (0, -1)),
        address=view.address(figures),
        chart=_lines(made, view),
        definition=definition(one, lang),
        part="gap",
        indicator=one.id,
        unit=unit_of(one, lang),
        decimals=one.decimals,
        **frame(view, figures, _sources(figures, made, told)),
    )


def where(view: View) -> Exhibit:
    """Return the provinces with the most without the service, and how concentrated they are."""
    figures, made = _seen(view)
    lang, one, found = view.lang, made.indicator, made.where
    if found is None:
        raise ExhibitError([Problem("silent")])
    held = tables.holders(found)
    names = tuple(lang.pick(view.units[holder.area].name) for holder in held)
    heads = (
        Column(lang._("Province or city")), Column(lang._("Without it"), 0),
        Column(lang._("Share of those without it"), 1, "%"), Column(lang._("Added up"), 1, "%"),
        Column(lang._("Share of its own cases"), 1, "%"),
    )  # fmt: skip
    lines = tuple(
        (name, holder.missing, 100 * holder.share, 100 * holder.reached, 100 * holder.rate)
        for name, holder in zip(names, held, strict=True)
    )
    rest = captions.rest(found, len(held), held[-1].reached, lang)
    shares = tuple(round(100 * holder.share, 1) for holder in held)
    return Exhibit(
        kind="chart",
        title=lang._("{indicator}: the provinces with the most without it, % of all without it",
                     indicator=lang.pick(one.short)),
        answer=words.concentrated(found, one, made.period, lang),
        table=Table(heads, lines),
        period=lang.period(parse_period(made.period)),
        address=view.address(figures),
        chart=Chart("bar", names, (Series(heads[2].head, shares),), "%", 1),
        definition=definition(one, lang),
        method=". ".join(filter(None, (captions.index(found, lang), rest))),
        part="concentration",
        indicator=one.id,
        unit="%",
        decimals=1,
        **frame(view, figures, _sources(figures, made, [made.period])),
    )  # fmt: skip


def _seen(view: View) -> tuple[Figures, Seen]:
    """Work out what the page tells of the indicator, borders and period in the address."""
    covered: dict[str, Counts] = {era: view.figures(era).covered for era in ERAS}
    start = opening(covered, list(view.catalogue))
    local = {name for held in covered.values() for name, _ in held}
    offered = measures(one for one in view.catalogue.values() if one.id in local)
    ids = [one.id for one in offered]
    usual = start.indicator if start.indicator in ids else next(iter(ids), "")
    name = view.choice("chi-so", ids, usual, "indicator")
    figures = view.figures(view.era(start.era))
    view.sound()
    if not name:
        raise ExhibitError([Problem("silent")])
    one = view.catalogue[name]
    newest = widest_period(figures.covered, one.id)
    period = view.choice("ky", [_NEWEST, *periods(figures, one)], _NEWEST)
    view.sound()
    if newest is None:
        raise ExhibitError([Problem("silent")])
    return figures, seen(figures, one, newest if period == _NEWEST else period, view.units)


def _shown(values: Iterable[float | None], one: Indicator) -> tuple[float | None, ...]:
    """Return values in the digits they are shown with."""
    return tuple(None if value is None else round(value, one.decimals) for value in values)


def _sources(figures: Figures, made: Seen, told: list[str]) -> pd.Series[str]:
    rows = figures.of(made.indicator.id)
    return rows[rows["period"].isin(told) & rows["area"].isin(made.areas)]["source"]


def _lines(made: Seen, view: View) -> Chart:
    """Return highest, median and lowest, and the ends of the middle eighty per cent in grey."""
    lang, one = view.lang, made.indicator
    names = {"high": lang._("highest"), "p90": "P90", "middle": lang._("median"), "p10": "P10",
             "low": lang._("lowest")}  # fmt: skip
    told = tuple(lang.period(parse_period(spread.period)) for spread in made.course)
    ages = [spread.age for spread in made.course]
    breaks = tuple(
        (told[at], lang._("break in the series"))
        for at in range(1, len(ages))
        if ages[at] != ages[at - 1]
    )
    return Chart(
        "line",
        told,
        tuple(
            Series(name, tuple(getattr(spread, key) for spread in made.course))
            for key, name in names.items()
        ),
        unit_of(one, lang),
        one.decimals,
        breaks=breaks,
    )


def _over_time(made: Seen, view: View) -> Table:
    """Return the page's own table of measures, its periods in words."""
    lang, one = view.lang, made.indicator
    told = tables.over_time(made, lang, view.units)
    unit, digits = unit_of(one, lang), one.decimals
    apart = lang._("points") if one.unit == "percent" else unit
    decimals: list[int | None] = [None, 0, None, None, *(digits,) * 6, 2, digits, 3]
    units = ["", "", "", "", unit, unit, apart, *(unit,) * 3, "", apart, ""]
    names = [lang._("Period"), *told.columns[1:]]
    heads = map(Column, names, decimals, units)
    lines = [
        (lang.period(parse_period(str(line[0]))), *(_cell(cell) for cell in line[1:]))
        for line in told.itertuples(index=False)
    ]
    return Table(tuple(heads), tuple(lines))


def _cell(cell: object) -> str | float | None:
    if isinstance(cell, str) or cell is None:
        return cell
    number = float(str(cell))
    return None if math.isnan(number) else number

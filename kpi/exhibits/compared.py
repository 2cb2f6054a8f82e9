"""Exhibits of what compares: areas or periods side by side, two indicators against each other."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pandas as pd

from kpi import sentences
from kpi.catalogue import Indicator
from kpi.charts.dumbbell import place
from kpi.compare import link as linking
from kpi.compare import offered, sides, words
from kpi.compare.lines import MOST, Line
from kpi.compare.link import Link
from kpi.compare.sides import Sides
from kpi.exhibits.exhibit import Chart, Column, Exhibit, Series, Table
from kpi.exhibits.pieces import definition, frame, span, unit_of
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.figures import ERAS, SCOPES, Figures, Scope, borders
from kpi.language import Language
from kpi.ministry import PREFIX
from kpi.periods import parse_period

__all__ = ["compared", "tabled"]

_MODES = ("khu-vuc", "thoi-gian", "tuong-quan")
_NEWEST = "moi-nhat"
_PAIR = 2  # sides of a dumbbell; more are bars
_TRACKS, _BARS = 12, 18  # dumbbells and bars that can be read in one picture


def compared(view: View) -> Exhibit:
    """Return what `/so-sanh` draws: a dumbbell of two sides, bars of more, or a scatter.

    Without a picture its table stands for it.
    """
    scope = cast(Scope, view.choice("dia-gioi", SCOPES, "34"))
    figures, mode = view.figures(borders(scope)), view.choice("muc", _MODES, _MODES[0])
    view.sound()
    if mode == "tuong-quan":
        return _scatter(view, figures, scope)
    held = offered.areas(figures, view.units, view.lang, scope)
    if scope == "bo" and not any(one.startswith(PREFIX) for one in held):
        raise ExhibitError([Problem("silent")])
    made = (_periods if mode == "thoi-gian" else _areas)(view, figures, held, scope)
    return _beside(made, view, figures)


def tabled(view: View) -> Exhibit:
    """Return the table of what compares: all figures, or the pairs of two indicators."""
    made = compared(view)
    if made.chart is None:
        raise ExhibitError([Problem("part", "table")])  # the first part is this table
    title = made.title if made.chart.shape == "scatter" else view.lang._("All figures side by side")
    return replace(made, kind="table", title=title, chart=None, part="table")


def _asked(
    view: View, key: str, options: list[str], usual: list[str], code: str
) -> tuple[str, ...]:
    """Return two to six options that the address holds, comma-separated."""
    asked = tuple(dict.fromkeys(filter(None, view.choices.get(key, "").split(",")))) or tuple(usual)
    view.problems.extend(Problem(code, one) for one in asked if one not in options)
    view.sound()
    if len(asked) < _PAIR:
        raise ExhibitError([Problem("two")])
    return asked[:MOST]


def _areas(view: View, figures: Figures, held: list[str], scope: Scope) -> Sides:
    usual = offered.usual_areas(figures, held, scope)
    areas = _asked(view, "cac-khu-vuc", held, usual, "area")
    period = view.choice("ky", [_NEWEST, *offered.periods(figures, held)], _NEWEST)
    view.sound()
    when = "" if period == _NEWEST else period
    return sides.of_areas(figures, areas, when, view.catalogue, view.units, view.lang)


def _periods(view: View, figures: Figures, held: list[str], scope: Scope) -> Sides:
    area = view.choice("khu-vuc", held, offered.usual_area(figures, held, scope), "area")
    view.sound()
    usual = offered.usual_periods(figures, area)
    periods = _asked(view, "cac-ky", offered.periods(figures, (area,)), usual, "choice")
    return sides.of_periods(figures, area, periods, view.catalogue, view.units, view.lang)


def _beside(made: Sides, view: View, figures: Figures) -> Exhibit:
    if not made.lines:
        raise ExhibitError([Problem("silent")])
    lang, chart = view.lang, _side_chart(made, view)
    names = ", ".join(made.names)
    if len(made.areas) == 1:
        names = f"{lang.pick(view.units[made.areas[0]].name)}: {names}"
    title = lang._("Shares furthest apart, %: {names}", names=names)
    return Exhibit(
        kind="chart" if chart else "table",
        title=title if chart else lang._("All figures side by side"),
        answer=made.answer,
        table=_side_table(made, view),
        period=span(pd.DataFrame(made.rows), lang),
        address=view.address(figures),
        chart=chart,
        method=" ".join(sides.notes(made, lang)),
        part="comparison",
        **frame(view, figures, [str(row["source"]) for row in made.rows]),
    )


def _side_chart(made: Sides, view: View) -> Chart | None:
    """Return the shares, those furthest apart first; other units share no axis with them."""
    lines = sorted((one for one in made.drawn if one.indicator.unit == "percent"),
                   key=_reach, reverse=True)  # fmt: skip
    pair = len(made.names) == _PAIR
    lines = lines[: _TRACKS if pair else _BARS // len(made.names)]
    if not lines:
        return None
    dated = len({line.period for line in lines}) > 1
    return Chart(
        "dumbbell" if pair else "bar",
        tuple(_titled(line, view, dated=dated) for line in lines),
        tuple(
            Series(name, tuple(_value(line, at) for line in lines))
            for at, name in enumerate(made.names)
        ),
        "%",
        max(line.indicator.decimals for line in lines),
    )


def _reach(line: Line) -> float:
    """Return how far the sides are apart, as the page measures it: on the usual range."""
    known = [value for at in range(len(line.figures)) if (value := _value(line, at)) is not None]
    places = [place(value, line.indicator) for value in known]
    return max(places) - min(places)


def _value(line: Line, at: int) -> float | None:
    """Return a side's figure in the digits it is shown with; None where it does not compare."""
    row, apart = line.figures[at], line.differences[at]
    compares = at == 0 or (apart is not None and apart.value is not None)
    if row is None or not compares:
        return None
    return round(float(row["value"]), line.indicator.decimals)


def _titled(line: Line, view: View, *, dated: bool) -> str:
    name = view.lang.pick(line.indicator.short)
    if not dated or line.period is None:
        return name
    return f"{name} · {view.lang.period(parse_period(line.period))}"


def _side_table(made: Sides, view: View) -> Table:
    """Return a line an indicator: each side's figure, its distance from the first, and chance."""
    lang, own = view.lang, len(made.areas) > 1
    heads = (lang._("Indicator"), lang._("Period"), *made.names)
    lines = [
        (
            lang.pick(line.indicator.short),
            lang.period(parse_period(line.period)) if line.period else None,
            *(_cell(line, at, view, own=own) for at in range(len(made.names))),
        )
        for line in made.lines
    ]
    if not own:  # each column is a period
        heads, lines = (heads[0], *heads[2:]), [(line[0], *line[2:]) for line in lines]
    return Table(tuple(map(Column, heads)), tuple(lines))


def _cell(line: Line, at: int, view: View, *, own: bool) -> str | None:
    row = line.figures[at]
    if row is None:
        return None
    figure = sentences.figure(row, line.indicator, view.lang)
    return " · ".join([figure, *sides.below(line, at, view.lang, own=own)])


def _scatter(view: View, figures: Figures, scope: Scope) -> Exhibit:
    lang, (x, y) = view.lang, _pair(view, figures, scope)
    if x.id == y.id:
        raise ExhibitError([Problem("alike")])
    made = linking.link(figures, x, y, view.units, scope)
    if not made.is_drawn:
        raise ExhibitError([Problem("silent")])
    names = tuple(lang.pick(view.units[area].name) for area in made.pairs.rows["area"])
    told = words.coefficients(made.found, lang) if made.found else []
    meant = (f"{lang.pick(one.short)}: {definition(one, lang)}" for one in (x, y))
    periods = dict.fromkeys(filter(None, (made.pairs.x_period, made.pairs.y_period)))
    return Exhibit(
        kind="chart",
        title=lang._("{y} and {x}", x=lang.pick(x.short), y=lang.pick(y.short)),
        answer=linking.answer(made, lang),
        period=", ".join(lang.period(parse_period(one)) for one in periods),
        address=view.address(figures),
        definition=" ".join(meant),
        method=". ".join(
            [*(f"{name}: {value}" for name, value in told), linking.note(lang, scope)]
        ),
        part="comparison",
        table=_pair_table(made, names, lang),
        chart=_points(made, names, lang),
        **frame(view, figures, linking.sources(figures, made)),
    )


def _pair(view: View, figures: Figures, scope: Scope) -> tuple[Indicator, Indicator]:
    """Return the two indicators asked for, by default those that cover the areas best."""
    if scope == "bo":
        anywhere = set(offered.of_ministries(figures))
        usual = offered.usual_pair(figures, view.catalogue)
    else:
        held = [view.figures(era) for era in ERAS]
        local = {name for one in held for name, _ in one.covered}
        anywhere = local or {name for one in held for name in one.by_indicator}
        usual = offered.widest(figures)
    known = [one for one in view.catalogue if one in anywhere]
    if not known:
        raise ExhibitError([Problem("silent")])
    usual = usual or [known[0], known[-1]]
    keys = zip(("chi-so", "chi-so-2"), (usual[0], usual[-1]), strict=True)
    x, y = (view.choice(key, known, one, "indicator") for key, one in keys)
    view.sound()
    return view.catalogue[x], view.catalogue[y]


def _points(made: Link, names: tuple[str, ...], lang: Language) -> Chart:
    rows, pairs = made.pairs.rows, made.pairs
    axes = ((made.x, pairs.x_period, "x"), (made.y, pairs.y_period, "y"))
    series = (
        Series(_axis(one, period, lang), tuple(map(float, rows[column])))
        for one, period, column in axes
    )
    return Chart("scatter", names, tuple(series), decimals=max(made.x.decimals, made.y.decimals))


def _axis(one: Indicator, period: str | None, lang: Language) -> str:
    """Name an axis with its unit."""
    unit = unit_of(one, lang)
    name = linking.axis_name(one, period, lang)
    return f"{name}, {unit}" if unit and unit not in name else name


def _pair_table(made: Link, names: tuple[str, ...], lang: Language) -> Table:
    rows = made.pairs.rows
    heads = [Column(linking.axis_name(one, period, lang), one.decimals, unit_of(one, lang))
             for one, period in ((made.x, made.pairs.x_period), (made.y, made.pairs.y_period))
             ]  # fmt: skip
    lines = zip(names, map(float, rows["x"]), map(float, rows["y"]), strict=True)
    return Table((Column(lang._("Area")), *heads), tuple(lines))

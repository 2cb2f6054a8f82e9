"""Exhibits of the ranking: who is ahead, and who improves fastest."""

from __future__ import annotations

from typing import cast

import pandas as pd

from kpi.catalogue import Indicator
from kpi.coverage import CONTEXT, Counts, in_order, opening, widest_period
from kpi.exhibits.exhibit import Chart, Column, Exhibit, Series, Table
from kpi.exhibits.pieces import definition, frame, unit_of
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.figures import ERAS, Figures
from kpi.periods import parse_period
from kpi.ranking import Ranking, Scope, ranking, words
from kpi.ranking.board import counts
from kpi.ranking.likeness import baselines, usual
from kpi.standing import targets_now

__all__ = ["moves", "ranked"]

_LEAST = 2  # areas of a ranking


def ranked(view: View) -> Exhibit:
    """Return the ranking that `/xep-hang` shows: provinces of either era, or ministries."""
    figures, one, scope, made = _asked(view)
    lang, names = view.lang, [_name(area, view) for area in made.table.index]
    target, _ = targets_now(one, str(made.table.index[0]), view.today)
    return Exhibit(
        kind="chart",
        title=f"{lang.pick(one.name)}: {_scope(scope, view)}",
        answer=words.answer(made, view.units, lang),
        table=_table(made, view),
        period=lang.period(parse_period(made.period)),
        address=view.address(figures),
        chart=Chart(
            "bar", tuple(names), (Series(lang.pick(one.short), tuple(made.table["value"])),),
            unit_of(one, lang), one.decimals,
            target=target.value if target else None,
            target_name=lang._("Target {value}", value=lang.target(target.value, one))
            if target else "",
        ),
        definition=definition(one, lang),
        part="ranking",
        indicator=one.id,
        unit=unit_of(one, lang),
        decimals=one.decimals,
        **frame(view, figures, made.table["source"]),
    )  # fmt: skip


def moves(view: View) -> Exhibit:
    """Return how places moved from the baseline to now, the marked area before all others."""
    figures, one, scope, made = _asked(view)
    if made.moves.empty:
        raise ExhibitError([Problem("silent")])
    lang, areas = view.lang, [str(area) for area in made.moves.index]
    capital = f"VN{scope}-01"
    usual = capital if capital in areas else areas[0]
    ours = view.choice("tinh", areas, usual, "area")
    view.sound()
    periods = [words.period_words(str(text), lang) for text in made.moves]
    order = [*(area for area in areas if area != ours), ours]
    places = {area: tuple(map(float, made.moves.loc[area])) for area in order}
    heads = (Column(lang._("Area")), *(Column(text, 0) for text in periods))
    now = sorted(areas, key=lambda area: places[area][-1])
    notes = [lang._("The same {count} areas in every period; place 1 at the top",
                    count=lang.number(len(areas)))]  # fmt: skip
    if made.merged:
        notes.append(lang._("Before 1 July 2025: figures of the former provinces, merged (E)"))
    rows = figures.of(one.id)
    rows = rows[rows["area"].isin(areas) & rows["period"].isin(list(made.moves))]
    return Exhibit(
        kind="chart",
        title=lang._("{indicator}: places from {first} to {last}", indicator=lang.pick(one.name),
                     first=periods[0], last=periods[-1]),
        answer=lang._("{area}: place {first} in {start}, place {last} in {end}.",
                      area=_name(ours, view), first=lang.number(places[ours][0]),
                      last=lang.number(places[ours][-1]), start=periods[0], end=periods[-1]),
        table=Table(heads, tuple((_name(area, view), *places[area]) for area in now)),
        period=f"{periods[0]} – {periods[-1]}",
        address=view.address(figures),
        chart=Chart(
            "line", tuple(periods),
            tuple(Series(_name(area, view), places[area], chosen=area == ours) for area in order),
            ranks=True,
        ),
        definition=definition(one, lang),
        method=". ".join(notes),
        part="moves",
        indicator=one.id,
        **frame(view, figures, rows["source"]),
    )  # fmt: skip


def _asked(view: View) -> tuple[Figures, Indicator, Scope, Ranking]:
    """Work out the ranking that the address asks for."""
    covered: dict[str, Counts] = {era: view.figures(era).covered for era in ERAS}
    start = opening(covered, list(view.catalogue))
    one = _indicator(view, covered, start.indicator)
    default = start.era if one.id == start.indicator else "34"
    scope = cast(Scope, view.choice("dia-gioi", (*ERAS, "bo"), default))
    figures = view.figures("63" if scope == "63" else "34")
    made = _made(view, figures, one, scope)
    if len(made.table) < _LEAST:
        raise ExhibitError([Problem("silent")])
    return figures, one, scope, made


def _indicator(view: View, covered: dict[str, Counts], default: str) -> Indicator:
    """Return the indicator asked for, of which provinces or ministries have figures."""
    local = {name for held in covered.values() for name, _ in held} - CONTEXT
    nation = view.figures("34").frame
    local |= set(nation[nation["area"].str.startswith("VNM-")]["indicator"].unique())
    found = view.choice("chi-so", local, default, "indicator")
    view.sound()
    return view.catalogue[found]


def _made(view: View, figures: Figures, one: Indicator, scope: Scope) -> Ranking:
    rows = figures.of(one.id)
    if scope == "bo":
        held = set(rows["area"])
        members = [unit for unit in view.units.of("ministry") if unit.id in held]
    else:
        members = list(view.units.provinces if scope == "34" else view.units.formers)
    areas = in_order(members, view.lang)
    periods = counts(rows, areas)
    widest = widest_period({(one.id, text): many for text, many in periods.items()}, one.id)
    if widest is None:
        raise ExhibitError([*view.problems, Problem("silent")])
    period = view.choice("ky", periods, widest)
    before, suggested = baselines(periods, period), usual(periods, period, one, scope)
    first = suggested.period if suggested else next(iter(before), "")
    baseline = view.choice("goc", before, first)
    view.sound()
    return ranking(rows, one, scope, areas, period, baseline or None)


def _scope(scope: Scope, view: View) -> str:
    lang = view.lang
    names = {"34": lang._("34 provinces"), "63": lang._("63 former provinces"),
             "bo": lang._("Ministries")}  # fmt: skip
    return names[scope]


def _name(area: object, view: View) -> str:
    return view.lang.pick(view.units[str(area)].name)


def _table(made: Ranking, view: View) -> Table:
    """Return places and figures; the improvement since the baseline where one compares."""
    lang, one = view.lang, made.indicator
    heads = [Column(lang._("Area")), Column(lang._("Place"), 0),
             Column(lang._("Value"), one.decimals, unit_of(one, lang))]  # fmt: skip
    compares = made.baseline is not None and made.refused is None
    if compares and made.baseline:
        since = lang._("Change since {period}", period=words.period_words(made.baseline, lang))
        heads += [Column(since), Column(lang._("Place by improvement"), 0)]
    lines = []
    for area, row in made.table.iterrows():
        told: list[str | float | None] = [_name(area, view), float(row["place"]), row["value"]]
        if compares:
            known = not pd.isna(row["delta"])
            told += [words.change(row["delta"], made, lang) if known else "–",
                     float(row["delta_place"]) if known else None]  # fmt: skip
        lines.append(tuple(told))
    return Table(tuple(heads), tuple(lines))

"""Exhibits of the country: one indicator's figures, or its verdicts, province by province."""

from __future__ import annotations

import pandas as pd

from kpi import sentences, verdict_map
from kpi.catalogue import Indicator
from kpi.course import Judgement, dated_figure, word
from kpi.coverage import Counts, opening, widest_period
from kpi.exhibits.exhibit import Column, Exhibit, Table
from kpi.exhibits.pieces import definition, frame, rows_table, unit_of, verdict
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.figures import ERAS, Figures
from kpi.mapping import class_colours, class_edges
from kpi.observations import usable
from kpi.periods import parse_period

__all__ = ["country"]


def country(view: View) -> Exhibit:
    """Return the map that `/ban-do` shows, of figures or of verdicts."""
    covered: dict[str, Counts] = {era: view.figures(era).covered for era in ERAS}
    start = opening(covered, list(view.catalogue))
    era = view.era(start.era)
    figures = view.figures(era)
    one = view.indicator(figures, start.indicator)
    judging = view.choice("xem", ("so-lieu", "ket-luan"), "so-lieu") == "ket-luan"
    return _verdicts(view, figures, one) if judging else _figures(view, figures, one)


def _areas(view: View, era: str) -> list[str]:
    return [unit.id for unit in (view.units.provinces if era == "34" else view.units.formers)]


def _title(one: Indicator, era: str, view: View) -> str:
    lang, unit = view.lang, unit_of(one, view.lang)
    where = lang._("34 provinces") if era == "34" else lang._("63 former provinces")
    name = lang.pick(one.name)
    return ", ".join(filter(None, (name, unit if unit not in name else "", where)))


def _figures(view: View, figures: Figures, one: Indicator) -> Exhibit:
    periods = {period for name, period in figures.covered if name == one.id}
    asked = view.choice("ky", periods, "")
    period = asked or widest_period(figures.covered, one.id)
    view.sound()
    if period is None:
        raise ExhibitError([Problem("silent")])
    areas, lang = _areas(view, figures.era), view.lang
    rows = figures.of(one.id)
    rows = rows[rows["area"].isin(areas) & (rows["period"] == period)]
    known = usable(rows).set_index("area")["value"]
    word_, method = verdict(view.judged(figures, one, "VN"), lang)
    nation = lang.pick(view.units["VN"].name)
    return Exhibit(
        kind="map",
        title=_title(one, figures.era, view),
        answer=sentences.spread(rows, one, len(areas), view.units, lang),
        table=_table(rows, one, areas, view),
        period=lang.period(parse_period(period)),
        address=view.address(figures),
        areas=tuple((area, float(known[area]) if area in known else None) for area in areas),
        domain=class_edges(one.domain, whole=one.unit == "rank"),
        colours=_colours(one),
        definition=definition(one, lang),
        verdict=f"{nation}: {word_}" if word_ else "",
        method=method,
        part="map",
        indicator=one.id,
        unit=unit_of(one, lang),
        decimals=one.decimals,
        era=figures.era,
        **frame(view, figures, rows["source"]),
    )


def _colours(one: Indicator) -> tuple[str, ...]:
    edges = class_edges(one.domain, whole=one.unit == "rank")
    return tuple(class_colours(len(edges) - 1, lower_is_better=one.direction == "lower"))


def _table(rows: pd.DataFrame, one: Indicator, areas: list[str], view: View) -> Table:
    """Return all areas, the best first; those without a figure last, by name."""
    lang, best = view.lang, one.direction == "lower"
    order = rows.sort_values("value", ascending=best, na_position="last")
    shown = rows_table(order, view, dated=False)
    missing = [area for area in areas if area not in set(rows["area"])]
    names = sorted((lang.pick(view.units[area].name) for area in missing), key=lang.sort_key)
    silent = tuple((name, None, lang._("no figures")) for name in names)
    return Table(shown.columns, (*shown.rows, *silent))


def _verdicts(view: View, figures: Figures, one: Indicator) -> Exhibit:
    areas, lang = _areas(view, figures.era), view.lang
    view.sound()
    every = view.library.judged(figures, view.today).judgements
    made = {area: found for (name, area), found in every.items() if name == one.id}
    found = {area: made[area].overall if area in made else "not_enough_data" for area in areas}
    rows = figures.of(one.id)
    word_, method = verdict(view.judged(figures, one, "VN"), lang)
    nation = lang.pick(view.units["VN"].name)
    return Exhibit(
        kind="map",
        title=f"{_title(one, figures.era, view)}: {lang._('The verdicts')}",
        answer=verdict_map.answer(made, areas, lang, view.units),
        table=_judged_table(areas, made, view),
        period=lang._("judged on {date}", date=lang.date(view.today)),
        address=view.address(figures),
        areas=tuple((area, float(verdict_map.ORDER.index(name))) for area, name in found.items()),
        verdicts=tuple(found.items()),
        definition=definition(one, lang),
        verdict=f"{nation}: {word_}" if word_ else "",
        method=method,
        part="map",
        indicator=one.id,
        era=figures.era,
        **frame(view, figures, rows[rows["area"].isin(areas)]["source"]),
    )


def _judged_table(areas: list[str], made: dict[str, Judgement], view: View) -> Table:
    """Return the verdict of each area, those in most need first."""
    lang = view.lang
    heads = (lang._("Area"), lang._("Verdict"), lang._("Value"))
    need = [area for area in verdict_map.in_need(made) if area in areas]
    rest = sorted(set(areas) - set(need), key=lambda area: lang.sort_key(
        lang.pick(view.units[area].name)))  # fmt: skip
    return Table(
        tuple(map(Column, heads)), tuple(_line(area, made.get(area), view) for area in need + rest)
    )


def _line(area: str, one: Judgement | None, view: View) -> tuple[str, ...]:
    told = word("not_enough_data" if one is None else one.overall, view.lang)
    latest = "" if one is None or one.latest is None else dated_figure(
        one.latest, one.indicator, view.lang)  # fmt: skip
    return view.lang.pick(view.units[area].name), f"{told.sign} {told.text}", latest

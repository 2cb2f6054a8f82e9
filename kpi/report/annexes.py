"""What follows a report: the figures of each province, and how each verdict comes about."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from kpi.catalogue import Indicator
from kpi.course import Judgement, explain, summary
from kpi.coverage import CONTEXT, widest_period
from kpi.headlines import HEADLINES
from kpi.observations import usable
from kpi.periods import parse_period
from kpi.report.basis import Basis
from kpi.report.content import Annex, Block, Column, Grid, Head, Picture, Said
from kpi.report.shown import drawn
from kpi.standing import targets_now

__all__ = ["by_province", "methods"]

_COLUMNS = 4  # indicators beside each other on a page of A4


class _Shown(NamedTuple):
    """A column of the table: an indicator in one period, by province."""

    indicator: Indicator
    period: str
    rows: pd.DataFrame  # indexed by area


def by_province(on: Basis) -> Annex:
    """Return the table of all 34 provinces: the indicators that cover most of them."""
    lang, shown = on.lang, _chosen(on)
    title = lang._("Figures by province and city")
    if not shown:
        return Annex(title, (Said(lang._("No figure has been published for these areas.")),))
    legend = [_legend(on, at, one) for at, one in enumerate(shown, 3)]
    missing = Said(lang._(
        "“–”: no published figure. “e”: estimated from the former provinces. “p”: provisional."
    ))  # fmt: skip
    return Annex(title, (*legend, missing, _table(on, shown), *_map(on, shown[0])))


def _map(on: Basis, shown: _Shown) -> list[Picture]:
    """Return the map of the first column, where most provinces have a figure."""
    if 2 * len(shown.rows) < len(on.units.provinces):
        return []
    return drawn(on, f"/ban-do?chi-so={shown.indicator.id}&ky={shown.period}&dia-gioi=34")


def _chosen(on: Basis) -> list[_Shown]:
    """Choose the indicators with the widest coverage; the headlines first among equals."""
    covered = on.figures.covered
    names = {name for name, _ in covered} - CONTEXT
    periods = {name: widest_period(covered, name) for name in names}
    order = [*(names[0] for names in HEADLINES), *on.catalogue]
    wide = sorted(
        ((name, period) for name, period in periods.items() if period),
        key=lambda each: (-covered[each], not on.catalogue[each[0]].targets, order.index(each[0])),
    )[:_COLUMNS]
    return [_Shown(on.catalogue[name], period, _rows(on, name, period)) for name, period in wide]


def _rows(on: Basis, name: str, period: str) -> pd.DataFrame:
    rows = on.figures.of(name)
    rows = rows[(rows["period"] == period) & rows["area"].str.startswith("VN34-")]
    return usable(rows).set_index("area")


def _legend(on: Basis, at: int, shown: _Shown) -> Said:
    """Say what a column holds, of when, for how many provinces, and against which target."""
    lang, one = on.lang, shown.indicator
    told = lang._(
        "Column ({column}): {name}, {period}; {known} of {all} provinces have a figure.",
        column=at, name=lang.pick(one.name), period=lang.period(parse_period(shown.period)),
        known=len(shown.rows), all=len(on.units.provinces),
    )  # fmt: skip
    target = targets_now(one, "VN-PROVINCES", on.day)[0]
    if target is None:
        return Said(told, on.notes(shown.rows["source"]))
    goal = lang._(
        "The target: {target} by {deadline}.", target=lang.target(target.value, one),
        deadline=lang.date(target.deadline),
    )  # fmt: skip
    notes = (*on.notes(shown.rows["source"]), *on.of_target(target))
    return Said(f"{told} {goal}", notes)


def _table(on: Basis, shown: list[_Shown]) -> Grid:
    lang = on.lang
    areas = sorted(
        on.units.provinces, key=lambda one: lang.sort_key(lang.pick(one.name).removeprefix("TP. "))
    )
    heads = [f"{_head(on, one.indicator)} ({at})" for at, one in enumerate(shown, 3)]
    return Grid(
        Said(lang._("Figures of the {all} provinces and cities", all=len(areas))),
        (
            Column(f"{lang._('No.')} (1)", 0.7),
            Column(f"{lang._('Province or city')} (2)", 2.8),
            *(Column(head, 1.8, numbers=True) for head in heads),
        ),
        tuple(
            (
                Said(str(at)), Said(lang.pick(area.full_name(on.day))),
                *(Said(_cell(on, one, area.id)) for one in shown),
            )
            for at, area in enumerate(areas, 1)
        ),
    )  # fmt: skip


def _head(on: Basis, one: Indicator) -> str:
    unit = "%" if one.unit == "percent" else on.lang.pick(one.unit_label)
    return f"{on.lang.pick(one.short)}, {unit}" if unit else on.lang.pick(one.short)


def _cell(on: Basis, shown: _Shown, area: str) -> str:
    rows = shown.rows[shown.rows.index == area]
    if rows.empty:
        return "–"
    told = on.lang.number(float(rows["value"].iloc[0]), shown.indicator.decimals, least=0)
    mark = {"E": " e", "P": " p"}.get(str(rows["status"].iloc[0]), "")
    return told + mark


def methods(on: Basis, judged: list[Judgement]) -> Annex:
    """Return the formulas of each verdict filled in, of methods that have a value."""
    lang = on.lang
    lines: list[Block] = [Said(lang._(
        "The verdict is that of the most cautious method that says anything. A target that was "
        "reached, or missed at its deadline, is a fact and stands above the methods."
    ))]  # fmt: skip
    for made in judged:
        lines.append(Head(on.name(made.indicator, made.area), 2, on.behind(made)))
        lines.append(Said(summary(made, lang)))
        lines += [
            Said(f"- {line.name}: {line.text}.") for line in explain(made, lang)
            if made.findings[line.method].value is not None
        ]  # fmt: skip
    return Annex(lang._("How each verdict comes about"), tuple(lines))

"""Exhibits of one province, or ministry: where it stands among all, what it was merged from."""

from __future__ import annotations

from typing import cast

import pandas as pd

from kpi import sentences, shift_share
from kpi.catalogue import Indicator
from kpi.course import told
from kpi.exhibits import ministry
from kpi.exhibits.exhibit import Chart, Column, Exhibit, Series, Table
from kpi.exhibits.pieces import definition, frame, unit_of
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.figures import SCOPES, Figures, Scope, borders
from kpi.headlines import HEADLINE
from kpi.ministry import most_figures
from kpi.observations import usable
from kpi.periods import parse_period
from kpi.profile import compared, introduction
from kpi.units import Unit

__all__ = ["held", "parts", "place_of", "profile"]


def place_of(view: View) -> tuple[Figures, Unit]:
    """Return the province or ministry `/tinh-thanh` shows, with the figures in its borders."""
    scope = cast(Scope, view.choice("dia-gioi", SCOPES, "34"))
    figures = view.figures(borders(scope))
    if scope == "bo":
        ids = [one.id for one in view.units.of("ministry")]
        usual = most_figures(figures, ids)
    else:
        offered = view.units.provinces if scope == "34" else view.units.formers
        ids, usual = [one.id for one in offered], f"VN{scope}-01"
    area = view.choice("tinh", ids, usual, "area")
    view.sound()
    return figures, view.units[area]


def held(view: View, figures: Figures, place: Unit) -> list[Indicator]:
    """Return the indicators of which provinces have figures and this one a usable one.

    Of a ministry all of which it has one.
    """
    local = {name for name, _ in figures.covered}
    if place.kind == "ministry":
        local = set(figures.by_indicator)
    return [
        one
        for one in view.catalogue.values()
        if one.id in local and figures.latest(one.id, place.id) is not None
    ]


def profile(view: View) -> Exhibit:
    """Return what is known of a province: a table, and its rates beside the nation's.

    Of a ministry: the same beside all ministries.
    """
    figures, place = place_of(view)
    if place.kind == "ministry":
        return ministry.profile(view, figures, place)
    found, lang = held(view, figures, place), view.lang
    rows = [figures.last[one.id, place.id] for one in found]
    name = lang.pick(place.full_name(view.today))
    heads = (
        lang._("Indicator"), lang._("Value"), lang._("Period"),
        lang._("Place among those with figures"), lang._("Whole country"), lang._("Verdict"),
    )  # fmt: skip
    periods = pd.DataFrame(rows, columns=["period", "start", "end", "source"])
    return Exhibit(
        kind="chart" if found else "table",
        title=lang._("Where does {name} stand?", name=name),
        answer=introduction(place, found, view.today, view.units, lang),
        table=Table(
            tuple(map(Column, heads)), tuple(_line(one, place, figures, view) for one in found)
        ),
        period=_span(periods, view),
        address=view.address(figures),
        chart=_beside_nation(found, place, figures, view),
        part="profile",
        **frame(view, figures, periods["source"]),
    )


def _span(rows: pd.DataFrame, view: View) -> str:
    """Write the oldest and the newest period of the figures."""
    if rows.empty:
        return ""
    order = rows.sort_values(["end", "start"])["period"].tolist()
    first, last = (view.lang.period(parse_period(order[at])) for at in (0, -1))
    return first if first == last else f"{first} – {last}"


def _line(one: Indicator, place: Unit, figures: Figures, view: View) -> tuple[str, ...]:
    lang, row = view.lang, figures.last[one.id, place.id]
    peers = dict(compared(figures, one, row, view.units, lang))
    made = view.library.judged(figures, view.today).one(one.id, place.id)
    word = None if made is None else told(made, lang)
    return (
        lang.pick(one.short),
        sentences.figure(row, one, lang),
        sentences.when(row, lang),
        peers.get(lang._("Place among those with figures"), "–"),
        peers.get(lang._("Whole country"), "–"),
        "" if word is None else f"{word.sign} {word.text}",
    )


def _beside_nation(
    found: list[Indicator], place: Unit, figures: Figures, view: View
) -> Chart | None:
    """Return the province's rates beside the nation's of the same period: from nation to it."""
    pairs: list[tuple[str, float, float | None]] = []
    for one in found:
        row = figures.last[one.id, place.id]
        rows = usable(figures.of(one.id, "VN"))
        nation = rows[rows["period"] == row["period"]]["value"]
        if one.unit == "percent":
            whole = float(nation.iloc[-1]) if len(nation) else None
            pairs.append((view.lang.pick(one.short), float(row["value"]), whole))
    if not pairs:
        return None
    return Chart(
        shape="dumbbell",
        categories=tuple(name for name, _, _ in pairs),
        series=(
            Series(view.lang._("Whole country"), tuple(whole for _, _, whole in pairs)),
            Series(view.lang.pick(place.name), tuple(own for _, own, _ in pairs)),
        ),
        unit="%",
        decimals=1,
    )


def parts(view: View) -> Exhibit:
    """Return what each former province brings to a merged one's newest figure."""
    figures, place = place_of(view)
    lang, former = view.lang, view.figures("63")
    one = _merged(view, figures, place)
    rows = usable(figures.of(one.id, place.id))
    rows = rows[rows["parts"] > 0].sort_values("end")
    period = str(rows["period"].iloc[-1])
    table = shift_share.contributions(former.frame, one, place.id, period, view.units)
    names = [lang.pick(view.units[area].name) for area in table["area"]]
    values = [None if pd.isna(value) else float(value) for value in table["value"]]
    own = former.of(one.id)
    own = own[own["area"].isin(place.parts) & (own["period"] == period)]
    return Exhibit(
        kind="chart",
        title=f"{lang.pick(one.name)}: {lang.pick(place.name)}",
        answer=sentences.of_row(rows.iloc[-1], one, view.today, lang),
        table=Table(
            (Column(lang._("Area")), Column(lang._("Value"), one.decimals, unit_of(one, lang))),
            tuple(zip(names, values, strict=True)),
        ),
        period=lang.period(parse_period(period)),
        address=view.address(figures),
        chart=Chart(
            "bar", tuple(names), (Series(lang.pick(one.short), tuple(values)),),
            unit_of(one, lang), one.decimals,
        ),
        definition=definition(one, lang),
        part="parts",
        indicator=one.id,
        unit=unit_of(one, lang),
        decimals=one.decimals,
        **frame(view, figures, own["source"]),
    )  # fmt: skip


def _merged(view: View, figures: Figures, place: Unit) -> Indicator:
    """Return the indicator chosen among those merged from a province's parts."""
    rows = usable(figures.frame[figures.frame["area"] == place.id])
    known = set(rows[rows["parts"] > 0]["indicator"]) if place.parts[1:] else set()
    offered = [one.id for one in held(view, figures, place) if one.id in known]
    if not offered:
        raise ExhibitError([Problem("silent")])
    usual = HEADLINE if HEADLINE in offered else offered[0]
    name = view.choice("chi-so", offered, usual, "indicator")
    view.sound()
    return view.catalogue[name]

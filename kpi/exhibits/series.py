"""Exhibits of one indicator over time."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from kpi import sentences
from kpi.catalogue import Indicator
from kpi.charts.series import cuts, is_regular, stretches, usable
from kpi.charts.targets import MERGER, target_label
from kpi.course import explain, summary
from kpi.coverage import areas_of
from kpi.exhibits.exhibit import Chart, Column, Exhibit, Series, Table
from kpi.exhibits.pieces import definition, frame, rows_table, span, unit_of, verdict
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.figures import Figures
from kpi.headlines import HEADLINE
from kpi.periods import parse_period
from kpi.standing import targets_now

__all__ = ["course", "line_chart", "titled", "trend"]

_MOST = 8  # areas that can be told apart


def trend(view: View) -> Exhibit:
    """Return one indicator in the areas chosen on `/xu-huong`, all other provinces in grey."""
    figures = view.figures(view.era())
    one = view.indicator(figures, HEADLINE)
    offered = areas_of(figures.of(one.id), figures.era, view.units, view.lang)
    chosen = _chosen(view, offered)
    first, lang = chosen[0], view.lang
    rows = figures.of(one.id)
    ours = rows[rows["area"].isin(chosen)].sort_values(["area", "end", "start"])
    behind = [area for area in offered if area.startswith(f"VN{figures.era}-")]
    word, method = verdict(view.judged(figures, one, first), lang)
    names = ", ".join(lang.pick(view.units[area].name) for area in chosen)
    return Exhibit(
        kind="chart",
        title=titled(one, names, view),
        answer=sentences.of_row(figures.latest(one.id, first), one, view.today, lang),
        table=rows_table(ours, view),
        period=span(usable(ours, one), lang),
        address=view.address(figures),
        chart=line_chart(figures, one, chosen, view, [a for a in behind if a not in chosen]),
        definition=definition(one, lang),
        verdict=word,
        method=method,
        part="trend",
        indicator=one.id,
        unit=unit_of(one, lang),
        decimals=one.decimals,
        **frame(view, figures, ours["source"]),
    )


def course(view: View) -> Exhibit:
    """Return how the verdict on the first chosen area comes about: a line a method."""
    figures = view.figures(view.era())
    one, lang = view.indicator(figures, HEADLINE), view.lang
    first = _chosen(view, areas_of(figures.of(one.id), figures.era, view.units, lang))[0]
    made = view.judged(figures, one, first)
    if made.reason:
        raise ExhibitError([Problem("silent")])
    word, _ = verdict(made, lang)
    rows = figures.of(one.id)
    where = lang.pick(view.units[first].name)
    heads = (lang._("Method"), lang._("Verdict"), lang._("Why"), lang._("Source"))
    lines = tuple(
        (line.name, f"{line.word.sign} {line.word.text}", line.text, line.source)
        for line in explain(made, lang)
    )
    return Exhibit(
        kind="table",
        title=lang._("{indicator}, {area}: is it on course?", indicator=lang.pick(one.short),
                     area=where),
        answer=summary(made, lang),
        table=Table(tuple(map(Column, heads)), lines),
        period=lang._("judged on {date}", date=lang.date(view.today)),
        address=view.address(figures),
        definition=definition(one, lang),
        verdict=word,
        part="course",
        indicator=one.id,
        **frame(view, figures, rows[rows["area"] == first]["source"]),
    )  # fmt: skip


def titled(one: Indicator, names: str, view: View) -> str:
    """Name the indicator, its unit and where."""
    name, unit = view.lang.pick(one.name), unit_of(one, view.lang)
    return ", ".join(filter(None, (name, unit if unit not in name else "", names)))


def _chosen(view: View, offered: Sequence[str]) -> tuple[str, ...]:
    """Return the areas asked for, by default the first."""
    asked = tuple(filter(None, view.choices.get("so-sanh", "").split(",")))
    view.problems.extend(Problem("area", area) for area in asked if area not in offered)
    view.sound()
    if not offered:
        raise ExhibitError([Problem("silent")])
    return tuple(dict.fromkeys(asked))[:_MOST] or (offered[0],)


def line_chart(
    figures: Figures, one: Indicator, chosen: Sequence[str], view: View, behind: Sequence[str] = ()
) -> Chart:
    """Return an indicator's figures by period: `chosen` areas, those `behind` in grey."""
    drawn = usable(figures.of(one.id), one)
    ours = drawn[drawn["area"].isin(chosen)]
    if ours.empty:
        behind = ()
    shown = drawn[drawn["area"].isin([*chosen, *behind])]
    kinds = set(ours["kind"])
    shown = shown[shown["kind"].isin(kinds)].drop_duplicates(["area", "period"], keep="last")
    order = list(dict.fromkeys(shown["period"]))
    table = shown.pivot(index="area", columns="period", values="value").reindex(columns=order)
    held = {area: _values(row) for area, row in table.iterrows()}
    target, _ = targets_now(one, chosen[0], view.today)
    lang = view.lang
    return Chart(
        shape="line" if len(order) > 1 else "bar",
        categories=tuple(lang.period(parse_period(text)) for text in order),
        series=tuple(
            Series(
                lang.pick(view.units[area].name),
                held[area],
                chosen=area in chosen,
                alone=_alone(shown[shown["area"] == area], order),
            )
            for area in (*behind, *chosen)
            if area in held
        ),
        unit=unit_of(one, lang),
        decimals=one.decimals,
        target=target.value if target else None,
        target_name=target_label(target, one, lang, view.today) if target else "",
        ranks=one.unit == "rank",
        breaks=_breaks(ours, one, chosen, view),
    )


def _alone(rows: pd.DataFrame, order: Sequence[str]) -> tuple[int, ...]:
    """Return the places in `order` that no line leads to, as `kpi.charts.trend` draws an area."""
    if not is_regular(rows):
        return tuple(range(len(order)))
    firsts = {str(run["period"].iloc[0]) for _, run in stretches(rows)}
    return tuple(at for at, period in enumerate(order) if period in firsts)


def _values(row: pd.Series[float]) -> tuple[float | None, ...]:
    return tuple(None if math.isnan(value) else value for value in row.astype(float).tolist())


def _breaks(
    ours: pd.DataFrame, one: Indicator, chosen: Sequence[str], view: View
) -> tuple[tuple[str, str], ...]:
    """Return the periods before which a chosen area's series breaks, and why."""
    lang, found = view.lang, dict[str, str]()
    days = [cut.day for cut in one.breaks]
    if any(area.startswith(("VN34-", "VN63-")) for area in chosen):
        days.append(MERGER)
    for _, rows in ours.groupby("area", sort=False):
        known = [rows["end"].iloc[0], *rows["end"]]
        for cut, period, last, end in zip(cuts(rows), rows["period"], known, rows["end"],
                                          strict=False):  # fmt: skip
            passed = [day for day in days if last < day <= end]
            if cut or passed:
                merged = passed and MERGER in passed
                why = lang._("provinces merged") if merged else lang._("break in the series")
                found[lang.period(parse_period(period))] = why
    return tuple(found.items())

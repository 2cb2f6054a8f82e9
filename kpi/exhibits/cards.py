"""The headline cards: the value in large type, or what is known where none was published."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from kpi import sentences
from kpi.catalogue import Indicator
from kpi.charts.series import usable
from kpi.exhibits.exhibit import Column, Exhibit, Table
from kpi.exhibits.pieces import definition, frame, rows_table, unit_of, verdict
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.series import line_chart, titled
from kpi.exhibits.view import View
from kpi.figures import Figures
from kpi.headlines import HEADLINES
from kpi.standing import targets_now

__all__ = ["card", "rank"]


def card(view: View, name: str) -> Exhibit:
    """Return a headline of the nation: its value in large type, points against the target.

    Without a published figure its table holds the targets, and the measures that stand beside it.
    """
    figures, one, lang = view.figures(), view.catalogue[name], view.lang
    row, nation = figures.latest(name, "VN"), lang.pick(view.units["VN"].name)
    rows = figures.of(name, "VN").sort_values(["end", "start"])
    word, method = verdict(view.judged(figures, one, "VN"), lang)
    drawn = usable(rows, one)
    beside = [] if row is not None else list(_beside(figures, one, view))
    table = rows_table(rows, view) if len(rows) else _instead(one, beside, view)
    goals = [goal.document for goal in targets_now(one, "VN", view.today) if goal]
    own = [*(str(other["source"]) for _, other in beside), *goals] if row is None else []
    return Exhibit(
        kind="card",
        title=titled(one, nation, view),
        answer=lang._("{indicator}: no published figures", indicator=lang.pick(one.short))
        if row is None
        else sentences.of_row(row, one, view.today, lang),
        table=table,
        period="" if row is None else sentences.when(row, lang),
        address=view.address(figures, ""),
        chart=line_chart(figures, one, ("VN",), view) if len(drawn) else None,
        figure="" if row is None else sentences.figure(row, one, lang),
        missing=lang._("no published figure") if row is None else "",
        definition=definition(one, lang),
        verdict=word,
        method=method,
        part=name,
        indicator=name,
        unit=unit_of(one, lang),
        decimals=one.decimals,
        **frame(view, figures, [*rows["source"], *own]),
    )


def rank(view: View, name: str) -> Exhibit:
    """Return a rank as a card; there is none without a figure."""
    if view.figures().latest(name, "VN") is None:
        raise ExhibitError([*view.problems, Problem("silent")])
    return card(view, name)


def _beside(figures: Figures, one: Indicator, view: View) -> Iterator[tuple[Indicator, pd.Series]]:
    """Return the newest figures of the measures that stand beside a headline."""
    names = next((names for names in HEADLINES if names[0] == one.id), ())
    for name in names[1:]:
        found = [figures.latest(name, area) for area in ("VN", "VN-PROVINCES")]
        known = [row for row in found if row is not None]
        if known:
            yield view.catalogue[name], max(known, key=lambda row: row["end"])


def _instead(one: Indicator, beside: list[tuple[Indicator, pd.Series]], view: View) -> Table:
    """Return the targets of a measure without figures, and other measures under their own names."""
    lang = view.lang
    heads = (lang._("What is known instead"), lang._("Value"), lang._("Period or deadline"))
    lines = []
    for goal in targets_now(one, "VN", view.today):
        if goal:
            past = f" ({lang._('past')})" if goal.deadline < view.today else ""
            lines.append((lang._("Target"), lang.target(goal.value, one),
                          lang.date(goal.deadline) + past))  # fmt: skip
    for other, row in beside:
        name = lang._("Another measure: {name}", name=lang.pick(other.short))
        where = "" if row["area"] == "VN" else lang.pick(view.units[row["area"]].name)
        when = "; ".join(filter(None, (sentences.when(row, lang), where)))
        lines.append((name, sentences.told(row, other, lang), when))
    return Table(tuple(map(Column, heads)), tuple(lines)) if lines else Table((), ())

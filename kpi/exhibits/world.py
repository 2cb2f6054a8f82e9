"""Exhibits of international rankings: Viet Nam's rank or score by edition, among its neighbours."""

from __future__ import annotations

import pandas as pd

from kpi.catalogue import Indicator
from kpi.charts.series import usable
from kpi.editions import INDICES, sentence
from kpi.exhibits.exhibit import Chart, Exhibit, Series
from kpi.exhibits.pieces import definition, frame, rows_table, span, unit_of, verdict
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.figures import Figures

__all__ = ["PIECES", "editions", "piece", "score"]

_KEY = "chi-so-quoc-te"
PIECES = INDICES["egdi"].parts  # of the one index whose parts have more than two editions


def editions(view: View, name: str = "", index: str = "") -> Exhibit:
    """Return what `/quoc-te` shows of an index: its rank, or one of its other indicators by id."""
    chosen = index or view.choice(_KEY, INDICES, "egdi", "indicator")
    view.sound()
    if view.workspace != "published":
        raise ExhibitError([Problem("silent")])
    figures = view.figures()
    one = view.catalogue[name or INDICES[chosen].rank]
    rows = usable(figures.of(one.id), one)
    if rows[rows["area"] == "VN"].empty:
        raise ExhibitError([Problem("silent")])
    own = rows[rows["area"] == "VN"].sort_values("end", ascending=False)
    word, method = verdict(view.judged(figures, one, "VN"), view.lang)
    shown = {"chi_so_quoc_te": "" if chosen == "egdi" else chosen}
    return Exhibit(
        kind="chart",
        title=view.lang.pick(one.name),
        answer=sentence(figures.of(one.id), one, view.lang),
        table=rows_table(own, view),
        period=span(own, view.lang),
        address=view.address(figures, "quoc-te", **shown),
        chart=_chart(rows, one, view, figures),
        definition=definition(one, view.lang),
        verdict=word,
        method=method,
        part=name if name in PIECES else "score" if name else "rank",
        indicator=one.id,
        unit=unit_of(one, view.lang),
        decimals=one.decimals,
        **frame(view, figures, own["source"]),
    )


def _chart(rows: pd.DataFrame, one: Indicator, view: View, figures: Figures) -> Chart:
    units = view.units
    others = [area for area in rows["area"].unique()
              if area != "VN" and area in units and units[area].kind == "country"]  # fmt: skip
    rows = rows.assign(year=[end.year for end in rows["end"]])
    rows = rows.drop_duplicates(["area", "year"], keep="last")
    years = sorted(rows["year"].unique())
    table = rows.pivot(index="area", columns="year", values="value").reindex(columns=years)
    return Chart(
        shape="line",
        categories=tuple(f"{year}" for year in years),
        series=tuple(
            Series(
                view.lang.pick(units[area].name),
                tuple(None if pd.isna(value) else float(value) for value in table.loc[area]),
                chosen=area == "VN",
            )
            for area in (*others, "VN")
        ),
        unit=unit_of(one, view.lang),
        decimals=one.decimals,
        ranks=one.unit == "rank",
        breaks=tuple((f"{cut.day.year}", view.lang.pick(cut.note)) for cut in one.breaks
                     if cut.day.year in years),
    )  # fmt: skip


def score(view: View) -> Exhibit:
    """Return the score of the index, where one was published."""
    chosen = view.choice(_KEY, INDICES, "egdi", "indicator")
    view.sound()
    found = INDICES[chosen].score
    if found is None:
        raise ExhibitError([Problem("silent")])
    return editions(view, found, chosen)


def piece(view: View, name: str) -> Exhibit:
    """Return one of `PIECES`, which the page shows with its index alone."""
    if view.choice(_KEY, INDICES, "egdi", "indicator") != "egdi":
        raise ExhibitError([*view.problems, Problem("silent")])
    return editions(view, name, "egdi")

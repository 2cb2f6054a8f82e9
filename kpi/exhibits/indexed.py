"""Exhibits of a composite index: ranks and totals, and one area's points by group, as moved."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import pandas as pd

from kpi.exhibits.exhibit import Chart, Column, Exhibit, Series, Table
from kpi.exhibits.pieces import frame
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.figures import ERAS, Era, Figures
from kpi.indices import opening, words
from kpi.indices.index import Index, Indices, load_indices
from kpi.indices.race import Race
from kpi.indices.settings import (
    Moved,
    SettingError,
    moved,
    percentages,
    read_figures,
    read_weights,
)
from kpi.indices.table import structure, table
from kpi.language import Language
from kpi.periods import parse_period

__all__ = ["points", "standing"]

T = TypeVar("T")


@dataclass(frozen=True)
class _Trial:
    """An index as the address has it: its figures as they are, and as moved with other weights."""

    view: View
    figures: Figures
    index: Index
    race: Race
    area: str
    set: Moved

    @cached_property
    def moved(self) -> Race:
        """The race with the area's figures as moved."""
        return self.race.moved(self.area, self.set.figures)

    @property
    def is_moved(self) -> bool:
        """Whether anything was moved: what follows is then a trial."""
        official = percentages(self.index.weights)
        return any(one is not None for one in self.set.figures) or any(
            abs(a - b) > 1e-6 for a, b in zip(self.set.weights, official, strict=True)
        )

    @property
    def answer(self) -> str:
        """The page's answer, or what the simulator says of what was moved."""
        lang, units = self.view.lang, self.view.units
        if not self.is_moved:
            return words.answer(self.race, self.area, lang, units)
        return words.tried(self.race, self.moved, self.set.weights, self.area, lang, units)

    @property
    def method(self) -> str:
        """The weights, and how far computed totals are from published ones."""
        lang, official = self.view.lang, percentages(self.index.weights)
        told = "; ".join(
            _weight(lang.pick(group.name), weight, own, lang)
            for group, weight, own in zip(
                self.index.groups, self.set.weights, official, strict=True
            )
        )
        said = lang._("Weights: {weights}", weights=told)
        return ". ".join(filter(None, (said, words.agreement(self.race, lang))))


def _weight(name: str, weight: float, official: float, lang: Language) -> str:
    said = f"{name} {lang.percent(weight, 2, 0)}"
    if abs(weight - official) <= 1e-6:
        return said
    before = lang._("official {weight}", weight=lang.percent(official, 2, 0))
    return f"{said} ({before})"


def standing(view: View) -> Exhibit:
    """Return ranks and totals by the weights of the address; an index without totals as a list."""
    figures, index = _index(view)
    made = _trial(view, figures, index)
    if made is None:
        return _groups_alone(view, figures, index)
    lang, trial = view.lang, made.moved.standing(made.set.weights).dropna()
    order = trial.sort_values("rank", kind="stable")
    names = tuple(lang.pick(view.units[str(area)].name) for area in order.index)
    return _exhibit(
        made, "standing", lang._("ranks and totals"), _standing_table(made),
        Chart("bar", names, (Series(lang._("Total"), tuple(map(float, order["total"]))),),
              lang.pick(index.unit_label), index.decimals),
    )  # fmt: skip


def points(view: View) -> Exhibit:
    """Return the points of the area that is looked at, by group, beside the most there are."""
    figures, index = _index(view)
    made = _trial(view, figures, index)
    if made is None:
        raise ExhibitError([Problem("silent")])
    lang, name = view.lang, view.lang.pick(view.units[made.area].name)
    groups = tuple(lang.pick(group.name) for group in index.groups)
    line = made.race.areas.index(made.area)
    most = [weight / 100 * index.total for weight in made.set.weights]
    now = [share * whole for share, whole in zip(made.moved.shares[line], most, strict=True)]
    series = [Series(lang._("Most points"), _rounded(most, index), chosen=False)]
    if made.is_moved:
        official = [one / 100 * index.total for one in percentages(index.weights)]
        before = [a * b for a, b in zip(made.race.shares[line], official, strict=True)]
        series.append(Series(lang._("By the official weights"), _rounded(before, index)))
        series.append(Series(lang._("As moved"), _rounded(now, index)))
    else:
        series.append(Series(name, _rounded(now, index)))
    unit = lang.pick(index.unit_label)
    heads = (Column(lang._("Group")), *(Column(one.name, index.decimals, unit) for one in series))
    rows = zip(groups, *(one.values for one in series), strict=True)
    return _exhibit(
        made, "points", lang._("{area}, points by group", area=name),
        Table(heads, tuple(rows)), Chart("bar", groups, tuple(series), unit, index.decimals),
    )  # fmt: skip


def _exhibit(made: _Trial, part: str, what: str, told: Table, chart: Chart) -> Exhibit:
    lang, index, period = made.view.lang, made.index, made.race.period
    title = f"{lang.pick(index.name)}: {what}"
    if made.is_moved:
        trial = lang._("A trial, not a published result")
        title = f"{title} – {trial}"
    held = [made.figures.of(one) for one in (*index.parts, index.indicator, index.rank) if one]
    rows = pd.concat(held)
    rows = rows[rows["area"].isin(made.race.complete) & (rows["period"] == period)]
    return Exhibit(
        kind="chart",
        title=title,
        answer=made.answer,
        table=told,
        period=lang.period(parse_period(period)),
        address=made.view.address(made.figures),
        chart=chart,
        definition=lang.pick(index.note) if index.note else "",
        method=made.method,
        part=part,
        unit=lang.pick(index.unit_label),
        decimals=index.decimals,
        **frame(made.view, made.figures, [*rows["source"], *_document(made.view, index)]),
    )


def _document(view: View, index: Index) -> list[str]:
    """Name the document that lays an index down; practice figures are of none."""
    return [] if view.workspace == "practice" else [index.document]


def _groups_alone(view: View, figures: Figures, index: Index) -> Exhibit:
    """Return groups and weights of an index nobody has all figures of."""
    lang, (heads, lines) = view.lang, structure(index, view.lang)
    return Exhibit(
        kind="table",
        title=lang.pick(index.name),
        answer=words.none_at_all(index, lang),
        table=Table(tuple(map(Column, heads)), tuple(lines)),
        period="",
        address=view.address(figures),
        definition=lang.pick(index.note) if index.note else "",
        part="standing",
        **frame(view, figures, [index.document]),
    )


def _index(view: View) -> tuple[Figures, Index]:
    """Return the index asked for, and the figures in the borders asked for."""
    known = _known(view).by_id
    usual = opening.usual_index(
        known, lambda one: any(opening.reach(view.figures(era), one, view.units)[1] for era in ERAS)
    )
    index = known[view.choice("bo", known, usual)]
    default = "34"
    if index.areas == "provinces":
        complete: dict[Era, int] = {era: _complete(view, index, era) for era in ERAS}
        default = opening.usual_era(index, complete, view.units)
    era = view.era(default) if index.areas == "provinces" else "34"
    view.sound()
    return view.figures(era), index


def _known(view: View) -> Indices:
    return load_indices(view.catalogue)


def _complete(view: View, index: Index, era: Era) -> int:
    """Count who has a total in the newest period."""
    figures = view.figures(era)
    areas, periods = opening.reach(figures, index, view.units)
    if not periods:
        return 0
    return len(Race.of(index, figures.by_indicator, periods[0], areas).complete)


def _trial(view: View, figures: Figures, index: Index) -> _Trial | None:
    """Return the index in the period asked for, as moved; None where nobody has a total."""
    areas, periods = opening.reach(figures, index, view.units)
    if not periods:
        return None
    period = view.choice("ky", periods, periods[0])
    view.sound()
    race = Race.of(index, figures.by_indicator, period, areas)
    area = view.choice("tinh", race.complete, opening.usual_area(race), "area")
    made = _Trial(view, figures, index, race, area, _set(view, index, area))
    view.sound()
    return made


def _set(view: View, index: Index, area: str) -> Moved:
    """Read what was moved; nonsense in it is a problem, as is not what is of another index."""
    weights = _read(view, "trong-so", index.id, lambda text: read_weights(text, index))
    figures = _read(view, "diem", area, lambda text: read_figures(text, index))
    return Moved(percentages(weights or index.weights), figures or (None,) * len(index.groups))


def _read(view: View, key: str, owner: str, understand: Callable[[str], T]) -> T | None:
    raw = view.choices.get(key, "")
    known = {*_known(view).by_id, *view.units}
    try:
        return moved(raw, owner, known.__contains__, understand) if raw else None
    except SettingError:
        view.problems.append(Problem("moved", f"{key}={raw}"))
        return None


def _standing_table(made: _Trial) -> Table:
    """Return the page's own table: ranks, totals and figures, and how far they hang on weights."""
    view, index = made.view, made.index
    told = table(made.race, made.moved, made.set.weights, view.lang, view.units)
    told = told.drop(columns="area")
    digits = [view.catalogue[part].decimals for part in index.parts]
    decimals = [0, None, index.decimals, *digits, 0, index.decimals, index.decimals, 3, 3]
    rows = (tuple(map(_cell, line)) for line in told.itertuples(index=False))
    return Table(tuple(map(Column, told.columns, decimals)), tuple(rows))


def _cell(cell: object) -> str | float | None:
    if isinstance(cell, str):
        return cell
    number = math.nan if cell is pd.NA else float(str(cell))
    return None if math.isnan(number) else number


def _rounded(values: list[float], index: Index) -> tuple[float, ...]:
    return tuple(round(float(value), index.decimals) for value in values)

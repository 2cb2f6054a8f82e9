"""What a report rests on: the figures known on a day, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from kpi.alerts import Evaluation
from kpi.catalogue import Catalogue, Indicator, Target, load_catalogue
from kpi.course import Judged, Judgement, Point, known_on
from kpi.exhibits import Library, library
from kpi.figures import Era, Figures, Workspace, in_borders
from kpi.language import Language
from kpi.moments import day as day_of
from kpi.practice import PRACTICE, practice_panel
from kpi.report.content import cite, sentence
from kpi.store import Version, current, published
from kpi.tasks import Judged as JudgedTask
from kpi.tasks import Register, judge, load_register, practice_register
from kpi.units import Units, load_units

__all__ = ["Basis", "basis"]


@dataclass(frozen=True, eq=False)
class Basis:
    """Figures in the borders of the 34 provinces as they were known on `day`.

    `rows` are all editions, in the borders they were published in. `versions`: the store's log up
    to the version shown, the newest first; empty where there is no store, or in practice. `home`:
    the area the report is about.
    """

    rows: pd.DataFrame
    figures: Figures
    day: date
    versions: tuple[Version, ...]
    lang: Language
    catalogue: Catalogue
    units: Units
    home: str = "VN"

    def about(self, area: str) -> Basis:
        """Return the same, for a report about an area; what was worked out is kept."""
        made = copy(self)
        object.__setattr__(made, "home", area)
        return made

    @property
    def simulated(self) -> bool:
        """Whether the figures are made up for practice."""
        return self.figures.simulated

    @cached_property
    def judged(self) -> Judged:
        """Every indicator and area that has a figure and a target, judged on the day."""
        return self.library.judged(self.figures, self.day)

    @cached_property
    def register(self) -> Register:
        """The tasks: those documents name, or made-up ones beside made-up figures."""
        known = load_register(self.catalogue, self.units)
        return practice_register(known, self.day) if self.simulated else known

    @cached_property
    def tasks(self) -> tuple[JudgedTask, ...]:
        """All tasks judged on the day, what asks for attention first."""
        return judge(self.register, self.catalogue, self.figures.of, self.day)

    @cached_property
    def warnings(self) -> Evaluation:
        """The early warnings on the day."""
        return self.library.warned(self.figures, self.day)

    @cached_property
    def library(self) -> Library:
        """What exhibits are made of: these figures, unless a view is pinned to another version."""
        usual, held = library(self.day), self.figures.version

        def figures(workspace: Workspace, era: Era, version: int | None) -> Figures:
            if workspace != self.figures.workspace or version not in (None, held):
                return usual.figures(workspace, era, version)
            return self.figures if era == "34" else self._former

        return Library(figures, usual.versions, usual.today, usual.judged)

    @cached_property
    def _former(self) -> Figures:
        known = known_on(self.rows, self.day)
        return in_borders(self.figures.workspace, "63", known, self.catalogue, self.units,
                          self.figures.version)  # fmt: skip

    def national(self) -> dict[str, Judgement]:
        """Return the judgement of each indicator for the nation, else for a group of its parts."""
        found: dict[str, Judgement] = {}
        for (name, area), made in self.judged.judgements.items():
            if area == "VN" or (area.startswith("VN-") and name not in found):
                found[name] = made
        return {name: found[name] for name in self.catalogue if name in found}

    def name(self, indicator: Indicator, area: str) -> str:
        """Name an indicator, and the area where it is not the one the report is about."""
        told = self.lang.pick(indicator.name)
        return told if area == self.home else f"{told} ({self.lang.pick(self.units[area].name)})"

    def row(self, made: Judgement, point: Point | None) -> pd.Series | None:
        """Return the observation behind a point of a judgement."""
        rows = self.figures.of(made.indicator.id, made.area)
        found = rows[rows["period"] == (point.period if point else "")]
        return found.iloc[-1] if len(found) else None

    def notes(self, ids: Iterable[object]) -> tuple[str, ...]:
        """Say where figures come from, by the ids in their rows: each source once."""
        listed = dict.fromkeys(part for text in ids for part in str(text).split("; ") if part)
        return tuple(self._note(one) for one in listed)

    def _note(self, source: str) -> str:
        if source == PRACTICE:
            return sentence(self.lang._("generated for practice; no relation to real provinces"))
        if (known := self.catalogue.sources.get(source)) is None:
            return sentence(source)
        day = self.lang.published(known.published)
        return cite(known.title, f"{known.publisher}, {day}", known.url or "")

    def behind(self, made: Judgement) -> tuple[str, ...]:
        """Return the notes of a judgement: its figures' sources, then its target's document."""
        return (*self.of_figures(made), *self.of_target(made.target))

    def of_figures(self, made: Judgement) -> tuple[str, ...]:
        """Say where the figures come from that a judgement names."""
        named = (made.latest, made.later, *(one.point for one in made.horizons))
        rows = (self.row(made, point) for point in dict.fromkeys(named))
        return self.notes(row["source"] for row in rows if row is not None)

    def of_target(self, target: Target | None) -> tuple[str, ...]:
        """Say which document set a target."""
        document = () if target is None else self.notes([target.document])
        return tuple(self.lang._("Target: {source}", source=one) for one in document)


def basis(workspace: Workspace, moment: int | date | None, today: date, lang: Language) -> Basis:
    """Return what was known on a day, or at a version and its day; None: as of now.

    Raises `kpi.store.StoreError` where there is no such version.
    """
    catalogue, units = load_catalogue(), load_units()
    versions = () if workspace == "practice" else _log(moment)
    day = moment if isinstance(moment, date) else today
    if isinstance(moment, int) and versions:
        day = day_of(versions[0])
    rows = practice_panel() if workspace == "practice" else _published(moment, versions)
    known = known_on(rows, day)
    number = versions[0].id if versions else None
    figures = in_borders(workspace, "34", known, catalogue, units, number)
    return Basis(rows, figures, day, versions, lang, catalogue, units)


def _published(moment: int | date | None, versions: tuple[Version, ...]) -> pd.DataFrame:
    """Return all editions; those without a source name the version that brought them."""
    rows = published(moment)
    sources = {one.id: one.source for one in versions}
    silent = rows["source"] == ""
    if silent.any():
        rows.loc[silent, "source"] = rows.loc[silent, "version"].map(sources).fillna("")
    return rows


def _log(moment: int | date | None) -> tuple[Version, ...]:
    """Return the versions up to the one that is shown, the newest first."""
    store = current()
    if store is None:
        return ()
    number = store.find(moment)
    return tuple(one for one in store.versions() if one.id <= number)

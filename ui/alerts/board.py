"""The warnings on screen: evaluated once for the same figures and day, and the reader's choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from kpi import store
from kpi.alerts import SEVERITIES, Alert, Evaluation, editions, evaluate, grouped, load_rules
from kpi.alerts.words import SEVERITY_NAMES, answering
from kpi.language import Language, Text
from kpi.tasks import Judged, judge, practice_register
from ui import address, data, draw, history, shell
from ui.data import Figures
from ui.tasks import board as tasks

__all__ = [
    "MOST",
    "Board",
    "Choice",
    "board",
    "choose",
    "editions_of",
    "part",
    "pillar",
    "prepare",
    "seen",
    "tasks_of",
]

MOST = 40  # lines shown at a time
_ALL, _CLEARED = "dang-bao", "da-het"


@dataclass(frozen=True, eq=False)
class Board:
    """All warnings of these figures; `figures` has a shelf of its own for what is built of them."""

    found: Evaluation
    figures: Figures
    agencies: Mapping[str, str]  # who answers for an alert: its id → the agency's address id
    names: Mapping[str, Text]  # of those agencies

    def of(self, choice: Choice) -> tuple[Alert, ...]:
        """Return the warnings a reader asks for."""
        return draw.kept(
            self.figures,
            lambda: tuple(one for one in self.found.alerts if choice.takes(one, self)),
            "chosen warnings", self, choice,
        )  # fmt: skip

    def groups(self, choice: Choice) -> tuple[tuple[Alert, ...], ...]:
        """Return the same, put together as they are told (`kpi.alerts.grouped`)."""
        return draw.kept(
            self.figures, lambda: grouped(self.of(choice), data.catalogue()),
            "groups of warnings", self, choice,
        )  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What a reader asks for; "" stands for all. `cleared`: those that fire no more."""

    agency: str = ""
    area: str = ""
    pillar: str = ""
    severity: str = ""
    cleared: bool = False

    def takes(self, one: Alert, shown: Board) -> bool:
        """Tell whether a warning is asked for."""
        return (
            one.active is not self.cleared
            and self.agency in ("", shown.agencies[one.id])
            and self.area in ("", one.area)
            and self.pillar in ("", pillar(one))
            and self.severity in ("", one.rule.severity)
        )


def pillar(one: Alert) -> str:
    """Return the id of the pillar an alert belongs to, "" for a task without one."""
    return one.task.task.pillar if one.task else data.catalogue()[one.subject].pillar


def seen() -> str:
    """Name the state of the rules, tasks and figures that warnings are made of."""
    return history.state()


def board(figures: Figures) -> Board:
    """Return the warnings of published or practice figures as of the day looked at."""
    today = data.today()
    if ("board", today, seen()) in _own(figures).shelf:
        return prepare(figures, today)
    with st.spinner(shell.view().lang._("Looking at a year of figures…")):
        return prepare(figures, today)


def prepare(figures: Figures, today: date) -> Board:
    """Evaluate the warnings of a day, once; also before anybody asks for them."""
    own = _own(figures)
    return own.shelf.kept(("board", today, seen()), lambda: _board(own, today))


def _own(figures: Figures) -> Figures:
    return draw.apart(figures, "alerts", most=48)


def _board(figures: Figures, today: date) -> Board:
    catalogue, units = data.catalogue(), data.units()
    rows, tasks_now = editions_of(figures), tasks_of(figures, today)
    found = evaluate(load_rules(catalogue), rows, catalogue, units, today, tasks=tasks_now)
    agencies, names = {}, {}
    for one in found.alerts:
        who = answering(one, catalogue)
        agencies[one.id] = who.slug or tasks.UNNAMED
        if who.agency:
            names[who.slug] = who.agency
    return Board(found, figures, agencies, names)


def editions_of(figures: Figures) -> pd.DataFrame:
    """Return every edition of the figures; practice has one of each."""
    if figures.simulated:
        return figures.frame
    return editions(store.published(figures.version), data.catalogue(), data.units())


def tasks_of(figures: Figures, today: date) -> tuple[Judged, ...]:
    """Return the tasks that documents name, or those made up for practice, as they stand."""
    register = tasks.register()
    if figures.simulated:
        register = practice_register(register, today)
    return judge(register, data.catalogue(), figures.of, today)


def choose(shown: Board) -> Choice:
    """Offer the filters; all live in the address."""
    lang = shell.view().lang
    kept = (lang.code, seen())
    names = draw.kept(shown.figures, lambda: _offered(shown, lang), "offered", *kept)
    labels = (
        (lang._("Agency"), "co-quan-tra-loi", lang._("All agencies")),
        (lang._("Locality"), "dia-phuong", lang._("All localities")),
        (lang._("Pillar"), "linh-vuc", lang._("All pillars")),
        (lang._("Severity"), "muc-do", lang._("All severities")),
    )
    agency, area, where, severity = (
        _pick(*label, offered) for label, offered in zip(labels, names, strict=True)
    )
    states = {_ALL: lang._("active"), _CLEARED: lang._("cleared")}
    state = address.choose(lang._("Warnings"), "canh-bao", list(states), _ALL, states.__getitem__)
    return Choice(agency, area, where, severity, cleared=state == _CLEARED)


def _pick(label: str, key: str, every: str, names: Mapping[str, str]) -> str:
    return address.choose(
        label, key, ["", *names], "", lambda one: names.get(one, every), filter_mode="contains"
    )


def _offered(shown: Board, lang: Language) -> tuple[dict[str, str], ...]:
    """Return what each filter offers: ids with their names."""
    units, alerts = data.units(), shown.found.alerts
    areas = {one.area: lang.pick(units[one.area].name) for one in alerts if one.area in units}
    pillars = dict(data.catalogue().pillars) | dict(tasks.register().pillars)
    held = {pillar(one) for one in alerts}
    agencies = {name: lang.pick(text) for name, text in shown.names.items()}
    return (
        _sorted(agencies, lang) | {tasks.UNNAMED: lang._("not named by a source")},
        _sorted(areas, lang),
        {name: lang.pick(text) for name, text in pillars.items() if name in held},
        {name: lang._(SEVERITY_NAMES[name]) for name in SEVERITIES},
    )


def _sorted(names: Mapping[str, str], lang: Language) -> dict[str, str]:
    return dict(sorted(names.items(), key=lambda item: lang.sort_key(item[1])))


def part(count: int) -> int:
    """Offer one part of a long list after the other; return the place of its first line."""
    starts = [str(place) for place in range(0, max(count, 1), MOST)]
    if len(starts) == 1:
        return 0
    lang = shell.view().lang

    def named(start: str) -> str:
        last = min(int(start) + MOST, count)
        return lang._("{first} to {last} of {all}", first=int(start) + 1, last=last, all=count)

    return int(address.choose(lang._("Part of the list"), "phan-canh-bao", starts, "0", named))

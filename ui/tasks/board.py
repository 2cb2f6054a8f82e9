"""The tasks on screen: those that documents name, those made up for practice, or a visitor's."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from functools import lru_cache

import streamlit as st

from kpi.language import Language
from kpi.tasks import STATES, Agency, Brought, Judged, Register, judge, load_register, words
from kpi.tasks import practice_register as made_up
from kpi.tasks.files import DATA
from ui import address, data, draw, history, shell
from ui.data import Figures
from ui.shelf import Shelf

__all__ = [
    "UNNAMED", "Board", "Choice", "Mine", "board", "choose", "documented", "keep", "mine",
    "register",
]  # fmt: skip

UNNAMED = "chua-neu"  # where no source names an agency or a pillar
_MINE = "_tasks"
_SET = "bo-nhiem-vu"
_KEYS = ("ke-hoach", "tru-cot-nhiem-vu", "co-quan", "trang-thai")  # plan, pillar, agency, state


@dataclass(frozen=True)
class Mine:
    """A visitor's own table, for this visit only, and the shelf of what was built of it."""

    brought: Brought
    shelf: Shelf


@dataclass(frozen=True, eq=False)
class Board:
    """Tasks as they stand today, against these figures; `own`: a visitor's table."""

    register: Register
    judged: tuple[Judged, ...]
    figures: Figures
    own: bool
    agencies: Mapping[str, tuple[Agency, ...]]  # who answers for a task, by its id

    def answering(self, one: Judged) -> tuple[Agency, ...]:
        """Return who answers for a task."""
        return self.agencies[one.task.id]

    def with_(self, choice: Choice) -> tuple[Judged, ...]:
        """Return the tasks that a reader chose."""
        return draw.kept(
            self.figures,
            lambda: tuple(one for one in self.judged if choice.takes(one, self)),
            "chosen tasks", self, choice,
        )  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """What a reader asks for; "" stands for all."""

    plan: str = ""
    pillar: str = ""
    agency: str = ""
    state: str = ""
    indicator: str = ""

    def asked(self) -> dict[str, str]:
        """Return the choices as the address holds them."""
        named = dict(zip((*_KEYS, "chi-so"), astuple(self), strict=True))
        return {key: value for key, value in named.items() if value}

    def takes(self, one: Judged, shown: Board) -> bool:
        """Tell whether a task is asked for."""
        task = one.task
        who = {agency.id for agency in shown.answering(one)} or {UNNAMED}
        return (
            self.plan in ("", task.plan)
            and self.pillar in ("", task.pillar or UNNAMED)
            and (not self.agency or self.agency in who)
            and self.state in ("", one.state.kind)
            and (not self.indicator or any(aim.indicator == self.indicator for aim in task.aims))
        )


def mine() -> Mine | None:
    """Return the table this visitor brought, if any."""
    held: Mine | None = st.session_state.get(_MINE)
    return held


def keep(brought: Brought | None) -> None:
    """Keep a visitor's table for this visit and show it, or let go of it."""
    if brought is None:
        st.session_state.pop(_MINE, None)
        st.session_state.pop(_SET, None)
    else:
        st.session_state[_MINE] = Mine(brought, Shelf(most=64))
        if brought.register and brought.register.tasks:
            st.session_state[_SET] = "tep"


def register() -> Register:
    """Return the tasks that documents name."""
    return _register(_stamp(int(time.monotonic() / 2)))


@lru_cache(maxsize=1)
def _stamp(_moment: int) -> str:
    newest = max(file.stat().st_mtime_ns for file in DATA.glob("*.yml"))
    return f"{history.files()}-{newest:x}"


@lru_cache(maxsize=2)
def _register(_state: str) -> Register:
    return load_register(data.catalogue(), data.units())


def board(figures: Figures) -> Board:
    """Return the tasks to show with these figures; offer the visitor's own where there are any."""
    own = mine()
    tasks = own.brought.register if own else None
    if not figures.simulated and own and tasks and tasks.tasks and _chosen() == "tep":
        return _board(figures, own.shelf, tasks, own=True)
    return documented(figures)


def documented(figures: Figures) -> Board:
    """Return the tasks that documents name, or those made up for practice; nothing is drawn."""
    known, today = register(), data.today()
    if figures.simulated:
        known = draw.kept(figures, lambda: made_up(known, today), "made-up tasks", today, known)
    return _board(figures, draw.apart(figures, "tasks", most=48).shelf, known, own=False)


def _chosen() -> str:
    lang = shell.view().lang
    names = {"tai-lieu": lang._("named by documents"), "tep": lang._("from your file")}
    return address.choose(
        lang._("Tasks"), _SET, list(names), "tai-lieu", names.__getitem__,
        st.segmented_control, required=True,
    )  # fmt: skip


def _board(figures: Figures, shelf: Shelf, tasks: Register, *, own: bool) -> Board:
    """Judge tasks once for these figures and this day; what is built of them goes on `shelf`."""
    today, catalogue = data.today(), data.catalogue()
    key = ("board", figures.shelf, tasks, today)
    return shelf.kept(
        key,
        lambda: Board(
            tasks,
            judge(tasks, catalogue, figures.of, today),
            replace(figures, shelf=shelf),
            own,
            {one.id: tasks.answering(one, catalogue) for one in tasks.tasks.values()},
        ),
    )


def choose(shown: Board) -> Choice:
    """Offer the filters; all live in the address."""
    lang = shell.view().lang
    names = draw.kept(
        shown.figures, lambda: _offered(shown, lang), "offered tasks", lang.code, shown
    )
    picked = (_pick(*one) for one in zip(_labels(lang), _KEYS, names, strict=True))
    plan, pillar, agency, state = picked
    return Choice(plan, pillar, agency, state, address.read("chi-so", list(data.catalogue())))


def _labels(lang: Language) -> tuple[tuple[str, str], ...]:
    """Return each filter's label, and what stands for no choice."""
    return (
        (lang._("Plan"), lang._("All plans")),
        (lang._("Pillar"), lang._("All pillars")),
        (lang._("Agency"), lang._("All agencies")),
        (lang._("State"), lang._("All states")),
    )


def _offered(shown: Board, lang: Language) -> tuple[dict[str, str], ...]:
    """Return what each filter offers: ids with their names."""
    pick, tasks = lang.pick, shown.register
    found = {one.id: pick(one.name) for agents in shown.agencies.values() for one in agents}
    unnamed = {UNNAMED: lang._("not named by a source")}
    return (
        {one.id: pick(one.short) for one in tasks.plans.values()},
        {name: pick(text) for name, text in tasks.pillars.items()} | unnamed,
        dict(sorted(found.items(), key=lambda item: lang.sort_key(item[1]))) | unnamed,
        {kind: lang._(words.NAMES[kind]) for kind in STATES},
    )


def _pick(label: tuple[str, str], key: str, names: dict[str, str]) -> str:
    return address.choose(
        label[0], key, ["", *names], "", lambda one: names.get(one, label[1]),
        filter_mode="contains",
    )  # fmt: skip

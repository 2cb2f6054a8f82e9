"""How often each rule was right: the past replayed, and what then happened."""

from __future__ import annotations

import streamlit as st

from kpi.alerts import load_rules
from kpi.alerts.score import AHEAD, Score, replay
from kpi.language import N_, Language
from ui import address, data, draw, markup
from ui.alerts.board import Board, editions_of, seen, tasks_of

__all__ = ["show"]

_TRUE = {  # what must have happened for a warning to count as right
    "pace": N_("the target was missed"),
    "chance": N_("the target was missed"),
    "fall": N_("three months on still below the level before the fall"),
    "flat": N_("three months on still no better"),
    "region": N_("three months on still under its region"),
    "task_soon": N_("the task was not done in time"),
}


def show(shown: Board, lang: Language) -> None:
    """Offer the record of the rules; it is worked out when it is asked for."""
    names = {"an": lang._("hide the record"), "hien": lang._("show the record")}
    chosen = address.choose(
        lang._("How often were the rules right?"), "ho-so-quy-tac", list(names), "an",
        names.__getitem__, st.segmented_control, required=True,
    )  # fmt: skip
    if chosen == "hien":
        with st.spinner(lang._("Replaying two years…")):
            scores = _scores(shown)
        draw.html(shown.figures, lambda: _table(scores, lang), "record", seen())


def _scores(shown: Board) -> tuple[Score, ...]:
    figures, today = shown.figures, data.today()
    apart = draw.apart(figures, "record of rules", most=2)  # nobody else waits for it
    return apart.shelf.kept(
        ("scores", today, seen()),
        lambda: replay(
            load_rules(data.catalogue()), editions_of(figures), data.catalogue(), data.units(),
            today, tasks_of(figures, today),
        ),
    )  # fmt: skip


def _table(scores: tuple[Score, ...], lang: Language) -> str:
    heads = [
        lang._("Rule"), lang._("A warning is right if"), lang._("Cases"), lang._("Warnings"),
        lang._("Of these right"), lang._("Happens anyway"), lang._("Warned of beforehand"),
        lang._("Days ahead (median)"), lang._("Judgement"),
    ]  # fmt: skip
    note = lang._(
        "The last two years, replayed with what was known on each day. “Happens anyway” is how "
        "often it comes true, warned or not: a rule must do better. Cases a month apart in one "
        "series are not independent, so “better than chance” is a low bar. Warnings on the course "
        "of figures are looked at again after {days} days. Rules that state a fact are not scored.",
        days=AHEAD,
    )  # fmt: skip
    return markup.table(heads, [_line(one, lang) for one in scores]) + markup.paragraph(note)


def _line(one: Score, lang: Language) -> list[str]:
    shares = (one.precision, one.base, one.recall)
    told = ["–" if share is None else lang.percent(100 * share, 0) for share in shares]
    lead = "–" if one.lead is None else lang.number(one.lead)
    return [
        lang.pick(one.rule.name), lang._(_TRUE[one.rule.condition]), lang.number(one.cases),
        lang.number(one.fired), *told, lead, _judgement(one, lang),
    ]  # fmt: skip


def _judgement(one: Score, lang: Language) -> str:
    if not one.fired or not one.true or one.true == one.cases:
        return lang._("– too little has happened to tell")
    return lang._("● better than chance") if one.useful else lang._("✕ no better than chance")

"""The briefing sheet: what is late and what is due soon, for paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kpi.language import Language
from kpi.tasks import NEAR, Judged, words
from ui import data, markup, origins, shell
from ui.tasks.board import Board

__all__ = ["KINDS", "sheet"]

KINDS = ("overdue", "unproven", "soon")


def sheet(judged: Sequence[Judged], shown: Board, mark: str) -> str:
    """Return the sheet as HTML; `mark`: what these tasks are, where they are not published."""
    lang = shell.view().lang
    late = [one for one in judged if one.state.kind in KINDS]
    hint = lang._("Print this page with the browser (Ctrl+P).")
    title = lang._("Briefing: what is late, and what is due soon")
    return (
        f'<div class="kd-sheet">{markup.heading(title, mark)}'
        f'<p class="kd-foot">{escape(_dated(lang))}</p>'
        f'<p class="kd-foot kd-noprint">{escape(hint)}</p>'
        f"{markup.answer(words.answer(judged, shown.answering, lang))}"
        f"{_table(late, shown, lang)}{_sources(late, shown, lang)}</div>"
    )


def _dated(lang: Language) -> str:
    return lang._(
        "As of {day}. Due soon: within {days} days. Completion is computed from deliverables and "
        "figures.",
        day=lang.date(data.today()), days=NEAR,
    )  # fmt: skip


def _table(late: Sequence[Judged], shown: Board, lang: Language) -> str:
    if not late:
        return markup.paragraph(lang._("Nothing is late and nothing is due soon."))
    head = [
        lang._("No."), lang._("Task"), lang._("Whose job"), lang._("Deadline"), lang._("State"),
        lang._("What clears it"),
    ]  # fmt: skip
    return markup.table(head, [_line(at, one, shown, lang) for at, one in enumerate(late, 1)])


def _line(at: int, one: Judged, shown: Board, lang: Language) -> list[markup.Cell]:
    agencies = shown.answering(one)
    names = [lang.pick(agency.name) for agency in agencies]
    head = one.task.responsible
    who = words.who(names, led=one.task.agency is not None, lang=lang)
    plan = shown.register.plans[one.task.plan]
    state = words.state(one, lang)
    if one.progress.known:
        state += "; " + lang._("completion {share}", share=words.completion(one, lang))
    return [
        lang.number(at),
        f"{lang.pick(one.task.name)} ({lang.pick(plan.short)})",
        f"{who} – {lang.pick(head)}" if head else who,
        words.due(one, lang),
        state,
        words.clearing(one, data.catalogue(), lang),
    ]


def _sources(late: Sequence[Judged], shown: Board, lang: Language) -> str:
    """Return the documents the tasks are named in, and the publications of the figures."""
    ids = [source for one in late for source in one.task.sources]
    ids += [str(part.row["source"]) for one in late for part in one.progress.parts
            if part.row is not None]  # fmt: skip
    if shown.own:
        return ""
    return origins.below(shown.figures, ids, lang)

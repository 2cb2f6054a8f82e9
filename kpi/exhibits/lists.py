"""Exhibits that are lists: tasks, warnings, what needs attention, ranks at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kpi import sentences
from kpi.alerts import Alert, group_line, grouped, names
from kpi.alerts.words import SEVERITY_NAMES, STATE_NAMES, answering, clearing, why
from kpi.course import summary, word
from kpi.exhibits.exhibit import Column, Exhibit, Table
from kpi.exhibits.pieces import frame
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.figures import Figures
from kpi.headlines import RANKS
from kpi.tasks import STATES, Judged, Register, judge, load_register, practice_register, words
from kpi.verdict_map import furthest

__all__ = ["Words", "attention", "listed", "ranks", "tasks", "warnings"]

_ATTENTION, _MOST = 5, 60  # lines
_UNNAMED = "chua-neu"


class Words(NamedTuple):
    """What a list says: its title, the answer, and its table."""

    title: str
    answer: str
    heads: Sequence[str]
    lines: Sequence[tuple[str, ...]]


def listed(view: View, figures: Figures, words_: Words, ids: Iterable[str], part: str) -> Exhibit:
    """Return a list as an exhibit; `ids`: the sources of what it says."""
    lang, title, every = view.lang, words_.title, len(words_.lines)
    if every > _MOST:
        title = lang._("{title} (the first {shown} of {all})", title=title,
                       shown=lang.number(_MOST), all=lang.number(every))  # fmt: skip
    return Exhibit(
        kind="table",
        title=title,
        answer=words_.answer,
        table=Table(tuple(map(Column, words_.heads)), tuple(words_.lines[:_MOST])),
        period=lang._("on {day}", day=lang.date(view.today)),
        address=view.address(figures),
        part=part,
        **frame(view, figures, ids),
    )


def attention(view: View) -> Exhibit:
    """Return the indicators of the nation that are furthest off their course."""
    figures, lang = view.figures(), view.lang
    worst = furthest(view.library.judged(figures, view.today).judgements, _ATTENTION)
    lines, ids = [], list[str]()
    for made in worst:
        name, told = lang.pick(made.indicator.short), word(made.overall, lang)
        if made.area != "VN":
            name = f"{name} ({lang.pick(view.units[made.area].name)})"
        head = lang.pick(made.indicator.owner.head)
        lines.append((name, f"{told.sign} {told.text}", summary(made, lang), head))
        ids += figures.of(made.indicator.id, made.area)["source"].tolist()
    heads = (lang._("What"), lang._("Verdict"), lang._("Why"), lang._("Who answers for it"))
    nobody = lang._("No indicator of the nation that can be judged is off course.")
    answer = f"{lines[0][0]}: {lines[0][2]}" if lines else nobody
    title = lang._("Needs attention")
    return listed(view, figures, Words(title, answer, heads, lines), ids, "attention")


def ranks(view: View) -> Exhibit:
    """Return the ranks in the world and at home, each with its period."""
    figures, lang = view.figures(), view.lang
    known = [(view.catalogue[one], row) for one in RANKS
             if (row := figures.latest(one, "VN")) is not None]  # fmt: skip
    if not known:
        raise ExhibitError([Problem("silent")])
    lines = [
        (lang.pick(one.short), sentences.figure(row, one, lang), sentences.when(row, lang))
        for one, row in known
    ]
    heads = (lang._("Indicator"), lang._("Value"), lang._("Period"))
    title = lang._("In the world and at home")
    answer = "; ".join(f"{name}: {value} ({period})" for name, value, period in lines) + "."
    ids = [str(row["source"]) for _, row in known]
    return listed(view, figures, Words(title, answer, heads, lines), ids, "ranks")


def tasks(view: View) -> Exhibit:
    """Return the tasks that `/ke-hoach` lists for the choices made there."""
    if view.choices.get("bo-nhiem-vu", "tai-lieu") != "tai-lieu":
        view.problems.append(Problem("own"))
    figures, lang, catalogue = view.figures(), view.lang, view.catalogue
    register = load_register(catalogue, view.units)
    if figures.simulated:
        register = practice_register(register, view.today)
    judged = [one for one in judge(register, catalogue, figures.of, view.today)
              if _taken(one, register, view)]  # fmt: skip
    view.sound()

    def answers(one: Judged) -> list[str]:
        return [lang.pick(agency.name) for agency in register.answering(one.task, catalogue)]

    lines = [
        (
            words.state(one, lang),
            lang.pick(one.task.name),
            words.who(answers(one), led=one.task.agency is not None, lang=lang),
            words.due(one, lang),
            words.completion(one, lang),
        )
        for one in judged
    ]
    said = words.answer(judged, lambda one: register.answering(one.task, catalogue), lang)
    heads = (
        lang._("State"), lang._("Task"), lang._("Whose job"), lang._("Deadline"),
        lang._("Completion"),
    )  # fmt: skip
    ids = [source for one in judged for source in one.task.sources]
    ids += [plan.document for plan in register.plans.values() if plan.document]
    title = lang._("Which tasks are late, and whose are they?")
    return listed(view, figures, Words(title, said, heads, lines), ids, "tasks")


def _taken(one: Judged, register: Register, view: View) -> bool:
    """Tell whether a task is asked for by the choices in the address."""
    task = one.task
    who = {agency.id for agency in register.answering(task, view.catalogue)} or {_UNNAMED}
    agencies = {*register.agencies, _UNNAMED}
    plan = view.choice("ke-hoach", register.plans, "")
    pillar = view.choice("tru-cot-nhiem-vu", [*register.pillars, _UNNAMED], "")
    agency = view.choice("co-quan", agencies, "")
    state = view.choice("trang-thai", STATES, "")
    indicator = view.choice("chi-so", view.catalogue, "", "indicator")
    return (
        plan in ("", task.plan)
        and pillar in ("", task.pillar or _UNNAMED)
        and (not agency or agency in who)
        and state in ("", one.state.kind)
        and (not indicator or any(aim.indicator == indicator for aim in task.aims))
    )


def warnings(view: View) -> Exhibit:
    """Return the warnings that `/canh-bao-som` lists for the choices made there."""
    figures, lang, catalogue = view.figures(), view.lang, view.catalogue
    view.sound()
    found = view.library.warned(figures, view.today)
    shown = [one for one in found.alerts if _wanted(one, view)]
    firing = [one for one in shown if one.state == "alerting"]
    lines = [_warning(group, view) for group in grouped(shown, catalogue)]
    heads = (
        lang._("Severity"), lang._("What"), lang._("Why"), lang._("Responsible head"),
        lang._("Since"), lang._("What clears it"),
    )  # fmt: skip
    ids = {str(source) for one in shown if not one.task
           for source in figures.of(one.subject, one.area)["source"]}  # fmt: skip
    title = lang._("What needs attention now, and whose is it?")
    said = names.answer(firing, catalogue, view.units, lang)
    return listed(view, figures, Words(title, said, heads, lines), ids, "warnings")


def _wanted(one: Alert, view: View) -> bool:
    """Tell whether a warning is asked for by the choices in the address."""
    choices = view.choices
    answers = answering(one, view.catalogue)
    who = answers.slug if answers.agency else _UNNAMED
    field = one.task.task.pillar if one.task else view.catalogue[one.subject].pillar
    return (
        one.active is (choices.get("canh-bao") != "da-het")
        and choices.get("co-quan-tra-loi", "") in ("", who)
        and choices.get("dia-phuong", "") in ("", one.area)
        and choices.get("linh-vuc", "") in ("", field)
        and choices.get("muc-do", "") in ("", one.rule.severity)
    )


def _warning(group: Sequence[Alert], view: View) -> tuple[str, ...]:
    """Return the line of warnings that are told together: as its page tells them, by the first."""
    lang, catalogue, one = view.lang, view.catalogue, group[0]
    head = answering(one, catalogue).head
    severity = SEVERITY_NAMES[one.rule.severity]
    reason = why(one, catalogue, lang)
    if len(group) > 1:
        reason = f"{names.subject(one, catalogue, view.units, lang)}: {reason}"
    return (
        lang._(severity if one.state == "alerting" else STATE_NAMES[one.state]),
        group_line(group, catalogue, view.units, lang),
        reason,
        lang.pick(head) if head else lang._("not named"),
        lang.date(min(each.since for each in group)),
        words.clearing(one.task, catalogue, lang) if one.task else clearing(one, catalogue, lang),
    )

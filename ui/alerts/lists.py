"""The warnings as one list, the gravest first; a line opens in place with all that is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from kpi.alerts import SEVERITIES, Alert
from kpi.alerts import names as all_names
from kpi.alerts.words import SEVERITY_NAMES, STATE_NAMES, answering, clearing, why
from kpi.language import Language
from kpi.store import Acknowledgement
from kpi.tasks import words as words_of_tasks
from ui import data, markup, shell
from ui.alerts import names
from ui.alerts.acknowledging import day, said
from ui.alerts.board import Board, Choice
from ui.tasks.ways import Ways, ways

__all__ = ["listed", "told"]

_SIGNS = {"critical": "▲", "warning": "◆", "notice": "●"}
_LOOKS = {"critical": "away", "warning": "moderate", "notice": "unknown"}


def told(shown: Board, choice: Choice) -> str:
    """Return the answer in a sentence, and how many of each severity fire."""
    lang = shell.view().lang
    firing = [one for one in shown.of(choice) if one.state == "alerting"]
    counts = [
        (lang.number(sum(one.rule.severity == name for one in firing)),
         f"{_SIGNS[name]} {lang._(SEVERITY_NAMES[name])}", "")
        for name in SEVERITIES
    ]  # fmt: skip
    pending = sum(one.state == "pending" for one in shown.of(choice))
    counts.append((lang.number(pending), f"◔ {lang._(STATE_NAMES['pending'])}", ""))
    tiles = "" if choice.cleared else markup.tiles(counts)
    return markup.answer(_answer(shown, choice, firing, lang)) + tiles


def _answer(shown: Board, choice: Choice, firing: Sequence[Alert], lang: Language) -> str:
    if choice.cleared:
        return lang._("{count} warnings of the last twelve months fire no more.",
                      count=lang.number(len(shown.of(choice))))  # fmt: skip
    return all_names.answer(firing, data.catalogue(), data.units(), lang)


def listed(groups: Sequence[Sequence[Alert]], words: Sequence[Acknowledgement]) -> str:
    """Return one line a group of warnings, as HTML."""
    lang, links = shell.view().lang, ways(own=False)
    return "".join(
        _line(some[0], words, links, lang) if len(some) == 1 else _group(some, words, links, lang)
        for some in groups
    )


def _line(one: Alert, words: Sequence[Acknowledgement], links: Ways, lang: Language) -> str:
    cells = _cells(
        one, names.line(one, lang), why(one, data.catalogue(), lang), one.since,
        _promise(one, words, lang), lang,
    )  # fmt: skip
    return _opening("kd-alert", one.id, cells, _inside(one, words, links, lang))


def _group(
    some: Sequence[Alert], words: Sequence[Acknowledgement], links: Ways, lang: Language
) -> str:
    """Return warnings that are told together; opened, each has its reason and its history."""
    first = some[0]
    reason = f"{names.subject(first, lang)}: {why(first, data.catalogue(), lang)}"
    cells = _cells(
        first, names.group(some, lang), reason, min(one.since for one in some),
        _promises(some, words, lang), lang,
    )  # fmt: skip
    facts = _facts(_answers(first, lang))
    said_of = "".join(_words(one, words, lang, name=True) for one in some)
    inside = facts + _each(some, words, links, lang) + said_of
    return _opening("kd-alert kd-group", first.id, cells, inside)


def _each(
    some: Sequence[Alert], words: Sequence[Acknowledgement], links: Ways, lang: Language
) -> str:
    head = [lang._("What"), lang._("Why"), lang._("What clears it"),
            lang._("Condition holds since"), lang._("History"), lang._("Promised")]  # fmt: skip
    rows = [
        (_way(one, names.subject(one, lang), links), escape(why(one, data.catalogue(), lang)),
         escape(_clears(one, lang)), escape(_began(one, lang)), escape(_history(one, lang)),
         _promise(one, words, lang) or "–")
        for one in some
    ]  # fmt: skip
    return markup.log(head, rows)


def _cells(one: Alert, name: str, reason: str, since: date, promise: str, lang: Language) -> str:
    who = answering(one, data.catalogue())
    office = lang.pick(who.head) if who.head else lang._("not stated")
    told = f"<b>{escape(name)}</b><small>{escape(reason)}</small>"
    return "".join(
        f'<span class="{kind}">{cell}</span>'
        for kind, cell in (
            (f"kd-verdict kd-{_look(one)}", escape(_state(one, lang))),
            ("kd-what", told),
            ("kd-who", escape(office)),
            ("kd-when", _small(lang._("Since"), lang.date(since))),
            ("kd-much", promise),
        )
    )  # fmt: skip


def _opening(kind: str, name: str, cells: str, inside: str) -> str:
    return (
        f'<details class="kd-task {kind}" id="{escape(name)}"><summary>{cells}</summary>'
        f'<div class="kd-inside">{inside}</div></details>'
    )


def _look(one: Alert) -> str:
    return _LOOKS[one.rule.severity] if one.state == "alerting" else "unknown"


def _state(one: Alert, lang: Language) -> str:
    """Say severity and state, with a sign."""
    if one.state == "alerting":
        return f"{_SIGNS[one.rule.severity]} {lang._(SEVERITY_NAMES[one.rule.severity])}"
    sign = {"pending": "◔", "normal": "✓", "no_data": "–"}[one.state]
    return f"{sign} {lang._(STATE_NAMES[one.state])}"


def _small(label: str, text: str) -> str:
    return f"<small>{escape(label)}</small> {escape(text)}"


def _promise(one: Alert, words: Sequence[Acknowledgement], lang: Language) -> str:
    """Say what was promised of this firing; a promise that was not kept says so."""
    word = said(one, words)
    if word is None:
        unseen = lang._("not acknowledged")
        asked = one.active and shell.view().workspace == "published"
        return f"<small>{escape(unseen)}</small>" if asked else ""
    past = one.active and word.promised < data.today()
    label = lang._("✕ promised, not kept") if past else lang._("promised")
    return _small(label, lang.date(word.promised))


def _promises(some: Sequence[Alert], words: Sequence[Acknowledgement], lang: Language) -> str:
    """Say how many were acknowledged, and whether a promise was not kept."""
    if shell.view().workspace != "published":
        return ""
    given = [word for one in some if one.active and (word := said(one, words)) is not None]
    told = lang._("{count} of {all} acknowledged", count=lang.number(len(given)),
                  all=lang.number(len(some)))  # fmt: skip
    broken = any(word.promised < data.today() for word in given)
    if broken:
        return _small(lang._("✕ promised, not kept"), told)
    return f"<small>{escape(told)}</small>"


def _inside(one: Alert, words: Sequence[Acknowledgement], links: Ways, lang: Language) -> str:
    facts = _facts([
        (lang._("Why"), escape(why(one, data.catalogue(), lang))),
        (lang._("What clears it"), escape(_clears(one, lang))),
        *_answers(one, lang),
        (lang._("Condition holds since"), escape(_began(one, lang))),
        (lang._("History"), escape(_history(one, lang))),
        (lang._("See"), _way(one, _seen(one, lang), links)),
    ])  # fmt: skip
    return facts + _words(one, words, lang)


def _facts(terms: Sequence[tuple[str, str]]) -> str:
    facts = "".join(f"<div><dt>{escape(term)}</dt><dd>{what}</dd></div>" for term, what in terms)
    return f'<dl class="kd-facts">{facts}</dl>'


def _answers(one: Alert, lang: Language) -> list[tuple[str, str]]:
    """Tell who answers; what no source says is said to be so."""
    labels = (lang._("Whose job"), lang._("Responsible head"), lang._("Contact point"))
    told = (lang.pick(text) if text else lang._("not stated")
            for text in answering(one, data.catalogue()))  # fmt: skip
    return [(label, escape(text)) for label, text in zip(labels, told, strict=True)]


def _began(one: Alert, lang: Language) -> str:
    began = lang.date(one.began)
    return lang._("{day} or earlier", day=began) if one.at_least else began


def _clears(one: Alert, lang: Language) -> str:
    """Say what clears it; of a task the parts that are missing, as the plan says it."""
    if one.task:
        return words_of_tasks.clearing(one.task, data.catalogue(), lang)
    return clearing(one, data.catalogue(), lang)


def _history(one: Alert, lang: Language) -> str:
    """Tell every change of state, the oldest first."""
    steps = (f"{lang.date(step.day)} {lang._(STATE_NAMES[step.state])}" for step in one.history)
    return " → ".join(steps)


def _seen(one: Alert, lang: Language) -> str:
    if one.task:
        return lang._("the task in the plan")
    return lang.pick(data.catalogue()[one.subject].short)


def _way(one: Alert, text: str, links: Ways) -> str:
    """Lead to the task in the plan, or the indicator's entry."""
    if one.task:
        return links.tasks(text, nhiem_vu=one.subject)
    return links.indicator(text, one.subject)


def _words(
    one: Alert, words: Sequence[Acknowledgement], lang: Language, *, name: bool = False
) -> str:
    """Tell everything that was ever said of this warning, the newest first."""
    ours = [word for word in words if word.alert == one.id]
    if not ours:
        return ""
    head = [lang._("Acknowledged"), lang._("Who"), lang._("Note"), lang._("Promised")]
    rows = [
        (lang.date(day(word)), word.author, word.note,
         lang.date(word.promised))
        for word in ours
    ]  # fmt: skip
    above = markup.paragraph(names.subject(one, lang)) if name else ""
    return above + markup.table(head, rows)

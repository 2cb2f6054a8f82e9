"""The warnings as one list, the gravest first; a line opens in place with all that is known."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kpi.alerts import SEVERITIES, Alert
from kpi.alerts import names as all_names
from kpi.alerts.words import SEVERITY_NAMES, STATE_NAMES, answering, clearing, why
from kpi.language import Language
from kpi.store import Acknowledgement
from kpi.store.versions import VIET_NAM
from kpi.tasks import words as words_of_tasks
from ui import data, markup, shell
from ui.alerts import names
from ui.alerts.acknowledging import said
from ui.alerts.board import Board, Choice
from ui.tasks.ways import Ways, ways

__all__ = ["listed", "told"]

_SIGNS = {"critical": "▲", "warning": "◆", "notice": "●"}
_LOOKS = {"critical": "away", "warning": "moderate", "notice": "insufficient"}


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


def listed(alerts: Sequence[Alert], words: Sequence[Acknowledgement]) -> str:
    """Return one line a warning, as HTML."""
    lang, links = shell.view().lang, ways(own=False)
    return "".join(_line(one, words, links, lang) for one in alerts)


def _line(one: Alert, words: Sequence[Acknowledgement], links: Ways, lang: Language) -> str:
    who = answering(one, data.catalogue())
    office = lang.pick(who.head) if who.head else lang._("not named")
    name = f"<b>{escape(names.line(one, lang))}</b>"
    reason = f"<small>{escape(why(one, data.catalogue(), lang))}</small>"
    cells = "".join(
        f'<span class="{kind}">{cell}</span>'
        for kind, cell in (
            (f"kd-verdict kd-{_look(one)}", escape(_state(one, lang))),
            ("kd-what", name + reason),
            ("kd-who", escape(office)),
            ("kd-when", _small(lang._("Since"), lang.date(one.since))),
            ("kd-much", _promise(one, words, lang)),
        )
    )  # fmt: skip
    return (
        f'<details class="kd-task kd-alert" id="{escape(one.id)}"><summary>{cells}</summary>'
        f'<div class="kd-inside">{_inside(one, words, links, lang)}</div></details>'
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


def _inside(one: Alert, words: Sequence[Acknowledgement], links: Ways, lang: Language) -> str:
    catalogue = data.catalogue()
    who = answering(one, catalogue)
    began = lang.date(one.began)
    if one.at_least:
        began = lang._("{day} or earlier", day=began)
    unnamed = lang._("not named")
    terms = [
        (lang._("Why"), escape(why(one, catalogue, lang))),
        (lang._("What clears it"), escape(_clears(one, lang))),
        (lang._("Whose job"), escape(lang.pick(who.agency) if who.agency else unnamed)),
        (lang._("Responsible head"), escape(lang.pick(who.head) if who.head else unnamed)),
        (lang._("Contact point"), escape(lang.pick(who.contact) if who.contact else unnamed)),
        (lang._("Condition holds since"), escape(began)),
        (lang._("History"), escape(_history(one, lang))),
        (lang._("See"), _way(one, links, lang)),
    ]
    facts = "".join(f"<div><dt>{escape(term)}</dt><dd>{what}</dd></div>" for term, what in terms)
    return f'<dl class="kd-facts">{facts}</dl>{_words(one, words, lang)}'


def _clears(one: Alert, lang: Language) -> str:
    """Say what clears it; of a task the parts that are missing, as the plan says it."""
    if one.task:
        return words_of_tasks.clearing(one.task, data.catalogue(), lang)
    return clearing(one, data.catalogue(), lang)


def _history(one: Alert, lang: Language) -> str:
    """Tell every change of state, the oldest first."""
    steps = (f"{lang.date(step.day)} {lang._(STATE_NAMES[step.state])}" for step in one.history)
    return " → ".join(steps)


def _way(one: Alert, links: Ways, lang: Language) -> str:
    if one.task:
        return links.tasks(lang._("the task in the plan"), nhiem_vu=one.subject)
    return links.indicator(lang.pick(data.catalogue()[one.subject].short), one.subject)


def _words(one: Alert, words: Sequence[Acknowledgement], lang: Language) -> str:
    """Tell everything that was ever said of this warning, the newest first."""
    ours = [word for word in words if word.alert == one.id]
    if not ours:
        return ""
    head = [lang._("Acknowledged"), lang._("Who"), lang._("Note"), lang._("Promised")]
    rows = [
        (lang.date(word.at.astimezone(VIET_NAM).date()), word.author, word.note,
         lang.date(word.promised))
        for word in ours
    ]  # fmt: skip
    return markup.table(head, rows)

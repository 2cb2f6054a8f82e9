"""A digest in words, as plain text: what is new, what cleared, what was acknowledged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kpi.alerts.groups import group_line, grouped
from kpi.alerts.names import line, subject
from kpi.alerts.words import SEVERITY_NAMES, STATE_NAMES, answering, clearing, why
from kpi.notices.digest import Cleared
from kpi.store.versions import VIET_NAM

if TYPE_CHECKING:
    from kpi.alerts import Alert
    from kpi.catalogue import Catalogue
    from kpi.language import Language
    from kpi.notices.digest import Digest
    from kpi.store import Acknowledgement
    from kpi.units import Units

__all__ = ["body", "title"]

_MOST = 8  # lines of one rule
_NAMED = 12  # others of a group that are named
_SIGNS = {"critical": "▲", "warning": "◆", "notice": "●"}
_PAGE = "canh-bao-som"


def title(told: Digest, lang: Language) -> str:
    """Return the subject line."""
    return lang._(
        "Early warning {day}: {new} new, {cleared} cleared, {acknowledged} acknowledged",
        day=lang.date(told.day), new=lang.number(len(told.new)),
        cleared=lang.number(len(told.cleared)), acknowledged=lang.number(len(told.acknowledged)),
    )  # fmt: skip


def body(
    told: Digest, catalogue: Catalogue, units: Units, lang: Language, dashboard: str = ""
) -> str:
    """Return the letter; a rule that fires many times is cut, with the number left out."""
    pen = _Pen(catalogue, units, lang)
    count = lang._("{count} warnings fire for you on {day}.", count=lang.number(told.firing),
                   day=lang.date(told.day))  # fmt: skip
    parts = [
        [count],
        pen.section(lang._("NEW"), pen.news(told.new)),
        pen.section(lang._("CLEARED"), (pen.cleared(one) for one in told.cleared)),
        pen.section(lang._("ACKNOWLEDGED"), (pen.word(*one) for one in told.acknowledged)),
        [*_lost(told, lang), _foot(told, lang, dashboard)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _lost(told: Digest, lang: Language) -> Iterator[str]:
    if told.lost is not None:
        at = told.lost.astimezone(VIET_NAM)
        yield lang._(
            "The digest of {day}, {time}, may not have reached you: sending was broken off. What "
            "it told is not repeated here.",
            day=lang.date(at.date()), time=f"{at:%H:%M}",
        )  # fmt: skip


def _foot(told: Digest, lang: Language, dashboard: str) -> str:
    once = lang._("Each change is told once. What fires is always on the page of early warning.")
    page = f"{dashboard}/{_PAGE}?lang={told.recipient.language}" if dashboard else ""
    return f"{once}\n{page}".strip()


class _Pen:
    """Writes lines in one language."""

    def __init__(self, catalogue: Catalogue, units: Units, lang: Language) -> None:
        self._catalogue, self._units, self._lang = catalogue, units, lang

    def section(self, name: str, lines: Iterator[str]) -> list[str]:
        """Return a heading with its lines; nothing where there are none."""
        written = list(lines)
        return [name, *written] if written else []

    def news(self, alerts: Sequence[Alert]) -> Iterator[str]:
        """Write warnings out: of each rule the first few groups, of each group the first."""
        by_rule: defaultdict[str, list[tuple[Alert, ...]]] = defaultdict(list)
        for group in grouped(alerts, self._catalogue):
            by_rule[group[0].rule.id].append(group)
        for groups in by_rule.values():
            yield from map(self._fires, groups[:_MOST])
            if len(groups) > _MOST:
                yield "  " + self._lang._(
                    "… and {count} more: {rule}", rule=self._lang.pick(groups[0][0].rule.name),
                    count=self._lang.number(sum(map(len, groups[_MOST:]))),
                )  # fmt: skip

    def _fires(self, group: Sequence[Alert]) -> str:
        lang, first, severity = self._lang, group[0], group[0].rule.severity
        name = group_line(group, self._catalogue, self._units, lang)
        reason = why(first, self._catalogue, lang)
        if len(group) > 1:
            reason = f"{self._subject(first)}: {reason}"
        return "\n".join([
            f"{_SIGNS[severity]} {name} ({lang._(SEVERITY_NAMES[severity])}, {self._since(first)})",
            f"    {reason}",
            f"    → {clearing(first, self._catalogue, lang)}",
            *self._others(group[1:]),
            f"    {self._answers(first)}",
        ])  # fmt: skip

    def _others(self, others: Sequence[Alert]) -> Iterator[str]:
        if others:
            names = [self._subject(one) for one in others[:_NAMED]]
            left = ["…"] if len(others) > _NAMED else []
            yield "    " + self._lang._("Also: {names}", names="; ".join([*names, *left]))

    def _answers(self, one: Alert) -> str:
        lang, who = self._lang, answering(one, self._catalogue)
        office, contact = (lang.pick(text) if text else lang._("not stated")
                           for text in (who.head, who.contact))  # fmt: skip
        return lang._("Answers: {office}; contact point: {contact}",
                      office=office, contact=contact)  # fmt: skip

    def _subject(self, one: Alert) -> str:
        return subject(one, self._catalogue, self._units, self._lang)

    def cleared(self, one: Cleared) -> str:
        """Write that a warning fires no more."""
        if one.alert is None:
            return "✓ " + self._lang._("{warning}: no rule looks at it any more", warning=one.id)
        state = self._lang._(STATE_NAMES[one.alert.state])
        return f"✓ {self._name(one.alert)} ({state}, {self._since(one.alert)})"

    def word(self, one: Alert, word: Acknowledgement) -> str:
        """Write what somebody said of a warning that fires."""
        lang = self._lang
        note = " ".join(word.note.split())
        said = lang._("{author}: “{note}”, promised by {day}", author=word.author, note=note,
                      day=lang.date(word.promised))  # fmt: skip
        return f"◔ {self._name(one)}\n    {said}"

    def _name(self, one: Alert) -> str:
        return line(one, self._catalogue, self._units, self._lang)

    def _since(self, one: Alert) -> str:
        day = one.fired if one.state == "alerting" else one.since
        return self._lang._("since {day}", day=self._lang.date(day))

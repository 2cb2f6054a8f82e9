"""Alerts in words: why one fires, with its numbers; what would clear it; who answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kpi.alerts.evaluate import Alert
from kpi.course import amount, chance, figure
from kpi.language import N_, Text
from kpi.names import fold
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Catalogue, Indicator
    from kpi.language import Language

__all__ = ["SEVERITY_NAMES", "STATE_NAMES", "Answering", "answering", "clearing", "slug", "why"]

STATE_NAMES: Mapping[str, str] = {
    "alerting": N_("alerting"),
    "pending": N_("pending"),
    "no_data": N_("no data"),
    "normal": N_("cleared"),
}
SEVERITY_NAMES: Mapping[str, str] = {
    "critical": N_("critical"),
    "warning": N_("warning"),
    "notice": N_("notice"),
}


class Answering(NamedTuple):
    """Who answers for an alert: agency, office of its head, unit to ask; None where unnamed."""

    agency: Text | None
    head: Text | None
    contact: Text | None

    @property
    def slug(self) -> str:
        """The agency as addresses and the file of recipients name it; "" where unnamed."""
        return slug(self.agency) if self.agency else ""


def slug(agency: Text) -> str:
    """Return an agency's name in plain letters: bo-cong-an."""
    return fold(agency.vi).replace(" ", "-")


def answering(alert: Alert, catalogue: Catalogue) -> Answering:
    """Return who answers: as the rule says, else the task, else the indicator's owner."""
    rule, judged = alert.rule, alert.task
    if judged is None:
        owner = catalogue[alert.subject].owner
        contact = rule.contact or owner.contact
        return Answering(owner.agency, rule.head or owner.head, contact)
    task, agency, head, unit = judged.task, None, judged.task.responsible, None
    if task.agency is not None:
        agency = task.agency.name
    elif task.aims:
        owner = catalogue[task.aims[0].indicator].owner
        agency, head, unit = owner.agency, head or owner.head, owner.contact
    contact = task.contact or (task.agency.contact if task.agency else unit)
    return Answering(agency, rule.head or head, rule.contact or contact)


def why(alert: Alert, catalogue: Catalogue, lang: Language) -> str:
    """Say in a sentence why the condition holds, or held when it was last seen to."""
    return _WHY[alert.rule.condition](alert, catalogue.get(alert.subject), lang)


def clearing(alert: Alert, catalogue: Catalogue, lang: Language) -> str:
    """Say what would clear the alert."""
    return _CLEARING[alert.rule.condition](alert, catalogue.get(alert.subject), lang)


def _number(alert: Alert, name: str) -> float:
    return float(alert.numbers[name])


def _figure(alert: Alert, name: str, one: Indicator | None, lang: Language) -> str:
    if one is None:
        raise ValueError(f"{alert.id}: figures of no indicator")
    return figure(_number(alert, name), one, lang)


def _amount(value: float, one: Indicator | None, lang: Language, digits: int = 2) -> str:
    if one is None:
        raise ValueError("an amount of no indicator")
    return amount(value, one, lang, max(digits, one.decimals))


def _on(alert: Alert, lang: Language) -> str:
    return lang.period(parse_period(str(alert.numbers["on"])))


def _deadline(alert: Alert, lang: Language) -> str:
    return lang.date(parse_period(str(alert.numbers["on"])).end)


def _pace(alert: Alert, one: Indicator | None, lang: Language) -> str:
    if math.isnan(_number(alert, "value")):  # no day is left, or the target cannot be
        return lang._("The target due on {deadline} can no longer be reached in time.",
                      deadline=_deadline(alert, lang))  # fmt: skip
    return lang._(
        "{required} a month are needed until {deadline}; the best ever held over such a time is "
        "{best} a month.",
        required=_amount(_number(alert, "value"), one, lang), deadline=_deadline(alert, lang),
        best=_amount(_number(alert, "bar"), one, lang),
    )  # fmt: skip


def _chance(alert: Alert, one: Indicator | None, lang: Language) -> str:
    return lang._(
        "The probability of reaching the target by {deadline} is {chance}, less than {bar}; "
        "{expected} is expected.",
        deadline=_deadline(alert, lang), chance=chance(_number(alert, "value"), lang),
        bar=lang.percent(100 * _number(alert, "bar"), 0),
        expected=_figure(alert, "extra", one, lang),
    )  # fmt: skip


def _fall(alert: Alert, one: Indicator | None, lang: Language) -> str:
    return lang._(
        "{change} to {value} in {period}; by chance this series seldom falls by more than {bar}.",
        change=_amount(_number(alert, "extra"), one, lang), period=_on(alert, lang),
        value=_figure(alert, "value", one, lang),
        bar=_amount(_number(alert, "bar"), one, lang).lstrip("+"),
    )  # fmt: skip


def _flat(alert: Alert, one: Indicator | None, lang: Language) -> str:
    return lang._(
        "Not one of the last {periods} figures is better than the {bar} before them; the last is "
        "{value} ({period}).",
        periods=alert.rule.periods, bar=_figure(alert, "bar", one, lang),
        value=_figure(alert, "value", one, lang), period=_on(alert, lang),
    )  # fmt: skip


def _stale(alert: Alert, _one: Indicator | None, lang: Language) -> str:
    return lang._(
        "The last figure is for {period}; {days} days have passed since, {bar} are usual.",
        period=_on(alert, lang), days=lang.number(_number(alert, "extra")),
        bar=lang.number(_number(alert, "bar")),
    )  # fmt: skip


def _region(alert: Alert, one: Indicator | None, lang: Language) -> str:
    return lang._(
        "{value} in {period}: outside what is usual in its region ({bar}); half of the other "
        "provinces there have {median} or better.",
        value=_figure(alert, "value", one, lang), period=_on(alert, lang),
        bar=_figure(alert, "bar", one, lang), median=_figure(alert, "extra", one, lang),
    )  # fmt: skip


def _quality(alert: Alert, _one: Indicator | None, lang: Language) -> str:
    return lang._(
        "The six words of data quality come to {value}, less than {bar}.",
        value=lang.percent(100 * _number(alert, "value"), 0),
        bar=lang.percent(100 * _number(alert, "bar"), 0),
    )  # fmt: skip


def _sum(alert: Alert, one: Indicator | None, lang: Language) -> str:
    return lang._(
        "In {period} the provinces add up to {value}, the nation has {bar}: {apart} apart.",
        period=_on(alert, lang), value=_figure(alert, "value", one, lang),
        bar=_figure(alert, "bar", one, lang), apart=_amount(_number(alert, "extra"), one, lang),
    )  # fmt: skip


def _overdue(alert: Alert, _one: Indicator | None, lang: Language) -> str:
    days = lang.number(max(0, -_number(alert, "extra")))
    if alert.task is not None and alert.task.state.kind == "unproven":
        return lang._("Due on {deadline}, {days} days ago; no result has been published.",
                      deadline=_deadline(alert, lang), days=days)  # fmt: skip
    return lang._("Due on {deadline}, {days} days ago, and not done.",
                  deadline=_deadline(alert, lang), days=days)  # fmt: skip


def _soon(alert: Alert, _one: Indicator | None, lang: Language) -> str:
    return lang._("Due on {deadline}, in {days} days, and not done.",
                  deadline=_deadline(alert, lang),
                  days=lang.number(max(0, _number(alert, "extra"))))  # fmt: skip


_Words = Callable[[Alert, "Indicator | None", "Language"], str]
_WHY: Mapping[str, _Words] = {
    "pace": _pace, "chance": _chance, "fall": _fall, "flat": _flat, "stale": _stale,
    "region": _region, "quality": _quality, "sum": _sum,
    "task_overdue": _overdue, "task_unproven": _overdue,
    "task_soon": _soon,
}  # fmt: skip


def _clear_pace(alert: Alert, one: Indicator | None, lang: Language) -> str:
    return lang._("{best} a month or less needed: a faster pace from the next figure on.",
                  best=_amount(_number(alert, "bar"), one, lang))  # fmt: skip


def _clear_chance(alert: Alert, _one: Indicator | None, lang: Language) -> str:
    return lang._("A probability of {bar} or more: figures above the path expected now.",
                  bar=lang.percent(100 * _number(alert, "bar"), 0))  # fmt: skip


def _clear_fall(_alert: Alert, _one: Indicator | None, lang: Language) -> str:
    return lang._("A next figure that does not fall as far again.")


def _clear_flat(alert: Alert, one: Indicator | None, lang: Language) -> str:
    return lang._("A figure better than {bar}.", bar=_figure(alert, "bar", one, lang))


def _clear_stale(alert: Alert, _one: Indicator | None, lang: Language) -> str:
    return lang._("A figure for a period after {period}.", period=_on(alert, lang))


def _clear_region(alert: Alert, one: Indicator | None, lang: Language) -> str:
    return lang._("{bar} or better, as the region stands now.",
                  bar=_figure(alert, "bar", one, lang))  # fmt: skip


def _clear_quality(alert: Alert, _one: Indicator | None, lang: Language) -> str:
    return lang._("A score of {bar} or more; the page of data quality says what failed.",
                  bar=lang.percent(100 * _number(alert, "bar"), 0))  # fmt: skip


def _clear_sum(alert: Alert, _one: Indicator | None, lang: Language) -> str:
    return lang._("Figures that agree within {limit}, or a corrected national figure.",
                  limit=lang.percent(alert.rule.limit, 1, least=0))  # fmt: skip


def _clear_task(_alert: Alert, _one: Indicator | None, lang: Language) -> str:
    return lang._("Every deliverable and target of the task; the plan lists what is missing.")


_CLEARING: Mapping[str, _Words] = {
    "pace": _clear_pace, "chance": _clear_chance, "fall": _clear_fall, "flat": _clear_flat,
    "stale": _clear_stale, "region": _clear_region, "quality": _clear_quality, "sum": _clear_sum,
    "task_overdue": _clear_task, "task_unproven": _clear_task, "task_soon": _clear_task,
}  # fmt: skip

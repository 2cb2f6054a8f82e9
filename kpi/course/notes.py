"""What a reader must know beside a verdict: how sure its figures are, and what came before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpi.course.explain import amount, chance, dated_figure, figure
from kpi.course.judge import Judgement
from kpi.course.projection import NAMES
from kpi.course.spans import DAYS_A_YEAR, years
from kpi.course.way import SHORTEST
from kpi.course.words import REASONS
from kpi.language import N_
from kpi.periods import parse_period
from kpi.sentences import changed

if TYPE_CHECKING:
    from kpi.course.horizons import Horizon
    from kpi.language import Language

__all__ = ["notes", "of_horizon", "told_ahead"]

_ENDS = ("low80", "high80", "low95", "high95")
_HOW = {  # observation statuses that are said
    "E": N_("The figure for {period} is estimated."),
    "I": N_("The figure for {period} is imputed."),
    "P": N_("The figure for {period} is provisional."),
}


def notes(made: Judgement, lang: Language) -> tuple[str, ...]:
    """Return what must be said beside a verdict, each a sentence."""
    return (*_of_series(made, lang), *_of_target(made, lang))


def _of_series(made: Judgement, lang: Language) -> Iterator[str]:
    if made.changed is not None:
        told = changed(made.changed, lang)
        yield f"{told[:1].upper()}{told[1:]}."
    for point in dict.fromkeys((made.baseline, made.latest)):
        if point is not None and point.status in _HOW:
            period = lang.period(parse_period(point.period))
            yield lang._(_HOW[point.status], period=period)
    if made.inexact is not None:
        yield lang._(
            "A newer figure, as of {date}, is no exact number and not used.",
            date=lang.date(made.inexact),
        )
    if made.points and SHORTEST / DAYS_A_YEAR <= _span(made) < 1:
        yield lang._("The figures span less than a year: rates a year swing widely.")


def _span(made: Judgement) -> float:
    return years(made.points[0].day, made.points[-1].day)


def _of_target(made: Judgement, lang: Language) -> Iterator[str]:
    if made.target is None:
        return
    if made.national:
        yield lang._("The target is set for a whole of which this area is a part.")
    if made.past and made.latest is not None and made.latest.day < made.target.deadline:
        yield lang._("The last figure before the deadline is as of {date}.",
                     date=lang.date(made.latest.day))  # fmt: skip
    if made.later is not None:
        yield lang._(
            "The newest figure, as of {date}, is {value}; it came after the deadline.",
            date=lang.date(made.later.day),
            value=figure(made.later.value, made.indicator, lang),
        )
    for one in made.horizons:
        if one.target is not made.target and one.state != "open":
            yield of_horizon(one, made, lang)


def told_ahead(made: Judgement, lang: Language) -> str:
    """Say where the series will stand at the deadline and how that was tried, or why not."""
    ahead, one = made.projection, made.indicator
    if ahead is None or made.target is None:
        why = lang._(REASONS[made.no_projection or made.reason])
        return lang._("No projection. {why}", why=why)
    numbers = {
        name: figure(value, one, lang)
        for name, value in zip(("value", *_ENDS), ahead.at[1:], strict=True)
    }
    return lang._(
        "Projected for {deadline} ({method}): {value}; 80 %: {low80} – {high80}, 95 %: {low95} – "
        "{high95}; probability of reaching {target}: {probability}. In {forecasts} forecasts of "
        "the past it was {error} off on average, “no change” {error_no_change}; {inside80} lay "
        "inside the 80 % interval, {inside95} inside the 95 % one.",
        **numbers,
        method=lang._(NAMES[ahead.method]),
        deadline=lang.date(made.target.deadline),
        target=lang.target(made.target.value, one),
        probability=chance(ahead.probability, lang),
        forecasts=lang.number(ahead.forecasts),
        error=amount(ahead.error, one, lang, 1).removeprefix("+"),
        error_no_change=amount(ahead.error_no_change, one, lang, 1).removeprefix("+"),
        inside80=lang.percent(100 * ahead.coverage80, 0),
        inside95=lang.percent(100 * ahead.coverage95, 0),
    )


def of_horizon(one: Horizon, made: Judgement, lang: Language) -> str:
    """Say what became of a target: met, missed, superseded by what and why, or not known."""
    values = {
        "target": lang.target(one.target.value, made.indicator),
        "deadline": lang.date(one.target.deadline),
        "value": "–" if one.point is None else dated_figure(one.point, made.indicator, lang),
    }
    if one.state == "superseded" and one.target.superseded is not None:
        record = one.target.superseded
        return lang._(
            "First deadline: {target} by {deadline}; superseded on {day}. {why}",
            **values, day=lang.date(record.day), why=lang.pick(record.why),
        )  # fmt: skip
    return lang._(_STATES[one.state], **values)


_STATES = {
    "met": N_("Target before: {target} by {deadline} was met: {value}."),
    "missed": N_(
        "Target before: {target} by {deadline} was not met; the last figure by then: {value}."
    ),
    "open": N_("Target to come: {target} by {deadline}."),
    "unknown": N_("Target before: {target} by {deadline}; no figure tells whether it was met."),
}

"""Why a verdict is what it is: each formula filled in with the indicator's own numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from kpi.course.judge import Judgement
from kpi.course.series import Point
from kpi.course.way import Finding
from kpi.course.words import REASONS, Word, word
from kpi.language import N_
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language

__all__ = ["Line", "amount", "chance", "dated_figure", "explain", "figure", "summary", "told"]

_NAMES = {
    "eurostat": N_("Eurostat: growth rates"),
    "un": N_("United Nations: progress chart"),
    "german": N_("German sustainability strategy"),
    "pace": N_("Required pace"),
}
_SOURCES = {
    "eurostat": N_("Eurostat, monitoring report on the SDGs in the EU, indicators with a target"),
    "un": N_("United Nations Statistics Division, SDG Progress Chart, technical note"),
    "german": N_("Destatis, indicator report of the German sustainability strategy"),
    "pace": N_("Plain arithmetic: what is left, by the months left"),
}


class Line(NamedTuple):
    """One method as a screen prints it: its name, source, verdict, and the formula filled in."""

    method: str  # a key of METHODS
    name: str
    source: str
    word: Word
    text: str


def explain(made: Judgement, lang: Language) -> tuple[Line, ...]:
    """Return a line a method, in the reader's language, without verdicts where there are none."""
    return tuple(
        Line(
            name,
            lang._(_NAMES[name]),
            lang._(_SOURCES[name]),
            word(finding.verdict, lang),
            _text(name, finding, made, lang),
        )
        for name, finding in made.findings.items()
    )


def _text(name: str, finding: Finding, made: Judgement, lang: Language) -> str:
    """Fill the formula in; where it has no value, say why."""
    if finding.value is None:
        why = lang._(REASONS[finding.reason]) if finding.reason else ""
        told = word(finding.verdict, lang).text
        return lang._("{why} → {verdict}", why=why.removesuffix("."), verdict=told) if why else told
    return _FORMULAS[name](finding, made, lang)


def _eurostat(finding: Finding, made: Judgement, lang: Language) -> str:
    return lang._(
        "Observed {observed} a year, required {required} a year: R = {value} → {verdict}",
        observed=lang.percent(100 * finding.numbers["observed"]),
        required=lang.percent(100 * finding.numbers["required"]),
        value=lang.number(finding.value or 0.0, 2),
        verdict=word(finding.verdict, lang).text,
    )


def _un(finding: Finding, made: Judgement, lang: Language) -> str:
    one = made.indicator
    if made.target is None or made.baseline is None:
        raise ValueError("a ratio without a target or a baseline")
    return lang._(
        "At the rate so far {projected} on {deadline}: ({projected} − {baseline}) / "
        "({target} − {baseline}) = {value} → {verdict}",
        projected=_plain(finding.numbers["projected"], one, lang),
        baseline=_plain(made.baseline.value, one, lang),
        target=_plain(made.target.value, one, lang),
        deadline=lang.date(made.target.deadline),
        value=lang.number(finding.value or 0.0, 2),
        verdict=word(finding.verdict, lang).text,
    )


def _german(finding: Finding, made: Judgement, lang: Language) -> str:
    if made.target is None:
        raise ValueError("a miss without a target")
    return lang._(
        "By the last changes a straight line comes to {line} on {deadline} and misses {miss} of "
        "what is left → {verdict}",
        line=figure(finding.numbers["line"], made.indicator, lang),
        deadline=lang.date(made.target.deadline),
        miss=lang.percent(100 * (finding.value or 0.0), 1, least=0),
        verdict=word(finding.verdict, lang).text,
    )


def _pace(finding: Finding, made: Judgement, lang: Language) -> str:
    return lang._(
        "{required} a month are needed for {months} months; the best ever held over such a time "
        "is {best} a month: {value} times that → {verdict}",
        required=amount(finding.numbers["required"], made.indicator, lang, 2),
        best=amount(finding.numbers["best"], made.indicator, lang, 2),
        months=lang.number(made.months_left or 0.0, 1, least=0),
        value=lang.number(finding.value or 0.0, 2),
        verdict=word(finding.verdict, lang).text,
    )


_FORMULAS: Mapping[str, Callable[[Finding, Judgement, Language], str]] = {
    "eurostat": _eurostat,
    "un": _un,
    "german": _german,
    "pace": _pace,
}


def _plain(value: float, indicator: Indicator, lang: Language) -> str:
    """Write a value as a formula holds it: a percentage with its sign, else the number alone."""
    if indicator.unit == "percent":
        return figure(value, indicator, lang)
    return lang.number(value, indicator.decimals, least=0)


def figure(value: float, indicator: Indicator, lang: Language) -> str:
    """Write a computed value with its unit, rounded as the indicator's figures are."""
    return lang.value(round(value, indicator.decimals), indicator)


def amount(value: float, indicator: Indicator, lang: Language, decimals: int | None = None) -> str:
    """Write a difference with its sign and unit: points for percentages, places for ranks."""
    digits = indicator.decimals if decimals is None else decimals
    number = ("+" if value > 0 else "") + lang.number(value, digits, least=0)
    if indicator.unit == "percent":
        return lang._("{number} points", number=number)
    if indicator.unit == "rank":
        return lang._("{number} places", number=number)
    return f"{number} {lang.pick(indicator.unit_label)}".rstrip()


def chance(probability: float, lang: Language) -> str:
    """Write a probability as a percentage: never 0 or 100 %, for no projection is that sure."""
    if probability < 0.01:
        return f"< {lang.percent(1, 0)}"
    return f"> {lang.percent(99, 0)}" if probability > 0.99 else lang.percent(100 * probability, 0)


def dated_figure(point: Point, indicator: Indicator, lang: Language) -> str:
    """Write a figure with its period."""
    told = figure(point.value, indicator, lang)
    return f"{told} ({lang.period(parse_period(point.period))})"


def told(made: Judgement, lang: Language) -> Word:
    """Return the overall verdict in words, with the target that is ahead.

    A deadline missed before may stand beside it. `≠` where the methods disagree.
    """
    found = word(made.overall, lang)
    text = found.text if made.agree else f"{found.text} ≠"
    if made.target is not None and not made.past and not made.reason:
        text = lang._(
            "{verdict}: {target} by {deadline}", verdict=text,
            target=lang.target(made.target.value, made.indicator),
            deadline=lang.date(made.target.deadline),
        )  # fmt: skip
    return found._replace(text=text)


def summary(made: Judgement, lang: Language) -> str:
    """Say the overall verdict in one sentence with its numbers, or why there is none."""
    if made.target is None or made.latest is None or made.missing is None:
        return lang._(REASONS[made.reason])
    values = {
        "target": lang.target(made.target.value, made.indicator),
        "deadline": lang.date(made.target.deadline),
        "latest": dated_figure(made.latest, made.indicator, lang),
        "missing": amount(abs(made.missing), made.indicator, lang).removeprefix("+"),
        "months": lang.number(made.months_left or 0.0, 1, least=0),
        "verdict": word(made.overall, lang).text,
    }
    return " ".join(_sentences(made, lang, values))


def _sentences(made: Judgement, lang: Language, values: Mapping[str, str]) -> Iterator[str]:
    if made.overall == "achieved":
        yield lang._("The target {target} due on {deadline} is reached: {latest}.", **values)
    elif made.past:
        yield lang._(
            "The target {target} fell due on {deadline} and was not met: the last figure by then, "
            "{latest}, is {missing} short.", **values,
        )  # fmt: skip
    else:
        yield lang._(
            "{latest}, target {target} by {deadline}: {missing} left for {months} months – "
            "{verdict}.", **values,
        )  # fmt: skip
    if not made.agree:
        yield lang._("The methods disagree.")

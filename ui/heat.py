"""The page of data quality in tables: scores by word, what each word asks, and what failed."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pandas as pd

from kpi import quality
from kpi.language import N_, Language
from kpi.periods import parse_period
from ui import data, markup
from ui.quality import grade

__all__ = ["answer", "failures", "formulas", "table"]

_FORMULAS = {
    "correct": N_(
        "share of figures that lie in the indicator's valid range and, for shares, are what "
        "numerator and denominator give"
    ),
    "complete": N_("share of the 34 provinces and of all periods due that have a figure"),
    "clean": N_("share of the lines of the files that were neither left out nor repeated"),
    "live": N_(
        "1 up to two periods after the last figure, then two periods divided by its age in days"
    ),
    "consistent": N_(
        "share of figures without a break in method up to the last one, and of nations' figures "
        "that the provinces fit"
    ),
    "shared": N_("one third each for a known source, its address, and a licence"),
}
_FAILURES = {
    "value": N_("outside the valid range, or not what numerator and denominator give"),
    "there": N_("no figure for a period that is due"),
    "lines": N_("came with a file of which lines were left out or repeated"),
    "age": N_("the last figure is too old"),
    "break": N_("a break in the method since"),
    "sum": N_("the provinces do not fit the nation"),
    "source": N_("source, address of the source or licence is missing"),
}
_PERIODS, _LINES = 4, 60  # of a failure; of the table


def table(scores: pd.DataFrame, label: str, name: Callable[[str], str], lang: Language) -> str:
    """Return a table of scores, the worst line first: number and word in each cell."""
    whole = quality.overall(scores)
    words = [lang._("all six"), *(lang.pick(word) for word in quality.WORDS.values())]
    lines = [
        _line(name(key), [mean, *scores.loc[key]], words, lang)
        for key, mean in zip(whole.index.astype(str), whole, strict=True)
    ]
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in (label, *words))
    return (
        '<table class="kd-table kd-heat">'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    )


def _line(name: str, scores: list[float], words: list[str], lang: Language) -> str:
    cells = "".join(_cell(score, word, lang) for score, word in zip(scores, words, strict=True))
    return f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>'


def _cell(score: float, label: str, lang: Language) -> str:
    if pd.isna(score):
        unknown = lang._("not judged")
        return f'<td data-label="{escape(label)}"><div>{escape(unknown)}</div></td>'
    style, sign, word = grade(score, lang)
    number = lang.percent(100 * score, 0)
    return (
        f'<td data-label="{escape(label)}"><div class="{style}"><b>{escape(number)}</b> '
        f'<small><span aria-hidden="true">{sign}</span> {escape(word)}</small></div></td>'
    )


def answer(scores: pd.DataFrame, lang: Language) -> str:
    """Say in a sentence which of the six words the figures meet best and worst, and the mean."""
    words = scores.mean()
    best, worst = (lang.pick(quality.WORDS[str(one)]) for one in (words.idxmax(), words.idxmin()))
    return lang._(
        "Of the six demands on data, the figures meet “{best}” best ({most}) and “{worst}” worst "
        "({least}); the mean is {mean}.",
        best=best, most=lang.percent(100 * words.max(), 0),
        worst=worst, least=lang.percent(100 * words.min(), 0),
        mean=lang.percent(100 * words.mean(), 0),
    )  # fmt: skip


def formulas(lang: Language) -> str:
    """Return what each word asks, in a sentence."""
    return markup.facts(
        (lang.pick(word), lang._(_FORMULAS[name])) for name, word in quality.WORDS.items()
    )


def failures(checks: pd.DataFrame, lang: Language) -> str:
    """Return the checks that failed, the worst first; "" where all passed."""
    catalogue, units = data.catalogue(), data.units()
    found = quality.failed(checks)
    heads = [lang._("Check"), lang._("What is wrong"), lang._("Indicator"), lang._("Area"),
             lang._("Periods"), lang._("Score")]  # fmt: skip
    body = [
        [
            lang.pick(quality.WORDS[row["word"]]),
            lang._(_FAILURES[row["check"]]),
            lang.pick(catalogue[row["indicator"]].short),
            lang.pick(units[row["area"]].name),
            _periods(row["periods"], lang),
            lang.percent(100 * row["passed"], 0),
        ]
        for row in found.head(_LINES).to_dict("records")
    ]
    rest = len(found) - _LINES
    more = markup.paragraph(lang._("and {rest} more", rest=lang.number(rest))) if rest > 0 else ""
    return markup.table(heads, body) + more if body else ""


def _periods(periods: list[str], lang: Language) -> str:
    told = [lang.period(parse_period(text)) for text in periods[-_PERIODS:]]
    rest = len(periods) - len(told)
    more = [lang._("and {rest} more", rest=lang.number(rest))] if rest > 0 else []
    return "; ".join([*told, *more])

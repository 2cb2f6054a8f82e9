"""The page of data quality in tables: scores by word, what each word asks, and what failed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Literal

import pandas as pd

from kpi import quality
from kpi.language import Language
from kpi.quality_words import FAILURES, FORMULAS, places
from ui import markup
from ui.quality import grade

__all__ = ["as_table", "failures", "formulas", "table"]

_LINES = 20  # lines of the table at once


def table(scores: pd.DataFrame, label: str, name: Callable[[str], str], lang: Language) -> str:
    """Return a table of scores, the worst line first: number and word in each cell."""
    whole = quality.overall(scores)
    words = [lang._("all six"), *(lang.pick(word) for word in quality.WORDS.values())]
    lines = [
        _line(name(key), [mean, *scores.loc[key]], words, lang)
        for key, mean in zip(whole.index.astype(str), whole, strict=True)
    ]
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in (label, *words))
    first, rest = (
        f'<table class="kd-table kd-heat"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(some)}</tbody></table>"
        for some in (lines[:_LINES], lines[_LINES:])
    )
    if not lines[_LINES:]:
        return first
    more = lang._("The other {rest}, which are better", rest=lang.number(len(lines) - _LINES))
    return first + markup.fold(more, rest)


def as_table(
    scores: pd.DataFrame, name: Callable[[str], str], mark: str, today: date, lang: Language
) -> pd.DataFrame:
    """Return the scores for a file, the worst line first: id, name, percentages, their day.

    `mark` says what the figures are where they are not published ones.
    """
    whole = quality.overall(scores)
    words = {key: f"{lang.pick(word)} (%)" for key, word in quality.WORDS.items()}
    told = 100 * scores.loc[whole.index].rename(columns=words)
    told.insert(0, f"{lang._('all six')} (%)", 100 * whole)
    told.insert(0, "name", [name(str(one)) for one in whole.index])
    told = told.rename_axis("id").reset_index().assign(as_of=today.isoformat())
    return told.assign(mark=mark) if mark else told


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


def formulas(lang: Language) -> str:
    """Return what each word asks, in a sentence."""
    return markup.facts(
        (lang.pick(word), lang._(FORMULAS[name])) for name, word in quality.WORDS.items()
    )


def failures(
    checks: pd.DataFrame,
    by: Literal["indicator", "area"],
    name: Callable[[str], str],
    lang: Language,
) -> str:
    """Return the checks that failed, the worst first, with where.

    `by`: what to name the places by, and `name` names one.
    """
    heads = [lang._("Check"), lang._("What is wrong"), lang._("Where"), lang._("Score")]
    found = quality.failed(checks, by)[["word", "check", "short", "passed"]]
    body = [
        [
            lang.pick(quality.WORDS[word]),
            lang._(FAILURES[check]),
            places([name(one) for one in short], lang),
            lang.percent(100 * passed, 0),
        ]
        for word, check, short, passed in found.itertuples(index=False)
    ]
    if not body:
        return markup.paragraph(lang._("None: every check was passed."))
    return markup.table(heads, body)

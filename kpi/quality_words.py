"""The six words of data quality in sentences: what each asks, what failed, what scores say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from kpi.language import N_, Language
from kpi.quality import WORDS

__all__ = ["FAILURES", "FORMULAS", "answer", "places"]

FORMULAS: Mapping[str, str] = {  # of each of WORDS
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
FAILURES: Mapping[str, str] = {  # of each of CHECKS
    "value": N_("outside the valid range, or not what numerator and denominator give"),
    "there": N_("no figure for a period that is due"),
    "lines": N_("came with a file of which lines were left out or repeated"),
    "age": N_("the last figure is too old"),
    "break": N_("a break in the method since"),
    "sum": N_("the provinces do not fit the nation"),
    "source": N_("source, address of the source or licence is missing"),
}
_NAMED = 12  # places of a failure


def answer(scores: pd.DataFrame, lang: Language) -> str:
    """Say in a sentence which of the six words the figures meet best and worst, and the mean."""
    words = scores.mean()
    best, worst = (lang.pick(WORDS[str(one)]) for one in (words.idxmax(), words.idxmin()))
    return lang._(
        "Of the six demands on data, the figures meet “{best}” best ({most}) and “{worst}” worst "
        "({least}); the mean is {mean}.",
        best=best, most=lang.percent(100 * words.max(), 0),
        worst=worst, least=lang.percent(100 * words.min(), 0),
        mean=lang.percent(100 * words.mean(), 0),
    )  # fmt: skip


def places(names: Sequence[str], lang: Language) -> str:
    """Name the worst of the places where a check failed, and count the others."""
    rest = len(names) - _NAMED
    more = [lang._("and {rest} more", rest=lang.number(rest))] if rest > 0 else []
    return "; ".join([*names[:_NAMED], *more])

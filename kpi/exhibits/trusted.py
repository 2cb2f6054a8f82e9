"""Exhibits of data quality: scores by the six words, and which checks failed where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import pandas as pd

from kpi import quality
from kpi.exhibits.exhibit import Column, Exhibit, Table
from kpi.exhibits.pieces import frame
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.figures import Figures
from kpi.plan import load_overview
from kpi.quality_words import FAILURES, FORMULAS, answer, places

__all__ = ["failures", "scores"]

_MOST = 60  # lines
Key = Literal["indicator", "area"]


class _Judged(NamedTuple):
    """What `/chat-luong` shows at an address."""

    figures: Figures
    checks: pd.DataFrame
    scores: pd.DataFrame  # of indicators, or of the provinces
    key: Key
    chosen: str  # indicator or area of which the failed checks are told


def scores(view: View) -> Exhibit:
    """Return the scores of indicators or provinces by the six words, the worst first."""
    made, lang = _judged(view), view.lang
    whole = quality.overall(made.scores)
    names = {"indicator": lang._("Indicator"), "area": lang._("Province or city")}
    words = [lang._("all six"), *(lang.pick(word) for word in quality.WORDS.values())]
    lines = [
        (_name(str(one), made.key, view), *map(_cell, (mean, *made.scores.loc[one])))
        for one, mean in zip(whole.index, whole, strict=True)
    ]
    title = lang._("Data quality by the six words, %")
    if len(lines) > _MOST:
        title = lang._("{title} (the first {shown} of {all})", title=title,
                       shown=lang.number(_MOST), all=lang.number(len(lines)))  # fmt: skip
    heads = (Column(names[made.key]), *(Column(word, 0, "%") for word in words))
    table = Table(heads, tuple(lines[:_MOST]))
    return _exhibit(view, made, ("scores", title, answer(made.scores, lang)), table, ())


def failures(view: View) -> Exhibit:
    """Return the checks that failed of the chosen indicator or province, the worst first."""
    made, lang = _judged(view), view.lang
    other: Key = "area" if made.key == "indicator" else "indicator"
    found = quality.failed(made.checks[made.checks[made.key] == made.chosen], other)
    lines = tuple(
        (
            lang.pick(quality.WORDS[word]),
            lang._(FAILURES[check]),
            places([_name(one, other, view) for one in short], lang),
            100 * passed,
        )
        for word, check, short, passed in found[["word", "check", "short", "passed"]].itertuples(
            index=False
        )
    )
    heads = [Column(lang._(head)) for head in ("Check", "What is wrong", "Where")]
    title = lang._("{name}: which checks failed", name=_name(made.chosen, made.key, view))
    passed = lang._("None: every check was passed.")
    said = f"{title}: {lines[0][1]} ({lines[0][2]})." if lines else f"{title}. {passed}"
    table = Table((*heads, Column(lang._("Score"), 0, "%")), lines)
    rows = made.figures.frame
    ids = rows[rows[made.key] == made.chosen]["source"]
    return _exhibit(view, made, ("failures", title, said), table, ids)


def _judged(view: View) -> _Judged:
    """Judge the figures as the page does, in the borders of the 34."""
    way = view.choice("theo", ("chi-so", "tinh"), "chi-so")
    view.sound()
    figures = view.figures()
    clean = {one.id: one.clean for one in view.library.versions()}
    checks = quality.checks(figures.frame, view.catalogue, view.units, view.today, clean)
    if checks.empty:
        raise ExhibitError([Problem("silent")])
    key: Key = "indicator" if way == "chi-so" else "area"
    told = quality.scores(checks, key)
    if key == "area":
        told = told.loc[[one.id for one in view.units.provinces if one.id in told.index]]
    offered = quality.overall(told).index.astype(str)
    if offered.empty:
        raise ExhibitError([Problem("silent")])
    chosen = view.choice(way, list(offered), offered[0], key)
    view.sound()
    return _Judged(figures, checks, told, key, chosen)


def _exhibit(
    view: View, made: _Judged, told: tuple[str, str, str], table: Table, ids: Iterable[str]
) -> Exhibit:
    """Return what both tables have in common.

    `told`: part, title and answer; `ids`: the sources of the figures that are told.
    """
    part, title, said = told
    lang = view.lang
    asked = (f"{lang.pick(word)}: {lang._(FORMULAS[name])}" for name, word in quality.WORDS.items())
    plan = load_overview(view.catalogue).plan.document
    return Exhibit(
        kind="table",
        title=title,
        answer=said,
        table=table,
        period=lang._("judged on {date}", date=lang.date(view.today)),
        address=view.address(made.figures),
        definition=lang._("Worked out from all figures of Viet Nam that are shown here."),
        method="; ".join(asked),
        part=part,
        **frame(view, made.figures, [plan, *ids]),
    )


def _name(one: str, kind: Key, view: View) -> str:
    """Name an indicator or an area."""
    known = view.catalogue[one].short if kind == "indicator" else view.units[one].name
    return view.lang.pick(known)


def _cell(score: float) -> float | None:
    """Return a score in percent; None where nothing can be judged."""
    return None if pd.isna(score) else 100 * score

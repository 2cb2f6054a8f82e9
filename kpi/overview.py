"""What the overview tells besides its headlines: the plan, counted programmes, what lies ahead.

Each line is (what it is, figure, remark), in words that are ready to be read.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pandas as pd

from kpi import sentences
from kpi.catalogue import Catalogue, Indicator, Target
from kpi.figures import Figures
from kpi.language import NBSP, Language
from kpi.observations import usable
from kpi.periods import parse_period
from kpi.plan import Overview

__all__ = ["Line", "Lines", "ahead", "counted", "newest", "phases", "plan", "signing"]

_CHANGES = 8  # figures told as published last


class Line(NamedTuple):
    """A figure of the overview."""

    what: str
    figure: str
    remark: str = ""


class Lines(NamedTuple):
    """What all lines are told of."""

    overview: Overview
    catalogue: Catalogue
    figures: Figures
    today: date
    lang: Language


def plan(on: Lines) -> list[Line]:
    """Return what the plan set out to do and what is known done, and its parts."""
    lang, lines = on.lang, []
    for name in on.overview.plan.indicators:
        one, row = on.catalogue[name], on.figures.latest(name, "VN")
        done = (
            lang._("how many are done has not been published")
            if row is None
            else lang._("done: {value}", value=sentences.figure(row, one, lang))
        )
        lines.append(Line(lang.pick(one.name), lang.number(one.targets[0].value), done))
    counts = on.overview.plan.counts
    return [*lines, *(Line(lang.pick(one.label), lang.number(one.value)) for one in counts)]


def phases(on: Lines) -> list[tuple[str, str]]:
    """Return the phases of the plan with their days, past ones said to be past."""
    lang = on.lang
    return [
        (
            lang.pick(phase.name),
            f"{lang.date(phase.start)} – {lang.date(phase.end)}"
            + (f" ({lang._('past')})" if phase.end < on.today else ""),
        )
        for phase in on.overview.plan.phases
    ]


def counted(on: Lines) -> list[Line]:
    """Return the counted programmes: done of the whole, and since when."""
    lang, lines = on.lang, []
    for name in on.overview.progress:
        known = usable(on.figures.of(name, "VN")).sort_values("end")
        if known.empty:
            continue
        last, first = known.iloc[-1], known.iloc[0]
        whole = "" if pd.isna(last["of"]) else f"/{lang.number(last['of'])}"
        before = ""
        if first["period"] != last["period"]:
            period = lang.period(parse_period(first["period"]))
            before = f"{period}: {lang.number(first['value'])}"
        remark = " · ".join(filter(None, (sentences.dated(last, lang), before)))
        figure = f"{lang.number(last['value'])}{whole}"
        lines.append(Line(lang.pick(on.catalogue[name].short), figure, remark))
    return lines


def signing(on: Lines) -> list[Line]:
    """Return of digital signing what is known, target and deadline of each group."""
    lang, lines = on.lang, []
    for name in on.overview.signing:
        one, row = on.catalogue[name], on.figures.latest(name, "VN")
        goal = one.targets[0]
        due = lang._(
            "target {target} by {deadline}", target=lang.target(goal.value, one),
            deadline=lang.date(goal.deadline),
        )  # fmt: skip
        past = lang._("past") if goal.deadline < on.today else ""
        figure = "–" if row is None else sentences.figure(row, one, lang)
        unknown = lang._("no published figure") if row is None else ""
        remark = " · ".join(filter(None, (due, past, unknown)))
        lines.append(Line(lang.pick(one.short), figure, remark))
    return lines


def ahead(on: Lines) -> list[tuple[Target, Line]]:
    """Return the targets still to come, the next deadline first."""
    lang = on.lang
    coming = [goal for goal in on.overview.horizon if goal.deadline >= on.today]
    lines = []
    for goal in sorted(coming, key=lambda goal: goal.deadline):
        one = on.catalogue[goal.indicator]
        value = _bound(one) + lang.target(goal.value, one)
        lines.append((goal, Line(lang.pick(one.short), value, lang.date(goal.deadline))))
    return lines


def _bound(indicator: Indicator) -> str:
    """Return the sign before a target that is a ceiling: 5 minutes at most."""
    ceiling = indicator.direction == "lower" and indicator.unit != "rank"
    return f"≤{NBSP}" if ceiling else ""


def newest(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the figures published last, the newest first."""
    order = usable(frame).sort_values(["published", "end"], ascending=False, kind="stable")
    return order.head(_CHANGES)

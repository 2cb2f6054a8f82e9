"""Exhibits of what the overview tells below its cards: plan, programmes, targets to come, news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpi import overview as telling
from kpi import sentences
from kpi.exhibits.exhibit import Exhibit
from kpi.exhibits.lists import Words, listed
from kpi.exhibits.refusals import ExhibitError, Problem
from kpi.exhibits.view import View
from kpi.overview import Line, Lines
from kpi.periods import parse_period
from kpi.plan import load_overview

__all__ = ["horizon", "newest", "plan", "programmes", "signing"]


def _on(view: View) -> Lines:
    """Return what is told of published figures; the plan has nothing to do with practice."""
    view.sound()
    if view.workspace != "published":
        raise ExhibitError([Problem("silent")])
    known = load_overview(view.catalogue)
    return Lines(known, view.catalogue, view.figures(), view.today, view.lang)


def plan(view: View) -> Exhibit:
    """Return the central plan: what it set out to do, its parts and phases."""
    on, lang = _on(view), view.lang
    lines = [*telling.plan(on), *(Line(name, days) for name, days in telling.phases(on))]
    title = lang._("The plan: Plan 02-KH/BCĐTW")
    return _shown(view, on, title, lines, [on.overview.plan.document], "plan")


def programmes(view: View) -> Exhibit:
    """Return the programmes that are counted, done of the whole."""
    on = _on(view)
    ids = [text for name in on.overview.progress for text in on.figures.of(name, "VN")["source"]]
    title = view.lang._("Programmes that are counted")
    return _shown(view, on, title, telling.counted(on), ids, "programmes")


def signing(view: View) -> Exhibit:
    """Return digital signing: what is known, target and deadline of each group."""
    on = _on(view)
    names = on.overview.signing
    ids = [view.catalogue[name].targets[0].document for name in names]
    ids += [text for name in names for text in on.figures.of(name, "VN")["source"]]
    return _shown(view, on, view.lang._("Digital signing"), telling.signing(on), ids, "signing")


def _shown(
    view: View, on: Lines, title: str, lines: Sequence[Line], ids: Iterable[str], part: str
) -> Exhibit:
    if not lines:
        raise ExhibitError([Problem("silent")])
    heads = (view.lang._("What"), view.lang._("Value"), view.lang._("Remark"))
    words = Words(title, _said(lines), heads, [tuple(one) for one in lines])
    return listed(view, on.figures, words, ids, part)


def _said(lines: Sequence[Line]) -> str:
    """Say the first two lines in one sentence; without a figure what is known instead."""
    known = ((one.what, one.remark if one.figure == "–" else one.figure) for one in lines[:2])
    return "; ".join(f"{what}: {told}" for what, told in known) + "."


def horizon(view: View) -> Exhibit:
    """Return the targets still to come, each with the document that set it."""
    on, lang = _on(view), view.lang
    known = view.catalogue.sources
    coming = telling.ahead(on)
    if not coming:
        raise ExhibitError([Problem("silent")])
    lines = [
        (*one, known[goal.document].title if goal.document in known else goal.document)
        for goal, one in coming
    ]
    heads = (lang._("Indicator"), lang._("Target"), lang._("Deadline"), lang._("Document"))
    first = coming[0][1]
    said = lang._("Next horizon, for {name}: {target} by {deadline}.", name=first.what,
                  target=first.figure, deadline=first.remark)  # fmt: skip
    words = Words(lang._("The next horizon, 2026–2030"), said, heads, lines)
    return listed(view, on.figures, words, [goal.document for goal, _ in coming], "horizon")


def newest(view: View) -> Exhibit:
    """Return the figures published last."""
    view.sound()
    figures, lang = view.figures(), view.lang
    rows = telling.newest(figures.frame)
    if rows.empty:
        raise ExhibitError([Problem("silent")])
    lines = [_published(view, row) for row in rows.to_dict("records")]
    heads = (lang._("Published"), lang._("Indicator"), lang._("Area"), lang._("Value"),
             lang._("Period"))  # fmt: skip
    last = lines[0]
    said = f"{last[1]} ({last[2]}): {last[3]}, {last[4]}."
    words = Words(lang._("What changed last"), said, heads, lines)
    return listed(view, figures, words, rows["source"], "newest")


def _published(view: View, row: sentences.Row) -> tuple[str, ...]:
    lang, one = view.lang, view.catalogue[str(row["indicator"])]
    return (
        lang.published(row["published"]),
        lang.pick(one.short),
        lang.pick(view.units[str(row["area"])].name),
        sentences.figure(row, one, lang),
        lang.period(parse_period(str(row["period"]))),
    )

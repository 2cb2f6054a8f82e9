"""Exhibits of one ministry: its figures against targets and the other ministries, its tasks."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kpi import ministry, sentences
from kpi.course import told
from kpi.exhibits.exhibit import Column, Exhibit, Table
from kpi.exhibits.pieces import frame, span
from kpi.exhibits.view import View
from kpi.figures import Figures
from kpi.ministry import Line
from kpi.tasks import Judged, judge, load_register, practice_register, words
from kpi.units import Unit

__all__ = ["listed_apart", "profile"]


def profile(view: View, figures: Figures, place: Unit) -> Exhibit:
    """Return what `/tinh-thanh` tells of a ministry, as a table: its figures, else its tasks."""
    found, lang = ministry.lines(figures, place.id, view.catalogue.values()), view.lang
    name, tasks = lang.pick(place.name), _tasks(view, figures, place.id)
    of_tasks = not found and bool(tasks)
    rows = pd.DataFrame([one.row for one in found], columns=["period", "start", "end", "source"])
    return Exhibit(
        kind="table",
        title=lang._("Where does {name} stand?", name=name),
        answer=ministry.introduction(name, found, tasks, view.today, lang),
        table=_its_tasks(tasks, view) if of_tasks else _its_figures(found, figures, view),
        period=span(rows, lang),
        address=view.address(figures),
        method=" ".join(ministry.notes(found, lang)) if found else "",
        part="profile",
        **frame(view, figures, _sources(tasks) if of_tasks else rows["source"]),
    )


def listed_apart(view: View, figures: Figures, place: Unit) -> bool:
    """Tell whether there are tasks that the profile, being of figures, does not list."""
    found = ministry.lines(figures, place.id, view.catalogue.values())
    return bool(found) and bool(_tasks(view, figures, place.id))


def _tasks(view: View, figures: Figures, area: str) -> list[Judged]:
    """Return the tasks a ministry answers for, what asks for attention first."""
    register, catalogue = load_register(view.catalogue, view.units), view.catalogue
    if figures.simulated:
        register = practice_register(register, view.today)
    return [
        one
        for one in judge(register, catalogue, figures.of, view.today)
        if any(agency.id == area for agency in register.answering(one.task, catalogue))
    ]


def _its_figures(found: Sequence[Line], figures: Figures, view: View) -> Table:
    lang = view.lang
    heads = (
        lang._("Indicator"), lang._("Value"), lang._("Period"), lang._("Target"),
        lang._("Verdict"), lang._("Place among ministries"), lang._("Median of ministries"),
    )  # fmt: skip
    return Table(tuple(map(Column, heads)), tuple(_cells(one, figures, view) for one in found))


def _cells(line: Line, figures: Figures, view: View) -> tuple[str, ...]:
    lang, one, area = view.lang, line.indicator, str(line.row["area"])
    made = None if line.bound else view.library.judged(figures, view.today).one(one.id, area)
    word = None if made is None else told(made, lang)
    goal, due = line.target(view.today, lang)
    return (
        lang.pick(one.short),
        sentences.figure(line.row, one, lang),
        sentences.when(line.row, lang),
        f"{goal} ({due})" if due else goal,
        "–" if word is None else f"{word.sign} {word.text}",
        line.place(lang),
        line.median(lang),
    )


def _sources(tasks: Sequence[Judged]) -> list[str]:
    """Name the documents that tell of tasks."""
    return [source for one in tasks for source in one.task.sources]


def _its_tasks(tasks: Sequence[Judged], view: View) -> Table:
    lang = view.lang
    heads = (lang._("Task"), lang._("State"), lang._("Deadline"), lang._("Completion"))
    lines = (
        (
            lang.pick(one.task.name), words.state(one, lang), words.due(one, lang),
            words.completion(one, lang),
        )
        for one in tasks
    )  # fmt: skip
    return Table(tuple(map(Column, heads)), tuple(lines))

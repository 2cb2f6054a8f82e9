"""The profile of a ministry: its figures among those of all ministries, and its tasks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from kpi import ministry, sentences
from kpi.catalogue import Indicator
from kpi.charts.sparkline import sparkline
from kpi.charts.strip import strips
from kpi.figures import Workspace
from kpi.language import Language
from kpi.ministry import ALL, Line
from kpi.observations import usable
from kpi.tasks import Judged, words
from kpi.units import Unit
from ui import data, draw, markup, origins, quality, shell, tables, verdicts
from ui.data import Figures
from ui.downloads import Part
from ui.draw import once
from ui.tasks import board
from ui.tasks.ways import ways

__all__ = ["offered", "show"]

_ARROW = ":material/arrow_forward:"
_LISTED = 8  # tasks; their own page has all of them
_SETTLED = ("late", "done")


def offered(workspace: Workspace) -> tuple[tuple[Unit, ...], str]:
    """Return all ministries, and the one to begin with: that with figures of most indicators."""
    every, figures = data.units().of("ministry"), data.figures(workspace, "34")
    ids = [unit.id for unit in every]
    usual = draw.kept(figures, lambda: ministry.most_figures(figures, ids), "ministry known best")
    return every, usual


def show(figures: Figures, place: Unit) -> None:
    """Draw what is known of a ministry; `figures` have a shelf for it alone."""
    lang, today, units = shell.view().lang, data.today(), data.units()
    found, tasks = _lines(figures, place), _tasks(figures, place)
    draw.html(figures, partial(_answer, place, found, tasks), "answer", tasks)
    exact = _exact(figures, place)
    if exact:
        draw.chart(
            figures,
            lambda: strips(
                figures.frame, exact, place.id, lang, units,
                today=today, nation=ALL, simulated=figures.simulated,
            ),
            "strips", lang.code, today,
        )  # fmt: skip
    if not found:
        _nothing(figures, place)
    draw.markup(
        figures,
        lambda: _table(figures, place, found) + _its_tasks(tasks, place),
        "table and tasks", lang.code, today, tasks,
    )  # fmt: skip
    if found:
        tables.behind(figures, Part(areas=(place.id,)), place.id.lower())


@once
def _lines(figures: Figures, place: Unit) -> list[Line]:
    return ministry.lines(figures, place.id, data.catalogue().values())


@once
def _exact(figures: Figures, place: Unit) -> list[Indicator]:
    """Return what can be drawn: indicators of which more than a bound is known."""
    known = (one.indicator for one in _lines(figures, place))
    return [one for one in known if figures.latest(one.id, place.id) is not None]


def _tasks(figures: Figures, place: Unit) -> tuple[Judged, ...]:
    """Return the tasks a ministry answers for, as their own page lists them."""
    shown = board.documented(data.figures(figures.workspace, "34"))
    return shown.with_(board.Choice(agency=place.id))


def _answer(place: Unit, found: Sequence[Line], tasks: Sequence[Judged]) -> str:
    lang = shell.view().lang
    name = lang.pick(place.name)
    return markup.answer(ministry.introduction(name, found, tasks, data.today(), lang))


def _table(figures: Figures, place: Unit, found: Sequence[Line]) -> str:
    """Return the figures against target, other ministries and time, with what must be known."""
    lang = shell.view().lang
    if not found:
        return ""
    head = [
        lang._("Indicator"), lang._("Value"), lang._("Trend"), lang._("Target"),
        lang._("Verdict"), lang._("Place among ministries"), lang._("Median of ministries"),
    ]  # fmt: skip
    body = [_cells(figures, place, one, lang) for one in found]
    rows = figures.frame[figures.frame["area"] == place.id]
    notes = ministry.notes(found, lang)
    return (
        markup.section(lang._("All its figures"))
        + f'<div class="kd-profile">{markup.log(head, body)}</div>'
        + origins.below(figures, rows["source"].unique(), lang, *notes)
    )


def _nothing(figures: Figures, place: Unit) -> None:
    """Say why there is no figure, and lead to where there may be one."""
    lang = shell.view().lang
    if not figures.simulated:
        st.info(lang._("Nobody has published a figure of it; your own table can be brought in."))
        st.page_link("pages/upload.py", label=lang._("Your figures"), icon=_ARROW)
        return
    st.info(lang._("The practice panel is made of provinces: ministries have no figures in it."))
    st.page_link(
        "pages/province.py",
        label=lang._("Its published figures"),
        icon=_ARROW,
        query_params={
            "tinh": place.id, shell.ERA: "bo", "bo-so-lieu": "published", "lang": lang.code,
        },
    )  # fmt: skip


def _cells(figures: Figures, place: Unit, line: Line, lang: Language) -> list[str]:
    one, row = line.indicator, line.row
    verdict = "" if line.bound else verdicts.mark(figures, one, place.id)
    note = str(row["note" if lang.code == "vi" else "note_en"])
    return [
        escape(lang.pick(one.short)),
        _two(f"<strong>{escape(sentences.figure(row, one, lang))}</strong>",
             [escape(sentences.when(row, lang)), escape(note),
              quality.mark(figures, one, place.id)]),
        _trend(figures, place, one, lang),
        _two(*map(escape, line.target(data.today(), lang))),
        verdict or "–",
        escape(line.place(lang)),
        _two(escape(line.median(lang)), [escape(_together(figures, line, lang))]),
    ]  # fmt: skip


def _two(first: str, others: Sequence[str] | str) -> str:
    """Return a cell of HTML: what counts, and small below it what must be known of it."""
    small = [others] if isinstance(others, str) else others
    told = "<br>".join(one for one in small if one)
    return f'{first}<br><span class="kd-foot">{told}</span>' if told else first


def _trend(figures: Figures, place: Unit, one: Indicator, lang: Language) -> str:
    """Return the line of all its figures; "–" where there are no two."""
    rows = figures.of(one.id, place.id)
    return sparkline(rows, one, lang, area=place.id) if len(usable(rows)) > 1 else "–"


def _together(figures: Figures, line: Line, lang: Language) -> str:
    """Write the figure of all ministries together, of the same period; "" for none."""
    rows = usable(figures.of(line.indicator.id, ALL))
    rows = rows[rows["period"] == line.row["period"]]
    if rows.empty:
        return ""
    value = sentences.figure(rows.iloc[-1], line.indicator, lang)
    return lang._("all together: {value}", value=value)


def _its_tasks(tasks: Sequence[Judged], place: Unit) -> str:
    """Return the tasks that ask for attention first, and the way to all of them."""
    lang, links = shell.view().lang, ways(own=False)
    title = markup.section(lang._("Its tasks, and those of indicators it owns"))
    if not tasks:
        return title + markup.paragraph(lang._("None of the tasks known by name is its own."))
    due = [one for one in tasks if one.state.kind not in _SETTLED] or list(tasks)
    head = [lang._("Task"), lang._("State"), lang._("Deadline"), lang._("Completion")]
    body = [
        [
            links.tasks(lang.pick(one.task.name), co_quan=place.id, nhiem_vu=one.task.id),
            f'<span class="kd-verdict kd-{words.LOOKS[one.state.kind]}">'
            f"{escape(words.state(one, lang))}</span>",
            escape(words.due(one, lang)),
            escape(words.completion(one, lang)),
        ]
        for one in due[:_LISTED]
    ]
    every = lang._("All its tasks: {count}", count=lang.number(len(tasks)))
    way = f'<p class="kd-text kd-way">{links.tasks(every, co_quan=place.id)}</p>'
    return f'{title}<div class="kd-profile">{markup.log(head, body)}</div>{way}'

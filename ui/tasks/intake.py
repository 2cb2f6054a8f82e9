"""A visitor's own table of tasks: brought, checked, shown for this visit, taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from kpi.export import to_csv, to_xlsx
from kpi.language import Language
from kpi.problems import safe
from kpi.tasks import STATES, Brought, Judged, read_tasks, tasks_table, template_table, words
from ui import data, markup, shell
from ui.tasks.board import Board, keep, mine, register

__all__ = ["intake", "way"]

_KEY, _SHEET_KEY = "task-table", "task-sheet"
_TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "ods"]
_SHOWN = 200  # problems
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def intake(judged: Sequence[Judged], shown: Board) -> None:
    """Offer to take the tasks away, the template, and to bring a table; tell what came of it."""
    lang = shell.view().lang
    st.html(markup.section(lang._("Take away, or bring your own")))
    with st.container(horizontal=True):
        name = "nhiem-vu-mo-phong" if shown.figures.simulated else "nhiem-vu"
        _button(lang._("Download these tasks (CSV)"), f"{name}.csv", "text/csv",
                lambda: to_csv(_table(judged, shown, lang)))  # fmt: skip
        _button(lang._("Download the template (CSV)"), "mau-nhiem-vu.csv", "text/csv",
                lambda: to_csv(template_table(register(), data.units(), lang)))  # fmt: skip
        _button(lang._("Download the template (XLSX)"), "mau-nhiem-vu.xlsx", _SHEET,
                lambda: _workbook(lang))  # fmt: skip
    if shown.figures.simulated:
        return
    st.file_uploader(
        lang._("Bring a table of tasks (CSV or spreadsheet): checked, shown for this visit only, "
               "never published"),
        _TYPES, key=_KEY, on_change=_take,
    )  # fmt: skip
    if own := mine():
        _choose_sheet(own.brought, lang)
        st.html(_told(own.brought, lang))
        st.button(lang._("Remove the table"), on_click=keep, args=(None,), key="task-table-away")


def way(label: str, choices: dict[str, str]) -> None:
    """Lead to this page with other choices, in the same visit."""
    st.page_link("pages/plan.py", label=label, query_params=choices, icon=":material/print:")


def _workbook(lang: Language) -> bytes:
    return to_xlsx({lang._("Tasks"): template_table(register(), data.units(), lang)})


def _button(label: str, name: str, kind: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label, make, name, kind, on_click="ignore", icon=":material/download:", key=name
    )


def _take() -> None:
    """Read what stands in the uploader, or let go of what is not there any more."""
    file = st.session_state[_KEY]
    if file is None:
        keep(None)
        return
    sheet = st.session_state.get(_SHEET_KEY) or ""
    keep(read_tasks(file.getvalue(), safe(file.name), register(), data.catalogue(), data.units(),
                    data.today(), sheet=sheet))  # fmt: skip


def _choose_sheet(brought: Brought, lang: Language) -> None:
    """Say which sheet of a workbook is shown, and let another be read."""
    if len(brought.sheets) < len(("this", "another")):
        return
    st.session_state[_SHEET_KEY] = brought.sheet  # a choice made for an earlier file is none here
    st.selectbox(
        lang._("Sheet that is read ({count} hold something)", count=len(brought.sheets)),
        brought.sheets, key=_SHEET_KEY, on_change=_take, format_func=safe,
    )  # fmt: skip


def _table(judged: Sequence[Judged], shown: Board, lang: Language) -> pd.DataFrame:
    names = {kind: lang._(words.NAMES[kind]) for kind in STATES}
    table = tasks_table(judged, shown.register, data.catalogue(), data.units(), lang, names)
    marks = {"simulated": "SỐ LIỆU MÔ PHỎNG / SIMULATED", "own": "CHƯA CÔNG BỐ / NOT PUBLISHED"}
    if shown.figures.simulated or shown.own:
        table.insert(0, "mark", marks["own" if shown.own else "simulated"])
    return table


def _told(brought: Brought, lang: Language) -> str:
    """Say how many tasks can be shown, and every problem by its line."""
    if brought.refused:
        told = f"{brought.refused.message(lang)} {brought.refused.advice(lang)}"
        return markup.paragraph(f"{brought.name}: {told}")
    good = len(brought.register.tasks) if brought.register else 0
    said = lang._(
        "{name}: {good} of {all} lines are shown as tasks; {problems} problems.",
        name=brought.name, good=lang.number(good), all=lang.number(brought.lines),
        problems=lang.number(len(brought.problems)),
    )  # fmt: skip
    return markup.paragraph(said) + _problems(brought, lang)


def _problems(brought: Brought, lang: Language) -> str:
    if not brought.problems:
        return ""
    names = {"error": lang._("error: left out"), "warning": lang._("remark: shown")}
    head = [lang._("Line"), lang._("Column"), lang._("Kind"), lang._("Given"),
            lang._("What is wrong"), lang._("What to do")]  # fmt: skip
    body = [
        [lang.number(one.line), one.column, names[one.severity], one.given, one.message(lang),
         one.advice(lang)]
        for one in brought.problems[:_SHOWN]
    ]  # fmt: skip
    left = len(brought.problems) - _SHOWN
    more = lang._("{count} further problems are not listed.", count=lang.number(left))
    rest = f'<p class="kd-foot">{escape(more)}</p>' if left > 0 else ""
    return markup.table(head, body) + rest

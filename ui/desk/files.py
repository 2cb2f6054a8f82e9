"""Step 1: choose files. They leave Streamlit's uploader at once and are kept by the desk alone."""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from kpi.headlines import HEADLINE
from kpi.language import Language
from kpi.template import template_csv
from ui import data, markup
from ui.desk import questions
from ui.desk.jobs import Fresh, read, taken
from ui.desk.publishing import sign_in
from ui.desk.visit import NO_ANSWERS, Brought, desk

__all__ = ["remove", "show", "uploader"]

TYPES = ["csv", "tsv", "txt", "xlsx", "xls", "ods"]
_MOST_FILES, _TIMES = 70, 5  # all 63 provinces; together as much as five of the largest files
_LONGEST = 150  # letters of a file's name


def show(lang: Language) -> None:
    """Draw the step."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        uploader(lang._("Choose one or several tables (CSV, TSV, TXT, XLSX, XLS, ODS)"))
        questions.profiles(lang)
        sign_in(lang)
    with right:
        st.download_button(
            lang._("Download a filled-in template"),
            lambda: template_csv(data.catalogue()[HEADLINE], "2025-12", data.units(), lang),
            "mau-so-lieu.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.html(
            markup.paragraph(
                lang._(
                    "Any layout is read: one figure a line, months or quarters in columns, several "
                    "indicators side by side, titles above and notes below. What the file does "
                    "not say is asked in the next step."
                )
            )
        )


def uploader(label: str, *, mended: bool = False) -> None:
    """Draw the control that takes files in; it is empty again once they are taken.

    `mended`: one file comes in the place of the only one on the desk, whatever its name is.
    """
    key = f"brought-{desk().round}"
    st.file_uploader(
        label, TYPES, accept_multiple_files=True, key=key, on_change=_take, args=(key, mended)
    )


def _take(key: str, mended: bool) -> None:
    """Take the files from the uploader, which forgets them, and read them."""
    mine = desk()
    files: list[UploadedFile] = st.session_state[key]
    alone = mended and len(files) == len(mine.files) == 1
    fresh = [_fresh(file, mine.files[0] if alone else None) for file in files]
    _forget(files)
    mine.round += 1
    kept = sum(len(one.data) for one in mine.files)
    size = kept + sum(len(one.data) for one in fresh)
    room = _TIMES * st.get_option("server.maxUploadSize") * 2**20
    if len(mine.files) + len(fresh) > _MOST_FILES or size > room:
        mine.trouble = "room"
    elif fresh:
        mine.start(read(fresh, mine.files), taken)


def _fresh(file: UploadedFile, before: Brought | None) -> Fresh:
    """Return a file to be read; one of the same name, or that it mends, gives way to it."""
    letters = "".join(char if char.isprintable() else " " for char in PurePath(file.name).name)
    name = letters if len(letters) <= _LONGEST else letters[: _LONGEST - 9] + "…" + letters[-8:]
    before = before or desk().find(name)
    known = before.answers if before else questions.chosen()
    return Fresh(name, file.getvalue(), known or NO_ANSWERS, before)


def _forget(files: list[UploadedFile]) -> None:
    """Let go of what Streamlit holds of files, which it would keep until the visit ends."""
    context = get_script_run_ctx()
    holder = context and context.uploaded_file_mgr
    if context is not None and isinstance(holder, MemoryUploadedFileManager):
        for file in files:
            holder.remove_file(context.session_id, file.file_id)


def remove(file: Brought | None) -> None:
    """Let go of a file, or of all."""
    mine = desk()
    rest = [one for one in mine.files if file is not None and one is not file]
    if rest:
        mine.start(read([], rest), taken)
    else:
        mine.keep((), None)
        mine.go("files")

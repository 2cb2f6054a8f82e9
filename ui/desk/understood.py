"""Step 2: how each file was understood, what it leaves open, and every guess to be changed."""

from __future__ import annotations

import streamlit as st

from kpi.language import Language
from kpi.problems import safe
from ui import markup
from ui.desk import files, questions, words
from ui.desk.visit import Brought, desk

__all__ = ["show"]


def show(lang: Language) -> None:
    """Draw the step."""
    mine = desk()
    questions.ask(lang)
    file = mine.files[0]
    if len(mine.files) > 1:
        st.html(_overview(lang))
        file = st.selectbox(
            lang._("File"),
            mine.files,
            0,
            lambda one: safe(one.name),
            key=f"file-{id(mine.shelf)}",  # other files, another choice
        )
    else:
        st.header(words.plain(safe(file.name)), anchor=False)
    st.html(markup.paragraph(words.balance(file.balance, lang)))
    st.html(
        mine.shelf.kept(
            ("facts", id(file), lang.code),
            lambda: markup.facts(words.facts(file.reading, lang)),
        )
    )
    questions.change(file, lang)
    st.button(
        lang._("Remove this file"), on_click=files.remove, args=(file,), icon=":material/close:"
    )
    questions.profiles(lang)


def _overview(lang: Language) -> str:
    """Return one line a file: its lines, and what was found."""
    head = [
        lang._("File"), lang._("Lines"), lang._("Usable"), lang._("Errors"), lang._("Remarks"),
        lang._("Set aside"), lang._("Borders meant"),
    ]  # fmt: skip
    return markup.table(head, [_line(file, lang) for file in desk().files])


def _line(file: Brought, lang: Language) -> list[str]:
    reading, counted = file.reading, file.balance
    counts = (
        counted.lines, counted.usable, reading.errors, reading.warnings, counted.aside,
    )  # fmt: skip
    asked = lang._("to be said") if reading.questions else ""
    border = words.era(reading.era, lang) or ("–" if not asked else "")
    return [safe(file.name), *map(lang.number, counts), "; ".join(filter(None, (border, asked)))]

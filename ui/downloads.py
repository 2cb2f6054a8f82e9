"""Figures to take away as shown: CSV, XLSX and SDMX-CSV, made when they are asked for.

Figures that all may see come by links, which cost a page next to nothing; a visitor's own figures
come by buttons and never leave the visit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st

from kpi.export import to_csv, to_xlsx
from kpi.handout import FORMS, Form, handout
from ui import data, markup, shell
from ui.data import Figures
from ui.draw import once
from ui.server.figures import MEDIA_TYPES, SIMULATED, Part, figures_url

__all__ = ["Part", "buttons", "line", "links", "mark", "tables"]

_NAMES: Mapping[Form, str] = {"csv": "CSV", "xlsx": "XLSX", "sdmx.csv": "SDMX-CSV"}
_MINE = "CHƯA CÔNG BỐ / NOT PUBLISHED"


def links(figures: Figures, part: Part, name: str) -> None:
    """Draw the links to files of what is shown; nothing for a visitor's own figures."""
    if not figures.private:
        st.html(line(figures, part, name))


@once
def line(figures: Figures, part: Part, name: str) -> str:
    """Return the links to files as HTML; "" for a visitor's own figures.

    `name` is the name of the files without ending: letters, digits and hyphens.
    """
    if figures.private:
        return ""
    lang = shell.view().lang
    ways = [
        (figures_url(name, figures, part, form, lang.code), text) for form, text in _NAMES.items()
    ]
    return markup.linked(lang._("Download the figures with their sources:"), *ways)


def tables(build: Callable[[], pd.DataFrame], sheet: str, name: str) -> None:
    """Draw the buttons for the files of a table that is no table of figures, built when asked."""
    lang = shell.view().lang

    def made(form: Form) -> bytes:
        return to_csv(build()) if form == "csv" else to_xlsx({sheet: build()})

    with st.container(horizontal=True):
        for form in FORMS[:2]:
            st.download_button(
                lang._("Download as {form}", form=_NAMES[form]),
                partial(made, form),
                f"{name}.{form}",
                MEDIA_TYPES[form],
                on_click="ignore",
                icon=":material/download:",
            )


def mark(figures: Figures) -> str:
    """Say what the figures of a file are where they are not published ones."""
    return SIMULATED if figures.simulated else _MINE if figures.private else ""


def buttons(figures: Figures, part: Part, name: str) -> None:
    """Draw the buttons for files of a visitor's own figures."""
    lang = shell.view().lang
    for form in FORMS:
        st.download_button(
            lang._("Download as {form}", form=_NAMES[form]),
            partial(handout, part.rows(figures), form, lang, data.catalogue(), data.units(), _MINE),
            f"{name}.{form}",
            MEDIA_TYPES[form],
            on_click="ignore",
            icon=":material/download:",
        )

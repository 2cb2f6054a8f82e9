"""The table a visitor brings: taken in, checked, and kept for this visit only."""

from __future__ import annotations

import streamlit as st

from kpi.reading import Reading, read_table
from ui import data, shell

_KEY = "brought"
_MOST_ROWS = 200_000  # on the page; the command reads ten times as many


def table() -> Reading | None:
    """Draw the control that takes a file in; return what was read of the one that is kept."""
    st.file_uploader(
        shell.view().lang._("1. Choose a file (CSV, UTF-8, at most 20 MB)"),
        type=["csv", "tsv", "txt"],
        key=_KEY,
        on_change=_take,
    )
    return data.upload()


def removal() -> None:
    """Offer to let go of a file that the control above forgot because the page was left."""
    if st.session_state[_KEY] is None:
        label = shell.view().lang._("Remove this file")
        st.button(label, on_click=_take, icon=":material/close:")


def _take() -> None:
    """Read and check the file just brought and keep it for this visit, or let go of it."""
    brought = st.session_state[_KEY]
    data.keep_upload(
        brought
        and read_table(
            brought.getvalue(),
            brought.name,
            data.catalogue(),
            data.units(),
            today=data.today(),
            max_rows=_MOST_ROWS,
        )
    )

"""The files of a meeting: made when asked for, with a bar that shows how far, then downloaded."""

from __future__ import annotations

import streamlit as st

from kpi.meeting_files import Progress
from ui import shell
from ui.meeting.formats import FORMATS
from ui.server.meetings import file_url, made, make

__all__ = ["offer", "tell"]


def offer(token: str) -> None:
    """Offer each format of the meeting of that name: to be made, and once made to be downloaded."""
    lang = shell.view().lang
    st.caption(lang._("Take the meeting away: a file is made first, then it can be downloaded."))
    row, below, wanted = st.container(horizontal=True), st.empty(), ""
    with row:
        for form, one in FORMATS.items():
            name = lang._(one.name)
            if made(token, form):
                told = lang._("Download: {name}", name=name)
                st.link_button(told, file_url(token, form), icon=":material/download:")
            elif st.button(name, key=f"make-{form}", icon=":material/draft:"):
                wanted = form
    if wanted:
        with below:
            make(token, wanted, tell())
        st.rerun()


def tell() -> Progress:
    """Return what shows on a bar how much is done."""
    lang = shell.view().lang
    bar = st.progress(0.0, lang._("The file is being made …"))

    def progress(done: int, count: int) -> None:
        share = lang.percent(100 * done / count, 0)
        bar.progress(done / count, lang._("The file is being made: {share}", share=share))

    return progress

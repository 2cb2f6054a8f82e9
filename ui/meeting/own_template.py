"""Slides on an agency's own template, made while a bar shows how far they are."""

from __future__ import annotations

import streamlit as st

from kpi.exhibits import Gathered
from kpi.meeting_files import presentation
from kpi.slides import TemplateError
from ui import shell
from ui.meeting.formats import FORMATS
from ui.meeting.taking import tell

__all__ = ["offer"]


def offer(made: Gathered, base: str) -> None:
    """Take a template, make slides on it when asked, and offer them for download.

    `base`: the dashboard's address, for links. The template is kept for this visit only.
    """
    lang = shell.view().lang
    with st.expander(lang._("Slides on your own template")):
        given = st.file_uploader(
            lang._("A .pptx or .potx with the layouts “Title Slide” and “Title Only”"),
            type=["pptx", "potx"],
            key="meeting-template",
        )
        if given and st.button(lang._("Make the slides"), icon=":material/slideshow:"):
            _make(made, base, given.getvalue())


def _make(made: Gathered, base: str, template: bytes) -> None:
    lang = shell.view().lang
    space = st.empty()
    try:
        with space:
            slides = presentation(made, base, template, tell())
    except TemplateError as error:
        st.error(error.message(lang))
        return
    finally:
        space.empty()
    st.download_button(
        lang._("Download the slides"),
        slides,
        f"{'mo-phong-' if made.simulated else ''}cuoc-hop.pptx",
        FORMATS["pptx"].media_type,
        on_click="ignore",
        icon=":material/download:",
    )

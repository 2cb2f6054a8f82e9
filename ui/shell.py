"""The frame around every page: sidebar choices, the page's question and answer, its sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kpi.language import LANGUAGES, Lang, Language, language
from kpi.store import StoreError
from ui import address, as_of, data, markup
from ui.data import Era, Figures, Workspace

_ERAS: tuple[Era, ...] = ("34", "63")
_MARK = Path(__file__).parent / "web" / "mark.svg"
_LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}


@dataclass(frozen=True)
class View:
    """What holds for every page of this visitor: language and workspace."""

    lang: Language
    workspace: Workspace


def view() -> View:
    """Return the choices made in the sidebar."""
    chosen: View = st.session_state["_view"]
    return chosen


def sidebar() -> View:
    """Draw the sidebar's mark and choices; they stay while the reader walks from page to page."""
    st.logo(str(_MARK), size="large")
    with st.sidebar:
        place = st.container()
        code = cast(
            Lang,
            address.choose(
                "Ngôn ngữ · Language",
                "lang",
                LANGUAGES,
                "vi",
                _LANGUAGE_NAMES.__getitem__,
                st.segmented_control,
                required=True,
            ),
        )
        lang = language(code)
        with place:
            workspace = _choose_workspace(lang)
    chosen = View(lang, workspace)
    st.session_state["_view"] = chosen
    return chosen


def run(page: StreamlitPage) -> None:
    """Run a page as of the moment in the address; say so where the store cannot be read."""
    chosen = view()
    try:
        as_of.choose(chosen.workspace)
        page.run()
        as_of.permanent_link(chosen.lang, chosen.workspace)
    except StoreError as error:
        st.error(error.message(chosen.lang), icon=":material/database_off:")


def _choose_workspace(lang: Language) -> Workspace:
    names = {
        "published": lang._("Published figures"),
        "practice": lang._("Practice (simulated figures)"),
        "upload": lang._("Your file (this visit only)"),
    }
    mine = data.upload()
    offered = list(names) if mine and len(mine.observations) else ["published", "practice"]
    chosen = address.choose(
        lang._("Figures"), "bo-so-lieu", offered, "published", names.__getitem__, st.radio
    )
    return cast(Workspace, chosen)


def choose_era(default: Era = "34") -> Era:
    """Offer the 34 provinces in force or the 63 former ones."""
    lang = view().lang
    names = {"34": lang._("34 provinces"), "63": lang._("63 former provinces")}
    chosen = address.choose(
        lang._("Borders"),
        "dia-gioi",
        _ERAS,
        default,
        names.__getitem__,
        st.segmented_control,
        required=True,
    )
    return cast(Era, chosen)


def heading(question: str) -> None:
    """Open a page: its question, and a mark on everything that is not a published figure."""
    chosen = view()
    st.title(question, anchor=False)
    if chosen.workspace == "practice":
        st.html(
            markup.ribbon(
                chosen.lang._("SỐ LIỆU MÔ PHỎNG – simulated figures for practice, not published")
            )
        )
    elif chosen.workspace == "upload":
        st.html(markup.ribbon(chosen.lang._("FIGURES FROM YOUR FILE – checked, not published")))
    else:
        as_of.ribbon(chosen.lang)


def answer(sentence: str) -> None:
    """Say the page's answer in one sentence, before any picture."""
    st.html(markup.answer(sentence))


def tell_notices() -> None:
    """Say which parts of the address were not understood and what was done instead."""
    lang = view().lang
    for part in address.notices():
        st.warning(
            lang._(
                "The address says “{part}”, which this page does not know. "
                "The usual choice is shown instead.",
                part=f"`{part.replace('`', chr(39))}`",  # as code: nothing in it is Markdown
            ),
            icon=":material/link_off:",
        )


def sources(figures: Figures, ids: Iterable[str], *notes: str) -> None:
    """Close a picture with its sources: title, publisher, date and address of each."""
    lang = view().lang
    known = data.catalogue().sources
    if figures.simulated:
        lines = [lang._("generated for practice; no relation to real provinces")]
        st.html(markup.sources(lang._("Source"), [(line, "", None) for line in lines], notes))
        return
    listed = sorted({part for text in ids for part in str(text).split("; ") if part in known})
    entries = [
        (
            known[part].title,
            f"{known[part].publisher}, {lang.published(known[part].published)}",
            known[part].url,
        )
        for part in listed
    ]
    st.html(markup.sources(lang._("Sources"), entries, notes))

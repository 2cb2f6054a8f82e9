"""The frame around every page: sidebar choices, the page's question and answer, its sources."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from kpi.figures import SCOPES, Era, Scope, Workspace
from kpi.language import LANGUAGES, Lang, Language, language
from kpi.store import StoreError
from ui import address, as_of, data, markup, origins
from ui.data import Figures
from ui.shelf import Shelf

_ERAS: tuple[Era, ...] = ("34", "63")
_SVG = Path(__file__).parent / "web" / "mark.svg"
_MARK = f"data:image/svg+xml;base64,{b64encode(_SVG.read_bytes()).decode()}"
_MENUS = Shelf()
_LANG = "lang"
ERA = "dia-gioi"
_LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}


@dataclass(frozen=True)
class View:
    """What holds for every page of this visitor: language, workspace, and what is on offer."""

    lang: Language
    workspace: Workspace
    own: bool  # whether a file of the visitor's is among the figures to choose


def view() -> View:
    """Return the choices made in the sidebar."""
    chosen: View = st.session_state["_view"]
    return chosen


def sidebar() -> View:
    """Draw the sidebar's mark and choices; they stay while the reader walks from page to page."""
    st.logo(_MARK, size="large")
    lang = _language()
    with st.sidebar:
        workspace = _choose_workspace(lang)
        address.choose(
            "Ngôn ngữ · Language",
            _LANG,
            LANGUAGES,
            "vi",
            _LANGUAGE_NAMES.__getitem__,
            st.segmented_control,
            required=True,
        )
    chosen = View(lang, workspace, data.upload())
    st.session_state["_view"] = chosen
    return chosen


def outdated() -> bool:
    """Tell whether a file came or went since the sidebar was drawn."""
    return view().own != data.upload()


def menu(pages: Callable[[Language], list[StreamlitPage]]) -> StreamlitPage:
    """Draw the menu in the reader's language and return the page chosen.

    It comes before any control: until Streamlit has seen a menu it takes the folder `pages/` for
    one, and gives controls names that it does not know again afterwards. A page notes that it was
    run, so each run has copies; to make them anew takes far longer.
    """
    lang = _language()
    made = _MENUS.kept(lang.code, lambda: pages(lang))
    return st.navigation([copy(page) for page in made], expanded=True)  # no page hides


def _language() -> Language:
    """Return the language that the control will show: menu and controls speak it already."""
    return language(cast(Lang, address.held(_LANG, LANGUAGES, "vi")))


def run(page: StreamlitPage) -> bool:
    """Run a page as of the moment in the address; say so, and return False, without a store."""
    chosen = view()
    try:
        as_of.choose(chosen.workspace)
        copy(page).run()  # a page may be run but once
        as_of.permanent_link(chosen.lang, chosen.workspace)
    except StoreError as error:
        st.error(error.message(chosen.lang), icon=":material/database_off:")
        return False
    return True


def _choose_workspace(lang: Language) -> Workspace:
    names = {
        "published": lang._("Published figures"),
        "practice": lang._("Practice (simulated figures)"),
        "upload": lang._("Your file (this visit only)"),
    }
    offered = list(names) if data.upload() else ["published", "practice"]
    chosen = address.choose(
        lang._("Figures"), "bo-so-lieu", offered, "published", names.__getitem__, st.radio
    )
    return cast(Workspace, chosen)


def held_era(default: Era = "34") -> Era:
    """Return what `choose_era` will return, before it is drawn."""
    return cast(Era, address.held(ERA, _ERAS, default))


def choose_era(default: Era = "34") -> Era:
    """Offer the 34 provinces in force or the 63 former ones."""
    lang = view().lang
    names = {"34": lang._("34 provinces"), "63": lang._("63 former provinces")}
    chosen = address.choose(
        lang._("Borders"),
        ERA,
        _ERAS,
        default,
        names.__getitem__,
        st.segmented_control,
        required=True,
    )
    return cast(Era, chosen)


def held_scope(default: Scope = "34") -> Scope:
    """Return what `choose_scope` will return, before it is drawn."""
    return cast(Scope, address.held(ERA, SCOPES, default))


def choose_scope(default: Scope = "34") -> Scope:
    """Offer the 34 provinces, the 63 former ones or the ministries."""
    lang = view().lang
    names = {
        "34": lang._("34 provinces"),
        "63": lang._("63 former provinces"),
        "bo": lang._("Ministries"),
    }
    chosen = address.choose(
        lang._("Who is shown"), ERA, SCOPES, default, names.__getitem__,
        st.segmented_control, required=True,
    )  # fmt: skip
    return cast(Scope, chosen)


def heading(question: str) -> None:
    """Open a page: its question, and a mark on everything that is not a published figure."""
    chosen = view()
    marks = {
        "practice": chosen.lang._(
            "SỐ LIỆU MÔ PHỎNG – simulated figures for practice, not published"
        ),
        "upload": chosen.lang._("FIGURES FROM YOUR FILE – checked, not published"),
    }
    st.html(markup.heading(question, marks.get(chosen.workspace, "")))
    if chosen.workspace == "published":
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
                "The address says “{part}”, which this page does not know or has no room for. "
                "The usual choice, or the rest, is shown.",
                part=f"`{part.replace('`', chr(39))}`",  # as code: nothing in it is Markdown
            ),
            icon=":material/link_off:",
        )


def sources(figures: Figures, ids: Iterable[str], *notes: str) -> None:
    """Close a picture with its sources: title, publisher, date and address of each."""
    st.html(origins.below(figures, ids, view().lang, *notes))

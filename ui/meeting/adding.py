"""The button on every page with something to show: it keeps the view for the meeting."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from kpi.exhibits import PAGES, PART, ExhibitError, Item
from kpi.moments import pinned
from ui import data, history, markup, shell
from ui.meeting.parts import part_name
from ui.meeting.shown import shown
from ui.meeting.visit import held
from ui.server.pictures import picture_url

__all__ = ["offer"]

_KEY = "add-to-meeting"
_FRAME = ("lang", "tinh-den", PART)
_PROFILE = "tinh-thanh"  # of a ministry it is a table
# Pages without a picture.
_TABLES = ("ke-hoach", "canh-bao-som", "danh-muc", "phien-ban", "chat-luong")


def offer(page: str) -> None:
    """Draw the button on a page (its name in the address) that has something to show.

    Of a page with several things the button lists them. What a visitor brought is kept for one
    visit only, so no meeting can hold it.
    """
    view = shell.view()
    if page not in PAGES or view.workspace == "upload":
        return
    _button(page, list(PAGES[page]))
    asked = dict(parse_qsl(urlsplit(_address(page)).query)) | {"lang": view.lang.code}
    table = page in _TABLES or (page == _PROFILE and asked.get(shell.ERA) == "bo")
    forms = ("pdf",) if table else ("svg", "png", "pdf")
    marked = {PART: st.query_params.get(PART, "")}  # on paper the page is whole
    ways = [
        (picture_url(page, asked if form == "pdf" else asked | marked, form), form.upper())
        for form in forms
    ]
    st.html(markup.linked(view.lang._("Download what is shown:"), *ways))


def _button(page: str, parts: list[str]) -> None:
    lang = shell.view().lang
    label, icon, full = lang._("Add to the meeting"), ":material/playlist_add:", held().full
    if len(parts) == 1:
        st.button(label, key=_KEY, icon=icon, on_click=_add, args=(page,), disabled=full)
        return
    st.menu_button(label, parts, key=f"{_KEY}-part", icon=icon, on_click=_add, args=(page,),
                   disabled=full, format_func=lambda part: part_name(part, lang))  # fmt: skip


def _add(page: str) -> None:
    """Keep the view; what has nothing to show is told at once."""
    lang, mine = shell.view().lang, held()
    item = Item(_address(page), str(st.session_state.get(f"{_KEY}-part") or ""))
    try:
        shown(item, lang.code)
    except ExhibitError as error:
        st.toast(" ".join(error.messages(lang)), icon=":material/block:")
        return
    mine.add(item)
    count = lang.number(len(mine.meeting.items))
    st.toast(lang._("Kept for the meeting ({count}).", count=count), icon=":material/check:")


def _address(page: str) -> str:
    """Return the address of what is on screen, pinned to its version and day."""
    asked = {k: v for k, v in st.query_params.to_dict().items() if k not in _FRAME}
    moment, log = data.as_of(), history.log()
    if shell.view().workspace == "published" and log:
        asked["tinh-den"] = moment.text if moment else pinned(log[0], history.clock())
    query = urlencode(asked, safe=",")
    return f"/{page}?{query}" if query else f"/{page}"

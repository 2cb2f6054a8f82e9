"""The button on every page with something to show: it keeps the view for the meeting."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from kpi.exhibits import PAGES, Item
from kpi.moments import pinned
from ui import data, history, markup, shell
from ui.meeting.visit import held
from ui.server.pictures import picture_url

__all__ = ["offer"]

_FRAME = ("lang", "tinh-den")
_TABLES = ("ke-hoach", "canh-bao-som", "chat-luong")  # pages without a picture


def offer(page: str) -> None:
    """Draw the button on a page (its name in the address) that has something to show.

    What a visitor brought is kept for one visit only, so no meeting can hold it.
    """
    view = shell.view()
    if page not in PAGES or view.workspace == "upload":
        return
    st.button(
        view.lang._("Add to the meeting"),
        key="add-to-meeting",
        icon=":material/playlist_add:",
        on_click=_add,
        args=(page,),
        disabled=held().full,
    )
    forms = ("pdf",) if page in _TABLES else ("svg", "png", "pdf")
    asked = dict(parse_qsl(urlsplit(_address(page)).query)) | {"lang": view.lang.code}
    ways = [(picture_url(page, asked, form), form.upper()) for form in forms]
    st.html(markup.linked(view.lang._("Download what is shown:"), *ways))


def _add(page: str) -> None:
    lang, mine = shell.view().lang, held()
    mine.add(Item(_address(page)))
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

"""The page of the meeting: its items in order, the texts of one of them, and the ways out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from kpi.exhibits import (
    PAGES,
    PART,
    Gathered,
    MeetingError,
    overview,
    read_meeting,
    with_part,
    write_meeting,
)
from kpi.exhibits.file import LONGEST
from kpi.language import Language
from kpi.problems import safe
from ui import shell
from ui.meeting import letter, own_template, taking
from ui.meeting.parts import part_name
from ui.meeting.shown import LIBRARY, gathered
from ui.meeting.visit import Held, held
from ui.server.assets import site_path
from ui.server.meetings import keep, show_url

__all__ = ["page"]

_MARKS = {ord(mark): f"\\{mark}" for mark in r"\`*_{}[]()<>#+-!|$:~"}
_LABEL = 90  # letters of a headline in the list


def page() -> None:
    """Draw the page; the server keeps the meeting under the visit's secret name."""
    lang, mine = shell.view().lang, held()
    space = st.container()
    if mine.meeting.items:
        left, right = st.columns([3, 2], gap="large")
        with right:
            _edit(mine, lang)
    _facts(mine, lang)
    letter.offer(mine)
    mine.meeting = replace(mine.meeting, lang=lang.code)
    made = gathered(mine.meeting)
    with space:
        _ways(mine, made, lang)
    if mine.meeting.items:
        with left:
            _list(mine, made, lang)
    _files(mine, lang)
    if made.slides:
        own_template.offer(made, _base())


def _ways(mine: Held, made: Gathered, lang: Language) -> None:
    """Say what the meeting holds, and offer to show it and to take it away."""
    count = lang.number(len(made.slides))
    if made.slides:
        shell.answer(lang._("{count} items; what is pinned shows the same figures on every later "
                            "day.", count=count))  # fmt: skip
    else:
        shell.answer(lang._("Nothing is kept yet. Open a page, choose what to show and press “Add "
                            "to the meeting”."))  # fmt: skip
    for problem in made.problems:
        st.warning(_plain(problem), icon=":material/link_off:")
    if not made.slides:
        return
    keep(mine.token, mine.meeting, _base())
    show = show_url(mine.token)
    with st.container(horizontal=True):
        st.link_button(lang._("Present"), show, type="primary", icon=":material/slideshow:")
        st.link_button(lang._("Present, advancing every 20 seconds"), f"{show}#1&auto=20",
                       icon=":material/autoplay:")  # fmt: skip
    taking.offer(mine.token)


def _plain(text: str) -> str:
    """Return a text in which Markdown finds nothing to do."""
    return text.translate(_MARKS)


def _base() -> str:
    """Return the dashboard's address as this visitor's browser has it; "" where it is not known."""
    parts = urlsplit(st.context.url or "")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}{site_path('').rstrip('/')}"


def _list(mine: Held, made: Gathered, lang: Language) -> None:
    """Offer the items in their order; the chosen one is edited beside them."""

    def name(at: int) -> str:
        slide = made.slides[at]
        text = slide.headline if len(slide.headline) <= _LABEL else f"{slide.headline[:_LABEL]}…"
        return f"{at + 1}. {_plain(text)}"

    chosen = st.radio(
        lang._("Order of the meeting"), range(len(made.slides)), index=mine.chosen,
        format_func=name, key=f"meeting-list-{mine.edition}",
    )  # fmt: skip
    if chosen is not None and chosen != mine.chosen:
        mine.chosen = chosen
        mine.edition += 1
        st.rerun()


def _edit(mine: Held, lang: Language) -> None:
    at, item = mine.chosen, mine.meeting.items[mine.chosen]
    key = f"meeting-{mine.edition}"
    st.subheader(lang._("Item {number}", number=at + 1), anchor=False)
    headline = st.text_input(
        lang._("Headline"), item.headline, max_chars=LONGEST["headline"], key=f"{key}-headline",
        placeholder=lang._("without one, the page's own answer"),
    )  # fmt: skip
    notes = st.text_area(lang._("Speaker notes"), item.notes, max_chars=LONGEST["notes"],
                         key=f"{key}-notes", height=160)  # fmt: skip
    mine.change(at, headline=" ".join(headline.split()), notes=notes.strip(),
                part=_part(mine, key, lang))  # fmt: skip
    with st.container(horizontal=True):
        for text, icon, act, off in (
            (lang._("Up"), "arrow_upward", lambda: mine.move(at, -1), at == 0),
            (lang._("Down"), "arrow_downward", lambda: mine.move(at, 1),
             at == len(mine.meeting.items) - 1),
            (lang._("Remove"), "delete", lambda: mine.remove(at), False),
        ):  # fmt: skip
            st.button(text, icon=f":material/{icon}:", key=f"{key}-{icon}", on_click=act,
                      disabled=off)  # fmt: skip
    shown = with_part(item.address, mine.meeting.items[at].part)
    st.link_button(lang._("Open this view"), site_path(shown.removeprefix("/")),
                   type="tertiary", icon=":material/open_in_new:")  # fmt: skip


def _part(mine: Held, key: str, lang: Language) -> str:
    """Offer the parts of a page that shows several things."""
    item = mine.meeting.items[mine.chosen]
    told = urlsplit(item.address)
    parts = list(PAGES.get(told.path.strip("/"), ()))
    if len(parts) < 2:
        return item.part
    named = dict(parse_qsl(told.query)).get(PART, "")
    usual = named if named in parts else parts[0]
    chosen = item.part if item.part in parts else usual
    found = st.selectbox(
        lang._("What of the page is shown"), parts, parts.index(chosen), key=f"{key}-part",
        format_func=lambda part: part_name(part, lang),
    )  # fmt: skip
    return "" if found == usual and not item.part else str(found)


def _facts(mine: Held, lang: Language) -> None:
    """Offer title, place, day and presenter."""
    meeting, key = mine.meeting, f"meeting-{mine.edition}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(lang._("Title of the meeting"), meeting.title,
                              max_chars=LONGEST["title"], key=f"{key}-title")  # fmt: skip
        place = st.text_input(lang._("Place"), meeting.place, max_chars=LONGEST["place"],
                              key=f"{key}-place")  # fmt: skip
        day = st.date_input(lang._("Day"), _day(meeting.day), key=f"{key}-day",
                            format="DD/MM/YYYY")  # fmt: skip
        presenter = st.text_input(lang._("Presenter"), meeting.presenter,
                                  max_chars=LONGEST["presenter"], key=f"{key}-by")  # fmt: skip
    told = day.isoformat() if isinstance(day, date) else ""
    mine.meeting = replace(meeting, title=title, place=place, day=told, presenter=presenter)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _files(mine: Held, lang: Language) -> None:
    """Offer the meeting as a file, to open one, and a ready-made start."""
    with st.expander(lang._("Save and open meetings")):
        st.download_button(
            lang._("Save this meeting as a file"), lambda: write_meeting(mine.meeting),
            "cuoc-hop.yml", "application/yaml", on_click="ignore", icon=":material/download:",
            disabled=not mine.meeting.items,
        )  # fmt: skip
        st.file_uploader(
            lang._("Open a meeting from a file (it takes the place of this one)"),
            type=["yml", "yaml"], key=f"meeting-file-{mine.edition}",
            on_change=_open, args=(f"meeting-file-{mine.edition}",),
        )  # fmt: skip
        st.button(lang._("Start with the overview"), icon=":material/auto_awesome_motion:",
                  on_click=_start, disabled=mine.full)  # fmt: skip
    for problem in st.session_state.pop("_meeting_problems", ()):
        st.error(_plain(problem), icon=":material/error:")


def _open(key: str) -> None:
    sent = st.session_state.get(key)
    if sent is None:
        return
    try:
        held().open(read_meeting(sent.getvalue()))
    except MeetingError as error:
        name = safe(sent.name)
        lang = shell.view().lang
        st.session_state["_meeting_problems"] = [f"{name}: {one}" for one in error.messages(lang)]


def _start() -> None:
    """Put the views of the overview into the meeting, pinned to the version on screen."""
    lang, mine = shell.view().lang, held()
    practice = shell.view().workspace == "practice"
    for slide in overview(lang=lang.code, source=LIBRARY, practice=practice).shown:
        if slide.exhibit and not mine.full:
            mine.add(replace(slide.item, address=slide.exhibit.address))
    mine.chosen = 0

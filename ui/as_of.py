"""Published figures as they were: a version or a day in the address, and a link that stays.

`tinh-den=v12` shows version 12, `tinh-den=2026-11-22` what stood at the end of that day in Viet
Nam; today is then the day of that version, or that day. Such a page is the same on every later
day, so nothing on it may tell of later versions.
"""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from kpi.figures import Workspace
from kpi.language import Language
from ui import address, data, history, markup

KEY = "tinh-den"


def choose(workspace: Workspace) -> None:
    """Take the choice from the address, for pages with published figures."""
    text = address.remembered(KEY, history.moment)
    data.look_as_of(history.moment(text) if text and workspace == "published" else None)


def ribbon(lang: Language) -> None:
    """Mark a page that shows an earlier state, and offer the way back."""
    moment = data.as_of()
    if moment is None:
        return
    facts = {"version": moment.version, "day": lang.date(moment.day)}
    text = (
        lang._(
            "FIGURES AS OF {day} (version {version}) – nothing published later is shown", **facts
        )
        if moment.by_day
        else lang._("VERSION {version} OF {day} – nothing published later is shown", **facts)
    )
    st.html(markup.ribbon(text, "kd-asof"))
    st.button(
        lang._("Back to the newest version"),
        key="to-newest",
        icon=":material/undo:",
        on_click=address.forget,
        args=(KEY,),
    )


def permanent_link(lang: Language, workspace: Workspace) -> None:
    """Say quietly which version is shown, with a link that shows the same on every later day."""
    moment, versions = data.as_of(), history.log()
    if not versions or workspace != "published":
        return
    number = versions[0].id if moment is None else moment.version
    shown = next(one for one in versions if one.id == number)
    told = lang._("Version {version}, {day}", version=number, day=lang.date(history.day(shown)))
    text = f"v{number}" if moment is None else moment.text
    link = "?" + urlencode({**st.query_params.to_dict(), KEY: text})
    with st.sidebar:
        st.html(markup.linked(told, (link, lang._("permanent link"))))

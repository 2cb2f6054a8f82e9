"""Acknowledging a warning: a name, a note and a promised date, added to the store for good."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

import streamlit as st

from kpi.alerts import Alert
from kpi.language import Language
from kpi.store import Acknowledgement, Store, StoreError
from kpi.store import current as current_store
from kpi.store.versions import VIET_NAM
from ui import data, history, shell
from ui.alerts import names
from ui.publisher import publisher

__all__ = ["day", "form", "given", "said"]

_DONE = "_acknowledged"
_FAILED = "_not_acknowledged"


def given() -> tuple[Acknowledgement, ...]:
    """Return all acknowledgements known on the day looked at, the newest first."""
    if shell.view().workspace != "published":
        return ()
    moment = data.as_of()
    known = _given(history.place(), int(time.monotonic() / 2))
    return tuple(one for one in known if moment is None or one.at.date() <= moment.day)


@lru_cache(maxsize=2)
def _given(_place: str, _moment: int) -> tuple[Acknowledgement, ...]:
    held = current_store()
    return () if held is None else held.acknowledged()


def said(one: Alert, words: Sequence[Acknowledgement]) -> Acknowledgement | None:
    """Return the newest acknowledgement of this firing, None where nobody gave one.

    One given before the warning fired anew is not of this firing. The day kept beside it is not
    asked: of a warning older than the history it moves with the history's first day.
    """
    ours = (word for word in words if word.alert == one.id and day(word) >= one.fired)
    return next(ours, None)


def day(word: Acknowledgement) -> date:
    """Return the day in Viet Nam on which an acknowledgement was given."""
    return word.at.astimezone(VIET_NAM).date()


def form(alerts: Sequence[Alert], lang: Language) -> None:
    """Offer to acknowledge one of the warnings that fire; tell what came of the last attempt."""
    _tell(lang)
    if not alerts or shell.view().workspace != "published" or data.as_of() is not None:
        return
    who = publisher(lang)
    if not who.allowed:
        st.warning(who.refusal, icon=":material/lock:")
        return
    named = {one.id: names.line(one, lang) for one in alerts}
    days = {one.id: one.fired for one in alerts}
    with st.expander(lang._("Acknowledge a warning")), st.form("acknowledge", border=False):
        st.selectbox(lang._("Warning"), list(named), key="acknowledge-what",
                     format_func=lambda one: named.get(one, one))  # fmt: skip
        who.sign(lang._("Who acknowledges"), lang._("Note: what is being done"), "acknowledge-")
        today = history.clock()
        st.date_input(
            lang._("Better by (promised date)"), today + timedelta(30), min_value=today,
            key="acknowledge-day", format="DD/MM/YYYY",
        )  # fmt: skip
        st.form_submit_button(
            lang._("Acknowledge"), type="primary", on_click=_acknowledge, args=(days,)
        )  # fmt: skip


def _acknowledge(days: dict[str, date]) -> None:
    """Keep the words, unless the right to it is gone since the page was drawn."""
    lang, state = shell.view().lang, st.session_state
    who, what, promised = publisher(lang), state["acknowledge-what"], state["acknowledge-day"]
    if not who.allowed or what not in days or not isinstance(promised, date):
        return
    by = who.name or str(state["acknowledge-by"])
    try:
        store = current_store() or Store()
        state[_DONE] = store.acknowledge(
            what, days[what], by, str(state["acknowledge-note"]), promised
        )
    except StoreError as error:
        state[_FAILED] = error
    else:
        state["acknowledge-note"] = ""
    _given.cache_clear()
    history.look_again()


def _tell(lang: Language) -> None:
    """Say once what came of the last attempt."""
    failed, done = (st.session_state.pop(name, None) for name in (_FAILED, _DONE))
    if failed is not None:
        st.error(failed.message(lang), icon=":material/error:")
    if done is not None:
        st.success(lang._("Acknowledged; the entry is kept for good."),
                   icon=":material/check_circle:")  # fmt: skip

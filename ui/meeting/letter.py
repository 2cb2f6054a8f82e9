"""The fields for who issues and signs the Word text of a meeting (Decree 30/2020/NĐ-CP)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from kpi.language import Language
from kpi.letterhead import LONGEST, MOST, Letterhead, tidy
from ui import shell
from ui.meeting.visit import Held

__all__ = ["offer"]


def offer(mine: Held) -> None:
    """Offer the letterhead; it is kept in the visit's meeting and in its file, nowhere else."""
    lang = shell.view().lang
    key = f"meeting-{mine.edition}-letter"
    box = st.expander(lang._("Letterhead of the Word text (Decree 30)"), on_change="rerun", key=key)
    if not box.open:
        return
    with box:
        told = lang._(
            "What is left empty becomes a dotted blank to fill in by hand. It is kept in your "
            "meeting and in its file only."
        )
        st.caption(told)
        letter = _lines(_texts(mine.meeting.letter, key, lang), key, lang)
    mine.meeting = replace(mine.meeting, letter=letter)


def _texts(letter: Letterhead, key: str, lang: Language) -> Letterhead:
    """Offer the fields of one line."""
    names = {
        "superior": lang._("Agency above"),
        "agency": lang._("Agency that issues it"),
        "number": lang._("Number"),
        "symbol": lang._("Symbol of the agency"),
        "place": lang._("Place of issue"),
        "authority": lang._("Signs by authority of (TM., KT. …)"),
        "position": lang._("Position of the signer"),
        "name": lang._("Name of the signer"),
        "archive": lang._("Filed with (after “VT”)"),
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        given = {
            field: st.text_input(
                name,
                getattr(letter, field),
                max_chars=LONGEST,
                key=f"{key}-{field}",
                width=300,
            )
            for field, name in names.items()
        }
        day = st.date_input(lang._("Day of issue"), letter.day, key=f"{key}-day",
                            format="DD/MM/YYYY", width=300)  # fmt: skip
    told: dict[str, Any] = {field: tidy(text or "") for field, text in given.items()}
    return replace(letter, **told, day=day if isinstance(day, date) else None)


def _lines(letter: Letterhead, key: str, lang: Language) -> Letterhead:
    """Offer the fields that are lists, one agency a line."""
    names = {
        "to": lang._("Sent to (“Kính gửi”), one agency a line"),
        "recipients": lang._("Recipients (“Nơi nhận”), one a line"),
    }
    with st.container(horizontal=True):
        given = {
            field: st.text_area(
                name,
                "\n".join(getattr(letter, field)),
                max_chars=10 * LONGEST,
                key=f"{key}-{field}",
                height=120,
            )
            for field, name in names.items()
        }
    listed: dict[str, Any] = {field: _each(text or "") for field, text in given.items()}
    return replace(letter, **listed)


def _each(text: str) -> tuple[str, ...]:
    """Return the lines that say something."""
    return tuple(filter(None, map(tidy, text.splitlines())))[:MOST]

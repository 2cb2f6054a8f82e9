"""What a file does not say: asked once, in the reader's language, and kept as an import profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from kpi.language import N_, Language
from kpi.periods import read_period
from kpi.reading import QUESTIONS, Profile, ProfileError, Question, load_profiles, save_profile
from ui import data, shell
from ui.desk.jobs import Fresh, read, taken
from ui.desk.visit import NO_ANSWERS, Brought, desk
from ui.desk.words import era, plain
from ui.publisher import publisher

__all__ = ["ask", "change", "chosen", "profiles"]

_FIELDS: tuple[Question, ...] = ("indicator", "period", "era", "scale")


def ask(lang: Language) -> None:
    """Ask what files leave open, once for all of them; nothing where they say it all."""
    mine = desk()
    asked = mine.open_questions()
    if not asked:
        return
    st.header(lang._("What the files do not say"), anchor=False)
    open_ = [file for file in mine.files if file.reading.questions]
    _form("ask", open_, asked, open_[0].answers, lang)


def change(file: Brought, lang: Language) -> None:
    """Offer to change how a file was understood."""
    box = st.expander(lang._("Change how it was understood"), on_change="rerun", key="change")
    if box.open:
        with box:
            _form("change", [file], _FIELDS, file.answers, lang)


def _form(
    key: str, files: Sequence[Brought], fields: Sequence[Question], held: Profile, lang: Language
) -> None:
    """Draw the answers' controls; they count when the button is pressed."""
    asked = key == "ask"
    with st.form(f"{key}-form", border=False):
        places = [*st.columns(2), *st.columns(2)] if len(fields) > 2 else st.columns(2)
        for place, field in zip(places, fields, strict=False):
            with place:
                label = QUESTIONS[field] if asked else _LABELS[field]
                _CONTROLS[field](f"{key}-{field}", lang._(label), held, asked, lang)
        if publisher(lang).allowed:
            st.text_input(
                lang._("Keep these answers as an import profile (a name, if wanted)"),
                key=f"{key}-name",
                max_chars=80,
                placeholder=lang._("Monthly report of the province"),
            )
        st.form_submit_button(
            lang._("Read again with these answers"),
            type="primary",
            on_click=_answered,
            args=(key, files, tuple(fields)),
        )


def _indicator(key: str, label: str, held: Profile, asked: bool, lang: Language) -> None:
    known = data.catalogue()
    ids = list(known)
    st.selectbox(
        label,
        ids,
        ids.index(held.indicator or "") if held.indicator in known else None,
        lambda one: lang.pick(known[one].short),
        placeholder=lang._("Type to search") if asked else lang._("As the file says"),
        filter_mode="contains",
        key=key,
    )


def _period(key: str, label: str, held: Profile, asked: bool, lang: Language) -> None:
    known = read_period(held.period or "")
    st.text_input(
        label,
        lang.period(known) if known else "",
        placeholder=lang._("Q3/2025, 10/2025, 2025…") if asked else lang._("As the file says"),
        key=key,
    )


def _era(key: str, label: str, held: Profile, asked: bool, lang: Language) -> None:
    _choice(key, label, {one: era(one, lang) for one in ("34", "63")}, held.era, asked, lang)


def _scale(key: str, label: str, held: Profile, asked: bool, lang: Language) -> None:
    names = {
        "percent": lang._("percentages: 85.3 is 85.3%"),
        "ratio": lang._("ratios: 0.853 is 85.3%"),
    }
    _choice(key, label, names, held.scale, asked, lang)


def _choice(
    key: str, label: str, names: dict[str, str], held: str | None, asked: bool, lang: Language
) -> None:
    options = list(names)
    st.selectbox(
        label,
        options,
        options.index(held) if held in names else None,
        names.__getitem__,
        placeholder=lang._("Choose") if asked else lang._("As the file says"),
        key=key,
    )


_CONTROLS = {"indicator": _indicator, "period": _period, "era": _era, "scale": _scale}
_LABELS = {
    "indicator": N_("Indicator"),
    "period": N_("Period"),
    "era": N_("Borders meant"),
    "scale": N_("Percentages"),
}


def _answered(key: str, files: Sequence[Brought], fields: Sequence[Question]) -> None:
    """Read the files again with what was answered, and keep the answers where wished."""
    mine = desk()
    said: dict[str, Any] = {field: st.session_state[f"{key}-{field}"] for field in fields}
    if text := said.get("period"):
        period = read_period(text)
        if period is None:
            mine.trouble = "period"
            return
        said["period"] = period.id
    said = {field: value or None for field, value in said.items()}
    name = (st.session_state.get(f"{key}-name") or "").strip()
    _read_again(files, said)
    if name and publisher(shell.view().lang).allowed:
        try:
            save_profile(Profile(name, **said))
        except ProfileError as error:
            mine.trouble = error


def _read_again(files: Sequence[Brought], said: dict[str, Any]) -> None:
    mine = desk()
    fresh = [Fresh(one.name, one.data, replace(one.answers, **said), one) for one in files]
    mine.start(read(fresh, mine.files), taken)


def profiles(lang: Language) -> None:
    """Offer the import profiles; nothing where there are none."""
    try:
        known = load_profiles()
    except ProfileError as error:
        st.warning(plain(error.message(lang)), icon=":material/warning:")
        return
    mine = desk()
    if known:
        names = [None, *known]
        st.selectbox(
            lang._("Import profile: answers kept for files like this one"),
            names,
            names.index(mine.profile) if mine.profile in names else 0,
            lambda one: lang._("none") if one is None else one,
            key="profile",
            on_change=_use,
        )


def chosen() -> Profile | None:
    """Return the chosen import profile, if it can still be read."""
    name = desk().profile
    try:
        return load_profiles().get(name) if name else None
    except ProfileError:
        return None


def _use() -> None:
    """Use the profile for the files to come, and for those on the desk."""
    mine = desk()
    mine.profile = st.session_state["profile"]
    profile = chosen() or NO_ANSWERS
    if mine.files:
        said = {field: getattr(profile, field) for field in _FIELDS}
        _read_again(mine.files, {field: value for field, value in said.items() if value})

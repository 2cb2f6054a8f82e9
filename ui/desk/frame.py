"""What frames the steps: where we are, work under way, what went wrong, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from kpi.language import N_, Language
from kpi.reading import ProfileError
from kpi.store import StoreError
from ui import data, markup, shell
from ui.desk import comparing, files, problems, publishing, understood, words
from ui.desk.jobs import WORDS
from ui.desk.visit import STEPS, Desk, Step, desk

__all__ = ["answer", "show"]

_EVERY = 0.4  # seconds between two looks at the work
_SHOWS: Mapping[Step, Callable[[Language], None]] = {
    "files": files.show,
    "understood": understood.show,
    "problems": problems.show,
    "compare": comparing.show,
    "publish": publishing.show,
}


def answer(lang: Language) -> str:
    """Say in a sentence how far the figures are."""
    mine = desk()
    if mine.take():
        st.rerun()  # the sidebar offers what there is to look at now
    if mine.released is not None:
        return lang._("Published as version {version}.", version=mine.released.version)
    if not mine.files:
        return lang._(
            "Bring one or several tables: every line is checked, every problem is named by its "
            "line, and nothing is published before you say so in step 5."
        )
    usable, lines = (
        lang.number(sum(counts))
        for counts in zip(
            *((f.balance.usable, f.balance.usable + f.balance.wrong) for f in mine.files),
            strict=True,
        )
    )
    told = {"usable": usable, "lines": lines, "errors": lang.number(mine.errors)}
    if mine.open_questions():
        return lang._(
            "{usable} of {lines} lines can be used; answer what the files do not say.", **told
        )
    if mine.errors:
        return lang._(
            "{usable} of {lines} lines can be used; {errors} errors keep others out.", **told
        )
    return lang._("Every line can be used ({lines}).", **told)


def show(lang: Language) -> None:
    """Draw the desk: the row of steps, then the step that is on, or the work under way."""
    mine = desk()
    names = [
        lang._("Files"), lang._("Understood"), lang._("Problems"), lang._("Compare"),
        lang._("Publish"),
    ]  # fmt: skip
    st.html(words.steps(names, STEPS.index(mine.step), lang._("Steps")))
    if mine.work is not None:
        _under_way()
        return
    _troubles(mine, lang)
    if shell.view().workspace == "practice":
        told = lang._("The desk works on the published figures, also while you practise elsewhere.")
        st.info(told, icon=":material/info:")
    _SHOWS[mine.step](lang)
    _ways(mine, lang)


@st.fragment(run_every=_EVERY)
def _under_way() -> None:
    """Tell how far the work is, and let it be stopped."""
    mine, lang = desk(), shell.view().lang
    work = mine.work
    if work is None or work.over:
        st.rerun()
    stage = WORDS.get(work.stage)
    text = lang._(stage) if stage else lang._("Waiting for the turn")
    st.progress(work.share, lang._("Stopping…") if work.stopping else f"{text}…")
    st.button(lang._("Stop"), on_click=work.stop, disabled=work.stopping, key="stop")


def _troubles(mine: Desk, lang: Language) -> None:
    """Say what went wrong, and what to do about it."""
    for name, problem in mine.refused:
        st.error(
            words.plain(f"{name}: {problem.message(lang)} {problem.advice(lang)}"),
            icon=":material/block:",
        )
    told = mine.trouble
    if isinstance(told, StoreError | ProfileError):
        after = _AFTER.get(told.code, "")
        said = f"{told.message(lang)} {lang._(after) if after else ''}"
        st.error(words.plain(said.strip()), icon=":material/error:")
        if isinstance(told, StoreError) and mine.step == "publish":
            st.button(lang._("Compare again"), on_click=comparing.again, key="again")
    elif told:
        st.warning(_TROUBLES[told](lang), icon=":material/info:")


_SERVER = N_("Tell whoever runs this server. Your files stay here for this visit.")
_AFTER = {  # what to do when the store refused, where its message does not say
    "disagree": N_("Go back, and mend or remove one of the files."),
    "nothing_left": N_("Go back, and mend or remove the file."),
    "practice": N_("Go back, and remove the file."),
    **dict.fromkeys(
        ("bad_place", "unreachable", "full", "read_only", "failed", "damaged"), _SERVER
    ),
}
_TROUBLES: Mapping[str, Callable[[Language], str]] = {
    "stopped": lambda lang: lang._("Stopped. Everything is as it was before."),
    "period": lambda lang: lang._(
        "This is no period. Write for example 2025, Q3/2025, 06/2025, 26/10/2025 or 2025-Q3."
    ),
    "sign-in": lambda lang: lang._("Sign-in does not work: tell whoever runs this server."),
    "room": lambda lang: lang._(
        "These are too many files, or too large together. Publish some first, then bring the rest."
    ),
}


def _ways(mine: Desk, lang: Language) -> None:
    """Offer the ways on and back."""
    if mine.released is not None or (mine.step == "files" and not mine.files):
        return
    if mine.step == "problems":
        st.html(markup.paragraph(_next(mine, lang)))
    if mine.step == "problems" and mine.errors and mine.usable:
        st.checkbox(
            lang._("Leave out the lines with errors (the log will say how many)"),
            mine.skip,
            key="skip",
            on_change=_skip,
        )
    with st.container(horizontal=True):
        if mine.step != "files":
            label = lang._("Add files") if mine.step == "understood" else lang._("Back")
            st.button(label, on_click=mine.go, args=(_before(mine),), key="back")
        _onward(mine, lang)
    if mine.step in ("understood", "problems") and data.upload():
        _look(lang)


def _before(mine: Desk) -> Step:
    """Return the step before; a step without anything to look at is passed over."""
    passed = mine.step == "compare" and not any(file.reading.problems for file in mine.files)
    return STEPS[STEPS.index(mine.step) - (2 if passed else 1)]


def _next(mine: Desk, lang: Language) -> str:
    """Say what can be done about the problems."""
    if not mine.errors:
        return lang._("Nothing keeps these figures from being compared and published.")
    if not mine.usable:
        return lang._("No line can be used yet: mend the file and bring it back.")
    return lang._("Mend the file and bring it back, or leave out the lines with errors.")


def _onward(mine: Desk, lang: Language) -> None:
    """Offer the next step, by its name; what must be done first is said."""
    after: dict[Step, tuple[str, Step, Callable[..., Any], tuple[Any, ...]]] = {
        "files": (lang._("See how they were understood"), "understood", mine.go, ("understood",)),
        "understood": (lang._("Go to the problems"), "problems", mine.go, ("problems",)),
        "problems": (lang._("Compare before publishing"), "compare", comparing.begin, ()),
        "compare": (lang._("Go on to publish"), "publish", mine.go, ("publish",)),
    }
    if mine.step == "understood" and not any(file.reading.problems for file in mine.files):
        after["understood"] = after["problems"]
    if mine.step in after:
        label, step, act, args = after[mine.step]
        st.button(
            label,
            on_click=act,
            args=args,
            type="secondary" if mine.step == "understood" and mine.open_questions() else "primary",
            disabled=not mine.reachable(step),
            key="on",
        )


def _skip() -> None:
    desk().skip = bool(st.session_state["skip"])


def _look(lang: Language) -> None:
    """Link to where the usable figures can be seen in this visit, unpublished."""
    start = data.opening("upload")
    offered = data.by_province("upload") or data.with_figures("upload")
    known = [one.id for one in offered]
    first = start.indicator if start.indicator in known else known[0]
    way = {"bo-so-lieu": "upload", "chi-so": first, "dia-gioi": start.era}
    st.html(markup.paragraph(lang._("Look at the usable figures in this visit, unpublished:")))
    with st.container(horizontal=True):
        st.page_link(
            "pages/province_map.py", label=lang._("On the map"), query_params=way,
            icon=":material/map:",
        )  # fmt: skip
        st.page_link(
            "pages/trends.py", label=lang._("On the trends"), query_params=way,
            icon=":material/show_chart:",
        )  # fmt: skip

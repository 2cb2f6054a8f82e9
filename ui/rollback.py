"""Going back to a version: first what it would change, then name and note; it is a version too."""

from __future__ import annotations

import streamlit as st

from kpi.language import Language
from kpi.store import Effects, Plan, StoreError, Version
from kpi.store import current as current_store
from kpi.store import effects as effects_of
from ui import address, changes, data, history, markup, shell, version_log
from ui.publisher import publisher
from ui.shelf import Shelf

__all__ = ["show"]

_DONE = "_rolled_back"
_FAILED = "_not_rolled_back"
_TRIED = Shelf(most=4)


def show(versions: tuple[Version, ...], lang: Language) -> None:
    """Offer to make everything as it was at a version, having shown what that would change."""
    _tell(lang)
    named = {str(one.id): version_log.name(one, lang) for one in versions[1:]}
    if not named:
        shell.tell_notices()
        shell.answer(lang._("There is only one version: nothing to go back to."))
        return
    chosen = address.choose(
        lang._("Go back to version"), "ve", list(named), next(iter(named)), named.__getitem__
    )
    shell.tell_notices()
    plan, seen = _TRIED.kept(
        (history.place(), versions[0].id, int(chosen)), lambda: _try(int(chosen))
    )
    st.html(
        markup.answer(changes.sentence(plan.changes, versions[0].id, int(chosen), lang))
        + changes.tiles(plan.changes, lang)
        + changes.effects(plan.changes, seen, lang)
    )
    if plan.empty:
        st.info(lang._("Everything is as it was at that version already."))
    else:
        _form(plan, int(chosen), lang)


def _try(version: int) -> tuple[Plan, Effects]:
    store = current_store()
    if store is None:
        raise StoreError("no_version", version=str(version))
    plan = store.plan_rollback(version)
    return plan, effects_of(plan, data.catalogue(), data.units())


def _form(plan: Plan, version: int, lang: Language) -> None:
    """Ask for name and note; the button rolls back."""
    who = publisher(lang)
    if not who.allowed:
        st.warning(who.refusal, icon=":material/lock:")
        return
    with st.form("rollback", border=False):
        who.sign(lang._("Who rolls back"), lang._("Note: why"), "rollback-")
        st.form_submit_button(
            lang._("Roll back to version {version}", version=version),
            type="primary", on_click=_roll_back, args=(version, plan.parent),
        )  # fmt: skip


def _roll_back(version: int, seen: int) -> None:
    """Roll back, unless the right to it is gone since the page was drawn."""
    who, store = publisher(shell.view().lang), current_store()
    if not who.allowed or store is None:
        return
    by = who.name or str(st.session_state["rollback-by"])
    try:
        made = store.rollback(version, by, str(st.session_state["rollback-note"]), seen)
    except StoreError as error:
        st.session_state[_FAILED] = error
    else:
        st.session_state[_DONE] = version, made
        st.session_state["rollback-note"] = ""
    history.look_again()


def _tell(lang: Language) -> None:
    """Say once what came of the last attempt."""
    failed, done = (st.session_state.pop(name, None) for name in (_FAILED, _DONE))
    if failed is not None:
        st.error(failed.message(lang), icon=":material/error:")
    if done is not None:
        told = lang._(
            "Everything is as it was at version {target}; this is version {version}.",
            target=done[0], version=done[1],
        )  # fmt: skip
        st.success(told, icon=":material/check_circle:")
    st.html(markup.paragraph(lang._(
        "Nothing is deleted: rolling back makes a new version with the figures of an earlier one, "
        "and can itself be undone."
    )))  # fmt: skip

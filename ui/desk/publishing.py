"""Step 5: publish under a name and with a note; and what was published."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitAuthError

from kpi.language import Language
from ui import history, markup, shell
from ui.desk import files
from ui.desk.jobs import publish
from ui.desk.visit import DryRun, Released, desk
from ui.publisher import publisher

__all__ = ["show", "sign_in"]


def show(lang: Language) -> None:
    """Draw the step."""
    mine = desk()
    if mine.released is not None:
        _done(mine.released, lang)
    elif mine.dry_run is not None:
        _form(mine.dry_run, lang)


def _form(dry_run: DryRun, lang: Language) -> None:
    """Ask for name and note; the button publishes."""
    who, plan = publisher(lang), dry_run.plan
    left_out = sum(file.left_out for file in plan.files)
    st.html(markup.paragraph(_about(dry_run, left_out, lang)))
    if not who.allowed:
        st.warning(who.refusal, icon=":material/lock:")
        sign_in(lang)
        return
    with st.form("publish", border=False):
        note = lang._("Note: what it is and where it comes from")
        who.sign(lang._("Who publishes"), note, "")
        st.form_submit_button(
            lang._("Publish for everybody"), type="primary", on_click=_publish, args=(dry_run,)
        )


def _about(dry_run: DryRun, left_out: int, lang: Language) -> str:
    """Say what the button will do."""
    counts = {kind: lang.number(count) for kind, count in dry_run.plan.counts().items()}
    told = lang._(
        "This makes a new version of the published figures, on top of version {parent}: {new} "
        "new, {changed} changed, {removed} removed. Every viewer sees it at the next click, and "
        "it can be undone on the page of versions.",
        parent=dry_run.plan.parent, **counts,
    )  # fmt: skip
    if not left_out:
        return told
    return f"{told} " + lang._(
        "{lines} lines with errors are left out, and the log says so.", lines=lang.number(left_out)
    )


def sign_in(lang: Language) -> None:
    """Offer to sign in, where this server has sign-in and the visitor did not yet."""
    if st.user.to_dict().get("is_logged_in") is False:
        told = lang._("Signing in begins a new visit: files on the desk must be brought again.")
        st.html(markup.paragraph(told))
        st.button(lang._("Sign in"), on_click=_sign_in, key="sign-in")


def _sign_in() -> None:
    try:
        st.login()
    except StreamlitAuthError:  # its settings, or the package it needs, are missing
        desk().trouble = "sign-in"


def _publish(dry_run: DryRun) -> None:
    """Publish, unless the right to it is gone since the page was drawn."""
    who = publisher(shell.view().lang)
    if who.allowed:
        by = who.name or str(st.session_state["by"])
        note = str(st.session_state["note"])
        job = publish(dry_run, by, note)
        desk().start(job, lambda version: _published(version, dry_run))


def _published(version: int, dry_run: DryRun) -> None:
    """Keep what to tell of the new version; the files are let go of."""
    mine, plan = desk(), dry_run.plan
    history.look_again()
    mine.keep((), None)
    mine.released = Released(version, plan.counts(), _way(dry_run))
    mine.skip = mine.replace = False


def _way(dry_run: DryRun) -> dict[str, str]:
    """Return the address at which the map shows most of what was published."""
    rows = dry_run.plan.added if len(dry_run.plan.added) else dry_run.plan.removed
    indicator = str(rows["indicator"].mode()[0])
    rows = rows[rows["indicator"] == indicator]
    era = "63" if rows["area"].str.startswith("VN63-").mean() > 0.5 else "34"
    return {"chi-so": indicator, "dia-gioi": era, "bo-so-lieu": "published"}


def _done(released: Released, lang: Language) -> None:
    """Tell the version, and where to look at it."""
    counts = {kind: lang.number(count) for kind, count in released.counts.items()}
    told = lang._("{new} figures are new, {changed} changed, {removed} were removed.", **counts)
    st.html(markup.paragraph(told))
    with st.container(horizontal=True):
        st.page_link(
            "pages/province_map.py", label=lang._("On the map"), query_params=released.way,
            icon=":material/map:",
        )  # fmt: skip
        st.page_link(
            "pages/trends.py", label=lang._("On the trends"), query_params=released.way,
            icon=":material/show_chart:",
        )  # fmt: skip
        st.page_link("pages/versions.py", label=lang._("All versions"), icon=":material/history:")
    st.button(lang._("Bring the next table"), on_click=files.remove, args=(None,))

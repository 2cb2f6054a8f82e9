"""Step 4: what publishing would do, before it is done."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from kpi.command.telling import where
from kpi.export import to_csv
from kpi.language import Language
from kpi.store import largest
from ui import changes, data, markup
from ui.desk.jobs import try_out
from ui.desk.visit import DryRun, desk

__all__ = ["begin", "show"]


def begin() -> None:
    """Turn to the step and work out what publishing would do."""
    mine = desk()
    mine.go("compare")
    known = mine.dry_run
    if known is None or (known.skip, known.replace) != (mine.skip, mine.replace):
        mine.start(try_out(mine.files, mine.skip, mine.replace), _tried)


def again() -> None:
    """Compare with what is published now."""
    desk().dry_run = None
    begin()


def _tried(outcome: DryRun) -> None:
    desk().dry_run = outcome


def show(lang: Language) -> None:
    """Draw the step."""
    mine = desk()
    st.toggle(
        lang._(
            "The files hold all there is of their indicators and periods: remove figures of areas "
            "they do not name"
        ),
        mine.replace,
        key="replace",
        on_change=_replace,
    )
    if mine.dry_run is None:
        st.button(lang._("Compare again"), on_click=again, type="primary")
        return
    dry_run, plan = mine.dry_run, mine.dry_run.plan
    if plan.empty:
        st.info(lang._("Everything in the files is published already: nothing is to be done."))
    for piece in mine.shelf.kept(("told", id(plan), lang.code), lambda: _told(dry_run, lang)):
        if piece.title:
            st.header(piece.title, anchor=False)
        st.html(piece.content)
    if len(plan.changes):
        st.download_button(
            lang._("Download all changes as CSV"),
            lambda: to_csv(_listed(dry_run, lang)),
            "thay-doi.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _replace() -> None:
    desk().replace = bool(st.session_state["replace"])
    begin()


class Piece(NamedTuple):
    """A title and what stands below it, as HTML."""

    title: str
    content: str


def _told(dry_run: DryRun, lang: Language) -> list[Piece]:
    """Return counts and lists of what changes; nothing for a list that is empty."""
    plan, seen = dry_run.plan, dry_run.effects
    counts = plan.counts()
    names = {
        "new": lang._("new"),
        "changed": lang._("changed"),
        "removed": lang._("removed"),
        "unchanged": lang._("unchanged"),
        "older": lang._("older editions, not shown"),
    }
    tiles = [(lang.number(counts[kind]), name, "") for kind, name in names.items()]
    removed = plan.changes[plan.changes["kind"] == "removed"]
    new = plan.changes[plan.changes["kind"] == "new"]
    lists = [
        _list(lang._("Largest changes"), largest(plan.changes, data.catalogue()), lang),
        _list(lang._("Removed"), _newest_first(removed), lang),
        _list(lang._("Headlines of the nation"), seen.headlines, lang),
        _list(lang._("Merged provinces"), _newest_first(seen.provinces), lang),
        _list(lang._("New figures"), _newest_first(new), lang),
    ]
    return [Piece("", markup.tiles(tiles)), *(one for one in lists if one.content)]


def _newest_first(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values("period", ascending=False, kind="stable")


def _list(title: str, table: pd.DataFrame, lang: Language) -> Piece:
    """Return the first lines of a list; no content when it is empty."""
    if table.empty:
        return Piece(title, "")
    heads = lang._("Figure"), lang._("Published now"), lang._("After publishing")
    counted = f"{title} ({lang.number(len(table))})"
    return Piece(counted, changes.listed(heads, table, lang))


def _listed(dry_run: DryRun, lang: Language) -> pd.DataFrame:
    """Return for a file all that changes: names beside ids, old and new; the effects below."""
    kinds = {
        "new": lang._("new"),
        "changed": lang._("changed"),
        "removed": lang._("removed"),
        "older": lang._("older editions, not shown"),
        "headline": lang._("headline of the nation"),
        "merged": lang._("merged province"),
    }
    moved, seen = dry_run.plan.changes, dry_run.effects
    headlines = seen.headlines.assign(kind="headline", period=seen.headlines["new_period"])
    tables = [moved, headlines.dropna(subset="period"), seen.provinces.assign(kind="merged")]
    told = pd.concat([one for one in tables if len(one)], ignore_index=True)
    rows: list[dict[Any, Any]] = told.to_dict("records")
    told.insert(0, "name", [where(row, lang) for row in rows])
    return told.assign(kind=told["kind"].map(kinds))

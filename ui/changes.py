"""What differs between two versions: counts, the largest changes, and all of them to take away."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from kpi.command.telling import figure, where
from kpi.export import to_csv, to_xlsx
from kpi.language import N_, Language
from kpi.periods import parse_period
from kpi.store import Effects, largest
from ui import address, data, markup
from ui.server.figures import MEDIA_TYPES

__all__ = [
    "counted",
    "effects",
    "filtered",
    "in_words",
    "largest_first",
    "sentence",
    "take_away",
    "tiles",
]

_NAMES = {
    "new": N_("new"),
    "changed": N_("changed"),
    "removed": N_("removed"),
    "older": N_("older editions, not shown"),
}
_MOST = 10  # lines of a list
_SHOWN = 1000  # lines of the table; the files hold all


def counted(changes: pd.DataFrame) -> dict[str, int]:
    """Count the figures by kind of change."""
    found = changes["kind"].value_counts()
    return {kind: int(found.get(kind, 0)) for kind in _NAMES}


def tiles(changes: pd.DataFrame, lang: Language) -> str:
    """Return the counts in large figures."""
    counts = counted(changes)
    return markup.tiles((lang.number(counts[kind]), lang._(_NAMES[kind]), "") for kind in _NAMES)


def sentence(changes: pd.DataFrame, old: int, new: int, lang: Language) -> str:
    """Say in a sentence what lies between two versions."""
    counts = {kind: lang.number(count) for kind, count in counted(changes).items()}
    if changes.empty:
        return lang._("Versions {old} and {new} show the same.", old=old, new=new)
    return lang._(
        "From version {old} to version {new}: {new_figures} figures new, {changed} changed, "
        "{removed} removed.",
        old=old, new=new, new_figures=counts["new"], changed=counts["changed"],
        removed=counts["removed"],
    )  # fmt: skip


def largest_first(changes: pd.DataFrame) -> pd.DataFrame:
    """Order changes: the largest first (in colour domains), then new, removed and older ones."""
    moved = largest(changes, data.catalogue(), len(changes))
    rest = changes.drop(index=moved.index)
    order = rest["kind"].map({kind: at for at, kind in enumerate(("changed", *_NAMES))})
    return pd.concat([moved, rest.loc[order.sort_values(kind="stable").index]])


def filtered(changes: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Offer the indicators and areas that changed; return the changes of the chosen ones."""
    catalogue, units = data.catalogue(), data.units()
    one, two = st.columns(2, gap="medium")
    with one:
        indicator = address.choose(
            lang._("Indicator"), "loc-chi-so", ["", *_in(changes["indicator"])], "",
            lambda key: lang.pick(catalogue[key].short) if key else lang._("All indicators"),
            filter_mode="contains",
        )  # fmt: skip
    with two:
        area = address.choose(
            lang._("Area"), "loc-khu-vuc", ["", *_in(changes["area"])], "",
            lambda key: lang.pick(units[key].name) if key else lang._("All areas"),
            filter_mode="contains",
        )  # fmt: skip
    kept = changes["indicator"].isin([indicator] if indicator else changes["indicator"])
    return changes[kept & changes["area"].isin([area] if area else changes["area"])]


def _in(names: pd.Series) -> list[str]:
    return sorted(names.unique())


def in_words(changes: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return changes as a reader reads them."""
    catalogue, units = data.catalogue(), data.units()
    rows = changes.to_dict("records")
    return pd.DataFrame(
        {
            lang._("Change"): [lang._(_NAMES[kind]) for kind in changes["kind"]],
            lang._("Indicator"): [lang.pick(catalogue[row["indicator"]].short) for row in rows],
            lang._("Area"): [lang.pick(units[row["area"]].name) for row in rows],
            lang._("Period"): [lang.period(parse_period(row["period"])) for row in rows],
            lang._("Before"): [figure(row, "old", lang) for row in rows],
            lang._("After"): [figure(row, "new", lang) for row in rows],
        }
    )


def take_away(changes: pd.DataFrame, name: str, lang: Language) -> None:
    """Show the changes as a table, and offer all of them as files, made when asked for."""
    st.dataframe(in_words(changes.head(_SHOWN), lang), hide_index=True, width="stretch")
    if len(changes) > _SHOWN:
        told = lang._("The first {shown} of {all} changes; the files hold them all.",
                      shown=lang.number(_SHOWN), all=lang.number(len(changes)))  # fmt: skip
        st.html(markup.paragraph(told))
    with st.container(horizontal=True):
        for form in ("csv", "xlsx"):
            st.download_button(
                lang._("Download as {form}", form=form.upper()),
                partial(_file, changes, form, lang),
                f"{name}.{form}",
                MEDIA_TYPES[form],
                on_click="ignore",
                icon=":material/download:",
            )


def _file(changes: pd.DataFrame, form: str, lang: Language) -> bytes:
    """Return changes as a file: ids and numbers, in words beside them."""
    words = in_words(changes, lang).set_axis(changes.index)
    names = words.iloc[:, 1:3].set_axis(["indicator_name", "area_name"], axis=1)
    table = changes.join(names)
    return to_csv(table) if form == "csv" else to_xlsx({lang._("Changes"): table})


def effects(changes: pd.DataFrame, seen: Effects, lang: Language) -> str:
    """Return lists: the largest changes, what the headlines and the merged provinces become."""
    lists = {
        lang._("Largest changes"): largest(changes, data.catalogue(), _MOST),
        lang._("Removed"): changes[changes["kind"] == "removed"],
        lang._("Headlines of the nation"): seen.headlines,
        lang._("Merged provinces"): seen.provinces,
    }
    return "".join(_list(title, table, lang) for title, table in lists.items() if len(table))


def _list(title: str, table: pd.DataFrame, lang: Language) -> str:
    rows = table.head(_MOST).to_dict("records")
    head = [f"{title} ({lang.number(len(table))})", lang._("Now"), lang._("Then")]
    body = [[where(row, lang), figure(row, "old", lang), figure(row, "new", lang)] for row in rows]
    rest = len(table) - _MOST
    more = markup.paragraph(lang._("and {rest} more", rest=lang.number(rest))) if rest > 0 else ""
    return markup.table(head, body) + more

"""What differs between two versions: counts, the largest changes, and all of them to take away."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from kpi.command.telling import figure, where
from kpi.language import N_, Language
from kpi.periods import parse_period
from kpi.store import Effects, largest
from ui import address, data, downloads, history, markup

__all__ = [
    "Choice",
    "between",
    "choose",
    "effects",
    "head",
    "listed",
    "sentence",
    "show",
    "tiles",
]

_NAMES = {
    "new": N_("new"),
    "changed": N_("changed"),
    "removed": N_("removed"),
    "older": N_("older editions, not shown"),
}
_MOST = 10  # lines of a list
_SHOWN = 100  # lines of the table; the files hold all


class Choice(NamedTuple):
    """Which changes to show: those of an indicator, of an area; "" for all."""

    indicator: str
    area: str

    def of(self, changes: pd.DataFrame) -> pd.DataFrame:
        """Keep the chosen changes."""
        for name, one in self._asdict().items():
            changes = changes[changes[name] == one] if one else changes
        return changes


def _counted(changes: pd.DataFrame) -> dict[str, int]:
    """Count the figures by kind of change."""
    found = changes["kind"].value_counts()
    return {kind: int(found.get(kind, 0)) for kind in _NAMES}


def tiles(changes: pd.DataFrame, lang: Language) -> str:
    """Return the counts in large figures."""
    counts = _counted(changes)
    return markup.tiles((lang.number(counts[kind]), lang._(_NAMES[kind]), "") for kind in _NAMES)


def sentence(changes: pd.DataFrame, old: int, new: int, lang: Language) -> str:
    """Say in a sentence what lies between two versions."""
    counts = {kind: lang.number(count) for kind, count in _counted(changes).items()}
    if changes.empty:
        return lang._("Versions {old} and {new} show the same.", old=old, new=new)
    return lang._(
        "From version {old} to version {new}: {new_figures} figures new, {changed} changed, "
        "{removed} removed.",
        old=old, new=new, new_figures=counts["new"], changed=counts["changed"],
        removed=counts["removed"],
    )  # fmt: skip


def between(old: int, new: int) -> pd.DataFrame:
    """Return the figures in which two versions differ: the largest changes first, then new ones."""
    return history.kept(lambda: _largest_first(history.compared(old, new)), "between", old, new)


def _largest_first(changes: pd.DataFrame) -> pd.DataFrame:
    """Order changes: the largest first (in colour domains), then new, removed and older ones."""
    moved = largest(changes, data.catalogue(), len(changes))
    rest = changes.drop(index=moved.index)
    order = rest["kind"].map({kind: at for at, kind in enumerate(("changed", *_NAMES))})
    return pd.concat([moved, rest.loc[order.sort_values(kind="stable").index]])


def head(old: int, new: int, lang: Language) -> str:
    """Return in a sentence and in large figures what lies between two versions."""
    found = between(old, new)
    return history.kept(
        lambda: markup.answer(sentence(found, old, new, lang)) + tiles(found, lang),
        "head", old, new, lang.code,
    )  # fmt: skip


def choose(old: int, new: int, lang: Language) -> Choice:
    """Offer the indicators and areas that changed."""
    catalogue, units, found = data.catalogue(), data.units(), between(old, new)
    indicators, areas = history.kept(
        lambda: [["", *sorted(found[one].unique())] for one in Choice._fields],
        "choices", old, new,
    )  # fmt: skip
    indicator = address.choose(
        lang._("Indicator"), "loc-chi-so", indicators, "",
        lambda key: lang.pick(catalogue[key].short) if key else lang._("All indicators"),
        filter_mode="contains",
    )  # fmt: skip
    area = address.choose(
        lang._("Area"), "loc-khu-vuc", areas, "",
        lambda key: lang.pick(units[key].name) if key else lang._("All areas"),
        filter_mode="contains",
    )  # fmt: skip
    return Choice(indicator, area)


def show(old: int, new: int, choice: Choice, lang: Language) -> None:
    """Show the chosen changes as a table, and offer them as files, made when asked for."""
    st.html(history.kept(lambda: _table(choice.of(between(old, new)), lang),
                         "changes", old, new, choice, lang.code))  # fmt: skip
    downloads.tables(
        partial(_listed, old, new, choice, lang), lang._("Changes"), f"phien-ban-{old}-{new}"
    )


def _table(changes: pd.DataFrame, lang: Language) -> str:
    words = _in_words(changes.head(_SHOWN), lang)
    told = markup.table(words.columns.tolist(), words.astype(str).to_numpy().tolist())
    if len(changes) <= _SHOWN:
        return told
    return told + markup.paragraph(
        lang._("The first {shown} of {all} changes; the files hold them all.",
               shown=lang.number(_SHOWN), all=lang.number(len(changes)))
    )  # fmt: skip


def _in_words(changes: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return changes as a reader reads them."""
    catalogue, units = data.catalogue(), data.units()
    rows = changes.to_dict("records")
    return pd.DataFrame(
        {
            lang._("Indicator"): [lang.pick(catalogue[row["indicator"]].short) for row in rows],
            lang._("Area"): [lang.pick(units[row["area"]].name) for row in rows],
            lang._("Period"): [lang.period(parse_period(row["period"])) for row in rows],
            lang._("Change"): [lang._(_NAMES[kind]) for kind in changes["kind"]],
            lang._("Before"): [figure(row, "old", lang) for row in rows],
            lang._("After"): [figure(row, "new", lang) for row in rows],
        }
    )


def _listed(old: int, new: int, choice: Choice, lang: Language) -> pd.DataFrame:
    """Return changes for a file: ids and numbers, names beside them."""
    changes = choice.of(between(old, new))
    words = _in_words(changes, lang).set_axis(changes.index)
    names = words.iloc[:, :2].set_axis(["indicator_name", "area_name"], axis=1)
    return changes.join(names)


def effects(changes: pd.DataFrame, seen: Effects, lang: Language) -> str:
    """Return lists: the largest changes, what the headlines and the merged provinces become."""
    lists = {
        lang._("Largest changes"): largest(changes, data.catalogue(), _MOST),
        lang._("Removed"): changes[changes["kind"] == "removed"],
        lang._("Headlines of the nation"): seen.headlines,
        lang._("Merged provinces"): seen.provinces,
    }
    heads = lang._("Now"), lang._("Then")
    return "".join(
        listed((f"{title} ({lang.number(len(table))})", *heads), table, lang)
        for title, table in lists.items()
        if len(table)
    )


def listed(heads: tuple[str, str, str], table: pd.DataFrame, lang: Language) -> str:
    """Return the first figures of a list that is not empty: old and new, and how many follow."""
    rows = table.head(_MOST).to_dict("records")
    body = [[where(row, lang), figure(row, "old", lang), figure(row, "new", lang)] for row in rows]
    rest = len(table) - _MOST
    more = markup.paragraph(lang._("and {rest} more", rest=lang.number(rest))) if rest > 0 else ""
    return markup.table(heads, body) + more

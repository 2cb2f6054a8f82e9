"""What publishing would do, before it is done.

A figure is an indicator in an area and a period; its editions differ in the day of publication,
and the newest is the one that is shown. A row of a file is either there already, or a new
edition, or another text of an edition that is there; a figure counts as changed when what is
shown for it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from kpi.catalogue import Catalogue
from kpi.observations import newest, since
from kpi.store.refusals import StoreError
from kpi.store.schema import FACTS, ID, NUMBERS
from kpi.store.sent import Sent
from kpi.store.states import ROW, Tell, applied, difference, in_order, same_facts
from kpi.store.versions import File

__all__ = ["KINDS", "Plan", "compare", "largest", "plan"]

KEY = list(ID[:3])
KINDS = ("new", "changed", "removed", "older")
_TOLD = ("value", "of", "qualifier", "status", "published")  # of the old figure and the new one
_SAID = (*NUMBERS, "qualifier", "status")  # what files must agree on: a source or a note may differ
_WHOLE = ("VN34", "VN63", "VNM")  # kinds of area of which a file can hold all


@dataclass(frozen=True)
class Plan:
    """A version that could be made on top of `parent`.

    `added` and `removed`: its rows; `before` and `after`: all rows that stand; `changes`: see
    `compare`; `unchanged`: figures in the files that are published already.
    """

    parent: int
    files: tuple[File, ...]
    added: pd.DataFrame
    removed: pd.DataFrame
    before: pd.DataFrame
    after: pd.DataFrame
    changes: pd.DataFrame
    unchanged: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing to publish."""
        return self.added.empty and self.removed.empty

    def counts(self) -> dict[str, int]:
        """Return the number of figures by kind, `unchanged` too."""
        counted = self.changes["kind"].value_counts()
        return {kind: int(counted.get(kind, 0)) for kind in KINDS} | {"unchanged": self.unchanged}


def plan(
    before: pd.DataFrame,
    parent: int,
    sent: Sequence[Sent],
    replace: bool = False,
    tell: Tell = lambda _share: None,
) -> Plan:
    """Work out what the files would do to the rows that stand at version `parent`.

    `replace`: the files hold all there is of the indicators and periods they name, so figures
    of other areas of the same kind (provinces, former provinces, ministries) are removed. `tell`
    is told the share done; what it raises stops the work.
    Raises StoreError `disagree` where two files give one edition of a figure in two ways.
    """
    tell(0.0)
    rows = _together([one.rows for one in sent])
    tell(0.2)
    removed = _left_behind(before, rows) if replace else before.iloc[:0]
    added = rows[~_known(before, rows)]
    tell(0.5)
    after = applied(before, added, removed)
    tell(0.6)
    changes = compare(before, after)
    there = rows.drop_duplicates(KEY)
    touched = pd.MultiIndex.from_frame(there[KEY]).isin(pd.MultiIndex.from_frame(changes[KEY]))
    files = tuple(one.file for one in sent)
    return Plan(
        parent, files, added, removed[list(ROW)], before, after, changes, int((~touched).sum())
    )


def _together(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Put the rows of all files together; of those with the same figures the first counts."""
    rows = pd.concat(tables, ignore_index=True)
    rows = rows.drop_duplicates([*ID, *_SAID], ignore_index=True)
    twice = rows[rows.duplicated(list(ID))]
    if len(twice):
        first = dict(zip(KEY, twice[KEY].iloc[0].tolist(), strict=True))
        raise StoreError("disagree", count=len(twice), **first)
    return in_order(rows)


def _known(before: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """Tell which rows say nothing new.

    They repeat an edition, or, dated later, what is shown already: a file that does not say when
    its figures were published gets the day it is read, and sent again it would look newer.
    """
    edition = _beside(rows, before, list(ID))
    shown = _beside(rows, newest(_of(before, rows)), KEY)
    first = edition["status"].isna() & shown["status"].notna()
    days = since(shown["published"].where(first, "9999"))
    later = since(rows["published"]) > days
    return same_facts(rows, edition) | (later & same_facts(rows, shown))


def _beside(rows: pd.DataFrame, others: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Return for every row the other one of the same key, empty where there is none."""
    wanted = pd.MultiIndex.from_frame(rows[key])
    return others.set_index(key).reindex(wanted).set_axis(rows.index)


def _of(frame: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of some figures, all editions."""
    wanted = pd.MultiIndex.from_frame(figures[KEY])
    return frame[pd.MultiIndex.from_frame(frame[KEY]).isin(wanted)]


def _left_behind(before: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that a file holding all there is does not name."""

    def scope(frame: pd.DataFrame) -> pd.MultiIndex:
        kind = frame["area"].str.partition("-")[0]
        return pd.MultiIndex.from_frame(frame[["indicator", "period"]].assign(kind=kind))

    inside = scope(before).isin(scope(rows))
    whole = before["area"].str.partition("-")[0].isin(_WHOLE)
    named = pd.MultiIndex.from_frame(before[KEY]).isin(pd.MultiIndex.from_frame(rows[KEY]))
    return before[inside & whole & ~named]


def compare(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return one row a figure in which two states differ.

    Columns: indicator, area, period, `kind` (KINDS; `older`: only editions differ that are not
    shown), and value, of, qualifier, status, published of what is shown, as `old_…`, `new_…`.
    """
    touched = pd.concat(difference(before, after))
    old = newest(_of(before, touched)).set_index(KEY)
    new = newest(_of(after, touched)).set_index(KEY)
    both = old.index.union(new.index)
    old, new = old.reindex(both), new.reindex(both)
    kind = pd.Series("changed", index=both)
    kind[same_facts(old, new, ("published", *FACTS))] = "older"
    kind[old["status"].isna()] = "new"
    kind[new["status"].isna()] = "removed"
    told = {f"{age}_{name}": frame[name] for age, frame in (("old", old), ("new", new))
            for name in _TOLD}  # fmt: skip
    return pd.DataFrame({"kind": kind, **told}).reset_index(names=KEY)


def largest(changes: pd.DataFrame, catalogue: Catalogue, most: int = 10) -> pd.DataFrame:
    """Return the figures that moved farthest, measured in their indicator's colour domain."""
    moved = changes[changes["kind"] == "changed"]
    width = {one.id: one.domain[1] - one.domain[0] for one in catalogue.values()}
    widths = moved["indicator"].map(width).astype(float)
    step = (moved["new_value"] - moved["old_value"]).abs() / widths
    order = step[step > 0].sort_values(ascending=False, kind="stable").index
    return moved.loc[order[:most]]

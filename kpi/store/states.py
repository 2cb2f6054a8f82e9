"""What stood at a version: its rows, and the hash that says they are still the same."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence

import pandas as pd
from sqlalchemy import Connection, func, insert, select

from kpi.store.schema import FACTS, ID, NUMBERS, OBSERVATIONS, VERSIONS

__all__ = [
    "ROW",
    "Tell",
    "add_rows",
    "applied",
    "content",
    "difference",
    "in_order",
    "same_facts",
    "state",
]

Tell = Callable[[float], None]  # is told the share done, 0 to 1; what it raises stops the work

ROW = (*ID, *FACTS)
_TYPES = {name: "float64" if name in NUMBERS else "str" for name in ROW}
_CHUNK = 20_000  # rows handed to the database at a time


def state(connection: Connection, version: int, kinds: Sequence[str] = ()) -> pd.DataFrame:
    """Return the rows that stood at a version: ID, FACTS, and `version`, which brought each.

    One row an edition of a figure, in order of ID. `kinds`: rows of such versions only.
    """
    table = OBSERVATIONS.c
    place = func.row_number().over(
        partition_by=[table[name] for name in ID], order_by=table.version.desc()
    )
    rows = select(OBSERVATIONS, place.label("place")).where(table.version <= version)
    if kinds:
        rows = rows.join(VERSIONS, VERSIONS.c.id == table.version)
        rows = rows.where(VERSIONS.c.kind.in_(kinds))
    last = rows.subquery().c
    wanted = select(*(last[name] for name in (*ROW, "version")))
    wanted = wanted.where(last.place == 1, last.removed.is_(False))
    found = connection.execute(wanted.execution_options(stream_results=True))
    frames = [_frame([tuple(row) for row in part]) for part in found.partitions(_CHUNK)]
    return in_order(pd.concat(frames, ignore_index=True) if frames else _frame([]))


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """Take rows of the database in; a part at a time, as each cell is an object until then."""
    return pd.DataFrame(rows, columns=[*ROW, "version"]).astype({**_TYPES, "version": "int64"})


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Sort rows by ID, as code points: the same on every machine and in every database."""
    return rows.sort_values(list(ID), ignore_index=True, kind="stable")


def applied(before: pd.DataFrame, added: pd.DataFrame, removed: pd.DataFrame) -> pd.DataFrame:
    """Return the state after a version: rows of the same ID are replaced or taken away."""
    gone = pd.concat([added[list(ID)], removed[list(ID)]])
    touched = pd.MultiIndex.from_frame(before[list(ID)]).isin(pd.MultiIndex.from_frame(gone))
    parts = before.loc[~touched, list(ROW)], added
    ids = pd.concat([part[list(ID)] for part in parts], ignore_index=True)
    order = ids.sort_values(list(ID), kind="stable").index.to_numpy()
    del ids
    columns = {  # one by one: large states do not fit twice
        name: pd.concat([part[name] for part in parts], ignore_index=True).take(order)
        for name in ROW
    }
    return pd.DataFrame({name: one.reset_index(drop=True) for name, one in columns.items()})


def difference(before: pd.DataFrame, after: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows to add and those to take away that make `after` of `before`."""
    both = pd.concat([before[list(ROW)], after[list(ROW)]], keys=("before", "after"))
    alone = both[~both.duplicated(keep=False)]
    old, new = (alone[alone.index.get_level_values(0) == side] for side in ("before", "after"))
    kept = pd.MultiIndex.from_frame(old[list(ID)]).isin(pd.MultiIndex.from_frame(new[list(ID)]))
    return in_order(new), in_order(old[~kept])


def content(rows: pd.DataFrame) -> str:
    """Return the SHA-256 of a state: its rows in order of ID, one a line, cells parted by U+001F.

    Numbers are written with the fewest digits that read back the same (Python's repr).
    """
    digest = hashlib.sha256()
    for start in range(0, len(rows), _CHUNK):
        part = rows.iloc[start : start + _CHUNK]
        cells = [part[name].tolist() for name in ROW]
        texts = [_written(one) if name in NUMBERS else one
                 for name, one in zip(ROW, cells, strict=True)]  # fmt: skip
        for row in zip(*texts, strict=True):
            digest.update("\x1f".join(row).encode())
            digest.update(b"\n")
    return digest.hexdigest()


def _written(numbers: Iterable[float]) -> list[str]:
    return ["" if math.isnan(number) else repr(number + 0.0) for number in numbers]  # no −0.0


def same_facts(ours: pd.DataFrame, theirs: pd.DataFrame, facts: Sequence[str] = FACTS) -> pd.Series:
    """Tell row by row, under one index, whether two frames say the same."""
    same = pd.Series(True, index=ours.index)
    for name in facts:
        same &= ours[name].eq(theirs[name]) | (ours[name].isna() & theirs[name].isna())
    return same


def add_rows(
    connection: Connection, version: int, rows: pd.DataFrame, removed: bool, tell: Tell
) -> None:
    """Write the rows that a version brings, or (`removed`) takes away."""
    for start in range(0, len(rows), _CHUNK):
        tell(start / len(rows))
        part = rows.iloc[start : start + _CHUNK]
        columns = [_plain(part[name].tolist()) for name in ROW]
        records = [
            {"version": version, "removed": removed, **dict(zip(ROW, row, strict=True))}
            for row in zip(*columns, strict=True)
        ]
        connection.execute(insert(OBSERVATIONS), records)


def _plain(cells: Iterable[object]) -> list[object]:
    """Write NaN as NULL and minus zero as zero, which SQLite would make of it anyway."""
    return [
        (None if math.isnan(cell) else cell + 0.0) if isinstance(cell, float) else cell
        for cell in cells
    ]

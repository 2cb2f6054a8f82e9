"""The project's own files in the store: version 0, and what changes in them later."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, select

from kpi.store import versions
from kpi.store.schema import FILES, ID, VERSIONS
from kpi.store.states import ROW, applied, content, difference, same_facts, state
from kpi.store.versions import File

__all__ = ["follow", "followed"]

AUTHOR = "data/observations"
BASE = ("base",)


def followed(connection: Connection, rows: pd.DataFrame) -> bool:
    """Tell whether the store knows these rows of the files already."""
    last = (
        select(FILES.c.sha256)
        .join(VERSIONS, VERSIONS.c.id == FILES.c.version)
        .where(VERSIONS.c.kind.in_(BASE))
        .order_by(VERSIONS.c.id.desc())
    )
    return connection.execute(last.limit(1)).scalar() == _content(rows)


def follow(connection: Connection, rows: pd.DataFrame) -> None:
    """Make a version of what changed in the files; what people published instead stays."""
    newest = versions.head(connection)
    last = -1 if newest is None else newest
    known, now = state(connection, last, BASE), state(connection, last)
    added, removed = difference(known, rows)
    touched = pd.concat([added, removed]).set_index(list(ID)).index
    here, there = (frame.set_index(list(ID)).reindex(touched) for frame in (known, now))
    kept = touched[~same_facts(here, there)]  # overruled by somebody, or rolled back
    free = [rows[~rows.set_index(list(ID)).index.isin(kept)] for rows in (added, removed)]
    versions.append(
        connection, "base", AUTHOR, "", added=free[0], removed=free[1],
        files=[File(AUTHOR, _content(rows), len(rows))],
    )  # fmt: skip


def _content(rows: pd.DataFrame) -> str:
    nothing = rows.iloc[:0]
    return content(applied(nothing, rows[list(ROW)], nothing))

"""How one figure changed: every edition of it that any version brought."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from kpi.observations import known_since
from kpi.store.schema import FACTS, NUMBERS, OBSERVATIONS, VERSIONS

__all__ = ["revisions"]


def revisions(connection: Connection, indicator: str, area: str, period: str) -> pd.DataFrame:
    """Return the rows of one figure, in the order they came.

    Columns: `version`, `at` (UTC), `author`, `kind` and `why` (the version's note), `published`,
    `removed`, `shown` (whether this is the figure shown from that version on), and FACTS.
    """
    rows, log = OBSERVATIONS.c, VERSIONS.c
    wanted = select(
        log.id.label("version"), log.at, log.author, log.kind, log.note.label("why"),
        rows.published, rows.removed, *(rows[name] for name in FACTS),
    )  # fmt: skip
    wanted = wanted.join(VERSIONS, log.id == rows.version).where(
        rows.indicator == indicator, rows.area == area, rows.period == period
    )
    found = connection.execute(wanted.order_by(rows.version, rows.published)).mappings().all()
    frame = pd.DataFrame(found, columns=list(wanted.selected_columns.keys()))
    return frame.assign(shown=_shown(found)).astype(dict.fromkeys(NUMBERS, "float64"))


def _shown(rows: Any) -> list[bool]:  # noqa: ANN401 - rows as the database gives them
    """Follow the editions version by version; the one published last is shown."""
    standing: dict[str, int] = {}
    top: dict[int, int | None] = {}
    for place, row in enumerate(rows):
        standing.pop(row["published"], None)
        if not row["removed"]:
            standing[row["published"]] = place
        newest = max(standing, key=lambda day: (known_since(day), day), default=None)
        top[row["version"]] = None if newest is None else standing[newest]
    return [top[row["version"]] == place for place, row in enumerate(rows)]

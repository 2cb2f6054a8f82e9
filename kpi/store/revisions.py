"""How figures changed: every edition of them that any version brought."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from kpi.observations import known_since
from kpi.store.schema import FACTS, NUMBERS, OBSERVATIONS, VERSIONS

__all__ = ["revisions", "steps"]


def revisions(
    connection: Connection, indicator: str, area: str, period: str | None = None
) -> pd.DataFrame:
    """Return the rows of one figure, or of all periods, in the order they came.

    Columns: `period`, `version`, `at` (UTC), `author`, `kind` and `why` (the version's note),
    `published`, `removed`, `shown` (whether this is the figure shown from that version on), and
    FACTS.
    """
    rows, log = OBSERVATIONS.c, VERSIONS.c
    wanted = select(
        rows.period, log.id.label("version"), log.at, log.author, log.kind, log.note.label("why"),
        rows.published, rows.removed, *(rows[name] for name in FACTS),
    )  # fmt: skip
    wanted = wanted.join(VERSIONS, log.id == rows.version).where(
        rows.indicator == indicator, rows.area == area
    )
    if period is not None:
        wanted = wanted.where(rows.period == period)
    found = connection.execute(wanted.order_by(rows.version, rows.published)).mappings().all()
    frame = pd.DataFrame(found, columns=list(wanted.selected_columns.keys()))
    return frame.assign(shown=_shown(found)).astype(dict.fromkeys(NUMBERS, "float64"))


def _shown(rows: Any) -> list[bool]:  # noqa: ANN401 - rows as the database gives them
    """Follow a figure's editions version by version; the one published last is shown."""
    figures: defaultdict[str, dict[str, int]] = defaultdict(dict)
    top: dict[tuple[str, int], int | None] = {}
    for place, row in enumerate(rows):
        standing = figures[row["period"]]
        standing.pop(row["published"], None)
        if not row["removed"]:
            standing[row["published"]] = place
        newest = max(standing, key=lambda day: (known_since(day), day), default=None)
        top[row["period"], row["version"]] = None if newest is None else standing[newest]
    return [top[row["period"], row["version"]] == place for place, row in enumerate(rows)]


def steps(told: pd.DataFrame) -> pd.DataFrame:
    """Return what was shown, version by version, of the figures that `revisions` tells of.

    One row a period and version that changed what is shown: `period`, `version`, `at`, `author`,
    `kind`, `why`, and `old` and `new`: places of rows in `told`, −1 where nothing was shown.
    """
    shown: dict[str, int] = {}
    found = []
    for (period, version), rows in told.groupby(["period", "version"]):
        until = told[(told["period"] == period) & (told["version"] <= version)]
        now, before = _top(until), shown.get(str(period), -1)
        shown[str(period)] = now
        if now != before:
            first = rows.iloc[0]
            facts = {name: first[name] for name in ("at", "author", "kind", "why")}
            found.append({"period": period, "version": version, **facts, "old": before, "new": now})
    return pd.DataFrame(
        found, columns=["period", "version", "at", "author", "kind", "why", "old", "new"]
    )


def _top(rows: pd.DataFrame) -> int:
    """Find the edition that is shown after these rows came, −1 for none."""
    last = rows.drop_duplicates("published", keep="last")
    standing = last[~last["removed"].astype(bool)]
    days = standing["published"].tolist()
    newest = max(range(len(days)), key=lambda at: (known_since(days[at]), days[at]), default=-1)
    return -1 if newest < 0 else int(standing.index[newest])

"""Digests of warnings: what each recipient was told; begun before it is sent, ended after.

A digest that was begun and never ended counts as told: it may have been sent before its sender
was stopped, and nobody is told a thing twice. One that ended as failed told nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from sqlalchemy import Connection, func, insert, select

from kpi.store.schema import DIGEST_ENDS, DIGESTS

__all__ = ["Digested", "Item", "Outcome", "begin", "digests", "end"]

Item = tuple[str, str]  # what is told (new, cleared, acknowledged), of which alert or entry
Outcome = Literal["sent", "failed"]


@dataclass(frozen=True)
class Digested:
    """One digest of a day; `outcome` is None where it was begun and its end is not known."""

    id: int
    recipient: str
    at: datetime
    day: date
    items: tuple[Item, ...]
    outcome: Outcome | None


def begin(
    connection: Connection, recipient: str, day: date, items: Sequence[Item], seen: int
) -> int | None:
    """Keep what is about to be sent and return its number; the caller holds the transaction.

    `seen`: the recipient's newest digest when this one was made, 0 for none. None where somebody
    else has begun one since: that one tells it.
    """
    table = DIGESTS.c
    newest = select(func.max(table.id)).where(table.recipient == recipient)
    if (connection.execute(newest).scalar() or 0) != seen:
        return None
    number: int = (connection.execute(select(func.max(table.id))).scalar() or 0) + 1
    connection.execute(
        insert(DIGESTS).values(
            id=number, recipient=recipient, at=_now(), day=f"{day}",
            items=json.dumps(items, ensure_ascii=False),
        )
    )  # fmt: skip
    return number


def end(connection: Connection, digest: int, outcome: Outcome) -> None:
    """Keep what came of a digest."""
    connection.execute(insert(DIGEST_ENDS).values(digest=digest, at=_now(), outcome=outcome))


def digests(connection: Connection) -> tuple[Digested, ...]:
    """Return all of them, the oldest first."""
    ends = DIGEST_ENDS.c
    joined = DIGESTS.outerjoin(DIGEST_ENDS, DIGESTS.c.id == ends.digest)
    rows = connection.execute(
        select(DIGESTS, ends.outcome).select_from(joined).order_by(DIGESTS.c.id)
    )
    return tuple(
        Digested(
            row.id, row.recipient, datetime.fromisoformat(row.at), date.fromisoformat(row.day),
            tuple((kind, what) for kind, what in json.loads(row.items)), row.outcome,
        )
        for row in rows
    )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")

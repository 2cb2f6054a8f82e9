"""Acknowledged warnings: who has seen one, what they say, and by when they promise it is better."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, func, insert, select

from kpi.store.schema import ACKNOWLEDGEMENTS

__all__ = ["Acknowledgement", "acknowledge", "acknowledgements"]


@dataclass(frozen=True)
class Acknowledgement:
    """One word on an alert (`kpi.alerts.Alert.id`) that fires since a day; never changed."""

    id: int
    alert: str
    fired: date
    at: datetime
    author: str
    note: str
    promised: date


def acknowledge(
    connection: Connection, alert: str, fired: date, author: str, note: str, promised: date
) -> int:
    """Add an acknowledgement; the caller holds the writing transaction and checked the words."""
    last: int | None = connection.execute(select(func.max(ACKNOWLEDGEMENTS.c.id))).scalar()
    number = 1 if last is None else last + 1
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    connection.execute(
        insert(ACKNOWLEDGEMENTS).values(
            id=number, alert=alert, fired=f"{fired}", at=at, author=author, note=note,
            promised=f"{promised}",
        )
    )  # fmt: skip
    return number


def acknowledgements(connection: Connection) -> tuple[Acknowledgement, ...]:
    """Return all of them, the newest first."""
    rows = connection.execute(select(ACKNOWLEDGEMENTS).order_by(ACKNOWLEDGEMENTS.c.id.desc()))
    return tuple(
        Acknowledgement(
            row.id, row.alert, date.fromisoformat(row.fired), datetime.fromisoformat(row.at),
            row.author, row.note, date.fromisoformat(row.promised),
        )
        for row in rows
    )  # fmt: skip

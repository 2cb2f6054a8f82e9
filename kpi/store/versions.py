"""The versions of the store: the log of who published what, when and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

import pandas as pd
from sqlalchemy import Connection, func, insert, select

from kpi.store.refusals import StoreError
from kpi.store.schema import FILES, OBSERVATIONS, VERSIONS
from kpi.store.states import Tell, add_rows, applied, state
from kpi.store.states import content as content_of

__all__ = ["VIET_NAM", "File", "Version", "append", "find", "head", "log", "promised"]

Kind = Literal["base", "publish", "rollback"]
_MOST_NAMES = 3  # of a version's files, where they stand as a source
VIET_NAM = timezone(timedelta(hours=7))  # no summer time


@dataclass(frozen=True)
class File:
    """A file that came into a version: its hash, and what became of its lines."""

    name: str
    sha256: str
    lines: int
    left_out: int = 0  # lines with errors that the analyst chose to leave out
    repeated: int = 0  # lines that only repeat another


@dataclass(frozen=True)
class Version:
    """One state of the published figures; never changed once it is there.

    `content` is the hash of all rows that stand (`kpi.store.states.content`); `rows` counts
    those the version brought or took away; `target` is what a rollback went back to.
    """

    id: int
    parent: int | None
    at: datetime
    author: str
    note: str
    kind: Kind
    target: int | None
    content: str
    rows: int = 0
    files: tuple[File, ...] = ()

    @property
    def source(self) -> str:
        """What its rows come from where they do not say it: the files, the version, its author."""
        names = [file.name.replace("; ", ", ") for file in self.files[:_MOST_NAMES]]
        rest = ["…"] if len(self.files) > _MOST_NAMES else []
        told = f"v{self.id}, {self.author}"
        return f"{', '.join([*names, *rest])} – {told}" if names else told

    @property
    def clean(self) -> float:
        """Share of its files' lines that were neither left out nor repeated (`kpi.quality`)."""
        lines = sum(file.lines for file in self.files)
        spoilt = sum(file.left_out + file.repeated for file in self.files)
        return 1 - spoilt / lines if lines else 1.0


def head(connection: Connection) -> int | None:
    """Return the newest version's number, None in an empty store."""
    newest: int | None = connection.execute(select(func.max(VERSIONS.c.id))).scalar()
    return newest


def log(connection: Connection) -> tuple[Version, ...]:
    """Return all versions, the newest first."""
    files: defaultdict[int, list[File]] = defaultdict(list)
    for version, _, *fields in connection.execute(select(FILES).order_by(*FILES.primary_key)):
        files[version].append(File(*fields))
    counted = select(OBSERVATIONS.c.version, func.count()).group_by(OBSERVATIONS.c.version)
    rows: dict[int, int] = dict(connection.execute(counted).all())
    return tuple(
        Version(
            one.id, one.parent, datetime.fromisoformat(one.at), one.author, one.note, one.kind,
            one.target, one.content, rows.get(one.id, 0), tuple(files[one.id]),
        )
        for one in connection.execute(select(VERSIONS).order_by(VERSIONS.c.id.desc()))
    )  # fmt: skip


def find(connection: Connection, wanted: int | date | None) -> int:
    """Return the number of a version: the newest, one by number, or the last of a day.

    A day ends at midnight in Viet Nam; days before the first version mean the first. Raises
    StoreError `no_version`.
    """
    if isinstance(wanted, date):
        end = datetime(wanted.year, wanted.month, wanted.day, tzinfo=VIET_NAM) + timedelta(days=1)
        past = select(func.max(VERSIONS.c.id)).where(VERSIONS.c.at < _written(end))
        return connection.execute(past).scalar() or 0
    if wanted is None:
        return head(connection) or 0
    if connection.execute(select(VERSIONS.c.id).where(VERSIONS.c.id == wanted)).first() is None:
        raise StoreError("no_version", version=str(wanted))
    return wanted


def promised(connection: Connection, version: int) -> str:
    """Return the hash of a version's state as it was when the version was made."""
    content: str = connection.execute(
        select(VERSIONS.c.content).where(VERSIONS.c.id == version)
    ).scalar_one()
    return content


def append(  # noqa: PLR0913 - what makes a version
    connection: Connection,
    kind: Kind,
    author: str,
    note: str,
    *,
    added: pd.DataFrame,
    removed: pd.DataFrame,
    files: Sequence[File] = (),
    target: int | None = None,
    tell: Tell = lambda _share: None,
) -> int:
    """Add a version on top of the newest; the caller holds the writing transaction."""
    tell(0.0)
    parent = head(connection)
    version = 0 if parent is None else parent + 1
    before = state(connection, -1 if parent is None else parent)
    tell(0.2)
    after = applied(before, added, removed)
    tell(0.3)
    connection.execute(
        insert(VERSIONS).values(
            id=version, parent=parent, at=_now(connection), author=author, note=note,
            kind=kind, target=target, content=content_of(after),
        )
    )  # fmt: skip
    for place, file in enumerate(files):
        connection.execute(insert(FILES).values(version=version, place=place, **vars(file)))
    add_rows(connection, version, removed, True, lambda share: tell(0.5 + 0.1 * share))
    add_rows(connection, version, added, False, lambda share: tell(0.6 + 0.4 * share))
    tell(1.0)
    return version


def _now(connection: Connection) -> str:
    """Return the time, or the newest version's where the clock was set back since."""
    newest: str | None = connection.execute(select(func.max(VERSIONS.c.at))).scalar()
    return max(_written(datetime.now(UTC)), newest or "")


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")

"""The store: open it, look at any version, publish, go back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from kpi.observations import OBSERVATION_COLUMNS, arranged, dated, load_published
from kpi.store import acknowledgements, digests, versions
from kpi.store.acknowledgements import Acknowledgement
from kpi.store.base import follow, followed
from kpi.store.digests import Digested, Item, Outcome
from kpi.store.dry_run import KEY, Plan, compare, plan
from kpi.store.migrating import migrate
from kpi.store.place import connect, reading, shown, store_url, writing
from kpi.store.refusals import StoreError
from kpi.store.revisions import revisions
from kpi.store.schema import OBSERVATIONS
from kpi.store.sent import Sent
from kpi.store.states import ROW, Tell, content, difference, state
from kpi.store.versions import Version

__all__ = ["MOST_NAME", "MOST_NOTE", "Store"]

MOST_NAME, MOST_NOTE = 100, 2000


class Store:
    """The published figures with all their versions.

    Opening makes the store where there is none and brings its tables up to date. Version 0 holds
    the project's own files; when these change, their changes become a version too, except where
    somebody published other figures in their place. Every method raises StoreError.
    """

    def __init__(
        self, address: str | None = None, files: Callable[[], pd.DataFrame] = load_published
    ) -> None:
        self._engine = connect(store_url(address))
        self._files = files
        migrate(self._engine)
        self.follow_files()

    @property
    def place(self) -> str:
        """Where the store lies, without a password."""
        return shown(self._engine.url)

    def head(self) -> int:
        """Return the newest version's number; this is cheap."""
        with reading(self._engine) as connection:
            return versions.find(connection, None)

    def versions(self) -> tuple[Version, ...]:
        """Return the log of all versions, the newest first."""
        with reading(self._engine) as connection:
            return versions.log(connection)

    def find(self, wanted: int | date | None) -> int:
        """Return a version's number: by number, the last one of a day in Viet Nam, the newest."""
        with reading(self._engine) as connection:
            return versions.find(connection, wanted)

    def rows(self, wanted: int | date | None = None) -> pd.DataFrame:
        """Return the rows that stood at a version, and in `version` which one brought each.

        Raises `damaged` when they are not what was published then.
        """
        with reading(self._engine) as connection:
            version = versions.find(connection, wanted)
            rows = state(connection, version)
            promised = versions.promised(connection, version)
        if content(rows) != promised:
            raise StoreError("damaged", version=str(version))
        return rows

    def as_of(self, wanted: int | date | None = None) -> pd.DataFrame:
        """Return a version's rows as `kpi.observations.load_published` gives its own.

        The column `version` says which version brought a row.
        """
        return arranged(dated(self.rows(wanted)[[*OBSERVATION_COLUMNS, "version"]]))

    def plan(
        self, sent: Sequence[Sent], replace: bool = False, tell: Tell = lambda _share: None
    ) -> Plan:
        """Work out what publishing the files would do (`kpi.store.dry_run.plan`)."""
        tell(0.0)
        head = self.head()
        return plan(self.rows(head), head, sent, replace, lambda share: tell(0.3 + 0.7 * share))

    def compare(self, old: int | date, new: int | date | None = None) -> pd.DataFrame:
        """Return the figures in which two versions differ (`kpi.store.dry_run.compare`)."""
        return compare(self.rows(old), self.rows(new))

    def revisions(self, indicator: str, area: str, period: str | None = None) -> pd.DataFrame:
        """Return how one figure, or all of an area, changed (`kpi.store.revisions.revisions`)."""
        with reading(self._engine) as connection:
            return revisions(connection, indicator, area, period)

    def publish(self, planned: Plan, by: str, note: str, tell: Tell = lambda _share: None) -> int:
        """Make the planned version and return its number: all of it or nothing.

        When somebody else published since the plan was made, it lands on top of that, unless both
        concern the same figures (`moved`): then nobody has seen what would change. `tell` is told
        the share done; what it raises stops the work, and nothing is published.
        """
        by, note = _signed(by, note)
        if planned.empty:
            raise StoreError("nothing_new")
        with writing(self._engine) as connection:
            _check_moved(connection, planned)
            return versions.append(
                connection, "publish", by, note,
                added=planned.added, removed=planned.removed, files=planned.files, tell=tell,
            )  # fmt: skip

    def plan_rollback(self, version: int) -> Plan:
        """Work out what rolling back to a version would do."""
        head = self.head()
        before, after = self.rows(head), self.rows(version)
        added, removed = difference(before, after)
        return Plan(head, (), added, removed, before, after, compare(before, after), 0)

    def rollback(self, version: int, by: str, note: str, seen: int | None = None) -> int:
        """Make a version in which everything is as it was at `version`; return its number.

        `seen`: the newest version when somebody looked at what this would change; StoreError
        `overtaken` if another one was made since.
        """
        by, note = _signed(by, note)
        with writing(self._engine) as connection:
            target, head = versions.find(connection, version), versions.find(connection, None)
            if seen is not None and head != seen:
                raise StoreError("overtaken", version=str(head))
            now = state(connection, head)
            added, removed = difference(now, state(connection, target))
            return versions.append(
                connection, "rollback", by, note, added=added, removed=removed, target=target
            )

    def acknowledge(self, alert: str, fired: date, by: str, note: str, promised: date) -> int:
        """Keep that somebody has seen an alert that fires since a day; return the entry's number.

        Raises `no_name`, `no_note`.
        """
        by, note = _signed(by, note)
        with writing(self._engine) as connection:
            return acknowledgements.acknowledge(connection, alert, fired, by, note, promised)

    def acknowledged(self) -> tuple[Acknowledgement, ...]:
        """Return all acknowledgements, the newest first."""
        with reading(self._engine) as connection:
            return acknowledgements.acknowledgements(connection)

    def begin_digest(
        self, recipient: str, day: date, items: Sequence[Item], seen: int
    ) -> int | None:
        """Keep what is about to be sent (`kpi.store.digests.begin`); return the digest's number."""
        with writing(self._engine) as connection:
            return digests.begin(connection, recipient, day, items, seen)

    def end_digest(self, digest: int, outcome: Outcome) -> None:
        """Keep what came of a digest."""
        with writing(self._engine) as connection:
            digests.end(connection, digest, outcome)

    def digests(self) -> tuple[Digested, ...]:
        """Return all digests, the oldest first."""
        with reading(self._engine) as connection:
            return digests.digests(connection)

    def follow_files(self) -> None:
        """Make a version of what changed in the project's own files since they were last read."""
        rows = self._files()[list(ROW)]
        with reading(self._engine) as connection:
            if followed(connection, rows):
                return
        with writing(self._engine) as connection:
            if not followed(connection, rows):  # nobody was faster
                follow(connection, rows)


def _signed(by: str, note: str) -> tuple[str, str]:
    """Check who publishes and why; both go into the log for good."""
    by, note = by.strip(), note.strip()
    if not by.isprintable() or not 0 < len(by) <= MOST_NAME:
        raise StoreError("no_name", most=MOST_NAME)
    if not all(char.isprintable() or char in "\n\t" for char in note) or not (
        0 < len(note) <= MOST_NOTE
    ):
        raise StoreError("no_note", most=MOST_NOTE)
    return by, note


def _check_moved(connection: Connection, planned: Plan) -> None:
    """Raise `moved` where a version since the plan was made concerns the same figures."""
    rows = OBSERVATIONS.c
    since = select(rows.version, *(rows[name] for name in KEY)).where(rows.version > planned.parent)
    moved = pd.DataFrame(connection.execute(since).all(), columns=["version", *KEY])
    ours = pd.MultiIndex.from_frame(pd.concat([planned.added, planned.removed])[KEY])
    both = moved[pd.MultiIndex.from_frame(moved[KEY]).isin(ours)].drop_duplicates(KEY)
    if len(both):
        last = int(both["version"].max())
        author = next(one.author for one in versions.log(connection) if one.id == last)
        raise StoreError("moved", author=author, count=len(both), version=str(last))

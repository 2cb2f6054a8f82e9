"""Bring a store to the tables this program knows; done on every opening, in one transaction."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from kpi.store.place import reading, shown, writing
from kpi.store.refusals import StoreError

__all__ = ["migrate", "revision"]

_SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, target: str = "head") -> None:
    """Upgrade (or, naming an older revision, downgrade) a store's tables.

    Raises StoreError `newer` where the store is ahead of this program.
    """
    script = ScriptDirectory(str(_SCRIPTS))
    goal = script.get_current_head() if target == "head" else target
    with reading(engine) as connection:
        if revision(connection) == goal:
            return
    with writing(engine) as connection:  # somebody may have been faster: look again
        now = revision(connection)
        if now is not None and now not in {one.revision for one in script.walk_revisions()}:
            raise StoreError("newer", place=shown(engine.url))
        config = Config()
        config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
        config.attributes["connection"] = connection
        run = command.upgrade if target == "head" else command.downgrade
        run(config, target)


def revision(connection: Connection) -> str | None:
    """Return the revision of a store's tables, None for an empty database."""
    return MigrationContext.configure(connection).get_current_revision()

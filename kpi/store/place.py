"""Where the store lies, and how it is written to: one writer at a time, all or nothing.

SQLite runs in WAL mode with `synchronous=FULL`: readers are never held up by a writer, and a
version that was told as published is still there after a power cut (NORMAL would keep the store
whole, but could lose the last version). Publishing is rare, so the extra fsync costs nothing.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from kpi.store.refusals import StoreError, told

__all__ = ["connect", "exists", "reading", "shown", "store_url", "writing"]

VARIABLE = "KPI_STORE"
PATIENCE = 30  # seconds to wait for another writer
_LOCK = 0x6B7069  # "kpi": the PostgreSQL advisory lock of whoever writes
_WRITES = {"kpi_writes": True}


def store_url(address: str | None = None) -> URL:
    """Return where the store is: `address`, else `KPI_STORE`, else the user's data directory.

    Raises StoreError `bad_place` for anything but an SQLite file or a PostgreSQL database.
    """
    address = address or os.environ.get(VARIABLE) or f"sqlite:///{_home()}"
    try:
        url = make_url(address)
    except ArgumentError:
        raise StoreError("bad_place", place=address.rpartition("@")[2]) from None
    if url.drivername in {"postgresql", "postgres", "postgresql+psycopg"} and url.database:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite" and url.database not in {None, "", ":memory:"}:
        return url
    raise StoreError("bad_place", place=shown(url))


def _home() -> Path:
    return user_data_path("viet-nam-kpi", appauthor=False) / "store.sqlite"


def shown(url: URL) -> str:
    """Write a store's place for people: without the password."""
    return url.render_as_string(hide_password=True)


def exists(url: URL) -> bool:
    """Tell whether there is a store to read; a database server is taken to hold one."""
    file = url.database if url.drivername == "sqlite" else None
    return file is None or Path(file).exists()


def connect(url: URL) -> Engine:
    """Return an engine; an SQLite file and its folder are made where there are none.

    It keeps no connection open: figures are cached by version, so the store is seldom asked.
    """
    if url.drivername != "sqlite":
        wait = {"connect_timeout": 10, "application_name": "viet-nam-kpi"}
        return create_engine(url, connect_args=wait, poolclass=NullPool)
    file = Path(str(url.database))
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError("unreachable", place=shown(url), reason=str(error)) from error
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    with told(shown(url)):
        _use_wal(file)
    return engine


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own
    connection.isolation_level = None  # transactions begin where we say, DDL's too
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the writer's place at once: a reader that turns writer could only fail."""
    writes = connection.get_execution_options().get("kpi_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _use_wal(file: Path) -> None:
    """Switch the file to WAL, once for all; SQLite does not wait here, so we do."""
    end = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(file)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > end:
                    raise
            time.sleep(0.01)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection to read with."""
    with told(shown(engine.url)), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open the one transaction that may write; it lands whole at the end or not at all."""
    writer = engine.execution_options(**_WRITES)
    with told(shown(engine.url)), writer.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        yield connection

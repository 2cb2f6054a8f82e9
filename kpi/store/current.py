"""The store this process shows: its figures, and a name for their state."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from kpi.observations import DATA, load_published
from kpi.store.place import exists, store_url
from kpi.store.refusals import StoreError
from kpi.store.store import Store

__all__ = ["current", "published", "version"]


def published(as_of: int | date | None = None) -> pd.DataFrame:
    """Return the published figures as `kpi.observations.load_published` does, from the store.

    `as_of`: a version's number, or a day in Viet Nam (the last version made on it or before).
    Where no store was made yet, the project's own files are all there is. Raises StoreError.
    """
    store = current()
    if store is not None:
        return store.as_of(as_of)
    if as_of and not isinstance(as_of, date):
        raise StoreError("no_version", version=str(as_of))
    return load_published().assign(version=0)


def version() -> str:
    """Name the state of the published figures; cheap, to keep what was made of them under.

    It names the store too: two stores may both be at version 2.
    """
    stamp = max(file.stat().st_mtime_ns for file in DATA.glob("observations/*.csv"))
    store = current()
    held = "files" if store is None else f"{store.place}-{store.head()}"
    return f"{held}-{stamp:x}"


def current() -> Store | None:
    """Return the store, opened once and again when the project's files change; None if none is."""
    url = store_url()
    if not exists(url):
        return None
    file = Path(str(url.database))
    made = file.stat().st_ino if url.drivername == "sqlite" else 0
    stamp = max(file.stat().st_mtime_ns for file in DATA.glob("observations/*.csv"))
    return _opened(url.render_as_string(hide_password=False), made, stamp)


@lru_cache(maxsize=2)
def _opened(address: str, _made: int, _stamp: int) -> Store:
    return Store(address)

"""Why the store did not do what was asked: a code and facts, said late in the reader's language."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy.exc import DBAPIError

from kpi.catalogue import load_catalogue
from kpi.language import N_, Language
from kpi.periods import parse_period
from kpi.units import load_units

__all__ = ["StoreError", "told"]

_TEXTS = {
    "bad_place": N_("“{place}” does not name a store: write an SQLite or PostgreSQL address."),
    "unreachable": N_("The store {place} cannot be opened: {reason}"),
    "newer": N_("The store {place} was written by a newer edition of this program. "
    "Update the program first."),
    "full": N_("The store could not be written: its disk is full or refuses to write. "
    "Nothing was published; the versions before are whole."),
    "read_only": N_("The store may be read only. Nothing was published."),
    "busy": N_("Somebody else has been writing to the store for too long. "
    "Nothing was published; try again."),
    "failed": N_("The store failed: {reason} Nothing was published."),
    "damaged": N_("Version {version} does not hold what was published: "
    "its rows were changed outside this program."),
    "no_version": N_("There is no version {version}."),
    "no_name": N_("A name must say who publishes (one line, at most {most} letters)."),
    "no_note": N_("A note must say why (at most {most} letters)."),
    "refused": N_("“{file}” cannot be read as a table; nothing of it was kept."),
    "has_errors": N_("“{file}” has {errors} errors. Correct them, or choose to leave out "
    "the bad lines."),
    "nothing_left": N_("“{file}” has no usable line."),
    "practice": N_("“{file}” holds simulated figures, which are never published."),
    "disagree": N_("The files give different values for the same figure ({count} figures), "
    "first: {indicator}, {area}, {period}."),
    "nothing_new": N_("Everything in the file is published already; no version was made."),
    "moved": N_("{author} published {count} of the same figures meanwhile (version {version}). "
    "Look at the changes again before publishing."),
    "overtaken": N_("Version {version} was made meanwhile. Look at what would change again; "
    "nothing was rolled back."),
}  # fmt: skip
_NAMES: Mapping[str, Callable[[str, Language], str]] = {  # values that are ids, by their names
    "indicator": lambda one, lang: lang.pick(load_catalogue()[one].short),
    "area": lambda one, lang: lang.pick(load_units()[one].name),
    "period": lambda one, lang: lang.period(parse_period(one)),
}
_FULL = {"SQLITE_FULL", "SQLITE_IOERR", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_BUSY_SNAPSHOT"}


class StoreError(Exception):
    """What was asked was not done, and the store is as it was; `code` says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def message(self, lang: Language) -> str:
        """Say why, in a sentence or two."""
        facts = {name: _said(name, value, lang) for name, value in self.values.items()}
        return lang._(_TEXTS[self.code], **facts)


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn what a database says is wrong into a StoreError."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        reason = " ".join(str(cause).split())
        raise StoreError(_code(cause), place=place, reason=reason) from error


def _code(cause: BaseException | None) -> str:
    """Choose a code by SQLite's error name or PostgreSQL's SQLSTATE (its appendix A)."""
    name = getattr(cause, "sqlite_errorname", "") or ""
    state = getattr(cause, "sqlstate", "") or ""
    if name in _FULL or state.startswith("53") or state == "58030":
        return "full"
    if name in _BUSY or state in {"55P03", "40001", "40P01"}:
        return "busy"
    if name.startswith("SQLITE_READONLY") or state in {"25006", "42501"}:
        return "read_only"
    unopened = name in {"SQLITE_CANTOPEN", "SQLITE_NOTADB", "SQLITE_CORRUPT"}
    server_gone = not name and (not state or state[:2] in {"08", "28", "3D", "57"})
    return "unreachable" if unopened or server_gone else "failed"


def _said(name: str, value: object, lang: Language) -> str:
    if name in _NAMES:
        return _NAMES[name](str(value), lang)
    if isinstance(value, date) and not isinstance(value, datetime):
        return lang.date(value)
    return lang.number(value) if isinstance(value, int) else str(value)

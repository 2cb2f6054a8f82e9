"""The store's tables; `migrations/` makes them, and a test compares the two.

Nothing is ever overwritten: a version adds rows that stand from then on, and removes one by
adding a row with `removed`. Triggers refuse every change and deletion. The versions with their
files are the audit log: who, when, why, which file, how many lines.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = [
    "ACKNOWLEDGEMENTS",
    "DIGESTS",
    "DIGEST_ENDS",
    "FACTS",
    "FILES",
    "ID",
    "METADATA",
    "NUMBERS",
    "OBSERVATIONS",
    "VERSIONS",
]

METADATA = MetaData()
ID = ("indicator", "area", "period", "published")  # one edition of one figure
FACTS = (
    "value", "numerator", "denominator", "of",
    "qualifier", "status", "source", "note", "note_en",
)  # fmt: skip
NUMBERS = FACTS[:4]

VERSIONS = Table(
    "versions",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # unique: of two versions made from one parent only one can land
    Column("parent", Integer, ForeignKey("versions.id"), unique=True),
    Column("at", String(32), nullable=False),  # UTC, ISO 8601 with microseconds
    Column("author", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("kind", String(8), nullable=False),  # base, publish, rollback
    Column("target", Integer, ForeignKey("versions.id")),  # what a rollback went back to
    Column("content", String(64), nullable=False),  # SHA-256 of the state, see states.py
)
FILES = Table(
    "files",
    METADATA,
    Column("version", Integer, ForeignKey("versions.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("lines", Integer, nullable=False),
    Column("left_out", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
)
OBSERVATIONS = Table(
    "observations",
    METADATA,
    Column("version", Integer, ForeignKey("versions.id"), primary_key=True),
    *(Column(name, Text, primary_key=True) for name in ID),
    Column("removed", Boolean, nullable=False),
    *(Column(name, Float(53), nullable=True) for name in NUMBERS),
    *(Column(name, Text, nullable=False) for name in FACTS[len(NUMBERS) :]),
)
ACKNOWLEDGEMENTS = Table(
    "acknowledgements",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("alert", Text, nullable=False),  # kpi.alerts.Alert.id
    Column("fired", String(10), nullable=False),  # the day since which it fires
    Column("at", String(32), nullable=False),  # UTC, ISO 8601 with microseconds
    Column("author", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("promised", String(10), nullable=False),
)
DIGESTS = Table(
    "digests",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("recipient", Text, nullable=False),  # its id in the recipients' file
    Column("at", String(32), nullable=False),  # when it was begun; UTC, ISO 8601
    Column("day", String(10), nullable=False),  # the day whose warnings it tells
    Column("items", Text, nullable=False),  # JSON: what is told, of which alert
)
DIGEST_ENDS = Table(
    "digest_ends",
    METADATA,
    Column("digest", Integer, ForeignKey("digests.id"), primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("outcome", String(6), nullable=False),  # sent, failed
)

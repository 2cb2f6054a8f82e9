"""Digests of warnings: what was about to be sent to whom, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEYS = {"digests": "id", "digest_ends": "digest"}


def upgrade() -> None:
    """Make the tables and put a guard on them."""
    op.create_table(
        "digests",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("recipient", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("items", sa.Text, nullable=False),
    )
    op.create_table(
        "digest_ends",
        sa.Column(
            "digest", sa.Integer, sa.ForeignKey("digests.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(6), nullable=False),
    )
    guard = _guard_postgresql if op.get_bind().dialect.name == "postgresql" else _guard_sqlite
    for table, key in KEYS.items():
        guard(table, key)


def downgrade() -> None:
    """Drop the tables; on SQLite their triggers go with them."""
    op.drop_table("digest_ends")
    op.drop_table("digests")


def _guard_postgresql(table: str, _key: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION kpi_append_only()"
    )
    op.execute(
        f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION kpi_append_only()"
    )


def _guard_sqlite(table: str, key: str) -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for event in ("update", "delete"):
        op.execute(f"CREATE TRIGGER {table}_no_{event} BEFORE {event.upper()} ON {table} {refusal}")
    # INSERT OR REPLACE deletes without firing a DELETE trigger
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 - names are ours
    op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refusal}")

"""Acknowledged warnings: who has seen one, what they say and promise; only ever added to."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLE = "acknowledgements"


def upgrade() -> None:
    """Make the table and put a guard on it."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("alert", sa.Text, nullable=False),
        sa.Column("fired", sa.String(10), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("promised", sa.String(10), nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def downgrade() -> None:
    """Drop the table; on SQLite its triggers go with it."""
    op.drop_table(TABLE)


def _guard_postgresql() -> None:
    op.execute(
        f"CREATE TRIGGER {TABLE}_rows BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION kpi_append_only()"
    )
    op.execute(
        f"CREATE TRIGGER {TABLE}_whole BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION kpi_append_only()"
    )


def _guard_sqlite() -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append-only'); END"
    for event in ("update", "delete"):
        op.execute(f"CREATE TRIGGER {TABLE}_no_{event} BEFORE {event.upper()} ON {TABLE} {refusal}")
    # INSERT OR REPLACE deletes without firing a DELETE trigger
    there = f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)"  # noqa: S608 - names are ours
    op.execute(f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} WHEN {there} {refusal}")

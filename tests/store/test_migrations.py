"""The tables: made, brought up to date and taken back, with what is in them."""

import warnings

import pandas as pd
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from kpi.store import StoreError
from kpi.store.migrating import migrate, revision
from kpi.store.place import connect, store_url
from kpi.store.schema import METADATA
from tests.store.samples import RATE, as_sent, rows


@pytest.fixture
def engine(address):
    engine = connect(store_url(address))
    yield engine
    engine.dispose()


def run(engine, statement):
    with engine.begin() as connection:
        return connection.execute(sa.text(statement))


def test_migrations_make_the_tables_the_program_knows(engine):
    migrate(engine)
    with engine.connect() as connection, warnings.catch_warnings():
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
        assert revision(connection) == "0004"


def test_down_to_nothing_and_up_again(engine):
    migrate(engine)
    migrate(engine, "base")
    assert sa.inspect(engine).get_table_names() == ["alembic_version"]
    migrate(engine)
    assert len(sa.inspect(engine).get_table_names()) == 7


def test_figures_survive_a_step_down_and_up(store, engine, open_store):
    store.publish(store.plan([as_sent(rows((RATE, "VN", "2025", "2026-02-20", 37.4)))]), "a", "b")
    before = store.as_of()
    migrate(engine, "0001")
    run(engine, "UPDATE versions SET note = 'b'")  # the guards are gone
    again = open_store()
    pd.testing.assert_frame_equal(again.as_of(), before)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"):
        run(engine, "UPDATE versions SET note = 'c'")


def test_a_store_of_a_newer_program_is_left_alone(store, engine, open_store):
    run(engine, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError) as refusal:
        open_store()
    assert refusal.value.code == "newer"
    assert sa.inspect(engine).has_table("observations")


def test_a_failing_migration_leaves_nothing_behind(engine):
    run(engine, "CREATE TABLE observations (x INTEGER)")  # in the way of the third table
    with pytest.raises(StoreError) as refusal:
        migrate(engine)
    assert refusal.value.code == "failed"
    assert sa.inspect(engine).get_table_names() == ["observations"]

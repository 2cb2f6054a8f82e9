"""Run the migrations on the connection that `kpi.store.migrating` hands over."""

from alembic import context

from kpi.store.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()

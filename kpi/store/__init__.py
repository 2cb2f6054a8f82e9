"""The published figures with all their versions, in SQLite or PostgreSQL.

A file that was read becomes `sent` rows, a `Plan` shows what they would change, and publishing
makes a new version of the whole. Nothing is overwritten: any version can be looked at, compared
and gone back to. docs/publish.md tells the rules, docs/postgresql.md how to run a server.
"""

from kpi.store.acknowledgements import Acknowledgement
from kpi.store.current import current, published, version
from kpi.store.digests import Digested
from kpi.store.dry_run import Plan, largest
from kpi.store.effects import Effects, effects
from kpi.store.refusals import StoreError
from kpi.store.revisions import steps
from kpi.store.sent import Sent, sent
from kpi.store.store import Store
from kpi.store.versions import File, Version

__all__ = [
    "Acknowledgement",
    "Digested",
    "Effects",
    "File",
    "Plan",
    "Sent",
    "Store",
    "StoreError",
    "Version",
    "current",
    "effects",
    "largest",
    "published",
    "sent",
    "steps",
    "version",
]

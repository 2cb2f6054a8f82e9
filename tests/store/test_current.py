"""What the dashboard shows: the project's files, and the store's versions on top."""

import pandas as pd
import pytest

from kpi import store as stores
from kpi.observations import load_published, newest
from kpi.store import Store, StoreError
from tests.store.samples import RATE, as_sent, rows


@pytest.fixture(autouse=True)
def place(address, monkeypatch):
    monkeypatch.setenv("KPI_STORE", address)


def publish(value):
    store = Store()
    plan = store.plan([as_sent(rows((RATE, "VN", "1999", "2026-12-31", value)))])
    return store.publish(plan, "Lan", "số mới")


def shown(frame):
    frame = newest(frame)
    chosen = frame[(frame["indicator"] == RATE) & (frame["area"] == "VN")]
    return chosen.set_index("period")["value"].get("1999")


def test_published_figures_are_the_files_and_what_was_published(address):
    pd.testing.assert_frame_equal(stores.published().drop(columns="version"), load_published())
    publish(41.5)
    assert shown(stores.published()) == 41.5
    assert shown(stores.published(0)) is None
    assert len(stores.published()) == len(load_published()) + 1


def test_the_version_changes_with_every_publication_and_only_then():
    publish(41.5)
    first = stores.version()
    assert stores.version() == first
    publish(42.5)
    assert stores.version() != first


def test_reading_makes_no_store(tmp_path, monkeypatch):
    monkeypatch.setenv("KPI_STORE", f"sqlite:///{tmp_path}/none/store.sqlite")
    assert stores.current() is None
    assert len(stores.published()) == len(load_published())
    assert stores.version().startswith("files-")
    assert not (tmp_path / "none").exists()
    with pytest.raises(StoreError):
        stores.published(3)


def test_a_store_made_later_is_seen_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("KPI_STORE", f"sqlite:///{tmp_path}/later.sqlite")
    before = stores.version()
    publish(41.5)
    assert stores.version() != before
    assert shown(stores.published()) == 41.5

"""Whatever happens to a publisher, the store holds the old version or the new one, whole."""

import os
import resource
import subprocess
import sys
import threading
import uuid
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pandas as pd
import psycopg
import pytest
import sqlalchemy as sa

from kpi.language import language
from kpi.store import Store, StoreError, place
from kpi.store.place import store_url
from tests.serving import ROOT
from tests.store.samples import RATE, as_sent, base, rows
from tests.store.victims import FIGURES

POINTS = 30
LOCK = "pg_advisory_xact_lock(7041129)"
FULL = """
import sys
from kpi.store import Store, StoreError
from tests.store.samples import as_sent, base, rows
from tests.store.victims import FIGURES
store = Store(sys.argv[1], base)
plan = store.plan([as_sent(rows(*FIGURES))])
try:
    store.publish(plan, "Lan", "đầy đĩa")
except StoreError as error:
    print(error.code)
"""


def python(*arguments, **options):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
        **options,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_killed_at_any_moment_the_store_is_whole(address):
    *outcomes, statements = python("-m", "tests.store.victims", address, str(POINTS))
    assert len(outcomes) >= POINTS + 5
    assert outcomes[:POINTS].count("old") > 5
    assert int(statements.split()[0]) >= 5


def test_a_full_disk_is_told_and_harms_nothing(tmp_path):
    address = f"sqlite:///{tmp_path}/store.sqlite"
    store = Store(address, base)
    room = Path(tmp_path, "store.sqlite").stat().st_size + 20_000

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    before = store.as_of()
    assert python("-c", FULL, address, preexec_fn=limit) == ["full"]
    pd.testing.assert_frame_equal(store.as_of(), before)
    assert store.publish(store.plan([as_sent(rows(*FIGURES))]), "Lan", "có chỗ rồi") == 1


@pytest.fixture(params=["sqlite", "postgresql"])
def address_on_small_disk(request, small_disk, postgresql):
    """A store on a disk of 16 MB, and the disk; None without the right to mount one."""
    if small_disk is None:
        yield None
    elif request.param == "sqlite":
        yield f"sqlite:///{small_disk}/store.sqlite"
    else:
        name = f"small_{uuid.uuid4().hex}"
        with psycopg.connect(f"{postgresql}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE TABLESPACE {name} LOCATION '{small_disk}/data'")
            connection.execute(f"CREATE DATABASE {name} TABLESPACE {name}")
            yield f"{postgresql}/{name}"
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
            connection.execute(f"DROP TABLESPACE {name}")


def fill(disk, left):
    """Leave so many bytes of a disk."""
    state = os.statvfs(disk)
    (disk / "filler").write_bytes(b"x" * (state.f_bavail * state.f_frsize - left))


def test_a_really_full_disk_is_told_and_harms_nothing(address_on_small_disk, small_disk):
    """Without the right to mount, the limits of the two tests around this one stand in."""
    if small_disk is None:
        return
    store = Store(address_on_small_disk, base)
    plan, before = store.plan([as_sent(rows(*FIGURES))]), store.as_of()
    fill(small_disk, 40_000)
    with pytest.raises(StoreError) as refusal:
        store.publish(plan, "Lan", "đầy đĩa")
    assert refusal.value.code == "full"
    assert "đĩa" in refusal.value.message(language("vi"))
    pd.testing.assert_frame_equal(store.as_of(), before)
    assert len(store.versions()) == 1
    (small_disk / "filler").unlink()
    assert store.publish(plan, "Lan", "có chỗ rồi") == 1
    assert len(store.rows()) == len(before) + len(FIGURES)


def test_a_full_database_server_is_told_and_harms_nothing(fresh_database):
    store = Store(fresh_database, base)
    engine = sa.create_engine(store_url(fresh_database))
    with engine.begin() as connection:
        connection.execute(sa.text(
            "CREATE FUNCTION full() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$"
        ))  # fmt: skip
        connection.execute(sa.text(
            "CREATE TRIGGER full_disk BEFORE INSERT ON observations FOR EACH ROW "
            "WHEN (NEW.period = '1905') EXECUTE FUNCTION full()"
        ))  # fmt: skip
    engine.dispose()
    with pytest.raises(StoreError) as refusal:
        store.publish(store.plan([as_sent(rows(*FIGURES))]), "Lan", "đầy đĩa")
    assert refusal.value.code == "full"
    assert len(store.versions()) == 1
    assert len(store.rows()) == len(base())


def at_once(*jobs):
    """Run jobs in threads that start together; return what each gave or raised."""
    told, start = {}, threading.Barrier(len(jobs))

    def run(place, job):
        start.wait()
        try:
            told[place] = job()
        except StoreError as error:
            told[place] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [told[place] for place in range(len(jobs))]


def publishing(address, area, by, value=1.0):
    """A publisher who has looked at the changes and is about to publish."""
    store = Store(address, base)
    plan = store.plan([as_sent(rows((RATE, area, "2025", "2026-02", value)))])
    return partial(store.publish, plan, by, "cùng lúc")


def test_publishers_of_different_figures_land_one_after_the_other(address):
    areas = ("VN34-01", "VN34-04", "VN34-08", "VN34-11")
    told = at_once(*(publishing(address, area, area) for area in areas))
    assert sorted(told) == [1, 2, 3, 4]
    store = Store(address, base)
    assert {one.parent for one in store.versions()} == {None, 0, 1, 2, 3}
    assert set(areas) <= set(store.rows()["area"])


def test_of_publishers_of_one_figure_one_lands_and_the_others_are_told(address):
    told = at_once(*(publishing(address, "VN34-01", by, 2.0) for by in ("Lan", "Minh", "Hà")))
    landed = [one for one in told if one == 1]
    refused = [one for one in told if isinstance(one, StoreError)]
    assert (len(landed), len(refused)) == (1, 2)
    assert {one.code for one in refused} == {"moved"}
    author = Store(address, base).versions()[0].author
    assert author in refused[0].message(language("vi"))


def test_several_may_open_a_new_store_at_once(address):
    stores = at_once(*[partial(Store, address, base)] * 4)
    assert [one.head() for one in stores] == [0] * 4
    assert len(stores[0].versions()) == 1


@contextmanager
def holding(address):
    """Hold the writer's place."""
    engine = sa.create_engine(store_url(address))
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as writer:
        writer.exec_driver_sql("BEGIN IMMEDIATE" if sqlite else f"SELECT {LOCK}")
        yield
        writer.rollback()
    engine.dispose()


def test_readers_are_not_held_up_by_a_writer(store, address):
    with holding(address):
        assert store.head() == 0
        assert len(store.rows()) == len(base())


def test_a_writer_that_stays_too_long_is_told_of(address, monkeypatch):
    monkeypatch.setattr(place, "PATIENCE", 1)
    publish = publishing(address, "VN34-01", "Lan")
    with holding(address), pytest.raises(StoreError) as refusal:
        publish()
    assert refusal.value.code == "busy"
    assert publish() == 1

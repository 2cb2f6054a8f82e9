"""Versions: published whole, looked at as they were, gone back to; in both databases alike."""

from datetime import UTC, date, datetime

import pandas as pd
import psycopg
import pytest
import sqlalchemy as sa

from kpi.observations import load_published, newest
from kpi.store import File, Sent, Store, StoreError, steps
from kpi.store import versions as clock
from kpi.store.place import connect, exists, store_url
from tests.store.samples import COUNT, RATE, as_sent, base, rows


def value(frame, area="VN", period="2025"):
    shown = newest(frame).set_index(["area", "period"])["value"]
    return shown.get((area, period))


def publish(store, *given, by="Lan", note="số mới"):
    return store.publish(store.plan([as_sent(rows(*given))]), by, note)


def test_version_0_is_what_the_files_hold(open_store):
    store = open_store(load_published)
    told = store.as_of().drop(columns="version")
    pd.testing.assert_frame_equal(told, load_published())
    (version,) = store.versions()
    assert (version.id, version.kind, version.parent) == (0, "base", None)
    assert version.rows == len(load_published())


def test_a_published_figure_is_shown_and_the_old_one_stays(store):
    assert publish(store, (RATE, "VN", "2025", "2026-02-20", 37.4)) == 1
    assert value(store.as_of()) == 37.4
    assert value(store.as_of(0)) == 36.8
    both = store.as_of().query("area == 'VN' and period == '2025'")
    assert both[["value", "vintage", "version"]].values.tolist() == [[36.8, 1, 0], [37.4, 2, 1]]


def test_log_says_who_when_why_and_what(store):
    before = datetime.now(UTC)
    publish(store, (RATE, "VN", "2025", "2026-02-20", 37.4), by=" Trần Lan ", note="Quý I")
    version = store.versions()[0]
    assert (version.author, version.note, version.kind) == ("Trần Lan", "Quý I", "publish")
    assert before <= version.at <= datetime.now(UTC)
    assert (version.parent, version.rows) == (0, 1)
    assert [(file.name, file.lines, file.left_out) for file in version.files] == [
        ("bang.csv", 1, 0)
    ]


def test_a_versions_lines_are_clean_but_for_those_left_out_or_repeated(store):
    file = File("bang.csv", "0" * 64, lines=100, left_out=7, repeated=3)
    sent = Sent(file, rows((RATE, "VN", "2025", "2026-02-20", 37.4)))
    store.publish(store.plan([sent]), "Lan", "số mới")
    assert [one.clean for one in store.versions()] == [0.9, 1.0]


def test_rollback_is_a_version_with_the_content_of_the_old_one(store):
    publish(
        store, (RATE, "VN", "2025", "2026-02-20", 37.4), (RATE, "VN34-01", "2025", "2026", 99.0)
    )
    publish(store, (RATE, "VN", "2025", "2026-02-20", 38.0))
    assert store.rollback(0, "Lan", "nhầm tệp") == 3
    last, *_, first = store.versions()
    assert (last.kind, last.target, last.rows) == ("rollback", 0, 2)
    assert last.content == first.content
    pd.testing.assert_frame_equal(store.as_of(3), store.as_of(0))
    assert value(store.as_of(2)) == 38.0


def test_a_version_has_the_same_bytes_for_good(store, open_store):
    publish(
        store, (RATE, "VN", "2025", "2026-02-20", -0.0), (RATE, "VN34-01", "2025", "2026", 1e-300)
    )
    then = store.as_of(1).to_csv()
    publish(store, (RATE, "VN", "2025", "2026-02-21", 40.1))
    store.rollback(0, "Lan", "thử")
    assert open_store().as_of(1).to_csv() == then


def test_days_mean_the_last_version_of_a_day_in_viet_nam(store, monkeypatch):
    times = iter(["2030-01-01T16:59:59", "2030-01-01T17:00:00"])  # 23:59:59 and 0:00 there

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.fromisoformat(next(times)).replace(tzinfo=UTC)

    monkeypatch.setattr(clock, "datetime", Clock)
    publish(store, (RATE, "VN", "2025", "2026-02-20", 37.4))
    publish(store, (RATE, "VN", "2025", "2026-02-21", 37.5))
    assert store.find(date(2030, 1, 1)) == 1
    assert store.find(date(2030, 1, 2)) == store.find(None) == 2
    assert store.find(date(1999, 1, 1)) == 0


def test_a_clock_set_back_does_not_reorder_versions(store, monkeypatch):
    publish(store, (RATE, "VN", "2025", "2026-02-20", 37.4))

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2000, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(clock, "datetime", Clock)
    publish(store, (RATE, "VN", "2025", "2026-02-21", 37.5))
    second, first, _ = store.versions()
    assert second.at == first.at


def test_revisions_tell_every_edition_and_which_was_shown(store):
    publish(store, (RATE, "VN", "2025", "2026-02-20", 37.4))
    publish(store, (RATE, "VN", "2025", "2026-01-05", 36.0))  # older than both
    store.rollback(0, "Minh", "nhầm")
    told = store.revisions(RATE, "VN", "2025")
    wanted = ["version", "author", "published", "value", "removed", "shown"]
    assert told[wanted].values.tolist() == [
        [0, "data/observations", "2026-01-10", 36.8, False, True],
        [1, "Lan", "2026-02-20", 37.4, False, True],
        [2, "Lan", "2026-01-05", 36.0, False, False],
        [3, "Minh", "2026-01-05", 36.0, True, False],
        [3, "Minh", "2026-02-20", 37.4, True, False],
    ]


def test_steps_tell_what_was_shown_from_which_version_on(store):
    publish(store, (RATE, "VN", "2025", "2026-02-20", 37.4))
    publish(store, (RATE, "VN", "2025", "2026-01-05", 36.0))  # older: nothing else is shown
    store.rollback(0, "Minh", "nhầm")
    told = store.revisions(RATE, "VN")
    assert set(told["period"]) == {"2024", "2025"}
    found = steps(told)
    value = told["value"].to_dict() | {-1: "–"}
    ours = found[found["period"] == "2025"]
    assert [(one.version, one.author, value[one.old], value[one.new])
            for one in ours.itertuples()] == [
        (0, "data/observations", "–", 36.8), (1, "Lan", 36.8, 37.4), (3, "Minh", 37.4, 36.8),
    ]  # fmt: skip


def test_a_rollback_does_what_its_plan_said(store):
    publish(store, (RATE, "VN", "2025", "2026-02-20", 37.4), (COUNT, "VN", "2025", "2026", 7.0))
    plan = store.plan_rollback(0)
    kinds = plan.changes.set_index(["indicator", "period"])["kind"].to_dict()
    assert kinds == {(RATE, "2025"): "changed", (COUNT, "2025"): "removed"}
    store.rollback(0, "Minh", "nhầm", seen=plan.parent)
    assert store.compare(0).empty
    assert store.plan_rollback(0).empty


def test_a_rollback_that_was_looked_at_earlier_is_refused(store):
    seen = store.head()
    publish(store, (RATE, "VN", "2025", "2026-02-20", 37.4))
    with pytest.raises(StoreError) as refusal:
        store.rollback(0, "Minh", "nhầm", seen=seen)
    assert refusal.value.code == "overtaken"
    assert store.head() == seen + 1
    assert store.rollback(0, "Minh", "nhầm", seen=seen + 1) == seen + 2


def test_new_files_of_the_project_become_a_version_but_overrule_nobody(store, open_store):
    publish(store, (RATE, "VN", "2025", "2026-01-10", 37.0))  # corrects that edition
    newer = rows(
        (RATE, "VN", "2024", "2025-01-15", 45.9),
        (RATE, "VN", "2025", "2026-01-10", 36.9),
        (RATE, "VN63-24", "2024", "2025", 50.0),
        (RATE, "VN63-31", "2024", "2025", 70.0),
    )
    store = open_store(lambda: newer)
    shown = newest(store.as_of()).set_index(["area", "period"])["value"].to_dict()
    assert shown == {
        ("VN", "2024"): 45.9, ("VN", "2025"): 37.0,
        ("VN63-24", "2024"): 50.0, ("VN63-31", "2024"): 70.0,
    }  # fmt: skip
    assert [one.kind for one in store.versions()] == ["base", "publish", "base"]
    assert len(open_store(lambda: newer).versions()) == 3  # told once
    assert value(store.as_of(1), "VN", "2024") == 45.8


@pytest.mark.parametrize(
    ("by", "note", "code"),
    [("", "x", "no_name"), ("a\nb", "x", "no_name"), ("x" * 101, "x", "no_name"),
     ("Lan", "  ", "no_note"), ("Lan", "a\0b", "no_note"), ("Lan", "\udcff", "no_note")],
)  # fmt: skip
def test_name_and_note_are_required(store, by, note, code):
    with pytest.raises(StoreError) as refusal:
        publish(store, (RATE, "VN", "2025", "2026-02-20", 37.4), by=by, note=note)
    assert refusal.value.code == code
    with pytest.raises(StoreError) as refusal:
        store.rollback(0, by, note)
    assert refusal.value.code == code
    assert store.head() == 0


def test_nothing_new_makes_no_version(store):
    with pytest.raises(StoreError) as refusal:
        store.publish(store.plan([as_sent(base())]), "Lan", "lần nữa")
    assert refusal.value.code == "nothing_new"
    assert store.head() == 0


@pytest.mark.parametrize("wanted", [5, -1])
def test_unknown_versions_are_told(store, wanted):
    for ask in (store.as_of, lambda version: store.rollback(version, "Lan", "x")):
        with pytest.raises(StoreError) as refusal:
            ask(wanted)
        assert refusal.value.code == "no_version"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE versions SET author = 'x'", "DELETE FROM versions",
        "UPDATE files SET sha256 = 'x'", "DELETE FROM files",
        "UPDATE observations SET value = 1", "DELETE FROM observations WHERE area = 'VN'",
    ],
)  # fmt: skip
def test_the_database_itself_refuses_to_change_what_is_there(store, address, statement):
    engine = sa.create_engine(store_url(address))
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()
    pd.testing.assert_series_equal(store.as_of()["value"], store.as_of(0)["value"])


ROW = ":v, 'full_process_dossier_rate', 'VN', :p, '2026-01-10', :r, 1, 1, 1, 1, '', 'A', '', '', ''"


def test_rows_cannot_be_put_in_place_of_others(store, address):
    put = f"INSERT OR REPLACE INTO observations VALUES ({ROW})"  # noqa: S608
    if address.startswith("postgresql"):
        put = "TRUNCATE observations"
    engine = sa.create_engine(store_url(address))
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(sa.text(put), {"v": 0, "p": "2025", "r": False})
    engine.dispose()


def test_rows_slipped_into_a_version_afterwards_are_found(store, address):
    put = f"INSERT INTO observations VALUES ({ROW})"  # noqa: S608
    engine = sa.create_engine(store_url(address))
    with engine.begin() as connection:
        connection.execute(sa.text(put), {"v": 0, "p": "2030", "r": False})
    engine.dispose()
    with pytest.raises(StoreError) as refusal:
        store.as_of()
    assert refusal.value.code == "damaged"


@pytest.mark.parametrize(
    "place", ["", "sqlite://", "sqlite:///:memory:", "mysql://x/y", "rác", "postgresql://x"]
)
def test_what_names_no_store_is_refused(place):
    with pytest.raises(StoreError) as refusal:
        store_url(place or "sqlite:///")
    assert refusal.value.code == "bad_place"


def test_a_password_is_never_shown(monkeypatch):
    url = store_url("postgresql://lan:bimat@127.0.0.1:1/kpi")
    with pytest.raises(StoreError) as refusal:
        Store(url.render_as_string(hide_password=False))
    assert refusal.value.code == "unreachable"
    assert "bimat" not in str(refusal.value)


def test_the_store_lies_in_the_users_data_directory_unless_told(monkeypatch, tmp_path):
    monkeypatch.delenv("KPI_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert store_url().database == f"{tmp_path}/viet-nam-kpi/store.sqlite"
    assert not exists(store_url())
    monkeypatch.setenv("KPI_STORE", "postgres://lan@h/kpi")
    assert store_url().drivername == "postgresql+psycopg"


def test_a_file_that_is_no_store_is_told(tmp_path):
    (tmp_path / "x.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError) as refusal:
        Store(f"sqlite:///{tmp_path}/x.sqlite")
    assert refusal.value.code == "unreachable"


def test_the_tests_server_answers(postgresql):
    with psycopg.connect(f"{postgresql}/postgres") as connection:
        (number,) = connection.execute("SHOW server_version_num").fetchone()
    assert int(number) >= 130000


def test_stopped_at_any_point_of_publishing_nothing_is_published(store):
    plan = store.plan([as_sent(rows((RATE, "VN", "2025", "2026-02-20", 37.4)))])
    told = []
    assert store.publish(plan, "Lan", "số mới", told.append) == 1
    assert (told, told[0], told[-1]) == (sorted(told), 0.0, 1.0)
    again = store.plan([as_sent(rows((RATE, "VN", "2025", "2026-02-20", 37.5)))])
    for stop in range(len(told)):
        left = iter([None] * stop)
        with pytest.raises(StopIteration):
            store.publish(again, "Lan", "lần 2", lambda _share, left=left: next(left))
    assert len(store.versions()) == 2
    assert value(store.as_of()) == 37.4
    assert store.publish(again, "Lan", "lần 2") == 2


def test_trying_out_tells_how_far_it_is(store):
    told = []
    store.plan([as_sent(rows((RATE, "VN", "2025", "2026", 37.4)))], tell=told.append)
    assert told == sorted(told)
    assert told[0] == 0.0
    assert 0.3 < told[-1] < 1.0


def test_acknowledgements_are_added_and_never_changed(store, address):
    fired, promised = date(2026, 1, 1), date(2026, 3, 31)
    assert store.acknowledge("task-overdue/x/VN", fired, " Lan ", "đang làm", promised) == 1
    assert store.acknowledge("task-overdue/x/VN", fired, "Bình", "thêm người", promised) == 2
    newest, first = store.acknowledged()
    assert (newest.author, newest.note, newest.promised) == ("Bình", "thêm người", promised)
    assert (first.author, first.alert, first.fired) == ("Lan", "task-overdue/x/VN", fired)
    for refused in ({"by": " ", "note": "x"}, {"by": "x", "note": ""}):
        with pytest.raises(StoreError):
            store.acknowledge("a/b/VN", fired, promised=promised, **refused)
    engine = connect(store_url(address))
    for statement in (
        "UPDATE acknowledgements SET note = 'x'",
        "DELETE FROM acknowledgements",
    ):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
            connection.execute(sa.text(statement))
    engine.dispose()
    assert len(store.acknowledged()) == 2


def test_a_digest_is_begun_once_and_ends_once(store, address):
    today, items = date(2026, 11, 22), [("new", "low-chance/x/VN"), ("acknowledged", "3")]
    assert store.begin_digest("bo-y-te", today, items, 0) == 1
    assert store.begin_digest("bo-y-te", today, items, 0) is None  # another run was faster
    assert store.begin_digest("van-phong", today, [], 0) == 2
    store.end_digest(2, "failed")
    with pytest.raises(StoreError):
        store.end_digest(2, "sent")
    first, second = store.digests()
    assert (first.items, first.day, first.outcome) == (tuple(items), today, None)
    assert second.outcome == "failed"
    assert store.begin_digest("bo-y-te", today, items, 1) == 3
    engine = connect(store_url(address))
    for statement in ("DELETE FROM digests", "UPDATE digest_ends SET outcome = 'sent'"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
            connection.execute(sa.text(statement))
    engine.dispose()

"""`python -m kpi publish, versions, rollback, export`, as a person or a schedule runs them."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys

import openpyxl
import pandas as pd
import pytest

from kpi.command import main
from tests.serving import ROOT

HEAD = "indicator,area,period,value,published\n"
GOOD = HEAD + "full_process_dossier_rate,VN34-79,2025-10,45.8,2026-01-31\n"
BAD = GOOD + "full_process_dossier_rate,Thanh Hoaá,2025-10,45.8,2026-01-31\n"
BY = ("--by", "Trần Lan", "--note", "số tháng 10")


@pytest.fixture
def address(tmp_path):
    """The commands speak to the store alone, whose own tests run on both databases."""
    return f"sqlite:///{tmp_path}/store.sqlite"


@pytest.fixture
def run(address, monkeypatch, capsys):
    """Run a command on the store at `address`; returns status, standard output and error."""
    monkeypatch.setenv("KPI_STORE", address)

    def running(*arguments):
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as end:
            status = end.code
        told = capsys.readouterr()
        return status, told.out, told.err

    return running


@pytest.fixture
def write(tmp_path):
    def writing(text, name="bang.csv"):
        (tmp_path / name).write_text(text, "utf-8")
        return tmp_path / name

    return writing


def versions(run):
    return json.loads(run("versions", "--json")[1])


def test_dry_run_tells_and_does_nothing(run, write):
    status, out, err = run("publish", write(GOOD), "--dry-run", "--as-of", "2026-02-01")
    assert status == 0
    assert "Số liệu: 1 mới, 0 thay đổi, 0 bỏ đi" in out
    assert "chạy thử: chưa công bố gì" in out
    assert err.startswith("Kho số liệu: ")
    assert [one["kind"] for one in versions(run)] == ["base"]


def test_publish_is_told_in_the_log(run, write):
    status, out, _ = run("publish", write(GOOD), *BY, "--as-of", "2026-02-01", "--lang", "en")
    assert status == 0
    assert out.splitlines()[-1] == "Published as version 1."
    last = versions(run)[0]
    assert {name: last[name] for name in ("id", "parent", "author", "note", "kind", "rows")} == {
        "id": 1, "parent": 0, "author": "Trần Lan", "note": "số tháng 10",
        "kind": "publish", "rows": 1,
    }  # fmt: skip
    (file,) = last["files"]
    assert file["sha256"] == hashlib.sha256(GOOD.encode()).hexdigest()
    assert (file["name"], file["lines"], file["left_out"]) == ("bang.csv", 1, 0)
    status, out, _ = run("versions")
    assert "Trần Lan" in out.splitlines()[0]


def test_bad_lines_stop_unless_left_out_which_is_recorded(run, write):
    status, out, _ = run("publish", write(BAD), *BY, "--as-of", "2026-02-01")
    assert status == 1
    assert "[unknown_area]" in out
    assert "Chưa công bố gì" in out
    assert len(versions(run)) == 1
    status, *_ = run("publish", write(BAD), *BY, "--as-of", "2026-02-01", "--skip-bad-lines")
    assert status == 0
    assert [file["left_out"] for file in versions(run)[0]["files"]] == [1]


def test_a_file_without_a_usable_line_is_told_as_that(run, write):
    data = "indicator,area,period,value\nxyz,VN,2025,5\n"
    status, _, err = run("publish", write(data), *BY, "--skip-bad-lines", "--lang", "en")
    assert status == 1
    assert "has no usable line" in err


def test_refused_files_leave_no_trace(run, write):
    data = "indicator,area,period,value,email\n" + "".join(
        f"full_process_dossier_rate,VN34-79,2025-{month:02},45,lan{month}@example.vn\n"
        for month in range(1, 10)
    )
    status, out, _ = run("publish", write(data), *BY, "--skip-bad-lines", "--as-of", "2026-02-01")
    assert status == 2
    assert "[personal_data]" in out
    assert len(versions(run)) == 1


def test_simulated_figures_are_never_published(run, write):
    data = "indicator,area,period,value,source\nfull_process_dossier_rate,VN,2025-10,45,practice\n"
    status, _, err = run("publish", write(data), *BY, "--as-of", "2026-02-01")
    assert status == 1
    assert "mô phỏng" in err


def test_one_bad_file_of_two_stops_both(run, write):
    files = write(GOOD), write(BAD, "hai.csv")
    assert run("publish", *files, *BY, "--as-of", "2026-02-01")[0] == 1
    assert len(versions(run)) == 1


def test_json_holds_what_would_change(run, write):
    text = HEAD + "population,VN63-24,2020,2000000,2026-01-31\n"
    _, out, _ = run("publish", write(text), "--dry-run", "--json", "--as-of", "2026-02-01")
    told = json.loads(out)
    assert (told["version"], told["dry_run"], told["parent"]) == (None, True, 0)
    assert told["counts"]["changed"] == 1
    moved = [(one["indicator"], one["area"]) for one in told["provinces"]]
    assert ("population", "VN34-24") in moved  # Bắc Ninh, made of Bắc Giang and Bắc Ninh


def test_the_same_file_again_makes_no_version(run, write):
    run("publish", write(GOOD), *BY, "--as-of", "2026-02-01")
    status, out, _ = run("publish", write(GOOD), *BY, "--as-of", "2026-02-01")
    assert status == 0
    assert "không tạo phiên bản mới" in out
    assert len(versions(run)) == 2


def test_rollback_and_export_as_of(run, write, tmp_path):
    run("publish", write(GOOD), *BY, "--as-of", "2026-02-01")
    status, out, _ = run("rollback", "0", "--by", "Minh", "--note", "nhầm tệp")
    assert (status, versions(run)[0]["target"]) == (0, 0)
    assert "phiên bản 2" in out
    for version, rows in ((1, 1), (2, 0)):
        file = tmp_path / f"{version}.csv"
        options = ("--indicator", "full_process_dossier_rate", "--as-of", version)
        assert run("export", *options, "--format", "csv", "-o", file)[0] == 0
        lines = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
        assert sum(line["area"] == "VN34-79" for line in lines) == rows


def test_an_export_names_the_unit_of_every_figure(run, tmp_path):
    for name, column in (("csv", "unit"), ("sdmx-csv", "UNIT_MEASURE")):
        assert run("export", "--format", name, "-o", tmp_path / name)[0] == 0
        units = pd.read_csv(tmp_path / name)[column]
        assert units.notna().all()
        assert {"percent", "rank"} <= set(units)


def test_exports_of_a_version_are_the_same_bytes_later(run, write, tmp_path):
    for name in ("csv", "xlsx", "sdmx-csv"):
        export = ("export", "--areas", "34", "--as-of", "0", "--format", name, "-o")
        run(*export, tmp_path / f"a-{name}")
        run("publish", write(GOOD.replace("45.8", f"4{len(name)}.8")), *BY, "--as-of", "2026-02-01")
        run(*export, tmp_path / f"b-{name}")
        assert (tmp_path / f"a-{name}").read_bytes() == (tmp_path / f"b-{name}").read_bytes()


def test_revisions_tell_how_a_figure_changed(run, write):
    run("publish", write(GOOD), *BY, "--as-of", "2026-02-01")
    later = GOOD.replace("45.8,2026-01-31", "47.2,2026-02-10")
    run("publish", write(later), "--by", "Minh", "--note", "đính chính", "--as-of", "2026-02-11")
    asked = ("revisions", "--indicator", "full_process_dossier_rate", "--area", "VN34-79")
    told = json.loads(run(*asked, "--period", "10/2025", "--json")[1])
    wanted = ("version", "author", "value", "published", "shown", "removed")
    assert [[one[name] for name in wanted] for one in told] == [
        [1, "Trần Lan", 45.8, "2026-01-31", True, False],
        [2, "Minh", 47.2, "2026-02-10", True, False],
    ]
    status, out, _ = run(*asked, "--lang", "en")
    assert (status, len(out.splitlines())) == (0, 2)
    assert "47.2%  published 2026-02-10  [shown]  “đính chính”" in out.splitlines()[1]
    status, out, _ = run(*asked, "--period", "1999")
    assert (status, out) == (0, "Không phiên bản nào có số liệu này.\n")


def test_compare_tells_in_what_two_versions_differ(run, write):
    run("publish", write(GOOD), *BY, "--as-of", "2026-02-01")
    run("rollback", "0", "--by", "Minh", "--note", "nhầm tệp")
    told = json.loads(run("compare", "0", "1", "--json")[1])
    (change,) = told["changes"]
    assert (told["old"], told["new"], change["kind"]) == (0, 1, "new")
    assert (change["area"], change["old_value"], change["new_value"]) == ("VN34-79", None, 45.8)
    status, out, _ = run("compare", "1", "2", "--lang", "en")
    assert (status, out.splitlines()[0]) == (0, "From version 1 to version 2: 1 figures differ.")
    assert "45.8% → –" in out.splitlines()[1]
    assert json.loads(run("compare", "0", "2", "--json")[1])["changes"] == []


def test_a_workbook_names_areas_and_sources(run, tmp_path):
    export = ("export", "--areas", "34", "--indicator", "population", "--format", "xlsx")
    assert run(*export, "-o", tmp_path / "a.xlsx")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["Số liệu", "Nguồn"]
    head, *lines = book["Số liệu"].iter_rows(values_only=True)
    areas = {line[head.index("area")] for line in lines}
    assert sum(area.startswith("VN34-") for area in areas) == 34
    assert not any(area.startswith("VN63-") for area in areas)
    assert "Bắc Ninh" in {line[head.index("area_label")] for line in lines}
    sources = {line[0] for line in book["Nguồn"].iter_rows(values_only=True, min_row=2)}
    assert sources == {line[head.index("source")] for line in lines}


@pytest.mark.parametrize(
    "arguments",
    [
        ("publish", "x.csv"), ("publish", "x.csv", "--by", "Lan"), ("rollback", "1"),
        ("rollback", "9", "--by", "Lan", "--note", "x"),
        ("compare", "0"), ("compare", "0", "9"), ("compare", "0", "mai"),
        ("revisions", "--indicator", "rác", "--area", "VN"),
        ("revisions", "--indicator", "population", "--area", "Bắc Ninh"),
        ("revisions", "--indicator", "population", "--area", "VN", "--period", "13/2025"),
        ("export", "--format", "csv"), ("export", "--format", "pdf", "-o", "x"),
        ("export", "--format", "csv", "-o", "x", "--as-of", "9"),
        ("export", "--format", "csv", "-o", "x", "--as-of", "mai"),
        ("export", "--format", "csv", "-o", "x", "--as-of", "2199-01-01"),
        ("compare", "0", "2199-01-01"),
        ("export", "--format", "csv", "-o", "x", "--indicator", "rác"),
    ],
)  # fmt: skip
def test_wrong_usage_gives_status_2(run, arguments, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    status, _, err = run(*arguments)
    assert status == 2
    assert err
    assert not (tmp_path / "x").exists()


def test_an_unwritable_place_is_told(run, tmp_path):
    status, _, err = run("export", "--format", "csv", "-o", tmp_path / "none" / "x.csv")
    assert status == 1
    assert "Không ghi được" in err


@pytest.mark.parametrize(
    ("place", "status"), [("rác", 2), ("postgresql://kpi:bimat@127.0.0.1:1/kpi", 1)]
)
def test_a_store_that_cannot_be_opened_is_told_in_a_process_of_its_own(write, place, status):
    done = subprocess.run(
        [sys.executable, "-m", "kpi", "publish", str(write(GOOD)), *BY, "--as-of", "2026-02-01"],
        env={**os.environ, "KPI_STORE": place}, cwd=ROOT, capture_output=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert done.returncode == status
    assert "kho số liệu" in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert "bimat" not in done.stderr


def test_a_postgresql_database_needs_its_address_alone(write, postgresql):
    env = {**os.environ, "KPI_STORE": f"{postgresql}/postgres"}
    command = [sys.executable, "-m", "kpi", "publish", str(write(GOOD)), *BY, "--lang", "en"]
    done = subprocess.run(
        [*command, "--as-of", "2026-02-01"], env=env, cwd=ROOT, capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stderr.startswith("Store: postgresql+psycopg://kpi@127.0.0.1")
    assert done.stdout.splitlines()[-1] == "Published as version 1."

"""The command as a person runs it: a real process, its output and its exit status."""

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAD = "chỉ tiêu,tỉnh,kỳ,giá trị\n"
GOOD = HEAD + "full_process_dossier_rate,VN34-79,2025-10,45.8\n"
BAD = HEAD + "full_process_dossier_rate,Thanh Hoaá,2025-10,45.8\nx,VN34-79,2025-10,\n"


@pytest.fixture
def run(tmp_path):
    """Run a command in a process of its own, with a data directory of its own."""
    return partial(_run, {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")})


def _run(env, *arguments):
    command = [sys.executable, "-m", "kpi", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def write(tmp_path):
    def write(text, name="bang.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_good_file_gives_status_0_and_its_observations(run, write):
    done = run("check", write(GOOD), "--as-of", "2026-02-01", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert {key: told[key] for key in ("file", "format", "encoding", "layout", "rows")} == {
        "file": "bang.csv",
        "format": "csv",
        "encoding": "utf-8",
        "layout": "long",
        "rows": 1,
    }
    assert told["observations"] == [
        {
            "indicator": "full_process_dossier_rate",
            "area": "VN34-79",
            "period": "2025-10",
            "value": 45.8,
            "numerator": None,
            "denominator": None,
            "status": "A",
            "line": 2,
            "sheet": "",
        }
    ]
    assert (told["problems"], told["questions"], told["lines"]) == ([], [], 2)
    assert told["aside"] == [{"sheet": "", "line": 1, "why": "head"}]


def test_errors_give_status_1_and_are_told_in_the_language_asked_for(run, write):
    done = run("check", write(BAD), "--as-of", "2026-02-01", "--json", "--lang", "en")
    problems = json.loads(done.stdout)["problems"]
    assert done.returncode == 1
    assert [(one["line"], one["code"]) for one in problems] == [
        (2, "unknown_area"),
        (3, "unknown_indicator"),
        (3, "missing_value"),
    ]
    assert problems[0] == {
        "severity": "error",
        "code": "unknown_area",
        "sheet": "",
        "line": 2,
        "column": "tỉnh",
        "given": "Thanh Hoaá",
        "suggestion": "Thanh Hóa",
        "message": "“Thanh Hoaá” is no known province, city, ministry or country.",
    }


def test_text_output_names_lines_and_codes(run, write):
    done = run("check", write(BAD), "--as-of", "2026-02-01", "--lang", "en")
    lines = done.stdout.splitlines()
    assert lines[0] == "bang.csv: 2 rows, 0 usable; 2 errors, 1 warnings"
    assert lines[1].split()[:3] == ["2", "error", "tỉnh"]
    assert lines[1].endswith("Did you mean “Thanh Hóa”? [unknown_area]")
    assert lines[-1] == "Not rows – head of the table: 1 lines (1)"


def test_columns_that_are_not_read_are_named(run, write):
    text = GOOD.replace("giá trị", "giá trị,number").replace("45.8", "45.8,7")
    file = write(text)
    assert json.loads(run("check", file, "--json").stdout)["unused"] == ["number"]
    assert "Columns not read: number" in run("check", file, "--lang", "en").stdout


def test_worst_of_several_files_counts_and_json_is_a_list(run, write):
    done = run("check", write(GOOD), write(b"\0\1\2", "anh.png"), ROOT / "none.csv", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 2
    assert [one["file"] for one in told] == ["bang.csv", "anh.png", "none.csv"]
    assert [len(one["problems"]) for one in told] == [0, 1, 1]


def test_options_say_what_the_file_does_not(run, write):
    data = "tỉnh,giá trị\nHưng Yên,0.853\n"
    answers = ("--indicator", "full_process_dossier_rate", "--period", "Q3/2025")
    done = run(
        "check",
        write(data),
        *answers,
        "--era",
        "63",
        "--scale",
        "ratio",
        "--json",
        "--as-of",
        "01/02/2026",
    )
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert told["era"] == "63"
    kept = told["observations"][0]
    assert (kept["area"], kept["period"], kept["value"]) == ("VN63-33", "2025-Q3", 85.3)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("check",),
        ("check", "x", "--era", "99"),
        ("check", "x", "--as-of", "mai"),
        ("fly",),
        ("check", "x", "--indicator", "rác"),
        ("check", "x", "--period", "13/2025"),
    ],
)
def test_wrong_usage_gives_status_2(run, arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert "usage:" in done.stderr


UNSAID = "Báo cáo\n\n\ntỉnh,giá trị\nHưng Yên,0.853\n"


def test_what_the_file_does_not_say_is_asked_and_lines_that_are_no_rows_are_told(run, write):
    told = run("check", write(UNSAID), "--as-of", "2026-02-01", "--lang", "en").stdout
    assert told.splitlines()[-5:] == [
        "Not rows – title above the table: 3 lines (1–3)",
        "Not rows – head of the table: 1 lines (4)",
        "Which indicator is it? The file does not say. (--indicator)",
        "Which period is it? The file does not say. (--period)",
        "Does the file mean the 34 provinces or the 63 before the merger? (--era)",
    ]


ANSWERS = ("--indicator", "full_process_dossier_rate", "--era", "63", "--scale", "ratio")


def test_answers_are_kept_as_a_profile_and_options_win(run, write):
    file, today = write(UNSAID), ("--as-of", "2026-02-01", "--json")
    kept = run("check", file, *ANSWERS, "--period", "Q3/2025", "--save-profile", "Sở", *today)
    assert (kept.returncode, "“Sở”" in kept.stderr) == (0, True)
    again = run("check", file, "--profile", "Sở", *today)
    assert again.stdout == kept.stdout
    other = run("check", file, "--profile", "Sở", "--era", "34", "--period", "2025-10", *today)
    (figure,) = json.loads(other.stdout)["observations"]
    assert (figure["area"], figure["period"], figure["value"]) == ("VN34-33", "2025-10", 85.3)


@pytest.mark.parametrize(
    "options",
    [("--profile", "Sở"), ("--save-profile", "Sở"), ("--era", "63", "--save-profile", " ")],
)
def test_profiles_that_are_not_there_or_say_nothing_give_status_2(run, write, options):
    run("check", write(UNSAID), "--era", "63", "--save-profile", "Bộ Nội vụ")
    done = run("check", write(UNSAID), *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert "hồ sơ nhập" in done.stderr.lower()
    assert ("“Bộ Nội vụ”" in done.stderr) == (options[0] == "--profile")


def test_changes_are_measured_against_what_is_published(run, write):
    """EGDI 2022 to 2024 was 0.6787, 0.7709 (UN E-Government Survey): 0.1 would be a collapse."""
    data = "indicator,area,period,value,published\negdi_score,VN,2025,0.1,2026-01-31\n"
    done = run("check", write(data), "--as-of", "2026-02-01", "--json")
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["code"], problem["line"]) == ("jump_suspect", 2)
    assert "0,7709" in problem["message"]


def test_the_sheet_is_named(run):
    file = ROOT / "tests" / "corpus" / "several_sheets.xlsx"
    told = json.loads(run("check", file, "--as-of", "2026-02-01", "--json").stdout)
    named = [{one["sheet"] for one in told[name]} for name in ("observations", "problems", "aside")]
    assert all(sheets - {""} for sheets in named)
    text = run("check", file, "--as-of", "2026-02-01").stdout
    assert all(f"{one['sheet']}:{one['line'] or ''}" in text for one in told["problems"])

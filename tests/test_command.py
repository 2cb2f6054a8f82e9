"""The command as a person runs it: a real process, its output and its exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAD = "chỉ tiêu,tỉnh,kỳ,giá trị\n"
GOOD = HEAD + "full_process_dossier_rate,VN34-79,2025-10,45.8\n"
BAD = HEAD + "full_process_dossier_rate,Thanh Hoaá,2025-10,45.8\nx,VN34-79,2025-10,\n"


def run(*arguments):
    command = [sys.executable, "-m", "kpi", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def write(tmp_path):
    def write(text, name="bang.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_good_file_gives_status_0_and_its_observations(write):
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
        }
    ]
    assert told["problems"] == []


def test_errors_give_status_1_and_are_told_in_the_language_asked_for(write):
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
        "line": 2,
        "column": "tỉnh",
        "given": "Thanh Hoaá",
        "suggestion": "Thanh Hóa",
        "message": "“Thanh Hoaá” is no known province, city, ministry or country.",
    }


def test_text_output_names_lines_and_codes(write):
    done = run("check", write(BAD), "--as-of", "2026-02-01", "--lang", "en")
    lines = done.stdout.splitlines()
    assert lines[0] == "bang.csv: 2 rows, 0 usable; 2 errors, 1 warnings"
    assert lines[1].split()[:3] == ["2", "error", "tỉnh"]
    assert lines[1].endswith("Did you mean “Thanh Hóa”? [unknown_area]")


def test_worst_of_several_files_counts_and_json_is_a_list(write):
    done = run("check", write(GOOD), write(b"\0\1\2", "anh.png"), ROOT / "none.csv", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 2
    assert [one["file"] for one in told] == ["bang.csv", "anh.png", "none.csv"]
    assert [len(one["problems"]) for one in told] == [0, 1, 1]


def test_options_say_what_the_file_does_not(write):
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
    [(), ("check",), ("check", "x", "--era", "99"), ("check", "x", "--as-of", "mai"), ("fly",)],
)
def test_wrong_usage_gives_status_2(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert "usage:" in done.stderr

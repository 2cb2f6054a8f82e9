"""`python -m kpi progress`, run within this process; two runs of a real one say it starts."""

import json
import subprocess
import sys

import pytest

from kpi.command import main
from tests.serving import ROOT

KEYS = [
    "indicator", "area", "as_of", "baseline", "latest", "target", "deadline", "months_left",
    "required_pace", "best_pace", "methods", "agree", "projection",
]  # fmt: skip
HEAD = "indicator,area,period,value\n"
ONE = ("--indicator", "full_process_dossier_rate", "--area", "VN")
DUE = ("--target", "80", "--deadline", "2025-12-31", "--as-of", "2024-12-31")


@pytest.fixture
def told(capsys, tmp_path):
    """Judge a table of (period, value) and return the object printed."""

    def run(*arguments, figures=None, text=None):
        if figures is not None or text is not None:
            lines = [f"full_process_dossier_rate,VN,{p},{v}\n" for p, v in (figures or {}).items()]
            (tmp_path / "bang.csv").write_text(text or HEAD + "".join(lines), encoding="utf-8")
            arguments = (*arguments, "--file", str(tmp_path / "bang.csv"))
        assert main(["progress", *arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def test_a_worked_example_is_one_object_with_every_key(told):
    found = told(*ONE, *DUE, figures={2021: 50, 2024: 65})
    assert set(KEYS) <= set(found)
    assert found["baseline"] == {"period": "2021", "value": 50}
    assert found["latest"] == {"period": "2024", "value": 65}
    assert (found["target"], found["deadline"], found["agree"]) == (80, "2025-12-31", True)
    assert found["months_left"] == pytest.approx(12, abs=0.01)
    assert found["required_pace"] * found["months_left"] + 65 == pytest.approx(80)
    assert found["best_pace"] == pytest.approx(15 / 36, abs=1e-3)
    methods = {name: (one["value"], one["verdict"]) for name, one in found["methods"].items()}
    assert methods == {
        "eurostat": (pytest.approx(0.73, abs=0.005), "moderate"),
        "un": (pytest.approx(0.70, abs=0.005), "accelerate"),
        "german": (None, "not_enough_data"),
        "pace": (pytest.approx(3, abs=0.01), "beyond_best"),
    }
    assert (found["projection"], bool(found["projection_reason"])) == (None, True)


def test_the_german_line_and_a_projection_are_told(told):
    steady = {2020: 45, 2021: 50, 2022: 55, 2023: 60, 2024: 65}
    found = told(*ONE, *DUE, figures=steady)
    german = found["methods"]["german"]
    assert (round(german["value"], 2), round(german["line"], 1)) == (0.67, 70.0)
    assert set(found["projection"]) >= {
        "method", "value", "low80", "high80", "low95", "high95", "probability",
    }  # fmt: skip


def test_a_file_without_a_column_for_the_area_is_the_area_s(told):
    found = told(*ONE, *DUE, text="period,value\n2021,2\n2024,20\n")
    assert found["latest"] == {"period": "2024", "value": 20}


def test_breaks_of_a_file_are_those_its_rows_name(told):
    rows = "period,value,status\n2020,70,A\n2022,10,B\n2023,20,A\n2024,30,A\n"
    assert told(*ONE, *DUE, text=rows)["baseline"] == {"period": "2022", "value": 10}


def test_the_day_of_judgement_hides_what_came_later(told):
    found = told(*ONE, *DUE, figures={2021: 50, 2023: 60, 2025: 90})
    assert found["latest"] == {"period": "2023", "value": 60}


def test_a_province_s_file_of_former_units_is_merged(told):
    """Huế, that has one part only."""
    rows = HEAD + "online_dossier_rate,VN63-46,2023,50\nonline_dossier_rate,VN63-46,2024,60\n"
    found = told("--indicator", "online_dossier_rate", "--area", "VN34-46", *DUE, text=rows)
    assert found["latest"] == {"period": "2024", "value": 60}


def test_the_published_headline_is_past_its_deadline(told):
    found = told(*ONE, "--as-of", "2026-11-22")
    assert (found["target"], found["overall"], found["months_left"]) == (80, "past_deadline", 0)
    assert found["latest"] == {"period": "2025-12", "value": 36.8}
    assert [one["state"] for one in found["horizons"]] == ["missed", "missed"]


def test_what_was_not_published_yet_is_not_known(told):
    assert told(*ONE, "--as-of", "2025-11-30")["latest"]["value"] == 39.98


@pytest.mark.parametrize(
    ("indicator", "area"), [("on_time_rate", "VN"), ("dossier_personal_id_rate", "VN34-79")]
)
def test_what_cannot_be_judged_says_why(told, indicator, area):
    found = told("--indicator", indicator, "--area", area)
    assert {one["verdict"] for one in found["methods"].values()} == {"not_enough_data"}
    assert found["reason"] and found["projection_reason"]


def test_a_deadline_before_the_first_figure_says_so(told):
    given = ("--target", "80", "--deadline", "2019-12-31", "--as-of", "2024-12-31", "--lang", "en")
    found = told(*ONE, *given, figures={2021: 50, 2024: 65})
    assert found["reason"] == "The deadline was over before the first figure."


@pytest.mark.parametrize(
    "wrong",
    [
        ("--indicator", "none", "--area", "VN"),
        ("--indicator", "egdi_rank", "--area", "VN34-99"),
        (*ONE, "--target", "80"),
        (*ONE, "--deadline", "2025-12-31"),
        (*ONE, "--target", "nan", "--deadline", "2025-12-31"),
        (*ONE, "--file", "/nowhere/bang.csv"),
        (*ONE, "--file", sys.executable),
    ],
)
def test_wrong_usage_ends_with_2_and_a_message(capsys, wrong):
    with pytest.raises(SystemExit) as end:
        main(["progress", *wrong, "--json"])
    told = capsys.readouterr()
    assert (end.value.code, told.out) == (2, "")
    assert "error:" in told.err


def test_in_words_it_says_each_method_with_its_sign():
    command = [sys.executable, "-m", "kpi", "progress", "--indicator", "digital_economy_gdp_share",
               "--area", "VN", "--as-of", "2026-11-22"]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert "○ Eurostat" in done.stdout
    assert "còn thiếu" in done.stdout

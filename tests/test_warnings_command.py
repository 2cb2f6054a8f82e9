"""`python -m kpi warnings`: the same in words and for programs, as of any day."""

import json

from kpi.command import main


def told(capsys, *arguments):
    assert main(["warnings", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_fires_is_told_with_reasons(capsys):
    found = told(capsys, "--as-of", "2026-11-22", "--lang", "en")
    (late,) = (one for one in found if one["id"] == "task-overdue/ph10-80-toan-trinh/VN")
    assert (late["state"], late["since"], late["severity"]) == (
        "alerting", "2026-01-01", "critical",
    )  # fmt: skip
    assert late["why"] == "Due on 31 Dec 2025, 326 days ago, and not done."
    assert late["head"] == "Minister of Science and Technology"
    assert {one["state"] for one in found} <= {"alerting", "pending"}
    assert all(one["why"] and one["clears"] and one["history"] for one in found)


def test_an_earlier_day_knows_nothing_of_later_ones(capsys):
    found = told(capsys, "--as-of", "2025-12-15", "--all")
    ids = {one["id"]: one for one in found}
    assert "task-overdue/ph10-80-toan-trinh/VN" not in ids
    assert ids["task-due-soon/ph10-80-toan-trinh/VN"]["since"] == "2025-12-01"
    assert all(step["day"] <= "2025-12-15" for one in found for step in one["history"])


def test_in_words_the_same_is_said(capsys):
    assert main(["warnings", "--as-of", "2026-11-22"]) == 0
    text = capsys.readouterr().out
    assert "Hạn 31/12/2025, đã qua 326 ngày, chưa hoàn thành." in text
    assert "None" not in text
    assert "nan" not in text.lower().replace("nano", "")

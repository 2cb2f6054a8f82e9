"""Every line of a file is accounted for, once."""

import pytest

from kpi.balance import Balance, balance
from tests.test_reading import FILES, read, read_case

HEAD = "chỉ tiêu;tỉnh;kỳ;giá trị"


def test_a_sum_worked_by_hand():
    text = (
        f"Biểu 1;;;\n{HEAD}\non_time_rate;Huế;2025;80\non_time_rate;Huế;2025;80\n"
        "on_time_rate;Thanh niên;2025;80\n;;;\non_time_rate;Hà Nội;2025;81\n"
    )
    found = balance(read(text.encode(), "a.csv"))
    assert found == Balance(lines=7, usable=2, wrong=1, repeated=1, aside=3, partly=0)


def test_a_line_of_a_wide_table_can_be_partly_usable():
    text = "Tỉnh;Q1/2025;Q2/2025\nHuế;80;x y\nHà Nội;70;71\n"
    found = balance(read(text.encode(), "a.csv", given={"indicator": "on_time_rate"}, era="34"))
    assert (found.usable, found.partly, found.wrong) == (2, 1, 0)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_lines_left_are_those_named_in_errors(path):
    reading = read_case(path)[1]
    if reading.refused or "missing_column" in {one.code for one in reading.problems}:
        return  # nothing of it is read, or an error concerns all lines
    errors = {(p.sheet, p.line) for p in reading.problems if p.severity == "error" and p.line}
    kept = set(zip(reading.observations["sheet"], reading.observations["line"], strict=True))
    aside = set(zip(reading.aside["sheet"], reading.aside["line"], strict=True))
    found = balance(reading)
    assert found.wrong == len(errors - kept - aside)
    assert found.lines == found.usable + found.wrong + found.repeated + found.aside
    assert min(found) >= 0

"""Hostile and hopeless files: the work and the memory they take are bounded, nothing is lost."""

import sys
from collections import Counter
from datetime import date
from functools import partial

import pytest

from kpi.catalogue import load_catalogue
from kpi.reading import body, findings, read_table, tables
from kpi.units import load_units
from tests.test_reading import lines_of

read = partial(
    read_table, catalogue=load_catalogue(), units=load_units(), today=date(2026, 2, 1), era="34"
)
HEAD = "chỉ tiêu,tỉnh,kỳ,giá trị\n".encode()


def work(data: bytes) -> int:
    """How many functions are called to read a file: a measure that no other process disturbs."""
    count = 0

    def step(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(step)
    try:
        read(data, "x.csv")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "data",
    [
        b"#\n",
        b",,,,\n",
        b"\n",
        b"#" + b"x" * 99 + b"\n",
        b"a,b,c\n",
        b'"\n',
        b'x","y\n',
        b",",
        b'"',
    ],
)
def test_what_stands_before_any_head_is_looked_at_only_so_far(data):
    few, many = (work(b"x\n" + data * times) for times in (4_000, 8_000))
    assert many < 1.05 * few


@pytest.mark.parametrize(
    "data",
    [
        b"#\n", b",\n", b",,,\n", b",,,,\n", b"\n", b'"\n', b'x","y\n', b'a,"\n', b'"a,b\n',
        b'",",",\n', b"x,x,x,x\n", b'"a\n","b\n', b"full_process_dossier_rate,VN34-01,2025-10,5\n",
    ],
)  # fmt: skip
def test_twice_the_lines_take_twice_the_work(data):
    few, many = (work(HEAD + data * times) for times in (6_000, 12_000))
    assert many < 2.3 * few


@pytest.mark.parametrize("letters", [200_000, 3_000_000])
@pytest.mark.parametrize("place", ["head", "row", "quoted", "foot", "title", "columns"])
def test_a_monstrous_line_breaks_nothing(place, letters):
    long, row = b"a" * letters, b"full_process_dossier_rate,VN34-01,2025-10,50"
    data = {
        "head": HEAD.strip() + b"," + long + b"\n" + row + b",",
        "row": HEAD + row + long + b"\n" + row,
        "quoted": HEAD + b'"' + long + b"\n" + row,
        "foot": HEAD + row + b"\nGhi ch\xc3\xba: " + long,
        "title": long + b"\n" + HEAD + row,
        "columns": b"," * letters + b"x\n" + HEAD + row,
    }[place]
    reading = read(data, "x.csv")
    kept, named, aside = lines_of(reading)
    assert reading.refused or len(kept | named) + len(aside) == reading.lines
    assert reading.problems or len(kept) == 1


def test_a_table_of_too_many_columns_is_refused_at_its_head():
    (problem,) = read(b"t\xe1\xbb\x89nh" + b",2025" * 600 + b"\n", "x.csv").problems
    assert (problem.code, problem.reason, problem.line) == ("too_large", "columns", 1)


@pytest.fixture
def five(monkeypatch):
    """Keep only five problems of a code."""
    for room in (body, findings, tables):
        monkeypatch.setattr(room, "MOST", 5)


@pytest.mark.usefixtures("five")
def test_problems_beyond_the_most_are_counted_and_no_line_is_lost():
    rows = ["x,Xứ Lạ,mai,5", "x,x", "", "full_process_dossier_rate,VN34-01,2025-10,50"]
    reading = read(HEAD + "\n".join(rows * 9).encode(), "x.csv")
    told = Counter(problem.code for problem in reading.problems)
    assert told == dict.fromkeys(
        ("unknown_indicator", "unknown_area", "bad_period", "bad_structure", "duplicate"), 5
    )
    assert reading.more == {
        ("unknown_indicator", "error"): 4, ("unknown_area", "error"): 4,
        ("bad_period", "error"): 4, ("bad_structure", "error"): 4, ("duplicate", "warning"): 3,
    }  # fmt: skip
    assert (reading.errors, reading.warnings) == (36, 8)
    kept, named, aside = lines_of(reading)
    assert (len(kept), len(named), len(aside)) == (1, 26, 10)
    assert len(kept | named) + len(aside) == reading.lines == 37


@pytest.mark.usefixtures("five")
def test_the_cells_that_wide_rows_share_are_counted_once():
    rows = "".join(f"Xứ {at},{at},{at},năm\n" for at in range(9)).encode()
    head = "tỉnh,T7/2025,T8/2025,T9/2025\n".encode()
    reading = read(head + rows, "x.csv", given={"indicator": "on_time_rate"})
    assert reading.more == {("unknown_area", "error"): 4, ("bad_number", "error"): 4}
    assert [problem.line for problem in reading.problems] == [2, 2, 3, 3, 4, 4, 5, 5, 6, 6]
    assert len(reading.named) == 9

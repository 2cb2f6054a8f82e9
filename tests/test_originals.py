"""The lines of a file as they stand, and which cell a problem is about."""

import pytest

from kpi.originals import head_lines, lines_of, near, offending
from kpi.problems import Problem
from tests.test_reading import FILES, read, read_case

NOT_IN_A_CELL = {"missing_column", "bad_structure", "not_a_table", "repeated_column", "no_rows"}


def test_line_numbers_are_physical_also_after_quoted_breaks():
    text = 'chỉ tiêu;tỉnh;kỳ;giá trị;ghi chú\non_time_rate;Huế;2025;80;"a\nb"\nx;Hà Nội;2025;81;\n'
    reading = read(text.encode(), "a.csv")
    found = [(line.number, line.cells[-1]) for _, line in lines_of(text.encode(), reading)]
    assert found == [(1, "ghi chú"), (2, "a\nb"), (4, "")]
    assert head_lines(reading) == {"": [1]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_problem_of_a_cell_is_found_in_its_place(path):
    reading = read_case(path)[1]
    if reading.refused:
        return
    lines, heads = near(path.read_bytes(), reading), head_lines(reading)
    for problem in reading.problems:
        if problem.code in NOT_IN_A_CELL or not problem.given:
            continue
        cells = lines[problem.sheet, problem.line]
        above = [lines[problem.sheet, at] for at in heads[problem.sheet]]
        at = offending(problem, cells, above)
        assert at is not None
        heading = " ".join(head[at] for head in above if at < len(head))
        assert problem.given in (cells[at], heading) or "•" in problem.given or not cells[at]


def test_of_columns_under_one_heading_the_second_line_decides():
    text = "Tỉnh,Lạ,,Mới,\n,Quý III/2025,Quý IV/2025,Quý III/2025,Quý IV/2025\n"
    head = [line.split(",") for line in text.splitlines()]
    problem = Problem("unknown_indicator", line=1, column="Lạ Quý IV/2025", given="Lạ Quý IV/2025")
    assert offending(problem, head[0], head) == 2


def test_of_two_cells_that_say_the_same_the_heading_decides():
    text = "chỉ tiêu;tỉnh;kỳ;tử số;mẫu số;giá trị\non_time_rate;Huế;2025;180;180;180\n"
    reading = read(text.encode(), "a.csv")
    (problem,) = (one for one in reading.problems if one.code == "out_of_range")
    lines = near(text.encode(), reading)
    assert offending(problem, lines["", 2], [lines["", 1]]) == 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_of_a_refused_file_nothing_is_kept(path):
    reading = read_case(path)[1]
    if reading.refused:
        assert near(path.read_bytes(), reading) == {}
        assert list(lines_of(path.read_bytes(), reading)) == []

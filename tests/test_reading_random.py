"""Random tables: fast and slow ways must agree, no line may be lost, every defect be named."""

import csv
import io
from datetime import date
from functools import partial

import numpy as np
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.catalogue import load_catalogue
from kpi.reading import read_table
from kpi.reading.body import read_body
from kpi.reading.columns import Column, Raw, as_column
from kpi.reading.digits import scan_digits
from kpi.reading.lines import Lines
from kpi.reading.numbers import decimal_marks, read_numbers
from kpi.units import load_units
from tests.test_reading import lines_of

UNITS = load_units()
read = partial(
    read_table, catalogue=load_catalogue(), units=UNITS, today=date(2026, 2, 1), era="34"
)
PIECES = st.sampled_from(['"', '""', ",", "\n", "a", " ", "b,c", '"d"', '"e,f"', '"g\nh"', "1.5"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_every_line_of_any_text_is_accounted_for(text, many):
    lines = Lines(("head,\n" + text).encode())
    body = read_body(lines, 1, ",", 2, {0} if many else set())
    assert [problem.line for problem in body.problems] == list(body.broken)
    rows = [*body.lines.tolist(), *body.broken]
    aside = [line for numbers in body.aside.values() for line in numbers]
    assert sorted(rows + aside) == list(range(2, lines.count + 1))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text("ab ,\"'é\n;", max_size=4), min_size=2, max_size=2), max_size=8))
def test_what_a_csv_writer_wrote_comes_back(rows):
    """Cells that hold a whole row's separators after a line break are taken for open quotes."""
    rows = [row for row in rows if not any("\n" in cell and "," in cell for cell in row)]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([["x", "y"], *rows])
    body = read_body(Lines(out.getvalue().encode()), 1, ",", 2, set())
    first, second = (as_column(column) for column in body.columns)
    read_back = [[first.at(row), second.at(row)] for row in range(len(body.lines))]
    filled = [[cell.strip() for cell in row] for row in rows if "".join(row).strip()]
    assert (read_back, list(body.broken)) == (filled, [])


NUMBERS = st.from_regex(
    r"-?[0-9]{0,5}([.,][0-9]{1,5})?|[0-9]{1,3}([.,][0-9]{3}){1,2}", fullmatch=True
)


@settings(max_examples=300, deadline=None)
@given(st.lists(NUMBERS | st.sampled_from(["", "-", ".", "1e5", "12%", "x"]), max_size=6))
def test_digits_read_as_any_number_is_read(texts):
    cells = pa.chunked_array([pa.array(texts[:3], pa.string()), pa.array(texts[3:], pa.string())])
    digits = scan_digits(cells)
    if digits is None:
        return
    column = Raw(cells).column
    expected = read_numbers(column, decimal_marks(column))
    fast = digits.numbers()
    for name in ("values", "missing", "bad", "percent", "decimals"):
        np.testing.assert_array_equal(getattr(fast, name), getattr(expected, name), name)


@pytest.mark.parametrize(
    ("texts", "plain"),
    [(["1", "-2", ""], True), (["1,5", "2,25"], True), (["1.234"], False), (["1.5", "1,5"], False)],
)
def test_only_clear_columns_are_read_at_full_speed(texts, plain):
    assert (scan_digits(pa.chunked_array([pa.array(texts)])) is not None) == plain


def test_texts_stored_as_numbers_have_their_own_mark():
    column = Column.of(["1,5", "1.5", "1.234"], [False, True, True])
    assert read_numbers(column, set()).values.tolist() == [1.5, 1.5, 1.234]


KINDS = st.sampled_from(["good", "region", "blank", "unknown_area", "bad_number", "out_of_range"])


@st.composite
def reports(draw):
    """Rows of a wide report, the rows that are good and the defects (row, code) of the others."""
    kinds = draw(st.lists(KINDS, min_size=1, max_size=12))
    titles, months = draw(st.integers(0, 3)), draw(st.integers(1, 4))
    top = [[f"Tiêu đề số {at}"] for at in range(titles)]
    table = [*top, ["STT", "Tỉnh", *(f"T{month + 7}/2025" for month in range(months))]]
    good, bad = [], []
    for at, kind in enumerate(kinds):
        line, name = len(table) + 1, UNITS.provinces[at].name.vi
        cells = ["", name, *(float(10 + at + month) for month in range(months))]
        if kind == "region":
            cells = ["I", "Vùng Đồng bằng sông Hồng", *cells[2:]]
        elif kind == "blank":
            cells = []
        elif kind == "unknown_area":
            cells[1] = "Xứ Lạ"
            bad += [(line, kind)]
        elif kind != "good":
            cells[2] = {"bad_number": "năm", "out_of_range": 500.0}[kind]
            bad.append((line, kind))
            good += [line] * (months - 1)
        if kind == "good":
            good += [line] * months
        table.append(cells)
    foot = draw(st.booleans()) and "good" in kinds
    return table + [["Ghi chú: số sơ bộ"], ["Người lập biểu"]] * foot, good, bad


def as_csv(table):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(table)
    return out.getvalue().encode()


def as_xlsx(table):
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@settings(max_examples=40, deadline=None)
@given(report=reports())
def test_every_defect_of_a_wide_report_is_named_at_its_row(write, report):
    table, good, bad = report
    reading = read(write(table), "x", given={"indicator": "on_time_rate"})
    found = [(problem.line, problem.code) for problem in reading.problems]
    assert sorted(one for one in found if one[1] != "no_rows") == sorted(bad)
    assert reading.observations["line"].tolist() == good
    kept, named, aside = lines_of(reading)
    assert len(kept | named) + len(aside) == reading.lines

"""The fix file: the same lines and cells, what is wrong beside them, and read again as it was."""

import csv
import io
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from kpi.catalogue import load_catalogue
from kpi.fix_file import fix_file
from kpi.language import LANGUAGES, language
from kpi.reading import read_table
from kpi.units import load_units
from tests.test_reading import FILES, read, read_case, series

HEAD = "chỉ tiêu;tỉnh;kỳ;giá trị"
OPTIONS = {"scale": "scale", "given": "given", "given_era": "era"}


def options(expected):
    found = {OPTIONS[key]: value for key, value in expected.items() if key in OPTIONS}
    if "published" in expected:
        found["published"] = series(expected["published"])
    return found


def fixed(text, lang="vi"):
    data = text.encode()
    reading = read(data, "tep.csv")
    content, ending = fix_file(data, reading, language(lang))
    assert ending == "csv"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_read_again_it_says_the_same_at_the_same_lines(path, lang):
    expected, before = read_case(path)
    if before.refused:
        return
    content, ending = fix_file(path.read_bytes(), before, language(lang))
    after = read(content, f"sua.{ending}", **options(expected))
    assert [(p.sheet, p.line, p.code) for p in after.problems] == [
        (p.sheet, p.line, p.code) for p in before.problems
    ]
    told = ["source", "note", "note_en"]  # where formulas are neutral
    assert after.observations.drop(columns=told).equals(before.observations.drop(columns=told))


def test_the_problem_stands_beside_its_line_and_nothing_else_changes():
    good, bad = "on_time_rate;Huế;2025;91,5", "on_time_rate;Thanh niên;2025;80"
    rows = fixed(f"{HEAD}\n{good}\n{bad}\n")
    assert rows[0] == ["Cần sửa", *HEAD.split(";")]
    assert rows[1] == ["", *good.split(";")]
    assert rows[2][1:] == bad.split(";")
    assert rows[2][0].startswith("Lỗi (tỉnh): “Thanh niên”")


def test_what_concerns_the_whole_file_stands_in_the_heading():
    rows = fixed("chỉ tiêu;tỉnh;giá trị\non_time_rate;Huế;91,5\n", "en")
    assert rows[0][0] == (
        "What to mend: Error: There is no column for “period”. Add a column named “period”."
    )


def test_formulas_are_neutral_and_negative_numbers_are_not():
    rows = fixed(f"{HEAD};ghi chú\non_time_rate;Huế;2025;-5;=HYPERLINK(1)\n")
    assert rows[1][-2:] == ["-5", "'=HYPERLINK(1)"]


def test_an_earlier_column_of_problems_is_replaced():
    once = fixed(f"{HEAD}\non_time_rate;Huế;2025;180\n", "en")
    again = fixed("\n".join(";".join(row) for row in once), "vi")
    assert [row[1:] for row in again] == [row[1:] for row in once]
    assert again[0][0] == "Cần sửa"


def test_a_sheet_keeps_numbers_percentages_and_merged_cells():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Số liệu")
        page.merge_range("A1:D1", "BÁO CÁO")
        page.write_row("A2", ["chỉ tiêu", "tỉnh", "kỳ", "giá trị"])
        page.write_row("A3", ["on_time_rate", "Thanh niên", 2025])
        page.write_number("D3", 0.853, book.add_format({"num_format": "0.0%"}))
    data = out.getvalue()
    reading = read_table(data, "a.xlsx", load_catalogue(), load_units(), today=date(2026, 2, 1))
    content, ending = fix_file(data, reading, language("vi"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Số liệu")
    rows = sheet.to_python(skip_empty_area=False)
    assert ending == "xlsx"
    assert rows[2][1:] == ["on_time_rate", "Thanh niên", 2025, 0.853]
    assert sheet.merged_cell_ranges == [((0, 1), (0, 4))]


def test_of_very_many_problems_of_a_kind_every_line_is_still_marked(monkeypatch):
    monkeypatch.setattr("kpi.reading.findings.MOST", 2)
    rows = fixed(f"{HEAD}\n" + "on_time_rate;Thanh niên;2025;80\n" * 5)
    assert [row[0][:3] for row in rows[1:]] == ["Lỗi"] * 5
    assert len({row[0] for row in rows[1:]}) == 2

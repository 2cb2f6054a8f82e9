"""The workbook of a meeting, opened with openpyxl."""

import io

from openpyxl import load_workbook

from kpi.exhibits.exhibit import Column, Table
from kpi.exhibits.meeting import Item, Meeting
from kpi.workbook import to_xlsx
from tests import showing


def book(exhibits, meeting=None, **more):
    return load_workbook(
        io.BytesIO(to_xlsx(exhibits, meeting or showing.meeting(exhibits), **more))
    )


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.rows]


def test_every_table_has_a_sheet_with_real_numbers():
    made = book([showing.line(), showing.table(3)])
    first = made.worksheets[1]
    assert rows(first) == [["Kỳ", "Cả nước (%)"], ["2024", 45.8], ["2025", None]]
    assert rows(made.worksheets[2])[3] == ["Đơn vị 2", 2000.0, "chưa có kết quả công bố"]
    assert first.title.startswith("1. Hồ sơ toàn trình")


def test_sheets_are_ready_to_read_and_to_print():
    for sheet in book([showing.line()]).worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage  # one page wide, unless said otherwise
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.column_dimensions["A"].width > 5


def test_contents_and_sources_name_what_and_as_of_when():
    made = book([showing.line(), showing.line(sources=())], problems=["Mục 9: không còn."])
    contents, *_, sources = made.worksheets
    assert contents.title == "Mục lục"
    assert rows(contents)[1][2:5] == [showing.line().title, "12/2025", "22/11/2026, phiên bản 12"]
    assert "Mục 9: không còn." in [row[1] for row in rows(contents)]
    assert rows(sources)[1][:3] == list(vars(showing.SOURCE).values())
    assert len(rows(sources)) == 2


def test_what_looks_like_a_formula_is_neutral_everywhere():
    bad = "=HYPERLINK(1)"
    table = Table((Column(bad), Column("x", 1)), ((bad, -2.5), ("@a", None)))
    meeting = Meeting("x", (Item("/", headline=bad, notes="+1+cmd"),))
    made = book([showing.exhibit(None, table=table, title=bad)], meeting)
    cells = [cell for sheet in made.worksheets for row in sheet.rows for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if str(cell.value)[:1] in ("=", "@", "+")]
    assert rows(made.worksheets[1])[1] == [f"'{bad}", -2.5]


def test_names_of_sheets_are_such_as_excel_takes():
    titles = ["a/b:c*?[d]\\", "x" * 60, "x" * 60, "", "'=1'"]
    made = book([showing.line(title=title) for title in titles])
    names = [sheet.title for sheet in made.worksheets][1:-1]
    assert names[0] == "1. a b c d"
    assert len(set(names)) == 5
    assert all(0 < len(name) <= 31 for name in names)


def test_columns_of_one_name_are_told_apart():
    table = Table((Column("a"), Column("a", 1), Column("a")), (("x", 1.0, "y"),))
    made = book([showing.exhibit(None, table=table)])
    assert rows(made.worksheets[1]) == [["a", "a №2", "a №3"], ["x", 1, "y"]]


def test_practice_figures_are_marked_in_each_row():
    made = book([showing.table(2, simulated=True), showing.line()])
    assert [row[0] for row in rows(made.worksheets[1])] == ["SỐ LIỆU MÔ PHỎNG"] * 3
    assert [row[1] for row in rows(made.worksheets[0])][1:] == ["SỐ LIỆU MÔ PHỎNG", ""]


def test_an_empty_meeting_is_a_workbook_too():
    assert [sheet.title for sheet in book([], Meeting("", ())).worksheets] == ["Mục lục", "Nguồn"]

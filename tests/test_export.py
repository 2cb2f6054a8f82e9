"""Files that go out run nothing in a spreadsheet, and say the same when they come back."""

import csv
import io
from datetime import date

import openpyxl
import pandas as pd
import pytest

from kpi.catalogue import load_catalogue
from kpi.export import neutral, to_csv, to_sdmx_csv, to_xlsx
from kpi.observations import OBSERVATION_COLUMNS, load_published, newest
from kpi.reading import read_table
from kpi.units import load_units

STARTS = ["=1+1", "+cmd", "-A1", "@SUM(A1)", "\tx", "\rx", "＝1", "-3\n=1", "-1+1", "+2.1"]
EVIL = pd.DataFrame({"=HYPERLINK(1)": STARTS, "value": [-1.5] * len(STARTS)})


@pytest.mark.parametrize("cell", STARTS)
def test_formulas_are_neutralised(cell):
    assert neutral(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["Hà Nội", "-12,5", "-3", "2.1", -4.5, None, ""])
def test_numbers_and_words_stay(cell):
    assert neutral(cell) == cell


def test_headers_are_cells_too_and_missing_is_empty():
    table = pd.DataFrame({"=HYPERLINK(1)": ["=A1", "Huế"], "value": [-1.5, None]})
    text = to_csv(table).decode("utf-8-sig")
    assert text.splitlines() == ["'=HYPERLINK(1),value", "'=A1,-1.5", "Huế,"]


@pytest.mark.parametrize("write", [to_csv, to_sdmx_csv])
def test_no_cell_of_a_text_file_is_a_formula(write):
    text = write(EVIL.rename(columns={"=HYPERLINK(1)": "=note"})).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert len(cells) == (len(STARTS) + 1) * (2 if write is to_csv else 5)
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r＝") and cell != "-1.5"] == []


def sheets(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_no_cell_of_a_workbook_is_a_formula():
    sheet = sheets(to_xlsx({"Số liệu": EVIL}))["Số liệu"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    texts = [cell.value for cell in cells if cell.data_type == "s"]
    assert [text for text in texts if text[:1] in set("=+-@\t\r＝")] == []


def test_a_workbook_has_real_numbers_a_frozen_head_and_wide_columns():
    table = pd.DataFrame(
        {"area": ["VN34-79", "VN"], "value": [45.8, None], "note": ["x" * 30, ""], "of": [None] * 2}
    )
    book = sheets(to_xlsx({"Số liệu": table, "Nguồn": pd.DataFrame({"id": ["vtv"]})}))
    assert book.sheetnames == ["Số liệu", "Nguồn"]
    sheet = book["Số liệu"]
    assert [cell.value for cell in sheet["B"]] == ["value", 45.8, None]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["C"].width > 30
    assert sheet["A1"].font.bold
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_the_same_table_is_the_same_file():
    table = pd.DataFrame({"value": [1.5]})
    assert to_xlsx({"a": table}) == to_xlsx({"a": table})


def test_a_table_too_long_for_a_sheet_is_refused():
    with pytest.raises(ValueError, match="do not fit"):
        to_xlsx({"a": pd.DataFrame({"value": range(1_048_576)})})


def test_sdmx_csv_names_its_structure_first():
    rows = load_published()[list(OBSERVATION_COLUMNS)].head(2)
    head, first, *_ = csv.reader(io.StringIO(to_sdmx_csv(rows).decode(), newline=""))
    assert head == [
        "STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "REF_AREA", "TIME_PERIOD",
        "OBS_VALUE", "OBS_STATUS", "OBS_COMMENT", "NUMERATOR", "DENOMINATOR", "OF", "QUALIFIER",
        "SOURCE", "PUBLISHED", "NOTE_EN",
    ]  # fmt: skip
    assert first[:8] == [
        "dataflow", "VN_KPI:OBSERVATIONS(1.0.0)", "I",
        "ai_readiness_rank", "VN", "2020", "76.0", "A",
    ]  # fmt: skip


@pytest.mark.parametrize("write", [to_csv, to_sdmx_csv])
def test_what_goes_out_comes_back_the_same(write):
    """Except texts that were neutralised, of which the published figures have none."""
    rows = load_published()[list(OBSERVATION_COLUMNS)]
    rows = rows[~rows["indicator"].eq("digital_economy_grdp_share_mic")].reset_index(drop=True)
    reading = read_table(
        write(rows), "x.csv", load_catalogue(), load_units(), today=date(2026, 3, 1)
    )
    suspects = {one.code for one in reading.problems if one.severity == "error"}
    assert suspects <= {"unit_suspect"}
    back = reading.observations.set_index("line")[list(OBSERVATION_COLUMNS)]
    assert len(back) > 1400
    there = rows.set_index(rows.index + 2).loc[back.index]
    numbers = ["value", "numerator", "denominator", "of"]
    pd.testing.assert_frame_equal(back[numbers], there[numbers], check_names=False)
    texts = ["indicator", "area", "period", "status", "source", "published"]
    assert (back[texts].to_numpy(str) == there[texts].to_numpy(str)).all()


def test_a_workbook_comes_back_whole_and_its_list_of_sources_is_no_table():
    known = newest(load_published())
    rows = known[list(OBSERVATION_COLUMNS)]
    sources = pd.DataFrame({"id": ["vtv"], "title": ["VTV"], "published": ["2025"]})
    book = to_xlsx({"Số liệu": rows, "Nguồn": sources})
    reading = read_table(
        book, "x.xlsx", load_catalogue(), load_units(), today=date(2026, 3, 1), published=known
    )
    assert [(one.code, one.sheet) for one in reading.problems] == [("not_a_table", "Nguồn")]
    assert (len(reading.observations), reading.errors) == (len(rows), 0)

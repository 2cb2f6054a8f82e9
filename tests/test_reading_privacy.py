"""Personal data: one cell that can be nothing else refuses a file, a long number does not."""

import re
from datetime import date
from functools import partial

import pytest

from kpi.catalogue import load_catalogue
from kpi.language import LANGUAGES, language
from kpi.reading import read_table
from kpi.reading.privacy import PROVINCES
from kpi.units import load_units

read = partial(read_table, catalogue=load_catalogue(), units=load_units(), today=date(2026, 2, 1))
HEAD = "chỉ tiêu,tỉnh,kỳ,giá trị,ghi chú\n"
ROWS = "".join(f"dossiers_received,VN34-01,2025-{month:02},5,ổn\n" for month in range(1, 13))
PERSONAL = [
    "001090001234", "079 203 012 345", "092.185.000.123", "số 001090001234 (CCCD)",
    "0912345678", "0912 345 678", "091.234.5678", "+84 912 345 678", "+84(0)912345678",
    "ĐT: 0387-654-321.", "liên hệ 0912 34 56 78 để hỏi", "lan@example.vn", "Lan <lan.t@so.gov.vn>",
]  # fmt: skip
HARMLESS = [
    "123456789012", "84912345678", "012345678901", "000000012345", "001090001234567",
    "005090001234", "001410001234", "1800 1096", "1900 123456", "(024) 3733 5432", "024 3733 5432",
    "Quyết định 766/QĐ-TTg ngày 23/06/2022", "từ 01/07/2025 đến 07/01/2026", "0,912 345 678",
    "0.912345678", "000.00.16.H26-210912-0001", "H29-0912345678", "09-12-2025", "09.12.2025 08.30",
    "@bao_chi", "2025-09123456789", "1.090.001.234", "978-604-0-12345-6",
    "0312345678",
]  # fmt: skip


def table(cell, place="note"):
    figure, note = (cell, "") if place == "value" else ("5", cell)
    return f'{HEAD}{ROWS}dossiers_received,VN34-04,2025-10,"{figure}","{note}"\n'.encode()


def codes(data):
    return {problem.code for problem in read(data, "x.csv").problems}


@pytest.mark.parametrize("cell", PERSONAL)
def test_one_cell_that_is_personal_refuses_the_file_and_is_not_repeated(cell):
    reading = read(table(cell), "x.csv")
    assert [problem.code for problem in reading.problems] == ["personal_data"]
    (problem,) = reading.problems
    said = [text for code in LANGUAGES for text in
            (problem.message(language(code)), problem.advice(language(code)))]  # fmt: skip
    assert not re.search(r"[0-9]{4}|lan", " ".join([repr(reading), *said]))


@pytest.mark.parametrize("cell", ["001090001234", "0912345678", "'0912345678", "0912 345 678"])
def test_one_personal_cell_among_the_figures_is_enough(cell):
    assert codes(table(cell, "value")) == {"personal_data"}


@pytest.mark.parametrize("cell", HARMLESS)
def test_what_only_looks_like_a_number_of_a_person_is_read(cell):
    assert "personal_data" not in codes(table(cell))


@pytest.mark.parametrize("count", ["123456789012", "84912345678", "912345678", "1234567890"])
def test_long_counts_are_figures(count):
    assert codes(table(count, "value")) <= {"out_of_range", "jump_suspect"}


@pytest.mark.parametrize(("cells", "personal"), [(2, False), (3, True)])
def test_numbers_from_84_are_told_by_their_company(cells, personal):
    rows = "".join(
        f"dossiers_received,VN34-04,2024-{at + 1:02},5,8491234567{at}\n" for at in range(cells)
    )
    assert ("personal_data" in codes((HEAD + ROWS + rows).encode())) is personal


@pytest.mark.parametrize(("cells", "personal"), [(2, False), (3, True)])
def test_twelve_digits_with_a_province_but_no_year_of_birth_are_told_by_their_company(
    cells, personal
):
    rows = "".join(
        f"dossiers_received,VN34-04,2024-{at + 1:02},5,07900000000{at}\n" for at in range(cells)
    )
    assert ("personal_data" in codes((HEAD + ROWS + rows).encode())) is personal


@pytest.mark.parametrize("line", ["Liên hệ: Trần Lan, 0912345678, lan@example.vn"])
def test_a_contact_above_or_below_the_table_is_set_aside_and_not_kept(line):
    foot = f"Người lập biểu: {line}\nĐiện thoại: 0912345678\n"
    reading = read(f"{line}\n{HEAD}{ROWS}{foot}".encode(), "x.csv")
    assert reading.aside["why"].tolist() == ["title", "head", "foot", "foot"]
    assert len(reading.observations) == 12
    everything = repr(reading) + reading.observations.to_csv() + reading.aside.to_csv()
    assert not re.search(r"0912|lan@|Trần", everything)


def test_provinces_of_citizen_numbers_are_the_63():
    codes = {unit.id[-2:] for unit in load_units().formers}
    assert {f"{at:02}" for at in range(100) if re.fullmatch(PROVINCES, f"{at:02}")} == codes


LOST = ["1090001234", "79203012345", "92185000123"]  # 001…, 079…, 092…: the zeros are gone


@pytest.mark.parametrize(
    ("heading", "cells", "refused"),
    [
        ("mã cán bộ", LOST, True), ("mã cán bộ", LOST[:2], False),
        ("mã cán bộ", [*LOST, "90185000123"], False),  # no province has 090
        ("SĐT liên hệ", ["912345678", "387654321", "988000111"], True),
        ("kinh phí", ["912345678", "387654321", "988000111"], False),
        ("giá trị", LOST, False),
    ],
)  # fmt: skip
def test_a_column_of_numbers_whose_zeros_a_spreadsheet_took_is_personal(heading, cells, refused):
    pairs = [(cell, "") if heading == "giá trị" else ("5", cell) for cell in cells]
    rows = [f"dossiers_received,VN34-01,2025-{month:02},{','.join(pair)}\n"
            for month, pair in enumerate(pairs, 1)]  # fmt: skip
    text = HEAD.replace("ghi chú", heading if heading != "giá trị" else "ghi chú") + "".join(rows)
    assert (codes(text.encode()) == {"personal_data"}) == refused

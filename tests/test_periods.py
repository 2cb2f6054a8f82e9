"""Periods: every written form by hand, and strict identifiers that survive the round trip."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.periods import parse_period, read_period


@pytest.mark.parametrize(
    ("identifier", "start", "end", "frequency"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), "A"),
        ("2025-S1", date(2025, 1, 1), date(2025, 6, 30), "S"),
        ("2025-S2", date(2025, 7, 1), date(2025, 12, 31), "S"),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30), "Q"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "M"),
        ("2025-10-26", date(2025, 10, 26), date(2025, 10, 26), "D"),
        ("2025-07-01/P191D", date(2025, 7, 1), date(2026, 1, 7), "R"),
        ("2025-01-01/P9M", date(2025, 1, 1), date(2025, 9, 30), "R"),
        ("2024-02-29/P1Y", date(2024, 2, 29), date(2025, 2, 27), "R"),
        ("2025-01-06/P2W", date(2025, 1, 6), date(2025, 1, 19), "R"),
    ],
)
def test_identifier_spans_its_days(identifier, start, end, frequency):
    period = parse_period(identifier)
    assert (period.id, period.start, period.end) == (identifier, start, end)
    assert period.frequency == frequency


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 2025",
        "2025-13",
        "2025-Q5",
        "2025-S3",
        "2025-02-30",
        "25",
        "2025-1",
        "2025-q3",
        "1850",
        "2025-01-01/P0D",
        "2025-01-01/P99999Y",
        "2025-01-01/P1Y2M",
        "२०२५",
        "Quý III/2025",
    ],
)
def test_what_is_no_identifier_is_refused(text):
    with pytest.raises(ValueError, match="not a time period"):
        parse_period(text)


WRITTEN = {
    "2024": ["2024", "Năm 2024", "năm 2024", " NAM 2024 ", "cả năm 2024", "12 tháng năm 2024"],
    "2025-S1": [
        "6 tháng đầu năm 2025",
        "2025-S1",
        "6 tháng năm 2025",
        "H1 2025",
        "2025H1",
        "first half of 2025",
        "6T/2025",
        "6 tháng/2025",
    ],
    "2025-S2": ["6 tháng cuối năm 2025", "Nửa cuối năm 2025", "S2/2025", "2025-s2"],
    "2025-Q1": ["3 tháng đầu năm 2025", "Quý I năm 2025"],
    "2025-Q3": [
        "Quý III/2025",
        "Q3/2025",
        "quý 3 năm 2025",
        "Quý III - 2025",
        "QIII/2025",
        "QUÝ III NĂM 2025",
        "2025Q3",
        "2025 Q3",
        "Q3 2025",
        "Quarter 3 2025",
    ],
    "2025-Q4": ["Quy IV/2025", "Quý IV 2025"],
    "2025-06": [
        "T6-2025",
        "06/2025",
        "6/2025",
        "tháng 6 năm 2025",
        "Tháng 06/2025",
        "T6/2025",
        "T06.2025",
        "2025/06",
        "2025-M06",
        "2025M6",
        "Jun 2025",
        "June 2025",
        "202506",
        "tháng 6, 2025",
        "06-2025",
        "tha\u0301ng 6 na\u0306m 2025",
    ],
    "2025-10": ["10/2025", "T10/2025", "Oct-2025"],
    "2025-01-01/P9M": ["9 tháng năm 2025", "9 tháng đầu năm 2025", "9T/2025", "9 months of 2025"],
    "2025-10-26": [
        "26/10/2025",
        "26-10-2025",
        "26.10.2025",
        "2025/10/26",
        "ngày 26/10/2025",
        "2025-10-26 00:00:00",
        "2025-10-26T00:00:00",
        "ngày 26 tháng 10 năm 2025",
        "tính đến ngày 26/10/2025",
        "26 Oct 2025",
        "October 26, 2025",
        "26–10–2025",
    ],
    "2025-07-01/P191D": [
        "2025-07-01/P191D",
        "2025-07-01/p191d",
        "từ 01/07/2025 đến 07/01/2026",
        "1/7/2025–7/1/2026",
        "từ ngày 1/7/2025 đến ngày 7/1/2026",
        "2025-07-01/2026-01-07",
    ],
}


@pytest.mark.parametrize(
    ("identifier", "text"), [(key, text) for key, texts in WRITTEN.items() for text in texts]
)
def test_written_form_is_read(identifier, text):
    period = read_period(text)
    assert period is not None
    assert period.id == identifier


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kỳ trước",
        "10/26/2025",
        "31/02/2025",
        "6-25",
        "Jun-25",
        "13/2025",
        "Quý V/2025",
        "13 tháng năm 2025",
        "45930",
        "tháng 6",
        "7/1/2026 - 1/7/2025",
        "2025 2026",
        "9.5",
        "T6",
    ],
)
def test_unclear_text_is_no_period(text):
    assert read_period(text) is None


DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))


@given(DAYS, st.integers(1, 4000))
def test_range_of_days_is_as_long_as_it_says(start, days):
    period = parse_period(f"{start}/P{days}D")
    assert (period.end - period.start).days + 1 == days
    assert read_period(period.id) == period


@given(DAYS)
def test_every_part_of_a_year_holds_its_day(day):
    quarter, half = (day.month + 2) // 3, (day.month + 5) // 6
    for identifier in (
        f"{day:%Y}",
        f"{day:%Y}-S{half}",
        f"{day:%Y}-Q{quarter}",
        f"{day:%Y-%m}",
        f"{day}",
    ):
        period = parse_period(identifier)
        assert period.start <= day <= period.end
        assert read_period(identifier) == period


@given(st.text(max_size=40))
def test_any_text_is_a_period_or_none(text):
    period = read_period(text)
    assert period is None or parse_period(period.id) == period

"""Texts, numbers and order of names in both languages."""

from datetime import date

import pytest

from kpi.language import Text, language
from kpi.periods import parse_period

VI, EN = language("vi"), language("en")


def test_numbers_follow_each_language():
    assert VI.number(1234567.5, 1) == "1.234.567,5"
    assert EN.number(1234567.5, 1) == "1,234,567.5"
    assert VI.number(-2.14, 1) == "−2,1"
    assert VI.percent(36.8) == "36,8\u00a0%"
    assert EN.percent(36.8) == "36.8%"


def test_points_are_signed_and_never_percent():
    assert VI.points(2.1) == "+2,1 điểm"
    assert EN.points(-43.2) == "−43.2 points"


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        ("2025", "2025", "2025"),
        ("2025-S1", "nửa đầu năm 2025", "first half of 2025"),
        ("2025-S2", "nửa cuối năm 2025", "second half of 2025"),
        ("2025-Q3", "Quý III/2025", "Q3 2025"),
        ("2025-10", "tháng 10/2025", "Oct 2025"),
        ("2025-10-26", "26/10/2025", "26 Oct 2025"),
        ("2025-01-01/P9M", "9 tháng đầu năm 2025", "first 9 months of 2025"),
        (
            "2025-07-01/P191D",
            "01/07/2025\u00a0–\u00a007/01/2026",
            "1 Jul 2025\u00a0–\u00a07 Jan 2026",
        ),
    ],
)
def test_periods_in_words(period, vi, en):
    assert VI.period(parse_period(period)) == vi
    assert EN.period(parse_period(period)) == en


def test_dates_and_known_part_of_a_publication_date():
    assert VI.date(date(2025, 10, 26)) == "26/10/2025"
    assert VI.published("2025-01") == "01/2025"
    assert EN.published("2025-01") == "Jan 2025"
    assert EN.published("2025") == "2025"


def test_vietnamese_order_of_names():
    names = ["Huế", "Hà Nội", "Đà Nẵng", "Hải Phòng", "Cà Mau", "Điện Biên", "Đắk Lắk"]
    expected = ["Cà Mau", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Hà Nội", "Hải Phòng", "Huế"]
    assert sorted(names, key=VI.sort_key) == expected


def test_text_in_both_languages():
    text = Text.of({"vi": "Bản đồ", "en": "Map"})
    assert (VI.pick(text), EN.pick(text)) == ("Bản đồ", "Map")
    assert Text.of("EGDI") == Text("EGDI", "EGDI")

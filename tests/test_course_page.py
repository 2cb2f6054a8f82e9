"""Verdicts on the screens: the block on the trends page, made once for all who look."""

import re
from datetime import date
from html import unescape

import pytest

from kpi import course as engine
from tests.screens import everything, opened
from ui.shelf import Shelf

PRACTICE = {"bo-so-lieu": "practice"}
HANOI = PRACTICE | {"chi-so": "satisfaction_rate", "so-sanh": "VN34-01"}


def block(screen):
    """The words of the block, without their markup."""
    (found,) = (one.value for one in screen.html if "kd-course" in one.value)
    return unescape(re.sub(r"<[^>]+>", " ", found)).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", ("Có đúng tiến độ không?", "mục tiêu 30 %, hạn 31/12/2030", "R = 0,23", "49,3",
                "Mục tiêu trước: 20 %, hạn 31/12/2025, chưa đạt", "“giữ nguyên” sai")),
        ("en", ("Is it on course?", "30% by 31 Dec 2030", "R = 0.23", "49.3",
                "20% by 31 Dec 2025 was not met", "“no change”")),
    ],
)  # fmt: skip
def test_the_verdict_stands_with_its_reasons(lang, said, monkeypatch):
    monkeypatch.setattr("ui.history.clock", lambda: date(2026, 11, 22))
    told = block(opened("trends", **{"chi-so": "digital_economy_gdp_share", "lang": lang}))
    assert [part for part in said if part not in told] == []


def test_a_past_deadline_has_a_final_verdict_and_no_pace():
    told = block(opened("trends"))
    assert "✕ quá hạn, chưa đạt" in told
    assert "50 %, hạn 31/12/2024, chưa đạt" in told  # the horizon before stays in sight
    assert "cần mỗi tháng từ nay" not in told


def test_where_nothing_can_be_said_the_reason_stands():
    told = block(opened("trends", **{"chi-so": "population"}))
    assert "Chỉ tiêu này chưa có mục tiêu cho địa bàn này." in told
    assert "Eurostat" not in told


def test_disagreement_is_marked():
    told = block(opened("trends", **HANOI))
    assert "≠ các phương pháp không thống nhất" in told
    assert "trong tầm" in told
    assert "nhiều mây" in told


def test_further_areas_have_a_line_each():
    told = block(opened("trends", **(HANOI | {"so-sanh": "VN34-01,VN34-48,VN"})))
    lines = told.split("Các địa bàn khác")[1]
    assert "Đà Nẵng" in lines
    assert "Việt Nam" in lines
    assert "Eurostat" not in lines


def test_all_is_judged_once_for_every_viewer(monkeypatch):
    calls = []
    monkeypatch.setattr(
        "ui.course.judge_all",
        lambda *given: calls.append(given[2]) or engine.judge_all(*given),
    )
    monkeypatch.setattr("ui.data._NOW", Shelf(4))
    opened("trends", **HANOI)
    opened("trends", **(HANOI | {"chi-so": "on_time_rate", "lang": "en"}))
    opened("trends", **(HANOI | {"so-sanh": "VN34-48"}))
    assert len(calls) == 2  # published figures at the front door, practice once for all three


def test_the_overview_says_what_needs_attention_worst_first_and_whose_job_it_is():
    screen = opened("overview")
    (found,) = (one.value for one in screen.html if "Cần chú ý" in one.value)
    lines = re.findall(r"<tr>(.*?)</tr>", found)[1:]
    assert 2 <= len(lines) <= 5
    signs = [re.search(r"kd-verdict kd-(\w+)", line).group(1) for line in lines]
    order = ("past", "away", "insufficient", "moderate")
    assert signs == sorted(signs, key=order.index)
    first = unescape(lines[0]).replace("\xa0", " ")
    assert "còn thiếu 43,2 điểm" in first
    assert "Bộ Khoa học và Công nghệ" in first
    assert "xu-huong?chi-so=full_process_dossier_rate&so-sanh=VN" in first


def test_a_verdict_on_a_later_target_names_it():
    told = everything(opened("overview", **PRACTICE)).replace("\xa0", " ")
    assert "đúng tiến độ: 70 %, hạn 31/12/2030" in told  # 40 % in 2025 was missed


def test_key_figures_of_a_province_have_a_verdict_that_leads_to_its_reasons():
    told = everything(opened("province", **PRACTICE))
    assert "kd-why kd-past" in told
    assert "so-sanh=VN34-01" in told


def test_a_province_page_judges_nothing_anew(monkeypatch):
    opened("province", **PRACTICE)
    monkeypatch.setattr("ui.course.judge_all", None)
    opened("province", **(PRACTICE | {"tinh": "VN34-48"}))

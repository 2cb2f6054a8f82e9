"""Answers in one sentence, against sentences written by hand."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from kpi import sentences
from kpi.catalogue import Target, load_catalogue
from kpi.language import Text, language
from kpi.standing import standing
from kpi.units import load_units

VI, EN = language("vi"), language("en")
TODAY = date(2026, 11, 21)
NAN = float("nan")


def aim(value: float, deadline: str) -> Target:
    return Target("rate", "VN", value, date.fromisoformat(deadline), "document")


RATE = replace(
    load_catalogue()["full_process_dossier_rate"],
    short=Text("Hồ sơ toàn trình", "Full-process dossiers"),
    unit="percent",
    decimals=2,
    direction="higher",
    targets=(aim(80, "2025-12-31"),),
)
RANK = replace(
    RATE, short=Text("Hạng", "Rank"), unit="rank", decimals=0, direction="lower",
    targets=(aim(50, "2030-12-31"),),
)  # fmt: skip
PROCEDURES = replace(
    RATE, unit="count", decimals=0, unit_label=Text("thủ tục", "procedures"),
    targets=(aim(1084, "2026-12-31"),),
)  # fmt: skip


def row(value, period, area="VN", of=NAN, qualifier="", status="A"):
    return pd.Series({
        "area": area, "period": period, "value": value, "of": of, "qualifier": qualifier,
        "status": status,
    })  # fmt: skip


def said(one, indicator, lang):
    return sentences.state(one, indicator, standing(indicator, one, TODAY), lang)


@pytest.mark.parametrize(
    ("one", "indicator", "vi", "en"),
    [
        (
            row(36.8, "2025-12"),
            RATE,
            "Hồ sơ toàn trình: 36,8\xa0% (tháng 12/2025); "
            "mục tiêu 80\xa0% đã quá hạn 31/12/2025, còn thiếu 43,2 điểm.",
            "Full-process dossiers: 36.8% (Dec 2025); "
            "the target 80% fell due on 31 Dec 2025 and is missed by 43.2 points.",
        ),
        (
            row(80.0, "2025-Q4"),
            RATE,
            "Hồ sơ toàn trình: 80\xa0% (Quý IV/2025); đã đạt mục tiêu 80\xa0% (hạn 31/12/2025).",
            "Full-process dossiers: 80% (Q4 2025); the target 80% by 31 Dec 2025 is met.",
        ),
        (
            row(71, "2024", of=193),
            RANK,
            "Hạng: hạng 71/193 (2024); "
            "còn thiếu 21 bậc so với mục tiêu nhóm 50 nước dẫn đầu (hạn 31/12/2030).",
            "Rank: rank 71/193 (2024); 21 places short of the target top 50 due on 31 Dec 2030.",
        ),
        (
            row(1061, "2026-02", of=1084),
            PROCEDURES,
            "Hồ sơ toàn trình: 1.061/1.084\xa0thủ tục (tháng 2/2026); "
            "còn thiếu 23\xa0thủ tục so với mục tiêu 1.084\xa0thủ tục (hạn 31/12/2026).",
            "Full-process dossiers: 1,061/1,084\xa0procedures (Feb 2026); "
            "23\xa0procedures short of the target 1,084\xa0procedures due on 31 Dec 2026.",
        ),
        (
            row(36.8, "2025-12", area="SGP"),
            RATE,
            "Hồ sơ toàn trình: 36,8\xa0% (tháng 12/2025); chưa có mục tiêu.",
            "Full-process dossiers: 36.8% (Dec 2025); no target set.",
        ),
        (
            row(68.54, "2024", area="VN63-35", status="P"),
            RATE,
            "Hồ sơ toàn trình: 68,54\xa0% (2024, sơ bộ); mục tiêu 80\xa0% của cả nước đã đến hạn "
            "31/12/2025; số liệu cuối cùng trước hạn còn thiếu 11,46 điểm.",
            "Full-process dossiers: 68.54% (2024, provisional); the target 80% for the whole "
            "country fell due on 31 Dec 2025; the last figure before it was 11.46 points short.",
        ),
    ],
)
def test_value_period_and_standing_in_one_sentence(one, indicator, vi, en):
    assert said(one, indicator, VI) == vi
    assert said(one, indicator, EN) == en


def test_a_band_is_told_as_a_band():
    assert sentences.figure(row(10, "2024", qualifier="lt"), RATE, VI) == "<\xa010\xa0%"


@pytest.mark.parametrize(
    ("qualifier", "sign", "vi", "en"),
    [
        ("over", ">\xa084\xa0%", "trên 84\xa0%", "over 84%"),
        ("gt", ">\xa084\xa0%", "trên 84\xa0%", "over 84%"),
        ("lt", "<\xa084\xa0%", "dưới 84\xa0%", "under 84%"),
        ("about", "≈\xa084\xa0%", "khoảng 84\xa0%", "about 84%"),
        ("", "84\xa0%", "84\xa0%", "84%"),
    ],
)
def test_how_exact_a_figure_was_published_is_a_sign_or_a_word(qualifier, sign, vi, en):
    one = row(84.0, "2023-04", qualifier=qualifier)
    assert sentences.figure(one, RATE, VI) == sign
    assert [sentences.told(one, RATE, lang) for lang in (VI, EN)] == [vi, en]
    assert en in said(one, RATE, EN)


def spread(values: dict[str, float], indicator, lang, areas: int = 4, below: str = "") -> str:
    rows = pd.DataFrame(
        [
            row(value, "2026-09", area, qualifier="lt" if area == below else "")
            for area, value in values.items()
        ]
    )
    return sentences.spread(rows, indicator, areas, load_units(), lang)


def test_first_and_last_of_a_period():
    values = {"VN34-79": 40.5, "VN34-01": 71.25, "VN34-48": 12, "VN34-46": NAN}
    assert spread(values, RATE, VI) == (
        "Tháng 9/2026: Hà Nội dẫn đầu với 71,25\xa0%, Đà Nẵng cuối bảng với 12\xa0%; "
        "3/4 địa phương có số liệu."
    )
    assert spread(values, RATE, EN) == (
        "Sept 2026: Hanoi leads with 71.25%, Da Nang is last with 12%; 3 of 4 areas have figures."
    )


def test_the_smallest_rank_leads():
    assert "Đà Nẵng dẫn đầu với hạng 1" in spread({"VN34-01": 9, "VN34-48": 1}, RANK, VI)


@pytest.mark.parametrize(("areas", "below"), [(34, ""), (4, "VN34-48")])
def test_nobody_is_last_among_few_or_above_a_bound(areas, below):
    values = {"VN34-79": 40.5, "VN34-01": 71.25, "VN34-46": 52, "VN34-48": 10}
    known = 3 if below else 4
    assert spread(values, RATE, EN, areas, below) == (
        f"Sept 2026: only {known} of {areas} areas have an exact figure; "
        "the best of them is Hanoi with 71.25%."
    )


def test_no_figures_are_no_ranking():
    assert spread({"VN34-01": NAN}, RATE, EN) == "No figure has been published for these areas."

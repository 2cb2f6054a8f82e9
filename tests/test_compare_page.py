"""The page that compares, without a browser: choices, what is refused, and both borders."""

import pytest

from kpi.units import load_units
from tests.at_desk import brought
from tests.screens import answer, at, everything, opened

PRACTICE = {"bo-so-lieu": "practice", "lang": "en"}


def test_six_areas_stand_side_by_side_and_the_nation_is_not_tested():
    areas = "VN34-01,VN34-04,VN34-48,VN34-79,VN34-91,VN"
    screen = opened("compare", **PRACTICE, **{"cac-khu-vuc": areas})
    text = everything(screen)
    for name in ("Hanoi", "Cao Bang", "Da Nang", "Ho Chi Minh City", "An Giang", "Viet Nam"):
        assert f'data-label=\\"{name}\\"' in text
    assert "not tested: one holds the other" in text
    assert "17 indicators compare" in answer(screen)


def test_one_area_alone_is_asked_for_another():
    screen = opened("compare", **PRACTICE, **{"cac-khu-vuc": "VN34-01"})
    assert "Choose at least two" in answer(screen)
    assert len(screen.info) == 1
    assert not screen.warning


def test_more_than_six_in_the_address_are_cut_to_six():
    areas = ",".join(f"VN34-{code}" for code in ("01", "04", "08", "11", "12", "14", "15"))
    screen = opened("compare", **PRACTICE, **{"cac-khu-vuc": areas})
    assert len(screen.multiselect("cac-khu-vuc").value) == 6
    assert ["cac-khu-vuc=VN34-15" in one.value for one in screen.warning] == [True]
    assert not screen.exception


def test_other_borders_take_the_areas_over():
    screen = opened("compare", **PRACTICE, **{"cac-khu-vuc": "VN34-24,VN34-48"})
    screen.button_group("dia-gioi").set_value("63").run()
    assert screen.multiselect("cac-khu-vuc").value == ["VN63-27", "VN63-48"]
    screen.button_group("dia-gioi").set_value("34").run()
    assert screen.multiselect("cac-khu-vuc").value == ["VN34-24", "VN34-48"]


def test_ministries_are_compared_where_they_have_figures():
    areas = "VNM-bo-cong-thuong,VNM-bo-tai-chinh,VNM-bo-y-te"
    screen = opened("compare", lang="en", **{"cac-khu-vuc": areas})
    assert "Ministry of Industry and Trade is better on" in answer(screen)
    text = everything(screen)
    assert "numerator and denominator not published" in text
    assert "not compared: only a bound was published" in text  # the Ministry of Health's


def test_the_table_behind_two_indicators_holds_both_figures_of_each_area():
    screen = opened("compare", muc="tuong-quan", **PRACTICE)
    (box,) = (one for one in screen.expander if one.label.startswith("Both figures"))
    count = int(box.label.rpartition("(")[2].rstrip(")"))
    assert count >= 20
    screen.session_state["both"] = True
    assert everything(screen.run()).count("<tr") >= count


def test_the_usual_periods_of_a_ministry_have_an_indicator_in_common():
    screen = opened("compare", lang="en", muc="thoi-gian", **{"khu-vuc": "VNM-bo-tai-chinh"})
    assert screen.multiselect("cac-ky").value == ["2021", "2023"]  # its DTI rank; none in 2024
    assert "DTI" in everything(screen)
    assert "no indicator" not in answer(screen)


def test_periods_across_the_merger_are_like_for_like_in_borders_of_today_alone():
    chosen = {"muc": "thoi-gian", "cac-ky": "2025-06,2025-09", **PRACTICE}
    now = everything(opened("compare", **chosen, **{"khu-vuc": "VN34-01"}))
    assert "same borders on both sides of the merger" in now
    before = everything(opened("compare", **chosen, **{"khu-vuc": "VN63-01", "dia-gioi": "63"}))
    assert "the former provinces ended with the merger" in before
    assert "same borders on both sides" not in before


def test_two_indicators_are_told_with_their_coefficients():
    chosen = {"muc": "tuong-quan", "chi-so": "on_time_rate", "chi-so-2": "satisfaction_rate"}
    screen = opened("compare", **PRACTICE, **chosen)
    assert "That one is the cause of the other is not shown" in answer(screen)
    assert "Spearman" in everything(screen)
    assert screen.query_params == chosen | PRACTICE


def test_an_indicator_against_itself_and_few_areas_say_so():
    same = {"muc": "tuong-quan", "chi-so": "on_time_rate", "chi-so-2": "on_time_rate"}
    assert "Choose two different indicators" in answer(opened("compare", **PRACTICE, **same))
    few = {"muc": "tuong-quan", "chi-so": "dti_rank", "chi-so-2": "dti_score", "lang": "en"}
    said = answer(opened("compare", **few))
    assert "of fewer than 10 nothing is said" in said


@pytest.mark.parametrize("mode", ["khu-vuc", "thoi-gian", "tuong-quan"])
def test_a_file_of_one_figure_opens_every_way_of_comparing(mode):
    screen = brought("indicator,area,period,value\non_time_rate,VN,2026-09,91.5\n")
    screen.sidebar.radio("bo-so-lieu").set_value("upload").run()
    screen.query_params["muc"] = mode
    at(screen, "compare")
    assert len(answer(screen)) > 40
    assert not screen.warning


def test_ministries_alone_are_offered_where_they_are_looked_at():
    screen = opened("compare", lang="en", **{"dia-gioi": "bo"})
    assert screen.multiselect("cac-khu-vuc").value == ["VNM-bo-tai-chinh", "VNM-bo-tu-phap"]
    assert not any("VN34" in one for one in screen.multiselect("cac-khu-vuc").options)
    assert "Hanoi" not in screen.multiselect("cac-khu-vuc").options
    screen.button_group("muc").set_value("thoi-gian").run()
    assert screen.selectbox("khu-vuc").value == "VNM-bo-tai-chinh"
    assert not screen.warning


def test_two_indicators_of_few_ministries_are_drawn_and_nothing_is_said_of_them():
    screen = opened("compare", lang="en", muc="tuong-quan", **{"dia-gioi": "bo"})
    assert "Only 3 areas have both figures" in answer(screen)
    assert "DTI" in answer(screen) and "PAR" in answer(screen)  # no rank beside what it ranks
    assert "State Bank of Viet Nam" in everything(screen)
    assert "Ministries differ in size and work" in everything(screen)
    screen.selectbox("chi-so").set_value("dti_agency_rank").run()
    assert "Not one area has both figures" in answer(screen)
    assert not screen.warning


@pytest.mark.parametrize("mode", ["khu-vuc", "thoi-gian", "tuong-quan"])
def test_practice_says_that_no_ministry_can_be_compared(mode):
    screen = opened("compare", muc=mode, **PRACTICE, **{"dia-gioi": "bo"})
    assert "None of these figures is of a ministry" in answer(screen)
    assert not screen.warning and not screen.info


def test_twelve_ministries_of_a_file_are_told_with_their_link():
    ministries = [unit.id for unit in load_units().of("ministry")][:12]
    lines = "".join(
        f"on_time_rate,{area},2026-09,{80 + at}\nsatisfaction_rate,{area},2026-09,{70 + at}\n"
        for at, area in enumerate(ministries)
    )
    screen = brought(f"indicator,area,period,value\n{lines}")
    screen.sidebar.radio("bo-so-lieu").set_value("upload").run()
    screen.query_params["muc"], screen.query_params["dia-gioi"] = "tuong-quan", "bo"
    at(screen, "compare")
    assert "12" in answer(screen) and "r = 1" in answer(screen)  # on one line

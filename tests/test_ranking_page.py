"""The page of the ranking: its choices in the address, its refusals, its list and its files."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from kpi.catalogue import load_catalogue
from kpi.language import Text, language
from kpi.ranking import ranking
from kpi.units import load_units
from tests.at_desk import brought
from tests.screens import answer, at, everything, opened
from tests.test_ranking import BEFORE, MONTH, rows
from ui.ranking import listed

PRACTICE = {"bo-so-lieu": "practice", "lang": "en"}
UNITS, RATE = load_units(), load_catalogue()["on_time_rate"]


def lines(screen) -> list[str]:
    """The lines of the list, as words."""
    found = re.findall("<tr class=.*?</tr>", everything(screen))
    return [" ".join(re.sub("<[^>]*>", " ", line).split()) for line in found]


def test_published_ranks_are_listed_with_their_ties():
    screen = opened("ranking", lang="en")
    assert screen.button_group("dia-gioi").value == "63"  # figures published widest
    found = lines(screen)
    assert len(found) == 63
    assert found[0].startswith("1 Da Nang")
    assert [line.split(" ")[0] for line in found[14:17]] == ["15", "15", "17"]
    assert "2 of 6 areas that compare improved most" in answer(screen)


def test_every_choice_is_in_the_address_and_reopens():
    view = PRACTICE | {
        "chi-so": "on_time_rate", "dia-gioi": "34", "ky": "2026-01", "goc": "2025-12",
        "tinh": "VN34-46", "nhom": "mat-do",
    }  # fmt: skip
    screen = opened("ranking", **view)
    assert not screen.warning
    assert {key: screen.query_params[key] for key in view if key != "dia-gioi"} == {
        key: view[key] for key in view if key != "dia-gioi"
    }
    assert screen.selectbox("nhom").value == "mat-do"
    assert "Since Dec 2025" in answer(screen)
    (ours,) = (line for line in lines(screen) if "◆" in line)
    assert "Hue" in ours
    again = opened("ranking", **screen.query_params)
    assert lines(again) == lines(screen)


def test_across_the_merger_former_provinces_are_refused_and_provinces_marked():
    ends = {"ky": "2025-12", "goc": "2024-12"}
    screen = opened("ranking", **PRACTICE, **ends, **{"dia-gioi": "63"})
    assert "the merger of 1 July 2025 lies between" in everything(screen)
    assert "Place by improvement" not in everything(screen)
    screen.button_group("dia-gioi").set_value("34").run()
    assert "estimated (E)" in everything(screen)
    assert all("(E)" in line for line in lines(screen))


def test_ministries_are_ranked_where_they_have_figures():
    view = {"chi-so": "full_process_dossier_rate", "dia-gioi": "bo", "lang": "en"}
    screen = opened("ranking", **view)
    assert len(lines(screen)) == 3
    assert "only 3 of 13 areas have an exact figure" in answer(screen)
    assert "Known by a bound only, not ranked" in everything(screen)
    assert screen.query_params["dia-gioi"] == "bo"
    screen.selectbox("chi-so").set_value("sipas_rank").run()  # which ministries have not
    assert screen.button_group("dia-gioi").options == ["34 provinces", "63 former provinces"]
    at(screen, "province_map")
    assert not screen.warning


@pytest.mark.parametrize(
    ("chosen", "mark", "names"),
    [
        ("vung", "VN34-79", {"Dong Nai", "Tay Ninh"}),
        ("giap-ranh", "VN34-11", {"Lai Chau", "Son La"}),
        ("loai", "VN34-01", {"Hai Phong", "Hue", "Da Nang", "Ho Chi Minh City", "Can Tho"}),
        ("dan-so", "VN34-79", {"Hanoi"}),  # nobody else has half as many people
    ],
)
def test_peers_are_marked(chosen, mark, names):
    view = {"chi-so": "on_time_rate", "ky": "2025-12", "tinh": mark, "nhom": chosen}
    screen = opened("ranking", **PRACTICE, **view)
    marked = [line for line in lines(screen) if "◇" in line]
    assert {re.search(r"◇ (\D+?) \d", line)[1] for line in marked} == names
    assert f"of {len(names) + 1}" in everything(screen)


def test_one_province_alone_is_not_ranked():
    screen = brought("indicator,area,period,value\non_time_rate,VN34-46,2026-09,91.5\n")
    screen.sidebar.radio("bo-so-lieu").set_value("upload").run()
    at(screen, "ranking")
    assert "one area alone is not ranked" in answer(screen)
    assert lines(screen) == []
    assert not screen.warning


def test_where_no_area_of_a_border_has_a_figure_it_is_said():
    view = {"chi-so": "full_process_dossier_rank", "dia-gioi": "34", "lang": "en"}
    screen = opened("ranking", **view)
    assert "None of these areas has a figure of this indicator." in answer(screen)


def test_the_file_holds_places_intervals_peers_and_those_not_ranked():
    now = rows({"VN34-01": (90, 100), "VN34-04": (80, 100), "VN34-08": (50, 100)})
    then = rows({"VN34-01": (80, 100), "VN34-04": (50, 100)}, BEFORE)
    areas = ["VN34-01", "VN34-04", "VN34-08", "VN34-11"]
    made = ranking(pd.concat([now, then]), RATE, "34", areas, MONTH, BEFORE)
    table = listed.as_table(made, {"VN34-04"}, "MARK", UNITS, language("en")).set_index("area")
    assert list(table["first"].dropna()) == [1, 1, 3]
    assert list(table["last"].dropna()) == [2, 2, 3]
    assert list(table["low"].dropna().round()) == [81, 69, 38]
    assert table["delta"].dropna().to_dict() == {"VN34-01": 10, "VN34-04": 30}
    assert table["delta_place"].dropna().to_dict() == {"VN34-01": 2, "VN34-04": 1}
    assert list(table["peer"]) == ["", "1", "", ""]
    assert set(table["mark"]) == {"MARK"}
    assert table.loc["VN34-11", ["place", "value"]].isna().all()


def test_names_are_escaped():
    made = ranking(rows({"VN34-01": 50, "VN34-04": 40}), RATE, "34", ["VN34-01", "VN34-04"], MONTH)
    hostile = replace(UNITS["VN34-01"], name=Text("<b>x</b>", "<b>x</b>"))
    units = replace(UNITS, by_id={**UNITS.by_id, "VN34-01": hostile})
    assert "<b>x" not in listed.table(made, "", (), units, language("vi"))

"""The page of the index simulator without a browser: answers, bad input, files, links."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from kpi.catalogue import load_catalogue
from kpi.indices import index as indices
from kpi.indices.settings import written
from tests.screens import answer, everything, opened
from ui.simulator import settings

PRACTICE = {"bo-so-lieu": "practice", "lang": "en"}


def told(screen):
    """What the browser's simulator was given: view and race."""
    (sent,) = (one.proto for one in screen.main if "index_simulator" in str(one.proto)[:4000])
    return json.loads(sent.bytes)


def shown(screen):
    return unescape("\n".join(one.value for one in screen.html))


def test_published_dti_answers_for_those_with_all_groups_only():
    screen = opened("index_simulator", lang="en")
    text = unescape(answer(screen))
    assert "Da Nang leads with 0.8002 (5 of 63 have all figures)" in text
    assert "the largest difference is 0.0001" in shown(screen)
    assert "SỐ LIỆU MÔ PHỎNG" not in everything(screen)


@pytest.mark.parametrize("index", ["decision_766", "dti_ministries_2022"])
def test_without_parts_no_total_is_made_up(index):
    screen = opened("index_simulator", lang="en", bo=index)
    assert "can be computed: nobody has figures of all" in answer(screen)
    assert "index_simulator" not in everything(screen)
    assert "Most points" in shown(screen)


def test_ministries_show_what_was_published_with_its_source():
    text = shown(opened("index_simulator", lang="en", bo="dti_ministries_2022"))
    line = re.search(r"<tr><th[^>]*>Ministry of Finance.{0,60}2021.*?</tr>", text)[0]
    assert "0.6321" in line
    assert "kinhtedothi.vn" in line


def test_practice_is_marked_and_its_joined_provinces_are_estimates():
    screen = opened("index_simulator", **PRACTICE)
    assert "SỐ LIỆU MÔ PHỎNG" in everything(screen)
    race = told(screen)["race"]
    assert race["simulated"]
    assert race["estimated"]
    assert "no relation to real provinces" in shown(screen)


def test_a_link_brings_back_weights_and_figures():
    screen = opened(
        "index_simulator", **PRACTICE, tinh="VN34-25",
        **{"trong-so": "decision_766:3,1,1,4,1", "diem": "VN34-25:,,20.5,,"},
    )  # fmt: skip
    view = told(screen)["view"]
    assert view["weights"] == [30, 10, 10, 40, 10]
    assert view["figures"] == [None, None, 20.5, None, None]
    assert screen.query_params["trong-so"] == "decision_766:3,1,1,4,1"
    assert not screen.warning


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        ({"trong-so": "decision_766:0,0,0,0,0"}, "all zero"),
        ({"trong-so": "decision_766:1,2,3"}, "5 numbers"),
        ({"trong-so": "decision_766:-1,2,3,4,5"}, "not negative"),
        ({"trong-so": "<script>"}, "does not begin with"),
        ({"diem": "VN34-25:99,,,,", "tinh": "VN34-25"}, "between 0 and 18"),
    ],
)
def test_bad_settings_are_told_and_the_official_ones_stand_in(setting, why):
    screen = opened("index_simulator", **PRACTICE, **setting)
    assert [why in one.value for one in screen.warning] == [True]
    assert told(screen)["view"]["weights"] == [18, 20, 22, 22, 18]
    assert not {"trong-so", "diem"} & set(screen.query_params)


def test_what_was_moved_for_another_area_or_index_is_let_go_quietly():
    screen = opened(
        "index_simulator", **PRACTICE,
        **{"trong-so": "egdi:1,2,3", "diem": "VN34-79:1,,,,", "tinh": "VN34-25"},
    )  # fmt: skip
    assert not screen.warning
    assert told(screen)["view"]["figures"] == [None] * 5


def test_what_the_browser_says_is_checked_before_it_is_written(monkeypatch):
    index = indices.load_indices(load_catalogue()).by_id["decision_766"]
    wrote = {}
    monkeypatch.setattr(settings.address, "write", wrote.__setitem__)
    for said in ({"weights": "0,0,0,0,0", "figures": ",,,,"}, {"weights": "<b>"}, {}, None):
        monkeypatch.setattr(settings.st, "session_state", {settings.KEY: {"moved": said}})
        settings.keep(index, "VN34-25")
    assert wrote == {}
    said = {"weights": "20,20,20,20,20", "figures": "1.5,,,,"}
    monkeypatch.setattr(settings.st, "session_state", {settings.KEY: {"moved": said}})
    settings.keep(index, "VN34-25")
    assert wrote == {
        "trong-so": "decision_766:20,20,20,20,20", "diem": "VN34-25:1.5,,,,",
    }  # fmt: skip
    said = {"weights": written(index.weights), "figures": ",,,,"}
    monkeypatch.setattr(settings.st, "session_state", {settings.KEY: {"moved": said}})
    settings.keep(index, "VN34-25")
    assert wrote == {"trong-so": "", "diem": ""}


def test_an_index_file_with_mistakes_is_named_and_the_others_go_on(monkeypatch, tmp_path):
    for file in Path(indices.FOLDER).glob("*.yml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "bad.yml").write_text("name: 3\ngroups: []\n", encoding="utf-8")
    broken = indices.load_indices(load_catalogue(), tmp_path)
    monkeypatch.setattr("ui.simulator.choices.indices", lambda _: broken)
    screen = opened("index_simulator", lang="en")
    assert "bad.yml:1: name: " in screen.error[0].value
    assert "bad.yml:2: groups: " in screen.error[0].value
    assert "leads with" in answer(screen)


def test_the_table_holds_what_was_moved_and_marks_practice():
    screen = opened(
        "index_simulator", **PRACTICE, **{"trong-so": "decision_766:100,0,0,0,0", "ky": "2026-07"}
    )
    screen.session_state["table-bo-chi-so-decision-766"] = True
    frame = screen.run().dataframe[0].value
    assert len(frame) == 34
    assert (
        set(frame["mark"]) == {"SỐ LIỆU MÔ PHỎNG / SIMULATED"}
        or frame["mark"].str.contains("MÔ PHỎNG").all()
    )
    transparency = frame["Openness and transparency (100%)"]
    assert frame["Total"].tolist() == pytest.approx((transparency / 18 * 100).tolist(), abs=0.011)
    assert frame["Rank"].is_monotonic_increasing

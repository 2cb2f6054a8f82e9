"""The address of a view: nonsense is told, a link reopens the same view, a switch keeps it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.screens import PAGES, answer, at, everything, opened

NONSENSE = {
    "overview": {"lang": "fr", "bo-so-lieu": "zzz"},
    "province_map": {"chi-so": "xyz", "dia-gioi": "99", "ky": "abc", "mo": "<script>x</script>"},
    "trends": {"chi-so": "../../etc/passwd", "so-sanh": "a,b"},
    "province": {"tinh": "<script>x</script>", "dia-gioi": "34,63"},
    "ranking": {"dia-gioi": "bo,", "ky": "2022-13", "goc": "`x`", "tinh": "x", "nhom": "<b>x</b>"},
    "compare": {"muc": "x", "cac-khu-vuc": "<script>x</script>", "ky": "2025-13", "dia-gioi": "b"},
    "index_simulator": {"bo": "x", "trong-so": "dti_2022:0,0,0,0,0,0,0,0", "diem": "<b>x</b>"},
    "equity": {"chi-so": "no such", "ky": "2025-13", "dia-gioi": "`"},
    "rankings": {"chi-so-quoc-te": "%00"},
    "indicators": {"tru-cot": "`x`", "chi-so": "no such"},
    "meeting": {"lang": "`", "bo-so-lieu": "<b>"},
    "upload": {"bo-so-lieu": "upload", "lang": "VI"},
    "plan": {"ke-hoach": "x", "co-quan": "<script>x</script>", "trang-thai": "`", "in": "2"},
    "early_warning": {"bo-so-lieu": "zzz"},
    "versions": {"bo-so-lieu": "zzz", "tinh-den": "v-1"},
    "quality": {"theo": "xyz", "chi-so": "no such"},
}
VIEW = {
    "chi-so": "on_time_rate",
    "bo-so-lieu": "practice",
    "dia-gioi": "63",
    "so-sanh": "VN63-01,VN63-79",
    "lang": "en",
}


def told(screen: AppTest) -> list[str]:
    return sorted(one.value for one in screen.warning)


@pytest.mark.parametrize("page", PAGES)
def test_nonsense_opens_the_usual_view_with_a_notice_for_each_part(page):
    nonsense = NONSENSE[page]
    screen = opened(page, **nonsense)
    assert len(told(screen)) == len(nonsense)
    for part, notice in zip(sorted(nonsense.items()), told(screen), strict=True):
        assert f"“`{'='.join(part).replace('`', chr(39))}`”" in notice
    assert answer(screen) == answer(opened(page))
    assert not screen.query_params
    assert not told(screen.run())


def test_a_notice_is_told_in_the_readers_language():
    screen = opened("trends", **{"lang": "en", "chi-so": "xyz"})
    assert [notice[:32] for notice in told(screen)] == ["The address says “`chi-so=xyz`”,"]


def test_a_notice_says_the_address_as_code_on_one_line_without_a_persons_data():
    hostile = "`[x](http://a.example)\n\n# y\u202e a@example.com"
    (notice,) = told(opened("trends", **{"lang": "en", "chi-so": hostile}))
    assert "“`chi-so='[x](http://a.example) # y •••`”" in notice


def test_of_several_areas_the_unknown_ones_are_told_and_none_stands_twice():
    areas = "VN63-01,VN63-01,x,VN63-79,y"
    screen = opened("trends", **VIEW | {"so-sanh": areas})
    assert screen.multiselect("so-sanh").value == ["VN63-01", "VN63-79"]
    assert screen.query_params == VIEW
    (notice,) = told(screen)
    assert "“`so-sanh=x,y`”" in notice


def test_a_link_reopens_the_view_and_a_language_switch_keeps_it():
    screen = opened("trends", **VIEW)
    assert screen.query_params == VIEW
    assert screen.selectbox("chi-so").value == "on_time_rate"
    assert screen.button_group("dia-gioi").value == "63"
    assert screen.multiselect("so-sanh").value == ["VN63-01", "VN63-79"]
    assert "On time" in answer(screen)
    screen.sidebar.button_group("lang").set_value("vi").run()
    assert screen.query_params == {key: VIEW[key] for key in VIEW if key != "lang"}
    assert screen.multiselect("so-sanh").value == ["VN63-01", "VN63-79"]
    assert "Đúng hạn" in answer(screen)
    assert not told(screen)


def test_a_choice_is_in_the_address_and_the_address_reopens_it():
    screen = opened("trends")
    screen.selectbox("chi-so").set_value("egdi_rank").run()
    screen.sidebar.button_group("lang").set_value("en").run()
    assert screen.query_params == {"chi-so": "egdi_rank", "lang": "en"}
    again = opened("trends", **screen.query_params)
    assert answer(again) == answer(screen)
    assert [one.value for one in again.html] == [one.value for one in screen.html]


def test_what_was_opened_in_one_era_leaves_the_address_quietly_in_the_other():
    here = {"bo-so-lieu": "practice", "mo": "VN34-01", "ky": "2026-01"}
    screen = opened("province_map", **here)
    assert screen.query_params == here
    screen.button_group("dia-gioi").set_value("63").run()
    assert screen.query_params == {"bo-so-lieu": "practice", "dia-gioi": "63", "ky": "2026-01"}
    assert not told(screen)


def test_the_maps_own_default_does_not_follow_to_other_pages():
    screen = opened("province_map")
    assert screen.button_group("dia-gioi").value == "63"  # figures published widest
    at(screen, "trends")
    assert screen.button_group("dia-gioi").value == "34"
    screen.button_group("dia-gioi").set_value("63").run()
    at(screen, "province")
    assert screen.button_group("dia-gioi").value == "63"


def test_a_search_lives_in_the_address():
    screen = opened("indicators", tim="thu tuc", lang="en")
    assert screen.text_input("tim").value == "thu tuc"
    screen.text_input("tim").set_value("egdi").run()
    assert screen.query_params == {"tim": "egdi", "lang": "en"}
    screen.text_input("tim").set_value("qqqq").run()
    assert "No indicator holds all these words" in answer(screen)
    assert not screen.exception


def test_an_indicator_named_in_the_address_stands_open_in_the_dictionary():
    screen = opened("indicators", **{"chi-so": "egdi_rank"})
    assert everything(screen).count("<details open") + everything(screen).count(" open>") == 1


def test_an_indicator_leads_to_the_tasks_that_should_move_it():
    told = everything(opened("indicators", **{"chi-so": "full_process_dossier_rate"}))
    assert "ke-hoach?chi-so=full_process_dossier_rate" in told
    assert "ke-hoach?chi-so=gci_rank" not in told  # no document names a task for it

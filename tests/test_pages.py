"""Every page through the front door: both languages, workspaces and eras, and an upload."""

import re

import pytest
from babel.messages.pofile import read_po
from streamlit.testing.v1 import AppTest

from kpi.catalogue import load_catalogue
from kpi.language import LOCALES, language
from kpi.template import template_csv
from kpi.units import load_units
from tests.screens import PAGES, answer, at, everything, opened, questions

SIMULATED = "SỐ LIỆU MÔ PHỎNG"  # stands on English pages too
HEAD = "indicator,area,period,value"
GOOD = f"{HEAD}\non_time_rate,VN34-01,2026-09,91.5\non_time_rate,VN34-79,2026-09,88\n"
BAD = f"{HEAD}\non_time_rate,VN34-01,2026-09,91.5\non_time_rate,Thanh niên,2026-09,80\n" \
    "on_time_rate,VN34-79,2026-13,80\non_time_rate,VN34-48,2026-09,180\n"  # fmt: skip


def english() -> list[str]:
    """The longest fixed part of each English message that Vietnamese says otherwise.

    Single words are left out: chart descriptions hold words like `area` and `value` of their own.
    """
    with (LOCALES / "vi" / "LC_MESSAGES" / "kpi.po").open("rb") as source:
        messages = [one for one in read_po(source) if one.id and one.id != one.string]
    parts = (max(re.split(r"\{\w+\}", str(one.id)), key=len).strip(" .;:,") for one in messages)
    return sorted(part for part in parts if " " in part and len(part) > 8)


ENGLISH = english()


@pytest.mark.parametrize("era", ["34", "63"])
@pytest.mark.parametrize("workspace", ["published", "practice"])
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_its_question_and_answer(page, lang, workspace, era):
    screen = opened(page, **{"lang": lang, "bo-so-lieu": workspace, "dia-gioi": era})
    assert questions(screen) == [PAGES[page][1 if lang == "vi" else 2]]
    if page == "rankings" and workspace == "practice":  # nobody practises on other countries
        assert len(screen.info) == 1
    else:
        assert len(answer(screen)) > len('<p class="kd-answer"></p>') + 15
    assert not screen.warning
    assert not screen.error
    text = everything(screen)
    assert (SIMULATED in text) is (workspace == "practice")
    if lang == "vi":
        both = text + everything(screen, "sidebar")
        assert [words for words in ENGLISH if words in both] == []


def test_english_words_would_be_seen():
    text = everything(opened("upload", lang="en"))
    assert len([words for words in ENGLISH if words in text]) > 3


@pytest.mark.parametrize(("lang", "number"), [("vi", "36,8\xa0%"), ("en", "36.8%")])
def test_the_overview_says_where_the_first_target_stands(lang, number):
    screen = opened("overview", lang=lang)
    assert number in answer(screen)
    assert everything(screen).count("kd-past") >= 1


def brought(content: str | bytes, lang: str = "en") -> AppTest:
    """Open the map, as most do before, then bring a file."""
    screen = at(opened("province_map", lang=lang), "upload")
    data = content.encode() if isinstance(content, str) else content
    screen.file_uploader[0].upload("tep.csv", data, "text/csv").run()
    assert not screen.exception
    return screen


def test_a_file_is_seen_on_map_and_trends_until_it_is_removed():
    screen = brought(GOOD)
    assert [one.value for one in screen.success] == ["All 2 lines are good (0 remarks)."]
    assert len(screen.get("page_link")) == 2
    screen.sidebar.radio("bo-so-lieu").set_value("upload").run()
    at(screen, "province_map")
    assert "the best of them is Hanoi with 91.5%" in answer(screen)
    assert "FIGURES FROM YOUR FILE" in everything(screen)
    at(screen, "trends")
    assert len(screen.selectbox("chi-so").options) == 1
    assert "91.5% (Sept 2026)" in answer(screen)
    at(screen, "upload")
    assert len(screen.success) == 1
    screen.button[0].click().run()
    assert not screen.success
    assert screen.sidebar.radio("bo-so-lieu").value == "published"
    assert len(screen.sidebar.radio("bo-so-lieu").options) == 2


def test_a_file_taken_out_of_the_uploader_is_forgotten():
    screen = brought(GOOD)
    screen.file_uploader[0].clear().run()
    assert not screen.success
    assert not screen.subheader
    assert len(screen.sidebar.radio("bo-so-lieu").options) == 2


@pytest.mark.parametrize("page", PAGES)
def test_a_file_of_the_nation_alone_opens_every_page(page):
    screen = brought(f"{HEAD}\non_time_rate,VN,2026-09,91.5\n")
    screen.sidebar.radio("bo-so-lieu").set_value("upload").run()
    at(screen, page)
    assert not screen.warning


def test_a_bad_file_has_every_problem_named_by_its_line():
    screen = brought(BAD)
    assert [one.value for one in screen.error] == [
        "1 of 4 lines are good; 3 problems keep lines out."
    ]
    table = screen.dataframe[0].value
    assert list(table["Line"]) == [3, 4, 5]
    assert list(table["Given"]) == ["Thanh niên", "2026-13", "180"]
    assert screen.sidebar.radio("bo-so-lieu").options[-1] == "Your file (this visit only)"


def test_of_very_many_problems_the_first_are_shown_and_counted():
    screen = brought(f"{HEAD}\n" + "on_time_rate,VN34-01,2026-13,80\n" * 1001)
    assert len(screen.dataframe[0].value) == 1000
    assert "The first 1,000 of 1,001 problems" in everything(screen)


def test_the_name_of_a_file_is_shown_without_a_persons_data():
    screen = at(opened("province_map", lang="en"), "upload")
    name = "<b>a@example.com 090 123 4567\u202e.csv"
    screen.file_uploader[0].upload(name, GOOD.encode(), "text/csv").run()
    assert "&lt;b&gt;••• ••• .csv" in "".join(one.value for one in screen.html)


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x12" * 40, b"PK\x03\x04" + b"\x00" * 90])
def test_what_is_no_table_is_refused_in_words(content):
    screen = brought(content, "vi")
    assert len(screen.error) == 1
    assert len(screen.dataframe[0].value) == 1
    assert not screen.get("page_link")
    assert len(screen.sidebar.radio("bo-so-lieu").options) == 2


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_template_is_read_without_a_problem(lang):
    indicator = load_catalogue()["full_process_dossier_rate"]
    content = template_csv(indicator, "2025-12", load_units(), language(lang))
    screen = brought(content, lang)
    assert len(screen.success) == 1
    assert "34" in screen.success[0].value
    assert not screen.error

"""Every page through the front door: both languages, workspaces and eras, and an upload."""

import re

import pytest
from babel.messages.pofile import read_po

from kpi.language import LOCALES
from tests.at_desk import brought
from tests.screens import PAGES, answer, at, everything, opened, questions

ONLY_PUBLISHED = ("rankings", "versions")  # nobody practises on other countries or on the log
SIMULATED = "SỐ LIỆU MÔ PHỎNG"  # stands on English pages too


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
    if page in ONLY_PUBLISHED and workspace == "practice":
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


@pytest.mark.parametrize("page", PAGES)
def test_a_file_of_the_nation_alone_opens_every_page(page):
    screen = brought("indicator,area,period,value\non_time_rate,VN,2026-09,91.5\n")
    screen.sidebar.radio("bo-so-lieu").set_value("upload").run()
    at(screen, page)
    assert not screen.warning

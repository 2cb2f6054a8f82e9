"""Finding indicators by words, as people type them."""

import unicodedata

import pytest

from kpi.catalogue import load_catalogue
from kpi.search import find

CATALOGUE = load_catalogue()


def found(query: str) -> list[str]:
    return [one.id for one in find(query, CATALOGUE)]


@pytest.mark.parametrize(
    "query",
    [
        "thủ tục",
        "thu tuc",
        "THỦ TỤC",
        "tục thủ",
        "  thu   tuc ",
        unicodedata.normalize("NFD", "thủ tục"),
        unicodedata.normalize("NFC", "thủ tục"),
    ],
)
def test_words_are_found_however_they_are_typed(query):
    assert "procedures_simplified" in found(query)
    assert found(query) == found("thu tuc")


def test_every_word_must_occur():
    both, one = found("thu tuc cat giam"), found("thu tuc")
    assert 0 < len(both) < len(one)
    assert set(both) <= set(one)
    assert found("thu tuc qqqq") == found("qqqq") == []


@pytest.mark.parametrize("query", ["dinh danh dien tu", "định danh điện tử", "ðịnh danh điện tử"])
def test_d_with_and_without_its_stroke_are_one_letter(query):
    assert "vneid_activated" in found(query)


@pytest.mark.parametrize("query", ["EGDI", "egdi_rank", "egdi rank"])
def test_names_and_ids_are_found(query):
    assert found(query)[0].startswith("egdi")


def test_english_words_are_found_too():
    assert "population" in found("population")


def test_those_with_the_word_in_their_name_come_first():
    entries = [CATALOGUE[one] for one in found("egdi")]
    named = ["egdi" in " ".join((one.id, *one.name, *one.short)).lower() for one in entries]
    assert named == sorted(named, reverse=True)
    assert True in named


def test_nothing_asked_is_everything():
    assert found("") == found("  ") == list(CATALOGUE)

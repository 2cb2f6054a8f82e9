"""Data quality away from its page: the same scores, sentence and failed checks."""

from datetime import date

import pytest

from kpi import exhibits, quality
from kpi.exhibits import ExhibitError, Item, resolve
from tests.screens import answer, opened
from tests.vintages import TIME, january, publish, store

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_STORE", f"sqlite:///{tmp_path_factory.mktemp('no')}/none.sqlite")
        yield exhibits.library(DAY)


def test_the_34_provinces_have_their_scores_the_worst_first(files):
    made = resolve(Item("/chat-luong?theo=tinh"), "en", files)
    assert len(made.table.rows) == 34 and made.kind == "table"
    means = [row[1] for row in made.table.rows]
    assert means == sorted(means)
    for _, mean, *words in made.table.rows:
        known = [one for one in words if one is not None]
        assert mean == pytest.approx(sum(known) / len(known))
    assert [one.head for one in made.table.columns[2:]] == [
        word.en for word in quality.WORDS.values()
    ]
    assert made.sources and made.definition and all(word in made.method for word in ("live:",))


def test_it_says_what_the_page_says(tmp_path):
    with store(tmp_path):
        for way in ("chi-so", "tinh"):
            made = resolve(Item(f"/chat-luong?theo={way}"), "vi", exhibits.library())
            assert made.answer in answer(opened("quality", theo=way))


def test_what_failed_of_an_indicator_names_check_place_and_source(tmp_path):
    with store(tmp_path) as held:
        publish(held, january(80.0), on="2026-10-10")  # four lines: two left out, one repeated
        asked = Item(f"/chat-luong?chi-so={TIME}", "failures")
        made = resolve(asked, "en", exhibits.library(DAY))
        lines = {row[1]: row for row in made.table.rows}
        (lines_left,) = (row for text, row in lines.items() if "lines were left out" in text)
        assert lines_left[0] == "clean" and "Hanoi" in lines_left[2]
        assert "&tinh-den=v1" in made.address and len(made.sources) > 1


def test_a_long_list_says_that_it_is_cut_and_nonsense_is_told(files):
    made = resolve(Item("/chat-luong"), "en", files)
    assert len(made.table.rows) == 60 and "(the first 60 of 100)" in made.title
    for address in ("/chat-luong?theo=huyen", "/chat-luong?chi-so=gone",
                    "/chat-luong?theo=tinh&tinh=VN34-99"):  # fmt: skip
        with pytest.raises(ExhibitError):
            resolve(Item(address), "en", files)

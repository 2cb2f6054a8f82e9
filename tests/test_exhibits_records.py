"""Dictionary, log of versions, how places moved and how a verdict comes about, off their pages."""

from datetime import date

import pytest

from kpi import exhibits
from kpi.exhibits import ExhibitError, Item, resolve
from kpi.search import find
from tests.screens import answer, keep, opened
from tests.vintages import RATE, january, publish, store

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_STORE", f"sqlite:///{tmp_path_factory.mktemp('no')}/none.sqlite")
        yield exhibits.library(DAY)


def test_the_dictionary_lists_what_was_searched_for(files):
    made = resolve(Item("/danh-muc?tim=EGDI"), "en", files)
    names = {one.name.en for one in find("EGDI", files.catalogue)}
    assert {row[0] for row in made.table.rows} == names and len(names) > 2
    assert made.answer.startswith(f"{len(names)} of {len(files.catalogue)}")
    whole = resolve(Item("/danh-muc"), "vi", files)
    assert len(whole.table.rows) == 60 and f"{len(files.catalogue)}" in whole.title


def test_an_indicator_says_all_that_is_said_of_it(files):
    made = resolve(Item(f"/danh-muc?chi-so={RATE}"), "vi", files)
    told = dict(reversed(made.table.rows))
    one = files.catalogue[RATE]
    assert told["Đo lường gì"] == one.definition.vi == made.answer
    assert sum("80\xa0%, 31/12/2025" in row[1] for row in made.table.rows) == 1
    assert len(made.sources) >= 2
    with pytest.raises(ExhibitError):
        resolve(Item("/danh-muc?chi-so=gone"), "vi", files)


def test_the_log_tells_who_published_and_nothing_later(tmp_path):
    with store(tmp_path) as held:
        publish(held, january(80.0))
        publish(held, january(81.0, "2026-11-23"))
        made = resolve(Item("/phien-ban"), "vi", exhibits.library(DAY))
        assert [row[0] for row in made.table.rows] == ["2", "1", "0"][: len(made.table.rows)]
        assert made.answer in answer(opened("versions"))
        old = resolve(Item("/phien-ban?tinh-den=v1"), "vi", exhibits.library(DAY))
        assert old.table.rows[0][0] == "1" and "phiên bản 1" in old.answer
        assert keep(opened("versions")).session_state["_meeting"].meeting.items


def test_places_move_with_the_marked_area_in_front(files):
    asked = "/xep-hang?bo-so-lieu=practice&chi-so=on_time_rate&tinh=VN34-79"
    made = resolve(Item(asked, "moves"), "vi", files)
    *others, ours = made.chart.series
    assert ours.name == "TP. Hồ Chí Minh" and ours.chosen and not any(o.chosen for o in others)
    for at in range(len(made.chart.categories)):  # in each period every place once, or shared
        places = sorted(one.values[at] for one in made.chart.series)
        assert places[0] == 1 and all(place <= at for at, place in enumerate(places, 1))
    assert f"thứ {ours.values[0]:.0f} (" in made.answer and made.chart.ranks
    with pytest.raises(ExhibitError):
        resolve(Item("/xep-hang?tinh=VN34-99", "moves"), "vi", files)


def test_a_verdict_is_told_method_by_method_as_on_its_page(files):
    made = resolve(Item(f"/xu-huong?chi-so={RATE}", "course"), "en", files)
    assert len(made.table.rows) == 4 and made.verdict.startswith("✕")
    sent = " ".join(one.value for one in opened("trends", lang="en", **{"chi-so": RATE}).html)
    assert all(row[0] in sent for row in made.table.rows)


def test_the_parts_of_egdi_are_shown_each_by_itself(files):
    made = resolve(Item("/quoc-te", "egdi_osi"), "vi", files)
    ours = dict(zip(made.chart.categories, made.chart.series[-1].values, strict=True))
    assert ours["2024"] == pytest.approx(0.7081) and not made.chart.ranks
    with pytest.raises(ExhibitError):
        resolve(Item("/quoc-te?chi-so-quoc-te=gii", "egdi_osi"), "vi", files)

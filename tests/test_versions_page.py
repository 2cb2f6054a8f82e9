"""The page of versions: the log, two versions compared, one figure followed, the way back."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.screens import answer, everything, opened
from tests.vintages import HASH, RATE, january, publish, store
from ui import history


@pytest.fixture
def held(tmp_path):
    """Version 1: 80 and 41,2; version 2: 78,4 in place of 80."""
    with store(tmp_path) as made:
        publish(made, january(80.0), (RATE, "VN", "2026-03", "2026-04-20", 41.2))
        publish(made, january(78.4, "2026-04-01"), by="Lê <b>Hoa</b>", note="=1+1 <img src=x>")
        yield made


def log(screen: AppTest) -> str:
    (found,) = (one.value for one in screen.html if "kd-log" in one.value)
    return found


def test_without_a_store_the_page_says_so():
    screen = opened("versions", lang="en")
    assert "Nothing has been published from this server yet" in answer(screen)
    assert "permanent link" not in everything(screen, "sidebar")


@pytest.mark.usefixtures("held")
def test_the_log_tells_who_what_why_and_from_which_file_and_runs_nothing_of_it():
    screen = opened("versions", lang="en")
    assert "3 versions are kept; the newest is version 2" in answer(screen)
    table = log(screen)
    assert table.index(">2<") < table.index(">1<") < table.index(">0<")
    assert HASH in table
    assert f"({HASH[:8]}…)" in table
    assert "5 lines, 2 left out, 1 repeated" in table  # two figures and three lines without one
    assert "Lê &lt;b&gt;Hoa&lt;/b&gt;" in table
    assert "=1+1 &lt;img src=x&gt;" in table
    assert "bang &lt;1&gt;.csv" in table
    assert "?tinh-den=v1&amp;lang=en" in table


def after(screen: AppTest) -> list[str]:
    """The last column of the table of changes: the figures as they became."""
    (found,) = (one.value for one in screen.html if ">After<" in one.value)
    return re.findall('data-label="After">(.*?)</td>', found)


@pytest.mark.usefixtures("held")
def test_two_versions_compared_largest_changes_first_by_indicator_and_area():
    screen = opened("versions", lang="en", muc="so-sanh", tu="0", den="2")
    assert "From version 0 to version 2: 2 figures new, 0 changed, 0 removed" in answer(screen)
    screen.selectbox("tu").set_value("1").run()
    assert "From version 1 to version 2: 0 figures new, 1 changed" in answer(screen)
    assert after(screen) == ["78.4%"]
    assert 'data-label="Before">80%<' in everything(screen).replace("\\", "")
    screen.selectbox("tu").set_value("0").run()
    screen.selectbox("loc-chi-so").set_value(RATE).run()
    assert after(screen) == ["41.2%"]
    assert len(screen.get("download_button")) == 2


def test_the_largest_change_comes_first(held):
    publish(held, january(20.0, "2026-05-01"), (RATE, "VN", "2026-03", "2026-05-01", 41.3))
    screen = opened("versions", lang="en", muc="so-sanh")  # the last two, if nothing is said
    assert after(screen) == ["20%", "41.3%"]


@pytest.mark.usefixtures("held")
def test_one_figure_is_followed_through_the_versions():
    figure = {"chi-so": "on_time_rate", "khu-vuc": "VN34-01", "ky-so-lieu": "2026-01"}
    screen = opened("versions", lang="en", muc="mot-so-lieu", **figure)
    assert "changes since their first publication: 1." in answer(screen)
    table = log(screen)
    assert "80% (published 10 Feb 2026)" in table
    assert "78.4% (published 1 Apr 2026)" in table
    assert "Lê &lt;b&gt;Hoa&lt;/b&gt;" in table


@pytest.mark.usefixtures("held")
def test_a_merged_province_is_followed_through_its_parts():
    figure = {"chi-so": "population", "khu-vuc": "VN34-31"}  # Hải Phòng, with Hải Dương
    table = log(opened("versions", lang="en", muc="mot-so-lieu", **figure))
    assert "Hai Duong (until 30 June 2025)" in table


def back(screen: AppTest, by: str, note: str) -> AppTest:
    screen.text_input("rollback-by").set_value(by)
    screen.text_area("rollback-note").set_value(note)
    screen.button[0].click().run()
    assert not screen.exception
    return screen


def test_a_rollback_shows_what_it_does_and_becomes_a_version(held):
    screen = opened("versions", lang="en", muc="hoan-tac", ve="1")
    assert "From version 2 to version 1: 0 figures new, 1 changed, 0 removed" in answer(screen)
    assert '<td data-label="Then">80%</td>' in everything(screen).replace("\\", "")
    back(screen, "Minh", "nhầm")
    assert "this is version 3" in screen.success[0].value
    last = held.versions()[0]
    assert (last.kind, last.target, last.author, last.note) == ("rollback", 1, "Minh", "nhầm")
    assert held.compare(1, 3).empty


def test_a_rollback_without_name_or_note_is_refused_in_words(held):
    screen = back(opened("versions", lang="en", muc="hoan-tac"), " ", "nhầm")
    assert "A name must say who publishes" in screen.error[0].value
    assert held.head() == 2


def test_a_rollback_after_somebody_else_published_is_refused(held):
    screen = opened("versions", lang="en", muc="hoan-tac")
    publish(held, january(79.0, "2026-06-01"))
    back(screen, "Minh", "nhầm")
    assert "Version 3 was made meanwhile" in screen.error[0].value
    assert held.head() == 3


@pytest.mark.usefixtures("held")
def test_where_publishing_is_off_nobody_rolls_back(monkeypatch):
    monkeypatch.setenv("KPI_PUBLISHING", "off")
    screen = opened("versions", lang="en", muc="hoan-tac")
    assert "switched off" in screen.warning[0].value
    assert [one.key for one in screen.button] == ["add-to-meeting"]


def test_a_store_that_cannot_be_read_is_told_in_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "broken.sqlite").write_bytes(b"no database" * 100)
    monkeypatch.setenv("KPI_STORE", f"sqlite:///{tmp_path}/broken.sqlite")
    history.look_again()
    screen = opened("versions", lang="en")
    assert "cannot be opened" in screen.error[0].value
    history.look_again()

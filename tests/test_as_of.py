"""Published figures as they were: the same on every later day, whatever is published since."""

import re
from datetime import date

import pytest

from tests.screens import PAGES, answer, everything, opened
from tests.vintages import RATE, january, publish, store
from ui import data, history

LOOKS = {
    **{page: {} for page in PAGES if page not in ("upload", "versions")},
    "trends": {"chi-so": RATE},
    "versions": {},
}
FIGURE = {"chi-so": "on_time_rate", "khu-vuc": "VN34-01"}
SECTIONS = ({"muc": "so-sanh"}, {"muc": "mot-so-lieu", **FIGURE})


@pytest.fixture
def held(tmp_path):
    with store(tmp_path) as made:
        publish(made, (RATE, "VN", "2026-03", "2026-04-20", 41.2), january(80.0), on="2027-01-05")
        yield made


@pytest.fixture
def later(held, monkeypatch):
    """Publish more, on a later day."""

    def publish_more() -> None:
        publish(held, (RATE, "VN", "2026-06", "2026-07-20", 55.5), january(70.0, "2026-05-01"),
                by="Ngô Sau", on="2027-09-09")  # fmt: skip
        monkeypatch.setattr(history, "clock", lambda: date(2031, 5, 5))

    monkeypatch.setattr(history, "clock", lambda: date(2027, 2, 2))
    return publish_more


def seen(page: str, **address: str) -> str:
    screen = opened(page, lang="en", **address)
    sent = everything(screen) + everything(screen, "sidebar")
    return re.sub(r'file_id: "\w+"', "", sent)  # a download's, for this visit alone


@pytest.mark.parametrize(
    ("page", "text"), [*((page, "v1") for page in LOOKS), ("trends", "2027-01-20")]
)
def test_a_pinned_page_is_the_same_on_every_later_day(page, text, later):
    before = seen(page, **{"tinh-den": text}, **LOOKS[page])
    later()
    assert seen(page, **{"tinh-den": text}, **LOOKS[page]) == before
    assert "5 Jan 2027" in before
    assert "Ngô Sau" not in before


@pytest.mark.parametrize("section", SECTIONS)
def test_a_pinned_part_of_the_log_is_the_same_too(section, later):
    before = seen("versions", **{"tinh-den": "v1"}, **section)
    later()
    assert seen("versions", **{"tinh-den": "v1"}, **section) == before


def test_without_a_pin_the_newest_is_shown(later):
    later()
    assert "55.5%" in answer(opened("overview", lang="en"))
    assert "41.2%" in answer(opened("overview", lang="en", **{"tinh-den": "v1"}))
    assert "36.8%" in answer(opened("overview", lang="en", **{"tinh-den": "v0"}))


def test_the_day_of_the_version_is_today(later):
    later()
    assert history.moment("v1").day == date(2027, 1, 5)
    assert history.moment("2027-03-01").version == 1
    assert history.moment("2027-03-01").day == date(2027, 3, 1)
    assert history.moment("2027-09-09").version == 2


def test_a_ribbon_says_so_and_a_button_leads_back(later):
    later()
    screen = opened("overview", lang="en", **{"tinh-den": "v1"})
    assert "VERSION 1 OF 5 Jan 2027" in everything(screen)
    assert "v1" in screen.query_params["tinh-den"]
    screen.button("to-newest").click().run()
    assert "VERSION 1" not in everything(screen)
    assert "tinh-den" not in screen.query_params
    assert "55.5%" in answer(screen)


def test_the_choice_goes_along_from_page_to_page_but_not_to_practice_figures(later):
    screen = opened("overview", lang="en", **{"tinh-den": "v1"})
    screen.switch_page("pages/trends.py").run()
    assert "VERSION 1 OF" in everything(screen)
    screen.sidebar.radio("bo-so-lieu").set_value("practice").run()
    assert "VERSION 1 OF" not in everything(screen)
    assert "permanent link" not in everything(screen, "sidebar")


@pytest.mark.parametrize(
    "text",
    ["v99", "v01", "v-1", "2027-13-40", "2031-01-01", "1999-01-01", "v1; DROP", "v" + "9" * 400],
)
def test_nonsense_is_said_and_the_newest_shown(text, later):
    screen = opened("overview", lang="en", **{"tinh-den": text})
    assert "tinh-den=" in screen.warning[0].value
    assert "41.2%" in answer(screen)


def test_without_a_store_nothing_is_pinned():
    screen = opened("overview", lang="en", **{"tinh-den": "v0"})
    assert len(screen.warning) == 1
    assert "permanent link" not in everything(screen, "sidebar")


def test_the_present_version_has_a_link_that_stays(later):
    screen = opened("trends", lang="en", **{"chi-so": RATE})
    side = everything(screen, "sidebar")
    assert "Version 1, 5 Jan 2027" in side
    assert "lang=en&amp;" in side
    assert "tinh-den=v1" in side


def test_whoever_asks_for_many_versions_makes_the_server_hold_few(held):
    for value in range(6):
        publish(held, january(50.0 + value, f"2026-0{value + 3}-01"))
    for version in range(7):
        data.shared("published", "34", version)
    assert len(data._PASTS) == 4

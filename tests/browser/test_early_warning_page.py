"""The page of early warning in a browser: lines open in place, filters, the record of the rules."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import cut, settled, show, too_wide

pytestmark = pytest.mark.browser
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
WORDS = {"vi": "cảnh báo đang báo", "en": "warnings fire"}


@pytest.fixture(params=SIZES)
def tab(request: pytest.FixtureRequest, page: Page) -> Page:
    width, height = SIZES[request.param]
    page.set_viewport_size({"width": width, "height": height})
    return page


@pytest.mark.parametrize("lang", WORDS)
def test_a_line_opens_in_place_and_says_what_clears_it(tab: Page, lang: str) -> None:
    show(tab, f"/canh-bao-som?lang={lang}")
    expect(tab.locator(".kd-answer")).to_contain_text(WORDS[lang])
    line = tab.locator(".kd-alert").first
    expect(line.locator(".kd-facts")).to_be_hidden()
    line.locator("summary").click()
    expect(line.locator(".kd-facts")).to_be_visible()
    assert too_wide(tab) == []
    assert cut(tab) == []


@pytest.mark.parametrize("lang", WORDS)
def test_what_an_agency_has_not_renewed_is_one_line_that_opens(tab: Page, lang: str) -> None:
    show(tab, f"/canh-bao-som?lang={lang}&muc-do=notice")
    group = tab.locator(".kd-group").first
    expect(group.locator("table")).to_be_hidden()
    group.locator("summary").click()
    expect(group.locator("table")).to_be_visible()
    assert group.locator("tbody tr").count() > 3
    assert too_wide(tab) == []
    assert cut(tab) == []


def test_a_severity_is_chosen_and_kept_in_the_address(tab: Page) -> None:
    show(tab, "/canh-bao-som?lang=en&muc-do=notice")
    signs = tab.locator(".kd-alert .kd-verdict")
    expect(signs.first).to_have_text("● notice")
    assert set(signs.all_inner_texts()) == {"● notice"}
    expect(tab).to_have_url(re.compile("muc-do=notice"))


def test_the_record_of_the_rules_is_shown_on_demand(tab: Page) -> None:
    tab.goto("/canh-bao-som?lang=en&bo-so-lieu=practice&ho-so-quy-tac=hien")
    record = tab.locator(".kd-table").last
    expect(record).to_contain_text("better than chance", timeout=90_000)
    expect(record.locator("tr", has_text="Sharp fall")).to_contain_text("✕ no better than chance")
    settled(tab)
    assert too_wide(tab) == []
    expect(tab.locator(".kd-ribbon")).to_contain_text("SỐ LIỆU MÔ PHỎNG")

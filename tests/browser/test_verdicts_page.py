"""Verdicts in a browser: the block under a trend with its fan, and the map of verdicts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import charts, cut, show, too_wide

pytestmark = pytest.mark.browser
TREND = "/xu-huong?chi-so=digital_economy_gdp_share"
MAP = "/ban-do?bo-so-lieu=practice&dia-gioi=34&chi-so=satisfaction_rate&xem=ket-luan"
LANGUAGES = pytest.mark.parametrize(
    ("lang", "course", "needed", "projected", "insufficient"),
    [
        ("vi", "Có đúng tiến độ không?", "cần mỗi tháng từ nay", "dự báo", "○ chưa đủ"),
        ("en", "Is it on course?", "needed a month from now", "projected", "○ insufficient"),
    ],
)


@LANGUAGES
def test_a_trend_is_judged_and_looks_ahead(
    page: Page, lang, course, needed, projected, insufficient
):
    show(page, f"{TREND}&lang={lang}")
    block = page.locator(".kd-course")
    expect(block.get_by_role("heading", name=course)).to_be_visible()
    expect(block.get_by_text(needed)).to_be_visible()
    expect(block.locator(".kd-overall")).to_contain_text(insufficient)
    expect(block.locator("tbody tr")).to_have_count(4)
    assert projected in " ".join(charts(page)[0].locator("svg text").all_text_contents())
    assert charts(page)[0].locator("svg .mark-area path").count() == 2


@LANGUAGES
def test_the_map_shows_each_verdict_by_sign_word_and_pattern(
    page: Page, lang, course, needed, projected, insufficient
):
    show(page, f"{MAP}&lang={lang}")
    sign, word = insufficient.split(" ", 1)
    entry = page.locator(".legend li").filter(has_text=sign)
    expect(entry).to_contain_text(word)
    many = int(re.search(r"\((\d+)\)", entry.inner_text()).group(1))
    lines = page.locator(".rows li.judged")
    assert lines.filter(has_text=sign).count() == many > 0
    expect(lines.first.locator(".sign")).to_have_text(sign)
    assert page.locator(".area[fill='url(#verdict-3)']").count() == many
    expect(page.locator(".time input")).to_have_count(0)
    lines.first.hover()
    expect(page.locator(".tip.shown")).to_contain_text(insufficient)
    expect(page.locator(".tip.shown")).to_contain_text("95")  # the target


def test_the_switch_leads_there_and_back(page: Page):
    show(page, MAP.replace("&xem=ket-luan", ""))
    expect(page.locator(".time input")).to_have_count(1)
    page.get_by_role("radio", name="Kết luận").click()
    expect(page).to_have_url(re.compile("xem=ket-luan"))
    expect(page.locator(".rows li.judged").first).to_be_visible()
    page.get_by_role("radio", name="Số liệu", exact=True).click()
    expect(page.locator(".time input")).to_have_count(1)
    expect(page.locator(".rows li.judged")).to_have_count(0)


@pytest.mark.parametrize("address", [TREND, MAP])
def test_nothing_is_cut_off_on_a_phone(page: Page, address: str):
    page.set_viewport_size({"width": 390, "height": 844})
    show(page, address)
    assert too_wide(page) == []
    assert cut(page) == []

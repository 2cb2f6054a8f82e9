"""The ranking in a browser: list, marks and picture, by keyboard too, both languages and sizes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import charts, cut, settled, show, too_wide

pytestmark = pytest.mark.browser
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
VIEW = "bo-so-lieu=practice&chi-so=on_time_rate&dia-gioi=34&ky=2025-12&tinh=VN34-46"
WORDS = {
    "vi": ("Huế đứng thứ", "Hạng về tiến bộ", "sáp nhập 1/7/2025", "Giáp ranh trên bản đồ"),
    "en": ("Hue has place", "Place by improvement", "merger 1 July 2025", "neighbours on the map"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", WORDS)
def test_list_and_picture_are_whole_and_say_the_same(page: Page, lang: str, size: str):
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"/xep-hang?{VIEW}&lang={lang}")
    stands, by_improvement, merger, _ = WORDS[lang]
    expect(page.get_by_text(stands)).to_be_visible()
    said = page.locator(".kd-delta").first
    expect(said).to_be_visible()
    expect(said).to_have_attribute("data-label", by_improvement)
    rows = page.locator(".kd-ranking tbody tr")
    expect(rows).to_have_count(34)
    place = re.sub(r"\D", "", page.locator(".kd-ours th").inner_text())
    drawn = charts(page)[0].locator("svg text").all_text_contents()
    name = {"vi": "Huế", "en": "Hue"}[lang]
    assert f"{place} {name}" in [" ".join(text.split()) for text in drawn]
    assert merger in drawn
    assert too_wide(page) == []
    assert cut(page) == []


def test_peers_are_chosen_by_keyboard_and_marked(page: Page):
    show(page, f"/xep-hang?{VIEW}")
    expect(page.locator(".kd-peer")).to_have_count(4)  # the others of its region
    control = page.get_by_role("combobox").last
    control.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name=WORDS["vi"][3])).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("nhom="))
    settled(page)
    expect(page.locator(".kd-peer")).not_to_have_count(4)
    marked = page.locator(".kd-peer th").all_inner_texts()
    assert marked
    assert all("◇" in text for text in marked)


def test_the_table_behind_opens_and_the_files_are_there(page: Page):
    show(page, f"/xep-hang?{VIEW}")
    page.get_by_text(re.compile("^Bảng số liệu")).click()
    expect(page.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    expect(page.get_by_role("link", name="SDMX-CSV", exact=True).first).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("CSV")).first.click()
    held = waiting.value.path().read_text(encoding="utf-8-sig")
    assert "MÔ PHỎNG" in held
    assert len(held.splitlines()) == 35

"""The map page in a browser: a click opens a province, and the address holds the view."""

import re

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from tests.browser.looking import settled, show

pytestmark = pytest.mark.browser
PRACTICE = "/ban-do?bo-so-lieu=practice&dia-gioi=34&chi-so=on_time_rate"


def sent(page: Page) -> list[str | bytes]:
    """Return the list that every later message to the server is added to."""
    messages: list[str | bytes] = []

    def hear(socket: WebSocket) -> None:
        socket.on("framesent", lambda message: messages.append(message))  # noqa: PLW0108

    page.on("websocket", hear)
    return messages


def area(page: Page, name: str) -> Locator:
    return page.locator(f".area[aria-label*='{name}:']")


def test_a_click_opens_a_province_and_its_link_leads_to_its_page(page: Page):
    show(page, PRACTICE)
    area(page, "Lâm Đồng").click(force=True)
    expect(page).to_have_url(re.compile("mo=VN34-68"))
    panel = page.get_by_role("heading", name="Tỉnh Lâm Đồng")
    expect(panel).to_be_visible()
    settled(page)
    parts = page.get_by_text("Đắk Nông").filter(has_text="Bình Thuận")
    expect(parts.first).to_be_visible()
    page.get_by_role("link", name="Toàn bộ số liệu").click()
    expect(page.locator("h1")).to_have_text("Lâm Đồng đang ở đâu?")
    expect(page).to_have_url(re.compile(r"/tinh-thanh\?.*tinh=VN34-68"))
    expect(page.locator(".kd-ribbon")).to_contain_text("SỐ LIỆU MÔ PHỎNG")


def test_the_slider_sends_nothing_and_its_period_outlives_a_rerun_and_a_link(page: Page):
    messages = sent(page)
    show(page, PRACTICE)
    title = page.locator(".province-map h2")
    label = area(page, "Hà Nội").get_attribute("aria-label")
    slider = page.locator(".province-map input[type=range]")
    page.wait_for_timeout(500)
    messages.clear()
    slider.focus()
    slider.press("Home")
    expect(page).to_have_url(re.compile("ky=2023-01"))
    expect(title).to_contain_text("tháng 1/2023")
    assert area(page, "Hà Nội").get_attribute("aria-label") != label
    page.wait_for_timeout(300)
    assert messages == []
    page.get_by_role("radio", name="English").click()
    expect(title).to_contain_text("Jan 2023")
    expect(page).to_have_url(re.compile("ky=2023-01"))
    assert messages
    show(page, page.url)
    expect(title).to_contain_text("Jan 2023")


def test_the_last_period_is_in_the_address_too(page: Page):
    show(page, PRACTICE)
    slider = page.locator(".province-map input[type=range]")
    slider.focus()
    slider.press("End")
    expect(page).to_have_url(re.compile("ky=2026-10"))
    show(page, page.url)
    expect(page.locator(".province-map h2")).to_contain_text("tháng 10/2026")


def test_a_switch_of_language_keeps_the_view_for_the_clicks_after_it(page: Page):
    show(page, f"{PRACTICE.replace('=34', '=63')}&lang=vi")
    title = page.locator(".province-map h2")
    page.get_by_role("radio", name="English").click()
    expect(title).to_contain_text("Dossiers settled on time")
    settled(page)
    page.get_by_test_id("stExpander").locator("summary").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    settled(page)
    expect(title).to_contain_text("Dossiers settled on time")
    expect(page.locator(".area")).to_have_count(63)
    for part in ("bo-so-lieu=practice", "chi-so=on_time_rate", "dia-gioi=63", "lang=en"):
        assert part in page.url


def test_another_indicator_says_nothing_of_a_period_left_behind(page: Page):
    show(page, "/ban-do?chi-so=dti_rank&dia-gioi=63&lang=en")
    slider = page.locator(".province-map input[type=range]")
    slider.focus()
    slider.press("Home")
    expect(page).to_have_url(re.compile("ky="))
    page.get_by_role("radio", name="34 provinces", exact=True).click()
    settled(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_what_is_missing_is_hatched_and_counted(page: Page):
    show(page, "/ban-do?chi-so=dti_rank&dia-gioi=34")
    drawn = page.locator(".area")
    hatched = page.locator(".area[fill='url(#missing)']")
    assert drawn.count() == 34
    assert 0 < hatched.count() <= 34
    expect(page.locator(".legend li:visible", has_text="chưa có số liệu")).to_contain_text(
        f"({hatched.count()})"
    )
    expect(page.locator("pattern#missing path.stripe")).to_have_count(1)


def test_boundaries_are_credited_and_islands_named(page: Page):
    show(page, PRACTICE)
    expect(page.locator(".credit")).to_contain_text("© OpenStreetMap contributors, ODbL")
    for name in ("Hoàng Sa", "Trường Sa"):
        expect(page.locator(".island", has_text=name)).to_be_visible()

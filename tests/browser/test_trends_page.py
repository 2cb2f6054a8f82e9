"""The trends in a browser: lines, targets and areas as they are drawn."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import charts, settled, show

pytestmark = pytest.mark.browser


def words(page: Page) -> str:
    """Return what is written in the page's first chart."""
    return " ".join(charts(page)[0].locator("svg text").all_text_contents())


def test_the_headline_target_is_drawn_with_its_deadline(page: Page):
    show(page, "/xu-huong")
    said = words(page)
    assert "Mục tiêu 80 %" in said.replace("\xa0", " ")
    assert "31/12/2025" in said
    assert "36,8" in said
    assert charts(page)[0].locator("svg path").count() > 2


def test_an_area_added_is_drawn_named_and_in_the_address(page: Page):
    show(page, "/xu-huong?bo-so-lieu=practice&chi-so=on_time_rate&so-sanh=VN34-01")
    assert "Đà Nẵng" not in words(page)
    picker = page.get_by_test_id("stMultiSelect").locator("input")
    picker.fill("Đà N")
    page.get_by_role("option", name="Đà Nẵng").click()
    expect(page).to_have_url(re.compile("so-sanh=VN34-01(,|%2C)VN34-48"))
    settled(page)
    expect(charts(page)[0].locator("svg")).to_contain_text("Đà Nẵng")
    assert "Hà Nội" in words(page)


def test_every_province_has_its_small_chart(page: Page):
    show(page, "/xu-huong?bo-so-lieu=practice&chi-so=on_time_rate")
    said = page.get_by_test_id("stMain").inner_text()
    for name in ("Hà Nội", "TP. Hồ Chí Minh", "Cà Mau", "Lạng Sơn"):
        assert name in said


def test_the_table_behind_the_picture_opens(page: Page):
    show(page, "/xu-huong")
    page.get_by_text(re.compile("^Bảng số liệu")).click()
    expect(page.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    expect(page.get_by_role("link", name="CSV", exact=True).first).to_be_visible()

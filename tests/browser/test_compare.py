"""The page that compares, in a browser: what is drawn, chosen and carried in the address."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import charts, cut, settled, show, too_wide

pytestmark = pytest.mark.browser
SIZES = [(1440, 900), (390, 844)]
SIX = "VN34-01,VN34-04,VN34-48,VN34-79,VN34-91,VN"
WAYS = [f"cac-khu-vuc={SIX}", "muc=thoi-gian&khu-vuc=VN34-01", "muc=tuong-quan"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_comparing_fits(page: Page, way: str, width: int, height: int, lang: str):
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"/so-sanh?bo-so-lieu=practice&lang={lang}&{way}")
    expect(page.locator(".stVegaLiteChart:visible")).to_have_count(1)
    (chart,) = charts(page)
    assert chart.locator("svg path").count() > 10
    assert too_wide(page) == []
    assert cut(page) == []


def test_an_area_added_by_keyboard_is_drawn_and_in_the_address(page: Page):
    show(page, "/so-sanh?bo-so-lieu=practice")
    picker = page.get_by_test_id("stMultiSelect").locator("input")
    picker.fill("Huế")
    picker.press("Enter")
    expect(page).to_have_url(re.compile("cac-khu-vuc=VN34-01(,|%2C)VN34-79(,|%2C)VN34-46"))
    settled(page)
    expect(charts(page)[0].locator("svg")).to_contain_text("Huế")
    expect(page.locator(".kd-compare th[scope=col]").last).to_have_text("Huế")


def test_names_in_the_scatter_do_not_lie_over_each_other(page: Page):
    show(page, "/so-sanh?bo-so-lieu=practice&muc=tuong-quan&dia-gioi=63")
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(".stVegaLiteChart .mark-text.role-mark text")]
            .map((node) => [node.textContent, node.getBoundingClientRect()])
            .filter(([text, box]) => text.trim() && text !== "SỐ LIỆU MÔ PHỎNG" && box.width)
            .map(([text, box]) => [text, box.left, box.top, box.right, box.bottom])"""
    )
    assert len(boxes) > 25
    lying = [
        (one[0], other[0])
        for at, one in enumerate(boxes)
        for other in boxes[:at]
        if one[1] < other[3] - 2 and other[1] < one[3] - 2
        and one[2] < other[4] - 4 and other[2] < one[4] - 4
    ]  # fmt: skip
    assert lying == []


def test_the_table_behind_opens_and_files_are_offered(page: Page):
    show(page, "/so-sanh?lang=en")
    page.get_by_text(re.compile("^Table behind")).click()
    expect(page.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    expect(page.get_by_role("link", name="CSV", exact=True).first).to_be_visible()

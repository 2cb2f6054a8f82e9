"""The page on equity in a browser: its pictures, what is folded, and its files."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import charts, cut, show, too_wide

pytestmark = pytest.mark.browser
SIZES = [(1440, 900), (390, 844)]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_groups_gap_and_curve_are_drawn_and_fit(page: Page, width: int, height: int, lang: str):
    page.set_viewport_size({"width": width, "height": height})
    show(page, f"/cong-bang?bo-so-lieu=practice&lang={lang}")
    expect(page.locator(".stVegaLiteChart:visible")).to_have_count(3)
    groups, gap, curve = charts(page)
    for chart in (groups, gap, curve):
        assert chart.locator("svg path").count() > 3
    expect(gap.locator("svg")).to_contain_text("P90")
    assert too_wide(page) == []
    assert cut(page) == []


def test_the_merger_is_marked_in_the_gap_over_time(page: Page):
    show(page, "/cong-bang?bo-so-lieu=practice&lang=en")
    expect(charts(page)[1].locator("svg")).to_contain_text("series breaks 1 Jul 2025")


def test_who_belongs_opens_by_keyboard(page: Page):
    show(page, "/cong-bang?lang=en&dia-gioi=34&bo-so-lieu=practice")
    fold = page.locator("summary", has_text="Which provinces belong")
    fold.focus()
    fold.press("Enter")
    expect(page.get_by_role("rowheader", name="Land-border provinces")).to_have_count(2)
    expect(page.get_by_role("link", name="15 tỉnh biên giới")).to_be_visible()
    expect(page.get_by_text("Ho Chi Minh City (9%)")).to_be_visible()


def test_all_periods_measures_can_be_taken_away(page: Page):
    show(page, "/cong-bang?bo-so-lieu=practice&lang=en")
    page.locator("summary", has_text="period by period").press("Enter")
    expect(page.get_by_role("rowheader", name="Aug 2026")).to_be_visible()
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download as CSV").click()
    lines = begun.value.path().read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("period,")
    assert "P90/P10" in lines[0]
    assert len(lines) > 40

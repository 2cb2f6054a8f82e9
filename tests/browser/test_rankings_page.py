"""International rankings on a phone."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.looking import charts, show

pytestmark = pytest.mark.browser
NEWEST = {"egdi": "2024", "gii": "2025", "gci": "2024", "ai": "2022"}


@pytest.mark.parametrize("index", NEWEST)
def test_the_newest_edition_is_named_on_a_phone(page: Page, index: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    show(page, f"/quoc-te?chi-so-quoc-te={index}")
    race, *others = charts(page)
    assert newest(race) == NEWEST[index]
    for chart in others:
        assert newest(chart) >= "2022"


def newest(chart: Locator) -> str:
    """The year at the right end of a chart's axis."""
    years = chart.locator(".role-axis-label text").all_text_contents()
    return max(year for year in years if year.startswith("20") and len(year) == 4)

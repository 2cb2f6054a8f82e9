"""Nothing jumps while a page comes: what was seen stays where it was."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import show
from tests.screens import PAGES

pytestmark = pytest.mark.browser
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
# All of the page's layout shifts, as browsers count them for CLS.
_COUNT = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture(params=SIZES)
def visitor(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """A new visitor's tab, with nothing of the page kept from before."""
    width, height = SIZES[request.param]
    with browser.new_context(
        base_url=server, viewport={"width": width, "height": height}
    ) as context:
        context.add_init_script(_COUNT)
        yield context.new_page()


@pytest.mark.parametrize(
    "name",
    [
        "overview",
        "province_map",
        "trends",
        "province",
        "rankings",
        "indicators",
        "index_simulator",
    ],
)
def test_little_moves_until_a_page_is_ready(visitor: Page, name: str) -> None:
    path, *_ = PAGES[name]
    show(visitor, f"/{path}".replace("/tong-quan", "/"))
    assert visitor.evaluate("window.shifted") < 0.1

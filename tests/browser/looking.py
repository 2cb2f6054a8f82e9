"""Waiting until a page is drawn, and finding what does not fit on it."""

from playwright.sync_api import Locator, Page, expect

# What stands out of the window to the right and is not kept in a box of its own.
_WIDE = """() => {
  const boxed = (node) => {
    for (let at = node.parentElement; at; at = at.parentElement) {
      if (at.dataset.testid === "stMain") return false;
      if (getComputedStyle(at).overflowX !== "visible") return true;
    }
    return false;
  };
  return [...document.querySelectorAll("body *")]
    .filter((node) => node.getBoundingClientRect().width > 0)
    .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !boxed(node))
    .map((node) => `${node.tagName} ${node.getAttribute("class")}`);
}"""
# Words in a box that hides what does not fit, and words beyond the edge of their picture.
_CUT = """() => {
  const own = (node) => [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
  const hides = (node) => !["visible", "auto"].includes(getComputedStyle(node).overflowX);
  const boxes = [...document.querySelectorAll("[data-testid=stMain] *")]
    .filter((node) => own(node) && hides(node) && node.clientWidth > 1)
    .filter((node) => node.scrollWidth > node.clientWidth + 1);
  const words = [...document.querySelectorAll(".stVegaLiteChart svg text")].filter((node) => {
    const edge = node.closest("svg").getBoundingClientRect();
    const box = node.getBoundingClientRect();
    return box.width && (box.left < edge.left - 2 || box.right > edge.right + 2);
  });
  return [...boxes, ...words].map((node) => node.textContent.slice(0, 80));
}"""
# Headings, sources and links that all but touch a table or a list of figures above them.
_CROWDED = """() => {
  const listed = [...document.querySelectorAll(".stMain :is(table, dl)")]
    .filter((node) => node.checkVisibility()).map((node) => node.getBoundingClientRect());
  const near = (one, box) => one.left < box.right && box.left < one.right
    && box.top > one.top && Math.abs(box.top - one.bottom) < 8;
  return [...document.querySelectorAll(".stMain :is(.kd-section, .kd-sources, .kd-links)")]
    .filter((node) => node.checkVisibility() && !node.closest("table"))
    .filter((node) => listed.some((one) => near(one, node.getBoundingClientRect())))
    .map((node) => node.textContent.slice(0, 80));
}"""


def show(page: Page, address: str) -> None:
    """Open an address and wait until all of it is drawn."""
    page.goto(address)
    expect(page.locator("h1, [data-testid=stAlert]").first).to_be_visible()
    expect(page.locator("h1")).to_be_visible()  # not an alert alone: the page failed
    settled(page)


def settled(page: Page) -> None:
    """Wait until the server's run has ended and its pictures are drawn."""
    expect(page.locator(".stApp[data-test-script-state=notRunning]")).to_be_visible()
    expect(page.locator("[data-testid=stSkeleton]")).to_have_count(0)
    for chart in charts(page):
        expect(chart.locator("svg, canvas").first).to_be_visible()
    if page.locator(".province-map").count():
        expect(page.locator(".area").first).to_be_visible()


def charts(page: Page) -> list[Locator]:
    return page.locator(".stVegaLiteChart:visible").all()


def too_wide(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_WIDE)
    return found


def cut(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_CUT)
    return found


def crowded(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_CROWDED)
    return found

"""Every page in a browser: whole, fitting and accessible, on a desk and on a phone."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import charts, crowded, cut, show, too_wide
from tests.screens import PAGES
from tests.serving import ROOT, serve, watching

pytestmark = pytest.mark.browser
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
VIEWS = [("vi", "published"), ("en", "published"), ("vi", "practice")]
# Signs of a value that was never filled in.
STRAY = re.compile(r"\b(undefined|NaN|nan|None|null|\[object \w+\])\b|\{\w*\}")
# What Streamlit's own widgets bring, in axe's words; the bare page beside must show no more.
KNOWN = {
    "empty-table-header": "st.dataframe: the corner above the row numbers",
    "presentation-role-conflict": "st.file_uploader: its drop zone can be focused",
}


@pytest.fixture(scope="module", params=SIZES)
def tab(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """One visitor's tab a size, kept from test to test."""
    width, height = SIZES[request.param]
    with browser.new_context(
        base_url=server, viewport={"width": width, "height": height}
    ) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def bare(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What axe says of a bare Streamlit page."""
    script = ROOT / "tests" / "samples" / "bare.py"
    with (
        serve(script, tmp_path_factory.mktemp("bare") / "log") as served,
        browser.new_page() as tab,
    ):
        tab.goto(served.url)
        expect(tab.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
        return set(violations(tab))


def violations(page: Page) -> dict[str, list[str]]:
    """Return what axe finds serious or critical: rule, and where."""
    found = Axe().run(page).response["violations"]
    return {
        one["id"]: [node["html"][:200] for node in one["nodes"]]
        for one in found
        if one["impact"] in ("serious", "critical")
    }


@pytest.mark.parametrize(("lang", "workspace"), VIEWS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole_and_accessible(
    tab: Page, bare: set[str], name: str, lang: str, workspace: str
) -> None:
    path, *questions = PAGES[name]
    with watching(tab):
        show(tab, f"/{path}?lang={lang}&bo-so-lieu={workspace}".replace("/tong-quan", "/"))
        expect(tab.locator("h1")).to_have_text(questions[lang == "en"])
        expect(tab.locator("html")).to_have_attribute("lang", lang)
        assert answer_ends(tab) <= 620
        for chart in charts(tab):
            box = chart.locator("svg, canvas").first.bounding_box()
            assert box is not None
            assert box["width"] > 60
            assert box["height"] > 30
        assert too_wide(tab) == []
        assert cut(tab) == []
        assert crowded(tab) == []
        assert STRAY.findall(tab.locator("body").inner_text()) == []
        if lang == "vi":
            found = {rule: where for rule, where in violations(tab).items() if rule not in bare}
            assert found == {}


@pytest.mark.parametrize("name", ["trends", "ranking", "index_simulator", "compare", "equity"])
def test_colours_can_be_read_in_the_dark_too(browser: Browser, server: str, name: str) -> None:
    path, *_ = PAGES[name]
    with browser.new_context(base_url=server, color_scheme="dark") as context:
        tab = context.new_page()
        show(tab, f"/{path}?bo-so-lieu=practice")
        assert violations(tab).get("color-contrast", []) == []


def test_the_keyboard_s_place_is_seen_on_links(page: Page) -> None:
    show(page, "/ke-hoach")
    page.keyboard.press("Tab")
    for link in (".stPageLink a", "[data-testid=stSidebarNavLink]", ".stMain summary"):
        page.locator(link).first.focus()
        expect(page.locator(":focus-visible")).to_have_css("outline-width", "2px")


def answer_ends(page: Page) -> float:
    """Return where the answer, or what stands in for it, ends: px from the top."""
    box = page.locator(".kd-answer, [data-testid=stAlert]").first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


def test_a_bare_page_has_only_what_is_known(bare: set[str]) -> None:
    assert bare <= set(KNOWN)


def test_one_address_a_page_and_none_is_a_file(tab: Page) -> None:
    show(tab, "/")
    links = tab.get_by_test_id("stSidebarNavLink").evaluate_all(
        "(links) => links.map((link) => new URL(link.href).pathname)"
    )
    assert links == ["/", *(f"/{path}" for path, *_ in list(PAGES.values())[1:])]
    assert not {link.strip("/") for link in links} & {
        file.stem for file in ROOT.rglob("pages/*.py")
    }

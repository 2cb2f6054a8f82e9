"""The presentation in a browser: from the pages to the screen, by keys, and without a network."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kpi import exhibits
from kpi.exhibits import Item, Meeting
from kpi.show import to_html
from tests.browser.looking import show
from tests.browser.test_screens import violations
from tests.screens import PAGES
from tests.serving import watching

pytestmark = pytest.mark.browser
PHONE, HALL = (390, 844), (1600, 900)
NASTY = "<img src=x onerror=alert(1)> " + "Tiêu đề rất dài “&” " * 24
VIEWS = (
    Item("/", notes="Nói về mục tiêu."),
    Item("/xu-huong?bo-so-lieu=practice&so-sanh=VN,VN34-01,VN34-79"),
    Item("/ban-do?chi-so=dti_rank&dia-gioi=63"),
    Item("/quoc-te"),
    Item("/canh-bao-som"),
    Item("/tinh-thanh?tinh=VN34-79&bo-so-lieu=practice"),
    Item("/ban-do?bo-so-lieu=practice&xem=ket-luan&chi-so=online_payment_rate"),
    Item("/quoc-te", headline=NASTY[:500], notes=NASTY),
)
WALK = {"Tổng quan": "overview", "Bản đồ": "province_map", "Xu hướng": "trends",
        "Xếp hạng quốc tế": "rankings", "Kế hoạch": "plan"}  # fmt: skip
# What is cut off by the slide, or stands out of it.
OUTSIDE = """() => {
  const edge = document.querySelector(".slide.now").getBoundingClientRect();
  return [...document.querySelectorAll(".slide.now :is(h1, h2, p, li, b, text, footer, tr)")]
    .filter((one) => !one.closest(".behind, .water, .origin"))  // sources end in "…"
    .map((one) => [one.getBoundingClientRect(), one.textContent])
    .filter(([box]) => box.width && (box.left < edge.left - 1 || box.right > edge.right + 1
      || box.top < edge.top - 1 || box.bottom > edge.bottom + 1))
    .map(([, text]) => text.slice(0, 80));
}"""


@pytest.fixture(scope="module", params=["vi", "en"])
def kit(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A meeting as a file, as it is carried into a room without a network."""
    file = tmp_path_factory.mktemp("kit") / "cuoc-hop.html"
    meeting = Meeting("Giao ban", VIEWS, "Hà Nội", "2026-11-24", "Trần Thị Lan", request.param)
    made = exhibits.gather(meeting, exhibits.library(date(2026, 11, 22)))
    assert made.problems == ()
    file.write_bytes(to_html(made, "https://kpi.example.vn"))
    return file


@pytest.fixture(params=["light", "dark"])
def hall(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    size = {"width": HALL[0], "height": HALL[1]}
    with browser.new_context(viewport=size, color_scheme=request.param) as context:
        yield context.new_page()


def watched(page: Page, kit: Path) -> list[str]:
    """Open the kit by its file; return what is asked for from then on, and what goes wrong."""
    faults: list[str] = []
    page.on("request", lambda one: faults.append(one.url))
    page.on("console", lambda line: faults.append(line.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(kit.as_uri())
    return faults


def test_the_kit_needs_nothing_else_and_no_slide_is_cut(hall: Page, kit: Path):
    faults = watched(hall, kit)
    for number in range(1, len(VIEWS) + 2):
        expect(hall.locator(".corner")).to_contain_text(f"{number}/{len(VIEWS) + 1} · ")
        assert hall.evaluate(OUTSIDE) == []
        assert violations(hall) == {}
        hall.keyboard.press("ArrowRight")
    assert faults == [kit.as_uri()]


def test_keys_lead_through_the_meeting(hall: Page, kit: Path):
    hall.goto(kit.as_uri())
    now = hall.locator(".slide.now")
    corner = hall.locator(".corner")
    for key, place in (("ArrowRight", 2), (" ", 3), ("PageDown", 4), ("ArrowLeft", 3),
                       ("PageUp", 2), ("End", 9), ("ArrowRight", 9), ("Home", 1)):  # fmt: skip
        hall.keyboard.press(key)
        expect(corner).to_contain_text(f"{place}/9")
    hall.keyboard.press("b")
    expect(hall.locator(".blank")).to_be_visible()
    hall.keyboard.press("ArrowRight")  # brings the picture back and goes nowhere
    expect(hall.locator(".blank")).to_be_hidden()
    expect(corner).to_contain_text("1/9")
    hall.keyboard.press("g")
    hall.locator("dialog li button").nth(1).click()
    expect(corner).to_contain_text("2/9")
    expect(now.locator(".figure")).to_contain_text("36")
    hall.keyboard.press("s")
    expect(hall.locator(".panel")).to_contain_text("Nói về mục tiêu.")
    hall.keyboard.press("t")
    expect(hall.locator("dialog tbody tr")).to_have_count(3)
    hall.keyboard.press("Escape")
    expect(hall.locator("dialog")).to_have_count(0)
    hall.reload()  # a projector's cable comes loose: the same slide is there again
    expect(corner).to_contain_text("2/9")


def test_marks_say_their_numbers(hall: Page, kit: Path):
    hall.goto(kit.as_uri())
    hall.goto(f"{kit.as_uri()}#2")
    expect(hall.locator(".slide.now svg .hit")).to_have_count(3)
    hall.locator(".slide.now svg .hit").nth(1).hover()
    expect(hall.locator(".tip")).to_contain_text("26")
    hall.locator(".slide.now svg .hit").nth(2).focus()
    expect(hall.locator(".tip")).to_contain_text("36")
    hall.goto(f"{kit.as_uri()}#4")
    hall.locator(".slide.now .area").first.focus()
    expect(hall.locator(".tip")).to_contain_text(": ")


def test_a_hall_screen_goes_on_by_itself(browser: Browser, kit: Path):
    with browser.new_context(viewport={"width": HALL[0], "height": HALL[1]}) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(f"{kit.as_uri()}#9&auto=5")
        expect(page.locator(".corner")).to_contain_text("9/9")
        page.clock.run_for(5_100)
        expect(page.locator(".corner")).to_contain_text("1/9")  # and begins again
        page.keyboard.press("a")
        page.clock.run_for(60_000)
        expect(page.locator(".corner")).to_contain_text("1/9")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_reads_a_list(browser: Browser, kit: Path, scheme: str):
    size = {"width": PHONE[0], "height": PHONE[1]}
    with browser.new_context(viewport=size, color_scheme=scheme) as context:
        page = context.new_page()
        faults = watched(page, kit)
        expect(page.locator(".slide:visible")).to_have_count(len(VIEWS) + 1)
        expect(page.locator(".chart svg")).to_have_count(5)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        page.locator("summary").nth(1).click()
        expect(page.locator("details[open] tbody tr").first).to_be_visible()
        assert violations(page) == {}
        assert faults == [kit.as_uri()]


def test_a_meeting_goes_from_the_pages_to_a_screen_without_a_network(browser: Browser, server: str):
    with browser.new_context(base_url=server, viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        show(page, "/")
        add = page.get_by_role("button", name="Đưa vào cuộc họp")
        menu = page.get_by_test_id("stSidebarNav")
        for count, (name, screen) in enumerate(WALK.items(), 1):
            menu.get_by_role("link", name=name, exact=True).click()
            expect(page.locator("h1")).to_have_text(PAGES[screen][1])
            expect(page.locator(".stApp[data-test-script-state=notRunning]")).to_be_visible()
            add.click()
            if screen in ("overview", "rankings"):  # they have several things to show
                page.get_by_role("menuitem").first.click()
            expect(page.get_by_text(f"Đã đưa vào cuộc họp ({count} mục).")).to_be_visible()
        show(page, "/cuoc-hop")  # opened anew: the meeting is still there
        expect(page.locator(".kd-answer")).to_contain_text("5 mục")
        with context.expect_page() as shown:
            page.get_by_role("link", name="Trình chiếu", exact=True).click()
        with watching(shown.value):
            corner = shown.value.locator(".corner")
            expect(corner).to_contain_text("1/6")
            context.set_offline(True)
            for place in range(2, 7):
                shown.value.keyboard.press(" ")
                expect(corner).to_contain_text(f"{place}/6")
                assert shown.value.evaluate(OUTSIDE) == []
        context.set_offline(False)


def test_the_handout_has_a_page_a_slide_with_picture_and_code(hall: Page, kit: Path):
    hall.goto(f"{kit.as_uri()}#3")
    hall.evaluate("dispatchEvent(new Event('beforeprint'))")
    hall.emulate_media(media="print")
    expect(hall.locator(".chart svg")).to_have_count(5)
    expect(hall.locator(".qr svg:visible")).to_have_count(len(VIEWS))
    expect(hall.locator(".notes:visible")).to_have_count(0)
    assert hall.evaluate("getComputedStyle(document.querySelector('.slide')).breakAfter") == "page"

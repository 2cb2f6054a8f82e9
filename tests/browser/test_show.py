"""The presentation in a browser: from the pages to the screen, by keys, and without a network."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from kpi import exhibits
from kpi.exhibits import Item, Meeting
from kpi.links import expanded
from kpi.show import to_html
from tests.browser.looking import show
from tests.browser.test_screens import violations
from tests.screens import PAGES
from tests.serving import watching

pytestmark = pytest.mark.browser
PHONE, HALL, LARGE = (390, 844), (1600, 900), (1920, 1080)
READ, FOOT = 24, 18  # px at 1600 x 900: what the last row must read, and what stands at the foot
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
EACH = (  # every kind of picture and table of every page, published and practice, 34 and 63
    Item("/", "full_process_dossier_rate"),
    Item("/", "adult_online_service_rate"),
    Item("/", "attention"),
    Item("/", "ranks"),
    Item("/ban-do?chi-so=dti_rank&dia-gioi=63"),
    Item("/ban-do?bo-so-lieu=practice"),
    Item("/ban-do?bo-so-lieu=practice&xem=ket-luan&dia-gioi=63"),
    Item("/xu-huong?bo-so-lieu=practice&so-sanh=VN,VN34-01,VN34-79"),
    Item("/tinh-thanh?tinh=VN34-79&bo-so-lieu=practice", "profile"),
    Item("/tinh-thanh?tinh=VN34-79", "profile"),
    Item("/tinh-thanh?tinh=VN34-79&chi-so=population", "parts"),
    Item("/xep-hang?bo-so-lieu=practice"),
    Item("/xep-hang?chi-so=dti_rank&dia-gioi=63&ky=2022&goc=2021"),
    Item("/so-sanh?bo-so-lieu=practice"),
    Item("/so-sanh?bo-so-lieu=practice", "table"),
    Item("/so-sanh?bo-so-lieu=practice&cac-khu-vuc=VN34-01,VN34-79,VN34-48,VN34-31"),
    Item("/so-sanh?bo-so-lieu=practice&muc=tuong-quan"),
    Item("/cong-bang?bo-so-lieu=practice", "groups"),
    Item("/cong-bang?bo-so-lieu=practice", "gap"),
    Item("/cong-bang?bo-so-lieu=practice", "concentration"),
    Item("/bo-chi-so?bo-so-lieu=practice", "standing"),
    Item("/bo-chi-so?bo-so-lieu=practice", "points"),
    Item("/quoc-te", "score"),
    Item("/ke-hoach"),
    Item("/canh-bao-som?bo-so-lieu=practice"),
)
# Words on the slide whose letters are smaller than `READ`, `FOOT` at the foot, on a stage 900 high.
SMALL = """([read, foot]) => [...document.querySelectorAll(".slide.now *, .corner")]
  .filter((node) => [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
  .filter((node) => node.getBoundingClientRect().width && !node.closest(".behind, .notes"))
  .map((node) => {
    const drawn = node.ownerSVGElement ? node.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(node).fontSize) * drawn * 900 / innerHeight;
    return [size, node.closest("footer, .credit, .corner") ? foot : read, node.textContent];
  })
  .filter(([size, least]) => size < least - 0.05)
  .map(([size, , words]) => `${size.toFixed(1)} ${words.slice(0, 60)}`)"""
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


@pytest.fixture(scope="module", params=["vi", "en"])
def each(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A meeting with every kind of slide."""
    file = tmp_path_factory.mktemp("each") / "cuoc-hop.html"
    meeting = Meeting("Giao ban", EACH, "Hà Nội", "2026-11-24", "", request.param)
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
        hall.goto(f"{kit.as_uri()}#{number}")
        expect(hall.locator(".corner")).to_contain_text(f"{number}/{len(VIEWS) + 1} · ")
        assert hall.evaluate(OUTSIDE) == []
        assert violations(hall) == {}
    assert set(faults) == {kit.as_uri()}


@pytest.mark.parametrize("size", [HALL, LARGE])
def test_the_last_row_can_read_all_that_is_on_the_stage(browser: Browser, each: Path, size):
    with browser.new_context(viewport={"width": size[0], "height": size[1]}) as context:
        page = context.new_page()
        page.goto(each.as_uri())
        corner, places = page.locator(".corner"), []
        while not places or places[-1] != corner.inner_text().rpartition(" · ")[0]:
            places.append(corner.inner_text().rpartition(" · ")[0])
            assert page.evaluate(SMALL, [READ, FOOT]) == [], places[-1]
            assert page.evaluate(OUTSIDE) == [], places[-1]
            page.keyboard.press("ArrowRight")
    assert len({place.partition("/")[0] for place in places}) == len(EACH) + 1
    assert len(places) > len(EACH) + 8  # what does not fit in such type goes on


def test_a_long_list_goes_on_and_holds_each_row_once(hall: Page, each: Path):
    """All 63 provinces stand beside their map, in parts; of 60 warnings it says what is left."""
    hall.goto(f"{each.as_uri()}#6")
    shown: list[str] = []
    for part in ("1/2", "2/2"):
        expect(hall.locator(".corner")).to_contain_text(part)
        shown += hall.locator(".slide.now .ranked li:visible span").all_inner_texts()
        hall.keyboard.press("PageDown")
    assert len(shown) == len(set(shown)) == 63
    expect(hall.locator(".corner")).to_contain_text("7/")
    hall.keyboard.press("PageUp")
    expect(hall.locator(".corner")).to_contain_text("2/2")
    hall.goto(f"{each.as_uri()}#{len(EACH) + 1}")
    rows = 0
    for part in range(4):
        rows += hall.locator(".slide.now .rows tbody tr:visible").count()
        hall.keyboard.press("ArrowRight") if part < 3 else None
    said = hall.locator(".slide.now .more").last.inner_text()
    assert str(60 - rows) in said


def test_the_speaker_has_a_window_with_notes_and_what_comes_next(hall: Page, kit: Path):
    faults = watched(hall, kit)
    with hall.context.expect_page() as opened:
        hall.keyboard.press("p")
    desk = opened.value
    desk.on("console", lambda line: faults.append(line.text))
    desk.keyboard.press("ArrowRight")
    expect(hall.locator(".corner")).to_contain_text("2/9")
    expect(desk.locator(".current .figure")).to_contain_text("36")
    expect(desk.locator(".desk > .right > .notes")).to_contain_text("Nói về mục tiêu.")
    expect(desk.locator(".soon .chart svg")).to_be_visible()
    expect(desk.locator(".time")).to_contain_text(":")
    hall.keyboard.press("ArrowRight")
    expect(desk.locator(".desk > .right > .notes")).not_to_contain_text("Nói về mục tiêu.")
    expect(desk.locator(".current .chart svg")).to_be_visible()
    desk.set_viewport_size({"width": 1280, "height": 760})
    assert violations(desk) == {}
    hall.close(run_before_unload=False)
    assert faults == [kit.as_uri()]


def test_the_cover_says_what_will_be_shown_and_its_code_leads_to_the_overview(
    hall: Page, each: Path
):
    hall.goto(each.as_uri())
    cover = hall.locator(".slide.now")
    expect(cover.locator("h1")).to_have_text("Giao ban")
    expect(cover.locator(".facts")).to_contain_text("Hà Nội")
    assert cover.locator(".agenda li:visible").count() >= 6
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(hall.screenshot())))
    assert expanded(code.text.rpartition("/l/")[2]).partition("?")[0] == "/"


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
    hall.keyboard.press("n")
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
            if screen in ("overview", "trends", "rankings"):  # they have several things to show
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
            with context.expect_page() as speaker:
                shown.value.keyboard.press("p")
            for _ in range(12):  # slides, and the parts of those that are long
                shown.value.keyboard.press(" ")
                assert shown.value.evaluate(OUTSIDE) == []
            expect(corner).to_contain_text("6/6")
            expect(speaker.value.locator(".current h2")).to_be_visible()
        context.set_offline(False)


def test_the_handout_has_a_page_a_slide_with_picture_and_code(hall: Page, kit: Path):
    hall.goto(f"{kit.as_uri()}#3")
    hall.evaluate("dispatchEvent(new Event('beforeprint'))")
    hall.emulate_media(media="print")
    expect(hall.locator(".chart svg")).to_have_count(5)
    expect(hall.locator(".qr svg:visible")).to_have_count(len(VIEWS) + 1)
    for code in hall.locator("section:not(.cover)").all()[:3]:
        [read] = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
        assert read.text == code.locator(".link a").get_attribute("href")
    expect(hall.locator(".notes:visible")).to_have_count(0)
    assert hall.evaluate("getComputedStyle(document.querySelector('.slide')).breakAfter") == "page"

"""The map in a real browser: drawn whole, moved without the server, reached by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PRACTICE = "/ban-do?bo-so-lieu=practice&dia-gioi=34"


def opened(page: Page, address: str = PRACTICE) -> list[int]:
    """Open the map; returns the list that every later message of the server is added to."""
    frames: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda data: frames.append(len(data))),
    )
    page.goto(address)
    expect(page.locator(".area").first).to_be_visible(timeout=20_000)  # a cold start draws late
    page.wait_for_timeout(1000)  # the run that drew the page ends
    frames.clear()
    return frames


def fills(page: Page) -> list[str | None]:
    return [area.get_attribute("fill") for area in page.locator(".area").all()]


@pytest.mark.parametrize(("era", "count"), [("34", 34), ("63", 63)])
def test_every_province_and_both_archipelagos_are_drawn(page: Page, era: str, count: int):
    opened(page, PRACTICE.replace("dia-gioi=34", f"dia-gioi={era}"))
    assert len(fills(page)) == count
    assert all(fills(page))
    assert page.locator(".frame").count() == 2
    assert page.locator(".marker").count() == 8 + 12 + 2
    expect(page.locator(".island").first).to_contain_text("Quần đảo Hoàng Sa")
    for box in (area.bounding_box() for area in page.locator(".area, .frame").all()):
        assert box is not None
        assert min(box["width"], box["height"]) > 1


def test_the_slider_moves_map_ranking_and_title_without_the_server(page: Page):
    frames = opened(page)
    before, title = fills(page), page.locator(".province-map h2").inner_text()
    slider = page.locator(".province-map input[type=range]")
    slider.focus()
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "tháng 1/2023")
    assert page.locator(".province-map h2").inner_text() != title
    assert fills(page) != before
    expect(page).to_have_url(re.compile("ky=2023-01"))
    page.wait_for_timeout(500)
    assert frames == []


def test_legend_counts_every_province_once(page: Page):
    opened(page)
    entries = page.locator(".legend li:visible", has=page.locator(".count")).all_inner_texts()
    counted = [
        int(re.search(r"\((\d+)\)", entry)[1]) for entry in entries if "ước tính" not in entry
    ]
    assert sum(counted) == 34


def test_arrows_walk_the_map_and_enter_opens_a_province(page: Page):
    opened(page)
    stops = page.locator(".area[tabindex='0']")
    assert stops.count() == 1
    page.get_by_role("button", name="Chạy lần lượt các kỳ").focus()
    for key in ("Shift+Tab", "Shift+Tab", "Tab"):  # over the map, and back into it
        page.keyboard.press(key)
    expect(stops).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".tip.shown")).to_be_visible()
    name = page.locator(".tip strong").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".rows .chosen, .apart .chosen")).to_contain_text(name.split(" ")[-1])
    expect(page).to_have_url(re.compile("mo=VN34-"))


def test_a_phone_shows_the_whole_country_without_scrolling_sideways(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page)
    box = page.locator(".country").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    slider = page.locator(".province-map input[type=range]").bounding_box()
    assert slider is not None
    assert slider["height"] >= 44


def test_figures_have_the_digits_that_were_published_and_bars_the_same_room(page: Page):
    opened(page, "/ban-do?chi-so=dti_score&dia-gioi=34&ky=2024")
    figures = page.locator(".rows .figure").all_inner_texts()
    assert "0,777" in figures
    assert "0,7770" not in figures
    tracks = [track.bounding_box() for track in page.locator(".rows .track").all()]
    assert len({round(box["width"], 1) for box in tracks if box}) == 1

"""Versions in a browser: compared, pinned, taken away, rolled back, and seen by a second viewer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import cut, settled, show, too_wide
from tests.serving import ROOT, serve, watched_page
from tests.vintages import RATE, january, publish, store

pytestmark = pytest.mark.browser
TREND = f"xu-huong?chi-so={RATE}"


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own on a store with three versions."""
    folder = tmp_path_factory.mktemp("versions")
    with store(folder) as held:
        publish(held, (RATE, "VN", "2026-03", "2026-04-20", 41.2), january(80.0))
        publish(held, (RATE, "VN", "2026-03", "2026-06-01", 43.9), note="hiệu chỉnh", by="Lê Hoa")
        with serve(ROOT / "dashboard.py", folder / "log") as running:
            yield running.url


@pytest.fixture
def tab(browser: Browser, versions: str) -> Iterator[Page]:
    with watched_page(browser, versions) as page:
        yield page


def said(page: Page) -> str:
    return page.locator(".kd-answer").inner_text()


def test_a_pinned_link_is_followed_kept_from_page_to_page_and_left(tab: Page):
    show(tab, TREND)
    assert "43,9" in said(tab)
    show(tab, f"{TREND}&tinh-den=v1")
    assert "41,2" in said(tab)
    expect(tab.locator(".kd-ribbon")).to_contain_text("PHIÊN BẢN 1")
    tab.get_by_role("link", name="Tổng quan").click()
    expect(tab.locator("h1")).to_have_text("Tới đâu so với mục tiêu?")
    settled(tab)
    expect(tab.locator(".kd-ribbon")).to_contain_text("PHIÊN BẢN 1")
    expect(tab).to_have_url(re.compile("tinh-den=v1"))
    tab.get_by_role("button", name="Về phiên bản mới nhất").click()
    expect(tab.locator(".kd-ribbon")).to_have_count(0)
    expect(tab).not_to_have_url(re.compile("tinh-den"))
    settled(tab)
    assert "43,9" in said(tab)


def test_the_permanent_link_pins_what_is_on_screen_after_a_choice(tab: Page):
    show(tab, "xu-huong")
    tab.get_by_text("63 tỉnh, thành cũ").click()
    expect(tab).to_have_url(re.compile("dia-gioi=63"))
    settled(tab)
    tab.get_by_role("link", name="liên kết cố định").click()
    expect(tab).to_have_url(re.compile(r"dia-gioi=63.*tinh-den=v\d+"))
    expect(tab.locator(".kd-ribbon")).to_be_visible()


def test_files_come_by_links_of_the_version_on_screen(tab: Page):
    show(tab, f"{TREND}&tinh-den=v1")
    with tab.expect_download() as waiting:
        tab.get_by_role("link", name="CSV", exact=True).click()
    assert waiting.value.suggested_filename == f"xu-huong-{RATE}-34.csv"
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    assert ",41.2," in text
    assert ",43.9," not in text


def test_a_figures_history_opens_by_its_address(tab: Page):
    show(tab, "phien-ban?muc=mot-so-lieu&ky-so-lieu=2026-03")
    expect(tab.locator(".kd-log tbody tr")).to_have_count(2)
    expect(tab.locator(".kd-log")).to_contain_text("41,2")
    expect(tab.locator(".kd-log")).to_contain_text("hiệu chỉnh")


def test_the_table_behind_a_picture_leads_to_the_history_of_each_figure(tab: Page):
    show(tab, f"{TREND}&tinh-den=v1")
    tab.get_by_text("Bảng số liệu của hình").click()
    table = tab.get_by_test_id("stDataFrame").locator("table")
    expect(table).to_contain_text("Lịch sử")
    expect(table).to_contain_text(
        f"/phien-ban?muc=mot-so-lieu&chi-so={RATE}&khu-vuc=VN&ky-so-lieu=2026-03"
    )


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "address",
    [
        "phien-ban", "phien-ban?muc=so-sanh", "phien-ban?muc=hoan-tac", "chat-luong",
        "chat-luong?theo=tinh",
    ],
)  # fmt: skip
def test_nothing_is_cut_off_on_a_phone_or_a_desk(tab: Page, address: str, width: int):
    tab.set_viewport_size({"width": width, "height": 900})
    show(tab, address)
    assert too_wide(tab) == []
    assert cut(tab) == []


def test_the_hash_of_a_file_opens_by_keyboard(tab: Page):
    show(tab, "phien-ban")
    file = tab.locator(".kd-file").first
    file.locator("summary").focus()
    tab.keyboard.press("Enter")
    expect(file.locator("> code")).to_have_text("ab" * 32)


def test_a_rollback_is_seen_by_a_second_viewer_at_the_next_click(
    tab: Page, browser: Browser, versions: str
):
    with watched_page(browser, versions) as other:
        show(other, TREND)
        assert "43,9" in said(other)
        show(tab, "phien-ban?muc=hoan-tac&ve=1")
        assert "1 thay đổi" in said(tab)
        tab.get_by_label("Người hoàn tác").fill("Ngô Minh")
        tab.get_by_label("Ghi chú: lý do").fill("hiệu chỉnh chưa có văn bản")
        tab.get_by_role("button", name="Hoàn tác về phiên bản 1").click()
        expect(tab.get_by_test_id("stAlert")).to_contain_text("phiên bản 3")
        other.wait_for_timeout(2100)  # a server looks again after two seconds
        other.get_by_text("63 tỉnh, thành cũ").click()
        expect(other.locator(".kd-answer")).to_contain_text("41,2")
    show(tab, "phien-ban")
    expect(tab.locator(".kd-log tbody tr").first).to_contain_text("Ngô Minh")
    expect(tab.locator(".kd-log tbody tr").first).to_contain_text("hoàn tác về phiên bản 1")

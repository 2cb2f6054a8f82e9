"""The page of tasks in a browser: lines open in place, the chain is walked, paper, own tables."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import cut, settled, show, too_wide

pytestmark = pytest.mark.browser
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
TABLE = """Mã nhiệm vụ;Nhiệm vụ;Cơ quan chủ trì;Thời hạn;Sản phẩm
1;Việc của tôi;Bộ Công an;31/12/2025;Báo cáo
2;Việc không rõ;Bộ Số;31/12/2025;Báo cáo
"""


@pytest.fixture(params=SIZES)
def tab(request: pytest.FixtureRequest, page: Page) -> Page:
    width, height = SIZES[request.param]
    page.set_viewport_size({"width": width, "height": height})
    return page


WORDS = {  # what clears a task, the ways to other tasks and to the agency, the indicator
    "vi": ("Cần gì để xong", "mọi nhiệm vụ của chỉ tiêu", "Bộ Khoa học và Công nghệ",
           "Hồ sơ toàn trình"),
    "en": ("What clears it", "all its tasks", "Ministry of Science and Technology",
           "Full-process dossiers"),
}  # fmt: skip


@pytest.mark.parametrize("lang", WORDS)
def test_a_line_opens_in_place_and_leads_round_the_chain(tab: Page, lang: str) -> None:
    clears, tasks, agency, indicator = WORDS[lang]
    show(tab, f"/ke-hoach?lang={lang}")
    task = tab.locator("#ph10-80-toan-trinh")
    expect(task.get_by_text(clears)).to_be_hidden()
    task.locator("summary").click()
    expect(task.get_by_text(clears)).to_be_visible()
    assert too_wide(tab) == []
    task.get_by_role("link", name=tasks).click()
    expect(tab).to_have_url(re.compile(r"chi-so=full_process_dossier_rate"))
    expect(tab.locator(".kd-task")).to_have_count(1)
    tab.locator("#ph10-80-toan-trinh summary").click()
    tab.get_by_role("link", name=agency).click()
    expect(tab).to_have_url(re.compile(r"co-quan=VNM-bo-khoa-hoc-va-cong-nghe"))
    expect(tab.locator(".kd-about strong")).to_have_text(agency)
    tab.locator(".kd-about summary").click()
    tab.locator(".kd-about").get_by_role("link", name=indicator, exact=True).click()
    expect(tab).to_have_url(re.compile(r"danh-muc\?.*chi-so=full_process_dossier_rate"))
    expect(tab.locator("details[open]")).to_have_count(1)


def test_todays_line_runs_through_every_bar(tab: Page) -> None:
    show(tab, "/ke-hoach?bo-so-lieu=practice")
    places = tab.locator(".kd-time").evaluate(
        """(box) => [...box.querySelectorAll("li > i")].map((one) => [
             one.getBoundingClientRect().left
               + parseFloat(getComputedStyle(one, "::after").left),
             one.getBoundingClientRect().width])"""
    )
    assert len(places) == 67
    assert len({round(left) for left, _ in places}) == 1
    assert min(width for _, width in places) > 300
    bars = tab.locator(".kd-time li > i > s").evaluate_all(
        "(bars) => bars.map((one) => one.getBoundingClientRect().width)"
    )
    assert min(bars) >= 8
    assert cut(tab) == []


def test_the_sheet_is_paper_only(tab: Page) -> None:
    show(tab, "/ke-hoach")
    tab.get_by_role("link", name="Phiếu giao ban (in)").click()
    expect(tab.locator("h1")).to_have_text("Phiếu giao ban: việc chậm và việc sắp đến hạn")
    settled(tab)
    expect(tab.get_by_test_id("stSidebar")).to_be_hidden()
    expect(tab.locator(".stSelectbox").first).to_be_hidden()
    expect(tab.locator(".kd-sheet tbody tr")).to_have_count(22)
    assert too_wide(tab) == []
    tab.get_by_role("link", name="Về mọi nhiệm vụ").click()
    expect(tab.locator(".kd-task")).to_have_count(42)


def test_the_sheet_goes_over_as_many_pages_as_it_needs(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    show(page, "/ke-hoach?in=1&bo-so-lieu=practice")
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".kd-noprint", ".stPageLink", ".stAppHeader"):
        expect(page.locator(hidden).first).to_be_hidden()
    ink = page.locator(".kd-sheet h1").evaluate("(one) => getComputedStyle(one).color")
    assert ink == "rgb(27, 31, 36)"
    pages = re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", page.pdf(prefer_css_page_size=True))
    assert len(pages) >= 2
    assert set(pages) == {(b"594", b"841")}  # A4 in points


def test_an_own_table_is_checked_shown_and_let_go(tab: Page) -> None:
    show(tab, "/ke-hoach")
    tab.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "viec.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    expect(tab.locator(".kd-ribbon")).to_contain_text("NHIỆM VỤ TỪ TỆP CỦA BẠN")
    expect(tab.locator(".kd-task")).to_have_count(1)
    expect(tab.get_by_text("1 trong 2 dòng hiện thành nhiệm vụ")).to_be_visible()
    expect(tab.locator("tr", has_text="Bộ Số")).to_contain_text("3")
    tab.get_by_role("link", name="Phiếu giao ban (in)").click()
    expect(tab.locator(".kd-sheet tbody tr")).to_have_count(1)
    expect(tab.locator(".kd-sheet .kd-ribbon")).to_contain_text("NHIỆM VỤ TỪ TỆP CỦA BẠN")
    tab.get_by_role("link", name="Về mọi nhiệm vụ").click()
    tab.get_by_role("button", name="Bỏ bảng này").click()
    expect(tab.locator(".kd-task")).to_have_count(42)


def test_the_template_comes_back_without_a_problem(page: Page) -> None:
    show(page, "/ke-hoach")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải mẫu (XLSX)").click()
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "mau.xlsx", "mimeType": "", "buffer": waiting.value.path().read_bytes()}
    )
    expect(page.get_by_text("2 trong 2 dòng hiện thành nhiệm vụ; 0 vấn đề")).to_be_visible()

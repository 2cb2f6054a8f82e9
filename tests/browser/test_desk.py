"""The desk in two browsers: a messy workbook, its questions, problems, the way to all, and back."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from playwright.sync_api import Browser, Locator, Page, expect

from kpi.store import Store
from tests.browser.looking import cut, settled, show, too_wide
from tests.browser.test_screens import KNOWN, violations
from tests.serving import ROOT, Served, serve, watched_page

pytestmark = pytest.mark.browser
MAP = "/ban-do?chi-so=full_process_dossier_rate&dia-gioi=34&ky=2025"
HUE = ".area[aria-label*='Huế:']"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('desk')}/store.sqlite"


@pytest.fixture(scope="module")
def own(place: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dashboard with a store of its own, into which is published."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_STORE", place)
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("profiles")))
        with serve(ROOT / "dashboard.py", tmp_path_factory.mktemp("server") / "log") as served:
            yield served


@pytest.fixture
def analyst(browser: Browser, own: Served) -> Iterator[Page]:
    with watched_page(browser, own.url) as tab:
        yield tab


@pytest.fixture
def viewer(browser: Browser, own: Served) -> Iterator[Page]:
    with watched_page(browser, own.url) as tab:
        yield tab


def messy() -> bytes:
    """Titles, a merged head, STT, regions, percent cells, a footnote, three errors, no era."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page, percent = book.add_worksheet("Biểu 01"), book.add_format({"num_format": "0.0%"})
        page.merge_range("A1:E1", "SỞ KHOA HỌC VÀ CÔNG NGHỆ")
        page.merge_range("A3:A4", "STT")
        page.merge_range("B3:B4", "Tỉnh, thành phố")
        page.merge_range("C3:D3", "Năm 2025")
        page.merge_range("E3:E4", "Ghi chú")
        page.write_row("C4", ["9 tháng", "Cả năm"])
        page.write_row("A5", ["I", "Trung du và miền núi phía Bắc"])
        lines = [
            ("Tuyên Quang", 0.314, 0.352, ""),
            ("Lào Cai", 0.4, 4.1, "-"),
            ("Thái Nguyên", 0.52, 0.53, "=HYPERLINK(1)"),
            ("Thanh niên", 0.45, 0.46, ""),
            ("Quảng Ninh", "không rõ", 0.62, ""),
            ("Huế", 0.7, 0.9875, ""),
        ]
        for at, (name, first, last, note) in enumerate(lines, 1):
            page.write_row(4 + at, 0, [at, name])
            page.write(4 + at, 2, first, percent)
            page.write(4 + at, 3, last, percent)
            page.write_string(4 + at, 4, note)
        page.write("A13", "Ghi chú: số liệu do Sở tổng hợp.")
    return out.getvalue()


def bring(page: Page, name: str, content: bytes) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def choose(page: Page, label: str, text: str) -> None:
    """Search in a picker by keyboard and take the first that is found."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(text)
    expect(page.get_by_role("option").first).to_contain_text(text)
    page.keyboard.press("Enter")


def answer(page: Page) -> Locator:
    return page.locator(".kd-answer")


def mended(fix: bytes) -> bytes:
    """Correct the three cells in a spreadsheet program, the column of problems as it is."""
    book = openpyxl.load_workbook(io.BytesIO(fix))
    page = book["Biểu 01"]
    told = {row[0].row: str(row[0].value or "") for row in page.iter_rows(min_row=5)}
    assert [row for row, words in told.items() if words.startswith("Lỗi")] == [7, 9, 10]
    assert page["F8"].value == "'=HYPERLINK(1)"
    page["E7"], page["C9"], page["D10"] = 0.41, "Phú Thọ", 0.61
    page["D10"].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def downloaded(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        press(page, name)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_messy_workbook_goes_all_the_way_and_back(
    analyst: Page, viewer: Page, place: str
) -> None:
    show(viewer, MAP)
    before = viewer.locator(HUE).get_attribute("aria-label")
    assert "98,75" not in str(before)

    show(analyst, "/so-lieu")
    bring(analyst, "bieu-01.xlsx", messy())
    expect(answer(analyst)).to_contain_text("hãy trả lời điều tệp chưa nói rõ")
    choose(analyst, "Đây là chỉ tiêu nào?", "Hồ sơ toàn trình")
    choose(analyst, "Tệp dùng tên 34", "34")
    press(analyst, "Đọc lại theo câu trả lời này")
    expect(answer(analyst)).to_contain_text("5 trong 6 dòng dùng được; còn 3 lỗi cần xử lý")
    expect(analyst.get_by_text("13 dòng = 5 dùng được + 1 có lỗi")).to_be_visible()

    press(analyst, "Xem lỗi")
    rows = analyst.get_by_test_id("stDataFrame").locator("table tbody tr")
    expect(rows).to_have_count(3)
    cells = [row.locator("td").all_text_contents() for row in rows.all()]
    assert [row[1] for row in cells] == ["7", "9", "10"]
    expect(analyst.locator(".kd-excerpt mark").first).to_have_text("410%")
    expect(analyst.get_by_role("button", name="So sánh trước khi công bố")).to_be_disabled()
    assert too_wide(analyst) == []
    name, fix = downloaded(analyst, "Tải tệp để sửa")
    assert name == "bieu-01-can-sua.xlsx"
    bring(analyst, name, mended(fix))
    expect(answer(analyst)).to_have_text("Cả 6 dòng đều dùng được.")

    press(analyst, "So sánh trước khi công bố")
    expect(analyst.locator(".kd-tiles dd").first).to_have_text("12")
    press(analyst, "Tiếp tục công bố")
    analyst.get_by_label("Người công bố").fill("Trần Lan")
    analyst.get_by_label("Ghi chú: số liệu gì, từ đâu").fill("Biểu 01 năm 2025")
    press(analyst, "Công bố cho mọi người")
    expect(answer(analyst)).to_have_text("Đã công bố thành phiên bản 1.")
    settled(analyst)

    show(viewer, MAP)
    expect(viewer.locator(HUE)).to_have_attribute("aria-label", re.compile("98,75"))
    version = Store(place).versions()[0]
    assert (version.author, version.note) == ("Trần Lan", "Biểu 01 năm 2025")
    show(analyst, "/phien-ban?muc=hoan-tac&ve=0")
    analyst.get_by_label("Người hoàn tác").fill("Trần Lan")
    analyst.get_by_label("Ghi chú: lý do").fill("Thử hoàn tác")
    press(analyst, "Hoàn tác về phiên bản 0")
    expect(analyst.get_by_test_id("stAlert")).to_contain_text("phiên bản 2")
    show(viewer, MAP)
    expect(viewer.locator(HUE)).to_have_attribute("aria-label", str(before))


def test_a_large_table_holds_nobody_up_and_can_be_stopped(analyst: Page, viewer: Page) -> None:
    show(viewer, "/danh-muc")
    show(analyst, "/so-lieu")
    line = "on_time_rate;Huế;{};{}\n"
    text = "".join(line.format(year, day % 90) for year in range(1950, 2026) for day in range(4000))
    bring(analyst, "lon.csv", ("chỉ tiêu;tỉnh;kỳ;giá trị\n" + text).encode())
    expect(analyst.get_by_role("progressbar")).to_be_visible()
    viewer.get_by_role("link", name="Xu hướng").click()
    expect(viewer.locator("h1")).to_have_text("Đang chuyển biến ra sao, có đủ nhanh không?")
    press(analyst, "Dừng")
    expect(analyst.get_by_text("Đã dừng. Mọi thứ vẫn như trước.")).to_be_visible()
    expect(analyst.get_by_test_id("stFileUploaderDropzoneInput")).to_be_attached()


def test_the_steps_are_reached_by_keyboard(analyst: Page) -> None:
    show(analyst, "/so-lieu")
    text = "chỉ tiêu;tỉnh;kỳ;giá trị\non_time_rate;Huế;2025;91,5\non_time_rate;Hà;2025;80\n"
    bring(analyst, "a.csv", text.encode())
    onward = analyst.get_by_role("button", name="Xem lỗi")
    expect(onward).to_be_visible()
    settled(analyst)
    onward.focus()
    analyst.keyboard.press("Enter")
    region = analyst.get_by_role("region", name="Dòng 3")
    expect(region).to_be_visible()
    settled(analyst)
    assert set(violations(analyst)) <= set(KNOWN)
    region.focus()
    expect(region).to_be_focused()
    analyst.set_viewport_size({"width": 390, "height": 844})
    settled(analyst)
    assert too_wide(analyst) == []
    assert cut(analyst) == []

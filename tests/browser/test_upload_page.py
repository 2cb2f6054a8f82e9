"""An upload in a browser: from the real template to the map, and every problem by its line."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import charts, settled, show

pytestmark = pytest.mark.browser
BAD = """chỉ tiêu;tỉnh;kỳ;giá trị
on_time_rate;Thành phố Hà Nội;2026-09;91,5
on_time_rate;Thanh niên;2026-09;80
on_time_rate;Đà Nẵng;tháng 13;80
on_time_rate;Huế;2026-09;180
"""


def bring(page: Page, name: str, content: bytes) -> None:
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )


def template(page: Page) -> bytes:
    """Download the template as an analyst does, and put in a real figure."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải mẫu đã điền ví dụ").click()
    content = waiting.value.path().read_bytes()
    lines = content.decode("utf-8-sig").splitlines()
    at = next(at for at, line in enumerate(lines) if ";Huế;" in line)
    lines[at] = "full_process_dossier_rate;Huế;2025-12;99,25;;;;;"
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def test_a_filled_template_is_seen_on_map_and_trends_until_removed(page: Page):
    show(page, "/so-lieu")
    bring(page, "thang-12.csv", template(page))
    expect(page.locator(".kd-answer")).to_have_text("Cả 34 dòng đều dùng được.")
    page.get_by_role("link", name="Xem trên bản đồ").click()
    expect(page).to_have_url(re.compile(r"/ban-do\?.*bo-so-lieu=upload"))
    expect(page.locator(".area")).to_have_count(34)
    settled(page)
    expect(page.locator(".area[aria-label*='Huế:']")).to_have_attribute(
        "aria-label", re.compile("99,25")
    )
    assert page.locator(".area[fill='url(#missing)']").count() == 0
    expect(page.locator(".kd-ribbon")).to_contain_text("SỐ LIỆU TỪ TỆP CỦA BẠN")
    page.get_by_role("link", name="Xu hướng").click()
    expect(page.locator("h1")).to_have_text("Đang chuyển biến ra sao, có đủ nhanh không?")
    settled(page)
    expect(page.locator(".kd-ribbon")).to_be_visible()
    expect(charts(page)[0].locator("svg")).to_be_visible()
    page.get_by_role("link", name="Số liệu", exact=True).click()
    expect(page.locator(".kd-answer")).to_have_text("Cả 34 dòng đều dùng được.")
    page.get_by_role("button", name="Bỏ tệp này").click()
    expect(page.get_by_role("button", name="Bỏ tệp này")).to_have_count(0)
    expect(page.get_by_text("Tệp của bạn (chỉ lần truy cập này)")).to_have_count(0)


def test_every_problem_of_a_bad_file_is_listed_by_its_line(page: Page):
    show(page, "/so-lieu")
    bring(page, "sai.csv", BAD.encode())
    expect(page.locator(".kd-answer")).to_have_text(
        "1 trong 4 dòng dùng được; còn 3 lỗi cần xử lý."
    )
    page.get_by_role("button", name="Xem lỗi").click()
    table = page.get_by_test_id("stDataFrame").locator("table tbody tr")
    expect(table).to_have_count(3)
    cells = [row.locator("td").all_text_contents() for row in table.all()]
    assert [row[0] for row in cells] == ["3", "4", "5"]
    assert [row[3] for row in cells] == ["Thanh niên", "tháng 13", "180"]
    assert all(row[4] and row[5] for row in cells)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Tải danh sách lỗi (CSV)").click()
    assert "Thanh niên" in waiting.value.path().read_text("utf-8-sig")


def test_what_is_no_table_is_refused_with_what_to_do(page: Page):
    show(page, "/so-lieu")
    bring(page, "anh.csv", b"\x89PNG\r\n\x1a\n" + bytes(200))
    expect(page.get_by_test_id("stAlert")).to_contain_text("anh.csv: Đây không phải")
    expect(page.get_by_role("link", name="Xem trên bản đồ")).to_have_count(0)

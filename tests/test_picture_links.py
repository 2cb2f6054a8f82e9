"""Links to pictures and pages on paper of what is shown."""

import io
from pathlib import Path

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests import showing
from ui.server.pictures import PICTURES, picture_url

ASKED = TestClient(Starlette(routes=[PICTURES]))


def test_a_map_comes_as_svg_and_png():
    svg = ASKED.get(picture_url("ban-do", {"lang": "vi"}, "svg"))
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "Quần đảo Hoàng Sa" in svg.text
    assert svg.headers["content-disposition"] == 'attachment; filename="ban-do.svg"'
    png = ASKED.get(picture_url("ban-do", {}, "png"))
    assert Image.open(io.BytesIO(png.content)).width == pytest.approx(2000, abs=2)


def test_a_page_is_printed_whole_and_a_province_with_its_profile(tmp_path: Path):
    for page, query, wanted in (
        ("", {}, ["36,8", "Cần chú ý", "71/193"]),
        ("tinh-thanh", {"tinh": "VN34-01"}, ["Hà Nội"]),
    ):
        got = ASKED.get(picture_url(page, query, "pdf"))
        assert got.status_code == 200
        (tmp_path / "page.pdf").write_bytes(got.content)
        said = " ".join(showing.pages(tmp_path / "page.pdf"))
        assert all(text in said for text in wanted)


def test_practice_figures_are_marked_in_file_and_name():
    got = ASKED.get(picture_url("xu-huong", {"bo-so-lieu": "practice"}, "svg"))
    assert "SỐ LIỆU MÔ PHỎNG" in got.text
    assert 'filename="mo-phong-xu-huong.svg"' in got.headers["content-disposition"]


@pytest.mark.parametrize("address", [
    "ban-do.svg?bo-so-lieu=upload",
    "ban-do.svg?chi-so=no_such_indicator",
    "ban-do.svg?tinh-den=v99",
    "ban-do.exe",
    "so-lieu.svg",
    "ke-hoach.png",
    "tinh-thanh.pdf?tinh=VN34-999",
])  # fmt: skip
def test_what_is_not_there_is_not_found(address):
    assert ASKED.get(f"/dashboard-pictures/{address}").status_code == 404


def test_a_reason_is_told_in_the_readers_language():
    for lang, said in (("vi", "Bảng không có dạng hình"), ("en", "no picture of a table")):
        got = ASKED.get(picture_url("", {"noi-dung": "attention", "lang": lang}, "svg"))
        assert got.status_code == 404 and said in got.text
    card = ASKED.get(picture_url("", {"noi-dung": "gii_rank"}, "svg"))
    assert "GII" in card.text

"""PDF of meetings and pages: text that can be read from it, page numbers, marks."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kpi.exhibits.exhibit import Table
from kpi.exhibits.meeting import Item, Meeting
from kpi.links import qr_code
from kpi.pdf import to_pdf
from kpi.pdf.content import item_of
from tests import showing

MARK = "SỐ LIỆU MÔ PHỎNG"


def read(tmp_path: Path, made: bytes) -> list[str]:
    file = tmp_path / "made.pdf"
    file.write_bytes(made)
    return showing.pages(file)


def info(made: bytes) -> str:
    return subprocess.run(
        ["pdfinfo", "-"], input=made, check=True, capture_output=True
    ).stdout.decode()


def test_a_handout_has_a_wide_page_for_each_view_and_the_cover(tmp_path):
    exhibits = [showing.card(), showing.line(), showing.country()]
    made = to_pdf(exhibits, showing.meeting(exhibits))
    pages = read(tmp_path, made)
    assert len(pages) == 4
    assert "Page size: 960" in re.sub(r" +", " ", info(made))
    assert "Hà Nội, 22/11/2026" in pages[0]
    assert [page.split()[-1] for page in pages] == ["1/4", "2/4", "3/4", "4/4"]


def test_a_page_says_what_an_exhibit_says(tmp_path):
    for paper in ("slides", "a4"):
        [*_, page] = read(
            tmp_path, to_pdf([showing.line()], showing.meeting([showing.line()]), paper)
        )
        for text in ("36,8 % hồ sơ (12/2025)", "quá hạn, chưa đạt", "thiếu 43,2 điểm",
                     "Tỷ lệ hồ sơ xử lý", "Kỳ: 12/2025", "phiên bản 12", "mục tiêu 80 %",
                     "sáp nhập", *showing.LETTERS.split()):  # fmt: skip
            assert text in page


def test_a_handout_has_the_short_link_of_each_view_and_a_code_to_scan(tmp_path):
    linked, url = showing.table(rows=3, link="https://kpi.vd.vn/l/1AbC"), "kpi.vd.vn/l/1AbC"
    made = to_pdf([linked], showing.meeting([linked]))
    assert url in read(tmp_path, made)[1]
    told = item_of(linked, Item("/"), "slides")
    assert told["code"] == qr_code(f"https://{url}")
    assert item_of(showing.table(), Item("/"), "slides")["code"] == ""


def test_a_profile_is_read_on_a4(tmp_path):
    exhibits = [showing.card(), showing.line(), showing.bars(), showing.table()]
    made = to_pdf(exhibits, showing.meeting(exhibits), "a4")
    assert "(A4)" in info(made)
    pages = read(tmp_path, made)
    assert pages[0].endswith(f"1/{len(pages)}")
    assert "Đơn vị 33" in " ".join(pages)
    assert "33.000" in " ".join(pages)


def test_practice_figures_are_marked_on_their_pages_only(tmp_path):
    exhibits = [showing.line(simulated=True), showing.bars()]
    pages = read(tmp_path, to_pdf(exhibits, showing.meeting(exhibits)))
    assert [MARK in page for page in pages] == [True, True, False]
    for page in read(tmp_path, to_pdf(exhibits[:1], showing.meeting(exhibits[:1]), "a4")):
        assert MARK in page


def test_a_mixed_meeting_on_a4_never_has_both_on_a_page(tmp_path):
    exhibits = [showing.card(), showing.line(simulated=True), showing.table(3)]
    pages = read(tmp_path, to_pdf(exhibits, showing.meeting(exhibits), "a4"))
    assert [MARK in page for page in pages] == [False, False, True, False]


@pytest.mark.parametrize("text", ['= #panic[x] $a$ <b>&amp; @ref `c` \\ */ "', "dài " * 125, ""])
@pytest.mark.parametrize("paper", ["slides", "a4"])
def test_words_of_users_are_set_as_they_are(tmp_path, text, paper):
    one = showing.line(title=text, method=text)
    meeting = Meeting(text, (Item("/", headline=text),), presenter=text)
    pages = " ".join(read(tmp_path, to_pdf([one], meeting, paper)))
    assert " ".join(text.split())[:20] in pages


def test_what_cannot_be_in_a_file_is_left_out(tmp_path):
    one = showing.line(answer="a\x00\x07\ud800b")
    assert "ab" in read(tmp_path, to_pdf([one], Meeting("x", (Item("/"),))))[1]


def test_an_empty_meeting_says_so_and_what_went_wrong(tmp_path):
    [page] = read(tmp_path, to_pdf([], Meeting("", ()), problems=["Mục 2: chỉ số không còn."]))
    assert "Cuộc họp chưa có mục nào." in page
    assert "Mục 2: chỉ số không còn." in page


def test_fonts_are_inside_and_the_file_is_tagged_for_readers_who_do_not_see(tmp_path):
    made = to_pdf([showing.country()], showing.meeting([showing.country()]))
    assert "Tagged: yes" in re.sub(r" +", " ", info(made))
    fonts = subprocess.run(["pdffonts", "-"], input=made, check=True, capture_output=True).stdout
    rows = [line.split() for line in fonts.decode().splitlines()[2:]]
    assert rows
    assert all(row[-5] == "yes" for row in rows)  # embedded


def test_every_sort_of_exhibit_can_be_printed(tmp_path):
    for paper in ("slides", "a4"):
        pages = " ".join(
            read(tmp_path, to_pdf(showing.every(), showing.meeting(showing.every()), paper))
        )
        for text in ("Quần đảo Hoàng Sa", "OpenStreetMap", "TP. Hồ Chí Minh", "chưa có số liệu"):
            assert text in pages


def test_there_must_be_an_item_for_each_exhibit():
    with pytest.raises(ValueError, match="zip"):
        to_pdf([showing.line()], Meeting("x", ()))


def test_a_card_without_a_figure_has_no_table(tmp_path):
    one = showing.exhibit(None, kind="card", figure="chưa có số liệu công bố", table=Table((), ()))
    for paper in ("slides", "a4"):
        said = read(tmp_path, to_pdf([one], showing.meeting([one]), paper))[-1]
        assert "chưa có số liệu công bố" in said


def test_the_letters_of_a_large_figure_keep_their_marks_below(tmp_path):
    # so much said that the picture takes all the room below the figure
    cited = tuple(replace(showing.SOURCE, detail=f"Báo {n}, {'trang ' * 9}") for n in range(5))
    one = showing.line(kind="card", figure="ạ", answer="một câu dài " * 12, sources=cited)
    (tmp_path / "made.pdf").write_bytes(to_pdf([one], showing.meeting([one])))
    subprocess.run(
        ["pdftoppm", "-r", "72", "-f", "2", "-png", "made.pdf", "page"], cwd=tmp_path, check=True
    )
    (page,) = tmp_path.glob("page*.png")
    drawn = Image.open(page).convert("RGB").crop((40, 0, 76, 300))  # the letter; no line is there
    rows = [
        any(drawn.getpixel((x, y)) == (0x0B, 0x4E, 0xA2) for x in range(drawn.width))
        for y in range(drawn.height)
    ]
    runs = sum(now and not before for before, now in zip([False, *rows], rows, strict=False))
    assert runs == 2  # the letter and, below it, its dot

"""The Word report has the form of Decree 30/2020/NĐ-CP, Annex I; office programs open it."""

import io
import re
import subprocess
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from kpi.letterhead import BLANK, tidy
from kpi.report import Letterhead, LetterheadError, read_letterhead, to_docx
from kpi.report.content import Annex, Column, Grid, Head, Picture, Report, Said
from kpi.units import load_units

LETTER = Letterhead(
    superior="Ủy ban nhân dân tỉnh Khánh Hòa", agency="Sở Khoa học và Công nghệ", number="5",
    symbol="SKHCN", place="Khánh Hòa", day=date(2026, 2, 3),
    to=("Bộ Khoa học và Công nghệ", "Văn phòng Chính phủ"), authority="KT. Giám đốc",
    position="Phó Giám đốc", name="Nguyễn Văn A", recipients=("Như trên", "UBND tỉnh"),
    archive="CĐS",
)  # fmt: skip
CENTRE = WD_ALIGN_PARAGRAPH.CENTER
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def png():
    file = io.BytesIO()
    Image.new("RGB", (600, 2000), "white").save(file, "PNG")
    return file.getvalue()


def sample(*, simulated=False, lang="vi"):
    """A report with all there is: long names, a table of 34 rows, notes called twice."""
    names = [one.full_name().vi for one in load_units().provinces]
    rows = tuple(
        (Said(str(at)), Said(name), Said(f"{at},5", ("Nguồn một. Báo A, 2025.",)))
        for at, name in enumerate(names, 1)
    )
    columns = (Column("TT", 0.5), Column("Tỉnh, thành phố", 3), Column("Tỷ lệ", 1, numbers=True))
    grid = Grid(Said("Số liệu", ("Nguồn hai & <ba>. Báo B, 2026. https://vi.vn/?a=1&b=2",)),
                columns, rows)  # fmt: skip
    picture = Picture(png(), Said("Bản đồ"), "Bản đồ <các> tỉnh")
    body = (Head("Kết quả"), Head("Ba mục tiêu", 2), Said("36,8 %.", ("Nguồn một. Báo A, 2025.",)),
            picture, Head("Tồn tại"), Said("Còn thiếu \x00\x0b\u202esố liệu."))  # fmt: skip
    annexes = (
        Annex("Số liệu theo tỉnh", (*[Said("Lời dẫn. " * 60)] * 3, grid)),
        Annex("Cách tính", (Said("Đường thẳng."),)),
    )
    return Report("Về tình hình chuyển đổi số", body, annexes, simulated, lang)


def opened(report, letter=LETTER):
    return Document(io.BytesIO(to_docx(report, letter)))


def part(file, name):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read(name))


@pytest.fixture(scope="module")
def made():
    return opened(sample())


def test_paper_and_margins_are_the_decrees(made):
    """Annex I, part I, I.1 and I.3; every annex has the same page."""
    for section in made.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20


def test_text_is_black_times_new_roman_of_14_points_on_both_margins(made):
    """I.4 and II.6.e: 13 to 14, indent 10 or 12.7 mm, 6 points between, lines 1 to 1.5."""
    for name in ("Normal", "Heading 1", "Heading 2"):
        font = made.styles[name].font
        assert (font.name, font.size.pt, str(font.color.rgb)) == ("Times New Roman", 14, "000000")
        fonts = made.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{one}")) for one in ("ascii", "hAnsi", "cs", "eastAsia")} == {
            "Times New Roman"
        }
        assert not [one for one in fonts.attrib if "Theme" in one]
    shape = made.styles["Normal"].paragraph_format
    assert shape.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert shape.first_line_indent.mm == pytest.approx(10, abs=0.1)
    assert shape.space_after.pt >= 6
    assert 1 <= shape.line_spacing <= 1.5


def head(made):
    left, right = made.tables[0].rows[0].cells
    return [one for one in left.paragraphs if one.text], [
        one for one in right.paragraphs if one.text
    ]


def look(paragraph):
    font = paragraph.runs[0].font
    return font.size.pt, bool(font.bold), bool(font.italic), paragraph.alignment


def test_motto_and_agency_stand_side_by_side(made):
    """II.1 to II.4 and the table of section V: sizes, weight, slope."""
    left, right = head(made)
    assert [one.text for one in left] == [
        "ỦY BAN NHÂN DÂN TỈNH KHÁNH HÒA", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Số: 05/BC-SKHCN",
    ]  # fmt: skip
    assert [one.text for one in right] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Khánh Hòa, ngày 03 tháng 02 năm 2026",
    ]  # fmt: skip
    assert [look(one) for one in left] == [
        (12, False, False, CENTRE), (12, True, False, CENTRE), (13, False, False, CENTRE)
    ]  # fmt: skip
    assert [look(one) for one in right] == [
        (12, True, False, CENTRE), (13, True, False, CENTRE), (13, False, True, CENTRE)
    ]  # fmt: skip


def test_rules_stand_under_the_motto_the_agency_and_the_subject(made):
    ruled = list(made.element.body.iter(qn("w:pBdr")))
    assert len(ruled) == 3


def test_nothing_is_made_up_where_the_letterhead_is_silent():
    left, right = head(opened(sample(), Letterhead()))
    assert [one.text for one in left] == [BLANK, "Số: ……/BC-……"]
    assert right[-1].text == f"{BLANK}, ngày …… tháng …… năm ……"
    sign = opened(sample(), Letterhead()).tables[1].rows[0].cells[1]
    assert [one.text for one in sign.paragraphs] == [BLANK, BLANK]


def test_name_subject_and_addressees_stand_below(made):
    texts = {one.text: one for one in made.paragraphs}
    assert look(texts["BÁO CÁO"]) == (14, True, False, CENTRE)
    assert look(texts["Về tình hình chuyển đổi số"]) == (14, True, False, CENTRE)
    assert "Kính gửi:" in texts
    assert "- Văn phòng Chính phủ." in texts


def test_the_signature_has_recipients_left_and_the_signer_right(made):
    """II.7 and II.9: recipients 12 bold italic, list 11; signer 14 bold, office in capitals."""
    left, right = made.tables[1].rows[0].cells
    assert [one.text for one in left.paragraphs] == [
        "Nơi nhận:", "- Như trên;", "- UBND tỉnh;", "- Lưu: VT, CĐS."
    ]  # fmt: skip
    assert look(left.paragraphs[0])[:3] == (12, True, True)
    assert look(left.paragraphs[1])[:3] == (11, False, False)
    assert [one.text for one in right.paragraphs] == [
        "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Văn A"
    ]  # fmt: skip
    assert {look(one) for one in right.paragraphs} == {(14, True, False, CENTRE)}


def test_headings_are_numbered_as_the_decree_numbers_them(made):
    headings = [one.text for one in made.paragraphs if one.style.name.startswith("Heading")]
    assert headings == ["I. KẾT QUẢ", "1. Ba mục tiêu", "II. TỒN TẠI"]
    assert made.paragraphs[[one.text for one in made.paragraphs].index("II. TỒN TẠI") + 1].text == (
        "Còn thiếu số liệu./."
    )


def test_pages_are_numbered_in_the_upper_margin_from_the_second_on(made):
    """I.7; III.1.đ: every annex is counted from 1 again."""
    first, *annexes = made.sections
    assert "PAGE" in first.header._element.xml
    assert first.header.paragraphs[0].alignment == CENTRE
    assert "PAGE" not in first.first_page_header._element.xml
    for section in made.sections:
        assert section.different_first_page_header_footer
    starts = [one._sectPr.find(qn("w:pgNumType")) for one in annexes]
    assert [one.get(qn("w:start")) for one in starts] == ["1", "1"]


def test_annexes_have_their_number_title_and_reference(made):
    """III.1: number 14 bold, title in capitals, reference in italics."""
    texts = [one.text for one in made.paragraphs]
    at = texts.index("Phụ lục I")
    assert texts[at : at + 3] == [
        "Phụ lục I", "SỐ LIỆU THEO TỈNH",
        "(Kèm theo Báo cáo số 05/BC-SKHCN ngày 03 tháng 02 năm 2026 của Sở Khoa học và Công nghệ)",
    ]  # fmt: skip
    looks = [look(one)[:3] for one in made.paragraphs[at : at + 2]]
    assert looks == [(14, True, False), (14, True, False)]
    assert "Phụ lục II" in texts


def test_a_table_repeats_its_head_breaks_no_row_and_has_widths_in_grid_and_cells(made):
    table = made.tables[2]
    assert len(table.rows) == 35
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    grid = [round(column.width.mm) for column in table.columns]
    assert sum(grid) == pytest.approx(165, abs=1)
    assert {tuple(round(cell.width.mm) for cell in row.cells) for row in table.rows} == {
        tuple(grid)
    }


def test_notes_are_footnotes_each_written_once_and_called_wherever_it_holds():
    """ECMA-376 Part 1, 17.11: separators -1 and 0, notes from 1 in the order of their calls."""
    file = to_docx(sample(), LETTER)
    notes, body = part(file, "word/footnotes.xml"), part(file, "word/document.xml")
    ids = [int(one.get(f"{W}id")) for one in notes.findall(f"{W}footnote")]
    assert ids == [-1, 0, 1, 2]
    texts = ["".join(one.itertext()).strip() for one in notes.findall(f"{W}footnote")]
    assert texts[2:] == [
        "Nguồn một. Báo A, 2025.", "Nguồn hai & <ba>. Báo B, 2026. https://vi.vn/?a=1&b=2"
    ]  # fmt: skip
    called = [int(one.get(f"{W}id")) for one in body.iter(f"{W}footnoteReference")]
    assert called == [1, 2]
    again = [one.get(f"{W}instr") for one in body.iter(f"{W}fldSimple")]
    assert again == [" NOTEREF _note1 \\h "] * 34
    marks = [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")]
    assert marks == ["_note1", "_note2"]


def test_the_footnotes_are_declared_as_word_wants_them():
    file = zipfile.ZipFile(io.BytesIO(to_docx(sample(), LETTER)))
    assert "/word/footnotes.xml" in file.read("[Content_Types].xml").decode()
    assert "footnotes.xml" in file.read("word/_rels/document.xml.rels").decode()
    settings = etree.fromstring(file.read("word/settings.xml"))
    order = [etree.QName(one).localname for one in settings]
    assert order.index("footnotePr") < order.index("compat")
    ids = [one.get(f"{W}id") for one in settings.find(f"{W}footnotePr")]
    assert ids == ["-1", "0"]
    assert all(etree.fromstring(file.read(name)) is not None
               for name in file.namelist() if name.endswith(".xml"))  # fmt: skip


def test_a_tall_picture_is_held_on_the_page(made):
    (shape,) = made.inline_shapes
    assert shape.height.mm <= 171
    assert shape.height / shape.width == pytest.approx(2000 / 600, rel=0.01)
    assert shape._inline.docPr.get("descr") == "Bản đồ <các> tỉnh"


def test_practice_figures_are_marked_on_every_page():
    made = opened(sample(simulated=True))
    for header in (made.sections[0].header, made.sections[0].first_page_header):
        assert "SỐ LIỆU MÔ PHỎNG" in "".join(one.text for one in header.paragraphs)
        assert 'string="SỐ LIỆU MÔ PHỎNG"' in header._element.xml
    assert all(one.header.is_linked_to_previous for one in made.sections[1:])
    assert "MÔ PHỎNG" not in opened(sample()).sections[0].header._element.xml


def test_long_titles_and_markup_stay_text():
    report = Report("<b>" + "dài " * 125, (Said("<script>&amp;"),))
    made = opened(report, Letterhead(agency="<i>A</i> & B" * 20))
    assert made.paragraphs[1].text == "<b>" + "dài " * 125
    assert any("<script>&amp;" in one.text for one in made.paragraphs)


def test_in_english_the_same_form():
    made = opened(sample(lang="en"))
    assert head(made)[1][0].text == "SOCIALIST REPUBLIC OF VIET NAM"
    assert made.paragraphs[0].text == "REPORT"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("agency: [a]", "agency"), ("boss: x", "boss"), ("day: soon", "day"), ("to: x", "to"),
        ("- a", "1"), ("agency: {a: b", ""), ("name: " + "x" * 501, "name"),
    ],
)  # fmt: skip
def test_a_letterhead_with_a_mistake_is_named_with_its_place(tmp_path, text, told):
    from kpi.language import language

    file = tmp_path / "letter.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LetterheadError) as error:
        read_letterhead(file)
    message = error.value.message(language("vi"))
    assert told in message
    assert "letter.yml" in message


def test_the_projects_own_letterhead_is_blank():
    assert read_letterhead() == Letterhead()


def test_an_office_program_sets_it_as_it_was_meant(tmp_path):
    """LibreOffice's pages: the motto in one line, page numbers, repeated heads, all texts."""
    (tmp_path / "r.docx").write_bytes(to_docx(sample(simulated=True), LETTER))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "r.docx"],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    text = subprocess.run(["pdftotext", "-layout", tmp_path / "r.pdf", "-"], check=True,
                          capture_output=True, timeout=60).stdout.decode()  # fmt: skip
    pages = text.rstrip("\f").split("\f")
    assert all("SỐ LIỆU MÔ PHỎNG" in page for page in pages)
    assert re.search(r" CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", pages[0])
    assert "Nguồn một. Báo A, 2025." in pages[0]
    assert pages[1].split()[0] == "2"
    table = [page for page in pages if "Tỷ lệ" in page]
    assert len(table) == 2
    assert table[1].split()[0] == "2"
    names = [one.full_name().vi for one in load_units().provinces]
    assert all(name in "".join(table) for name in names)
    assert "Phụ lục II" in pages[-1]


def test_a_letterhead_of_500_letters_a_field_still_has_its_place():
    long = "Ủy ban <b>nhân dân</b> & " + "tỉnh Thừa Thiên Huế " * 24
    texts = {one: tidy(long) for one in ("superior", "agency", "place", "authority", "name")}
    made = opened(sample(), Letterhead(**texts, to=(tidy(long),) * 3, recipients=(tidy(long),)))
    assert all(450 < len(one) <= 500 for one in texts.values())
    first, *_, last = made.tables
    assert texts["agency"].upper() in first.cell(0, 0).text
    assert texts["name"] in last.cell(0, 1).text or texts["name"] in "".join(
        cell.text for table in made.tables for cell in table._cells
    )

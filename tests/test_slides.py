"""Slides: opened with python-pptx, and rendered by LibreOffice."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from defusedxml import ElementTree
from openpyxl import load_workbook
from PIL import Image, ImageChops
from pptx import Presentation
from pptx.util import Inches

from kpi.exhibits.exhibit import Chart, Column, Series, Table
from kpi.exhibits.meeting import Item, Meeting
from kpi.language import language
from kpi.slides import TemplateError, to_pptx
from kpi.slides.fit import Frame, Run, fitted
from kpi.workbook import to_xlsx
from tests import showing

MARK = "SỐ LIỆU MÔ PHỎNG"
LONG = "Một tiêu đề rất dài " * 25


def deck(exhibits, meeting=None, **more):
    made = to_pptx(exhibits, meeting or showing.meeting(exhibits), **more)
    return Presentation(io.BytesIO(made))


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def words(slide):
    """All words on a slide, those of tables too."""
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    cells = [cell.text_frame for shape in slide.shapes if shape.has_table
             for row in shape.table.rows for cell in row.cells]  # fmt: skip
    return " ".join(frame.text for frame in [*frames, *cells])


def test_numbers_read_back_from_a_line_are_those_of_the_exhibit():
    [chart] = charts(deck([showing.line()]).slides[1])
    plot = chart.plots[0]
    assert list(plot.categories) == ["Q1", "Q2", "Q3", "Q4"]
    assert {one.name: tuple(one.values) for one in plot.series} == {
        "Huế": (40.0, 41.2, 42.0, 42.6),
        "Cả nước": (30.1, None, 33.5, 36.8),
        "mục tiêu 80 %": (80.0,) * 4,
    }


def test_numbers_read_back_from_bars_on_several_charts_are_those_of_the_exhibit():
    parts = charts(deck([showing.bars()]).slides[1])
    read = {name: value for part in parts
            for name, value in zip(part.plots[0].categories, part.plots[0].series[1].values,
                                   strict=True)}  # fmt: skip
    assert read == dict(zip(showing.names(), showing.figures(), strict=True))
    assert len(parts) == 2
    assert len({(one.value_axis.minimum_scale, one.value_axis.maximum_scale) for one in parts}) == 1
    assert parts[0].value_axis.minimum_scale == 0


def test_numbers_read_back_from_a_dumbbell_and_a_scatter():
    slides = deck([showing.dumbbell(), showing.scatter()]).slides
    start, end = charts(slides[1])[0].plots[0].series
    assert (tuple(start.values), tuple(end.values)) == (showing.figures(1.5), showing.figures())
    [points] = charts(slides[2])[0].plots[0].series
    known = [(a, b) for a, b in zip(showing.figures(), showing.figures(1.1), strict=True)
             if a is not None and b is not None]  # fmt: skip
    across = [float(one.text) for one in points._element.xpath("c:xVal//c:v")]
    assert list(zip(across, points.values, strict=True)) == known


def test_the_workbook_inside_a_chart_holds_the_same_numbers():
    [chart] = charts(deck([showing.line()]).slides[1])
    sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert [[cell.value for cell in row] for row in sheet.rows][1:] == [
        ["Q1", 40.0, 30.1, 80],
        ["Q2", 41.2, None, 80],
        ["Q3", 42.0, 33.5, 80],
        ["Q4", 42.6, 36.8, 80],
    ]


def test_what_is_missing_is_a_gap_and_every_name_is_written():
    chart = charts(deck([showing.bars()]).slides[1])[0]
    xml = chart._chartSpace.xml
    assert '<c:dispBlanksAs val="gap"/>' in xml
    assert '<c:tickLblSkip val="1"/>' in xml
    assert xml.index("<c:tickLblSkip") < xml.index("<c:noMultiLvlLbl")  # as the schema orders them


def test_rank_one_stands_at_the_top():
    [chart] = charts(deck([showing.ranks()]).slides[1])
    assert chart.value_axis.reverse_order
    assert chart.value_axis.tick_labels.number_format == "#,##0;;"  # no rank 0


def test_decimals_are_those_that_the_values_have():
    english = showing.line(lang="en")
    for one, wanted in ((showing.line(), "[$-42A]#,##0.0"), (english, "#,##0.0")):
        [chart] = charts(deck([one]).slides[1])
        assert f"formatCode>{wanted}<" in chart._chartSpace.xml.replace("c:", "")


def test_a_series_is_cut_where_it_breaks():
    [chart] = charts(deck([showing.line()]).slides[1])
    cut = chart.plots[0].series[1]._element.xpath("c:dPt[c:idx/@val='2']//a:ln/a:noFill")
    assert len(cut) == 1


def test_a_slide_has_its_view_s_short_link():
    slide = deck([showing.line(link="https://kpi.vd.vn/l/1AbC")]).slides[1]
    assert "kpi.vd.vn/l/1AbC" in words(slide)


def test_points_that_stand_alone_are_not_joined_and_each_has_its_value():
    series = Series("Cả nước", (45.8, 39.98, 36.8), alone=(0, 1, 2))
    whole = showing.exhibit(Chart("line", ("2024", "26/10/2025", "12/2025"), (series,), "%", 2))
    [chart] = charts(deck([whole]).slides[1])
    [ours] = chart.plots[0].series
    assert len(ours._element.xpath("c:spPr/a:ln/a:noFill")) == 1  # which LibreOffice heeds as well
    assert len(ours._element.xpath("c:dLbls/c:dLbl[c:showVal/@val='1']")) == 3
    assert tuple(ours.values) == (45.8, 39.98, 36.8)


def test_values_at_the_ends_of_lines_do_not_lie_on_each_other():
    ends = {"A": 72.7, "B": 69.3, "C": 40.0}  # on an axis to 80
    lines = tuple(Series(name, (20.0, value)) for name, value in ends.items())
    whole = showing.exhibit(Chart("line", ("2024", "2025"), lines, "%", 1, 80.0, "mục tiêu 80 %"))
    [chart] = charts(deck([whole]).slides[1])
    written = [one.name for one in chart.plots[0].series if one._element.xpath("c:dLbls/c:dLbl")]
    assert written == ["A", "C"]


def test_names_of_many_bars_leave_room_between_each_other():
    """Names higher than two thirds of their row are left out, every second, by LibreOffice."""
    slide = deck([showing.bars(link="https://kpi.vd.vn/l/1AbC")]).slides[1]
    shape = next(one for one in slide.shapes if one.has_chart)
    row = shape.height.pt / len(shape.chart.plots[0].categories)
    assert shape.chart.font.size.pt <= 0.67 * row


def test_words_in_place_of_a_figure_are_quiet_and_what_is_known_stands_below():
    table = Table((Column("Đã biết"), Column("Giá trị")), (("Mục tiêu", "40 %"),))
    silent = showing.exhibit(None, kind="card", missing="chưa có số liệu công bố", table=table)
    slide = deck([silent]).slides[1]
    [box] = [shape for shape in slide.shapes if shape.name == "figure"]
    assert box.text_frame.paragraphs[0].runs[0].font.size.pt <= 28
    assert "40 %" in words(slide)


def test_a_slide_says_what_an_exhibit_says():
    slide = deck([showing.line()]).slides[1]
    said = words(slide)
    for text in ("36,8 % hồ sơ (12/2025); mục tiêu 80 % đã quá hạn.", showing.VERDICT,
                 "Tỷ lệ hồ sơ xử lý", "thiếu 43,2 điểm", "Kỳ: 12/2025", "phiên bản 12",
                 "Văn phòng Chính phủ", "Q3: sáp nhập"):  # fmt: skip
        assert text in said
    notes = slide.notes_slide.notes_text_frame.text
    assert notes.startswith("Ghi chú\n\n")
    assert "https://vd.gov.vn/?a=1&b" in notes
    assert "/xu-huong?tinh-den=v12" in notes


def test_every_slide_has_a_number_and_the_deck_is_wide():
    made = deck(showing.every())
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9, abs=1e-3)
    for slide in list(made.slides)[1:]:
        assert 'type="slidenum"' in slide._element.xml


def test_a_map_is_a_crisp_picture_with_words_for_it():
    slide = deck([showing.country()]).slides[1]
    [picture] = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert picture.image.size[0] / picture.width * Inches(1) >= 200  # dots an inch
    assert "36,8 %" in picture._element.nvPicPr.cNvPr.get("descr")


def test_a_table_is_native_and_goes_on_where_it_is_long():
    slides = list(deck([showing.table(34)]).slides)[1:]
    rows = [[cell.text for cell in row.cells] for slide in slides for shape in slide.shapes
            if shape.has_table for row in list(shape.table.rows)[1:]]  # fmt: skip
    assert len(slides) > 1
    assert [row[0] for row in rows] == [f"Đơn vị {n}" for n in range(34)]
    assert rows[33][1] == "33.000"
    assert f"(1/{len(slides)})" in words(slides[0])


def test_a_table_that_would_fill_the_meeting_says_how_many_rows_are_elsewhere():
    slides = list(deck([showing.table(500)]).slides)[1:]
    shown = sum(len(shape.table.rows) - 1 for slide in slides for shape in slide.shapes
                if shape.has_table)  # fmt: skip
    assert len(slides) == 4
    assert f"còn {500 - shown} dòng trong tệp XLSX" in words(slides[-1])


def test_practice_figures_are_marked_on_each_slide():
    made = deck([showing.line(simulated=True), showing.table(60, simulated=True), showing.bars()])
    marked = [MARK in words(slide) for slide in made.slides]
    assert marked[0]
    assert all(marked[1:-1])
    assert not marked[-1]


def test_long_titles_are_cut_with_the_whole_in_the_notes():
    item = Item("/", headline=LONG, notes="a <b>đậm</b> & \x07\ud800 x")
    slide = deck([showing.line()], Meeting(LONG, (item,))).slides[1]
    assert slide.shapes.title.text_frame.text.endswith("…")
    notes = slide.notes_slide.notes_text_frame.text
    assert LONG.strip() in notes
    assert "a <b>đậm</b> &  x" in notes


def test_an_empty_meeting_is_a_slide_that_says_so():
    made = deck([], Meeting("", ()), problems=["Mục 1: chỉ số không còn."])
    assert "Cuộc họp chưa có mục nào." in words(made.slides[0])
    assert "chỉ số không còn" in words(made.slides[0])
    assert len(made.slides) == 1


def test_progress_is_told():
    told = []
    to_pptx([showing.card(), showing.line()], showing.meeting([showing.card(), showing.line()]),
            progress=lambda done, of: told.append((done, of)))  # fmt: skip
    assert told == [(1, 2), (2, 2)]


def template(change=lambda deck: None, kind="presentation"):
    made = Presentation()
    change(made)
    made.slides.add_slide(made.slide_layouts[0]).shapes.title.text = "Mẫu cũ"
    file = io.BytesIO()
    made.save(file)
    if kind == "presentation":
        return file.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            plain = old.read(name)
            new.writestr(name, plain.replace(b"presentation.main+xml", b"template.main+xml"))
    return changed.getvalue()


@pytest.mark.parametrize("kind", ["presentation", "template"])
def test_a_template_keeps_its_size_and_layouts_and_loses_its_slides(kind):
    made = deck([showing.line()], template=template(kind=kind))
    assert made.slide_width == Inches(10)
    assert len(made.slide_layouts) == 11
    assert "Mẫu cũ" not in " ".join(map(words, made.slides))
    assert made.slides[1].slide_layout.name == "Title Only"


def without(*names):
    def change(made):
        for layout in list(made.slide_layouts):
            if layout.name in names:
                made.slide_layouts.remove(layout)

    return change


@pytest.mark.parametrize(("given", "said"), [
    (b"no file at all", "không phải tệp PowerPoint"),
    (b"PK\x03\x04 broken", "không phải tệp PowerPoint"),
    (template(without("Title Only")), "“Title Only”"),
    (template(without("Title Slide")), "“Title Slide”"),
])  # fmt: skip
def test_a_template_that_does_not_serve_is_named_with_what_to_do(given, said):
    with pytest.raises(TemplateError) as raised:
        to_pptx([], Meeting("", ()), given)
    assert said in raised.value.message(language("vi"))
    assert "lưu lại" in raised.value.message(language("vi"))


def test_a_workbook_is_no_template():
    with pytest.raises(TemplateError):
        to_pptx([], Meeting("", ()), to_xlsx([], Meeting("", ())))


def test_words_take_the_largest_size_that_fits():
    frame = Frame(0, 0, Inches(4), Inches(1))
    [kept], cut = fitted([Run("ngắn", 20)], frame)
    assert (kept.size, cut) == (20, False)
    [smaller], cut = fitted([Run("dài " * 20, 20)], frame)
    assert smaller.size < 20
    assert not cut
    [shortened], cut = fitted([Run("dài " * 200, 20)], frame)
    assert cut
    assert shortened.text.endswith("…")


# --- geometry, and the pages as LibreOffice draws them ---


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> dict[str, Path]:
    """Decks and their pages as PDF, made in one call of LibreOffice."""
    folder = tmp_path_factory.mktemp("slides")
    long = [showing.line(method="Cách tính. " * 60, definition="Định nghĩa. " * 60,
                         sources=(showing.SOURCE,) * 9), showing.table(40)]  # fmt: skip
    items = tuple(Item("/", headline=LONG, notes=LONG) for _ in long)
    made = {
        "every": to_pptx(showing.every(), showing.meeting(showing.every())),
        "long": to_pptx(long, Meeting(LONG, items)),
        "small": to_pptx(showing.every(), showing.meeting(showing.every()), template()),
    }
    for name, content in made.items():
        (folder / f"{name}.pptx").write_bytes(content)
    showing.rendered([folder / f"{name}.pptx" for name in made], folder / "profile")
    return {name: folder / f"{name}.pdf" for name in made}


@pytest.mark.parametrize("name", ["every", "long", "small"])
def test_nothing_lies_outside_its_slide_or_on_another_box(office, name):
    made = Presentation(office[name].with_suffix(".pptx"))
    for slide in made.slides:
        boxes = [shape for shape in slide.shapes if shape.width]
        for box in boxes:
            assert box.left >= 0
            assert box.top >= 0
            assert box.left + box.width <= made.slide_width
            assert box.top + box.height <= made.slide_height
        drawn = [box for box in boxes if box.name in ("what is seen", "facts", "sources")
                 or box.has_chart or box.has_table]  # fmt: skip
        for one in drawn:
            for other in drawn:
                apart = (one.left + one.width <= other.left or other.left + other.width <= one.left
                         or one.top + one.height <= other.top
                         or other.top + other.height <= one.top)  # fmt: skip
                assert one is other or apart, (one.name, other.name)


@pytest.mark.parametrize("name", ["every", "long", "small"])
def test_rendered_words_stay_in_their_boxes(office, name):
    """The words that stand lowest on a page are its number: the text of no box runs over it."""
    done = subprocess.run(["pdftotext", "-bbox", str(office[name]), "-"], check=True,
                          capture_output=True)  # fmt: skip
    space = "{http://www.w3.org/1999/xhtml}"
    for page in ElementTree.fromstring(done.stdout).iter(f"{space}page"):
        wide, high = float(page.get("width")), float(page.get("height"))
        for word in page.iter(f"{space}word"):
            assert float(word.get("xMin")) >= -1
            assert float(word.get("xMax")) <= wide + 1
            assert float(word.get("yMax")) <= high + 1


def test_rendered_pages_hold_the_words_of_the_slides(office):
    pages = showing.pages(office["every"])
    assert len(pages) == len(Presentation(office["every"].with_suffix(".pptx")).slides)
    assert "Giao ban quý IV" in pages[0]
    assert showing.LETTERS.split()[0] in pages[2]
    assert MARK in pages[2]
    assert "Đà Nẵng" in " ".join(pages)
    assert "36,8" in pages[1]


def test_rendered_pages_are_not_blank(office, tmp_path):
    subprocess.run(["pdftoppm", "-r", "30", "-png", office["every"], tmp_path / "p"], check=True)
    for page in tmp_path.glob("*.png"):
        picture = Image.open(page).convert("L")
        assert ImageChops.invert(picture).getbbox() is not None

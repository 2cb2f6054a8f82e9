"""Pictures at print size: figures in their places, Vietnamese letters, the whole country."""

import io
import re
import subprocess
from pathlib import Path

import pytest
from defusedxml import ElementTree
from PIL import Image

from kpi.exhibits.exhibit import Chart, Series
from kpi.pictures import bare, drawable, to_png, to_svg
from kpi.pictures.borders import borders, project
from kpi.pictures.letters import runs, width, wrapped
from kpi.pictures.scale import scale
from kpi.pictures.typesetting import typeset
from tests import showing

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def marks(svg: str, name: str) -> list:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{name}"))


@pytest.mark.parametrize("one", [one for one in showing.every() if drawable(one)])
def test_a_picture_says_all_that_makes_it_complete(one):
    said = " ".join(texts(to_svg(one)))
    assert "toàn trình ằẵẳắặ" in said
    assert "36,8 % so với 80 %" in said
    assert "Kỳ: 12/2025" in said
    assert "phiên bản 12" in said
    assert "Văn phòng Chính phủ" in said


def test_cards_and_tables_have_no_picture():
    with pytest.raises(ValueError, match="card"):
        to_svg(showing.card())
    assert not drawable(showing.table())


def test_points_that_stand_alone_are_not_joined():
    series = Series("Cả nước", (45.8, 39.98, 36.8), alone=(0, 1, 2))
    made = bare(showing.exhibit(Chart("line", ("2024", "26/10", "12/2025"), (series,))), 640)
    assert marks(made, "polyline") == [] and len(marks(made, "circle")) == 3


def test_a_missing_value_is_a_gap_and_a_break_cuts_the_line():
    values = (1.0, 2.0, None, 4.0, 5.0, 6.0, 7.0)
    chart = Chart("line", tuple("abcdefg"), (Series("x", values),), breaks=(("f", "why"),))
    runs_ = [
        one.get("points", "").count(",")
        for one in marks(bare(showing.exhibit(chart), 640), "polyline")
    ]
    assert runs_ == [2, 2, 2]  # a–b, d–e, f–g


def test_bars_begin_at_zero_and_are_as_long_as_their_values():
    chart = Chart("bar", ("a", "b", "c"), (Series("x", (10.0, 40.0, None)),))
    svg = bare(showing.exhibit(chart), 640)
    wide = [float(one.get("width", 0)) for one in marks(svg, "rect")][1:]  # the first is the ground
    assert wide[1] == pytest.approx(4 * wide[0], rel=1e-3)
    assert "chưa có số liệu" in texts(svg)


def test_rank_one_stands_at_the_top():
    y = scale([71.0, 99.0], 300, 0, ranks=True)
    assert (y(1), y.ticks[0]) == (0, 1)
    assert y(71) < y(99)


@pytest.mark.parametrize(("values", "ticks"), [
    ((0.0, 100.0), (0, 20, 40, 60, 80, 100)),
    ((36.8, 80.0), (30, 40, 50, 60, 70, 80)),
    ((5.0, 5.0), (4.4, 4.6, 4.8, 5.0, 5.2, 5.4, 5.6)),
    ((), (0, 0.2, 0.4, 0.6, 0.8, 1)),
])  # fmt: skip
def test_ticks_are_round_and_hold_all_values(values, ticks):
    found = scale(values, 0, 1)
    assert found.low <= min(values, default=0)
    assert found.high >= max(values, default=1)
    assert set(found.ticks) <= set(ticks)


def test_a_map_shows_every_province_and_both_archipelagos():
    svg = bare(showing.country(), 640)
    assert len([one for one in marks(svg, "path") if one.get("fill-rule")]) == 34
    said = texts(svg)
    assert {"Quần đảo Hoàng Sa", "(TP. Đà Nẵng)", "Quần đảo Trường Sa", "(tỉnh Khánh Hòa)"} <= set(
        said
    )
    assert {"Đảo Bạch Long Vĩ", "Đảo Cồn Cỏ"} <= set(said)
    assert any("OpenStreetMap" in one and "ODbL" in one for one in said)
    dashed = [one for one in marks(svg, "rect") if one.get("stroke-dasharray")]
    assert len(dashed) == 2


def test_the_legend_counts_what_the_classes_hold():
    given = (("VN34-01", 19.9), ("VN34-04", 20.0), ("VN34-08", 100.0), ("VN34-11", None))
    said = texts(bare(showing.country(areas=given), 640))
    assert [one for one in said if one.endswith(")") and one[0] in "0248c"] == [
        "0–<20 (1)", "20–<40 (1)", "40–<60 (0)", "80–100 (1)", "chưa có số liệu (1)",
    ]  # fmt: skip


def test_what_is_missing_is_hatched_and_the_rest_has_the_colour_of_its_class():
    given = (("VN34-48", None), ("VN34-56", 85.0))
    svg = bare(showing.country(areas=given), 640)
    circles = [one.get("fill") for one in marks(svg, "circle")]
    assert circles[:8] == ["url(#missing)"] * 8  # Hoàng Sa has the fill of Đà Nẵng
    assert circles[8:20] == [showing.COLOURS[4]] * 12  # Trường Sa that of Khánh Hòa


def test_verdicts_are_told_by_colour_pattern_sign_and_word():
    svg = bare(showing.verdicts(), 640)
    patterns = {one.get("id") for one in marks(svg, "pattern")}
    assert patterns == {"missing", *(f"verdict-{n}" for n in range(6))}
    assert any(one.startswith("●") for one in texts(svg))


def test_borders_lie_where_the_country_does():
    shapes = {one.id: one for one in borders("provinces")}
    x, y = project(105.84, 21.02)  # Hà Nội
    left, top, right, bottom = shapes["VN34-01"].box
    assert left < x < right
    assert top < y < bottom
    assert (len(shapes), len(borders("former"))) == (34, 63)


def test_practice_figures_are_marked_in_words_and_across():
    said = texts(to_svg(showing.line(simulated=True)))
    assert said.count("SỐ LIỆU MÔ PHỎNG") == 2
    assert "SỐ LIỆU MÔ PHỎNG" not in texts(to_svg(showing.line()))


def test_words_of_users_are_never_markup():
    svg = to_svg(showing.line(title='<script>x</script> & "\x07\ud800'))
    assert "<script>" not in svg
    assert '<script>x</script> & "' in " ".join(texts(svg))


@pytest.mark.parametrize("title", ["dài " * 125, "d" * 500, ""])
def test_long_titles_stay_on_the_page(title):
    svg = to_svg(showing.line(title=title))
    for one in marks(svg, "text"):
        if one.get("transform") is None and one.get("text-anchor") is None:
            said, size = "".join(one.itertext()), float(one.get("font-size", 0))
            wide = width(said, size, bold=one.get("font-weight") == "700")
            assert float(one.get("x", 0)) + wide <= 640


def test_lines_break_where_the_room_ends():
    assert wrapped("một hai ba", 10, width("một hai", 10)) == ["một hai", "ba"]
    assert wrapped("một hai ba bốn", 10, width("một hai", 10), most=1)[0].endswith("…")
    assert "".join(wrapped("x" * 50, 10, 30)) == "x" * 50
    assert runs("✕ quá") == [("✕", False), (" quá", True)]


def test_every_vietnamese_letter_is_drawn_and_can_be_read_from_the_page(tmp_path: Path):
    source = b'#let data = json(bytes(sys.inputs.data))\n#image(bytes(data.svg), format: "svg")'
    pdf = tmp_path / "picture.pdf"
    pdf.write_bytes(typeset(source, {"svg": to_svg(showing.line(title=showing.LETTERS))}, "pdf"))
    [page] = showing.pages(pdf)
    assert set(showing.LETTERS) - {" "} <= set(page)
    assert {"✕", "chưa"} <= set(page.replace("✕", "✕ ").split())
    fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
    assert set(re.findall(r"\+([A-Za-z0-9]+)", fonts)) <= {"SourceSans3", "DejaVuSansMono"}


def test_a_png_is_as_large_as_asked_and_says_its_density():
    picture = Image.open(io.BytesIO(to_png(showing.country(), dpi=300)))
    assert picture.width == pytest.approx(640 / 96 * 300, abs=2)
    assert picture.info["dpi"][0] == pytest.approx(300, abs=0.1)
    assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 100

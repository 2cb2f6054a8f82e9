"""`python -m kpi report`: one command, five kinds of file, and never half a file."""

import io
import re
import zipfile

import pytest
from docx import Document
from pptx import Presentation

from kpi.command import main
from tests.vintages import january, publish, store

RATE = "full_process_dossier_rate"
TREND = f"/xu-huong?chi-so={RATE}"


def report(folder, *arguments, form="docx"):
    file = folder / f"out.{form}"
    return main(["report", "--format", form, "-o", str(file), *arguments]), file


def meeting(folder, *items, title="Giao ban"):
    file = folder / "meeting.yml"
    lines = "".join(f'  - address: "{one}"\n' for one in items)
    file.write_text(f'title: "{title}"\nitems:{chr(10) + lines if items else " []"}',
                    encoding="utf-8")  # fmt: skip
    return str(file)


def texts(file):
    return [one.text for one in Document(file).paragraphs]


def test_each_format_holds_what_the_meeting_shows(tmp_path):
    given = ["--meeting", meeting(tmp_path, TREND), "--as-of", "2026-02-28"]
    held = {form: report(tmp_path, *given, form=form)
            for form in ("docx", "pptx", "xlsx", "pdf", "html")}  # fmt: skip
    assert {status for status, _ in held.values()} == {0}
    assert any("36,8" in one for one in texts(held["docx"][1]))
    slides = Presentation(held["pptx"][1]).slides
    assert len(slides) == 2
    assert "xl/workbook.xml" in zipfile.ZipFile(held["xlsx"][1]).namelist()
    assert held["pdf"][1].read_bytes().startswith(b"%PDF-")
    assert "36,8" in held["html"][1].read_text(encoding="utf-8")


def test_the_country_is_reported_as_it_was_known_on_a_day(tmp_path, capsys):
    status, file = report(tmp_path, "--as-of", "2025-11-30")
    assert status == 0
    assert "out.docx" in capsys.readouterr().out
    first = next(one for one in texts(file) if one.startswith("- Tỷ lệ hồ sơ trực tuyến"))
    assert "39,98 %" in first.replace("\xa0", " ")  # not the 36.8 of 22 December
    assert "tính đến ngày 30/11/2025" in " ".join(texts(file))


def test_a_version_is_the_version(tmp_path):
    with store(tmp_path) as held:
        publish(held, january(91.5))
        publish(held, january(92.5, "2026-03-01"))
        status, file = report(tmp_path, "--province", "Hà Nội", "--as-of", "1")
        cells = {cell.text.replace("\xa0", " ") for table in Document(file).tables
                 for row in table.rows for cell in row.cells}  # fmt: skip
        assert status == 0
        assert any(one.startswith("91,5 %") for one in cells)
        assert not any(one.startswith("92,5 %") for one in cells)
        assert main(["report", "--format", "docx", "--as-of", "99", "-o", str(file)]) == 2


def test_a_view_that_is_pinned_keeps_its_version(tmp_path):
    view = "/xu-huong?chi-so=on_time_rate&so-sanh=VN34-01"
    with store(tmp_path) as held:
        publish(held, january(91.5))
        publish(held, january(92.5, "2026-03-01"))
        given = meeting(tmp_path, view, f"{view}&tinh-den=v2")
        status, file = report(tmp_path, "--meeting", given, "--as-of", "1")
    assert status == 0
    told = [cell.text for table in Document(file).tables for row in table.rows
            for cell in row.cells]  # fmt: skip
    assert told.index("91,5") < told.index("92,5")


def test_a_view_that_is_gone_is_told_and_the_others_are_written(tmp_path, capsys):
    given = meeting(tmp_path, TREND, "/xu-huong?chi-so=gone")
    status, file = report(tmp_path, "--meeting", given)
    assert status == 1
    assert "gone" in capsys.readouterr().err
    assert any("gone" in one for one in texts(file))


@pytest.mark.parametrize(
    ("items", "status", "told"),
    [((), 2, "không có nội dung nào"), (("/xu-huong?chi-so=gone",), 1, "gone")],
)
def test_where_nothing_can_be_shown_nothing_is_written(tmp_path, capsys, items, status, told):
    found, file = report(tmp_path, "--meeting", meeting(tmp_path, *items))
    assert found == status
    assert told in capsys.readouterr().err
    assert not file.exists()


def test_what_is_no_meeting_letterhead_or_template_is_named(tmp_path, capsys):
    bad = tmp_path / "bad"
    bad.write_text("agency: [", encoding="utf-8")
    given = ["--meeting", meeting(tmp_path, TREND)]
    for option, form in (("--letterhead", "docx"), ("--template", "pptx"), ("--meeting", "pdf")):
        others = [] if option == "--meeting" else given
        status, file = report(tmp_path, *others, option, str(bad), form=form)
        assert (status, file.exists()) == (2, False)
        assert capsys.readouterr().err.strip()
    status, _ = report(tmp_path, "--meeting", str(tmp_path / "none.yml"))
    assert status == 2
    assert "none.yml" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path, capsys):
    (tmp_path / "out.docx").mkdir()
    status, _ = report(tmp_path, "--meeting", meeting(tmp_path, TREND))
    assert status == 1
    assert "out.docx" in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["meeting.yml", "out.docx"]


@pytest.mark.parametrize(
    "given",
    [
        ["--template", "x.pptx"], ["--base", "javascript:alert(1)"], ["--province", "Atlantis"],
        ["--base", "https://kpi.example.vn"], ["--meeting", "m.yml", "--workspace", "practice"],
        ["--meeting", "m.yml", "--overview"], ["--as-of", "soon"],
    ],
)  # fmt: skip
def test_options_without_sense_are_refused(tmp_path, given):
    with pytest.raises(SystemExit) as stopped:
        report(tmp_path, *given)
    assert stopped.value.code == 2


def test_a_title_of_500_letters_and_markup_are_text(tmp_path):
    title = "<b>&" + "dài " * 124
    status, file = report(tmp_path, "--meeting", meeting(tmp_path, TREND, title=title))
    assert status == 0
    assert title.strip() in [one.strip() for one in texts(file)]


def test_a_former_province_has_a_profile(tmp_path):
    status, file = report(tmp_path, "--province", "VN63-35", "--lang", "en")
    assert status == 0
    assert re.search("Ha Nam", " ".join(texts(file)))
    assert io.BytesIO(file.read_bytes()).getbuffer().nbytes > 10_000


def test_a_ministry_has_a_profile_by_name_or_id(tmp_path):
    for given in ("Bộ Tài chính", "VNM-bo-tai-chinh"):
        status, file = report(tmp_path, "--province", given, "--lang", "en")
        assert status == 0
        words = " ".join(texts(file))
        assert "Ministry of Finance; indicators with figures: 5" in words

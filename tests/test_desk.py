"""The desk without a browser: every step, several files, refusals, and who may publish."""

import time

import pytest
import streamlit as st
import xlsxwriter
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from kpi.catalogue import load_catalogue
from kpi.fix_file import fix_file
from kpi.language import language
from kpi.reading import load_profiles
from kpi.store import Store, published
from kpi.template import template_csv
from kpi.units import load_units
from tests.at_desk import BAD, GOOD, HEAD, bring, brought, press, settled
from tests.screens import answer, at, everything, opened
from ui.desk import comparing, jobs, problems, work
from ui.desk.visit import Desk

ASKING = "tỉnh;giá trị\nTuyên Quang;31,5\nHuế;70,25\n"  # no indicator, no period, no era
ROW = "on_time_rate,VN34-01,2026-09,{}\n"


@pytest.fixture(autouse=True)
def own_place(monkeypatch, tmp_path):
    """A store and a folder of profiles of the test's own."""
    monkeypatch.setenv("KPI_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def held(screen):
    return screen.session_state["_desk"]


def html(screen):
    return "".join(one.value for one in screen.html)


def compared(screen):
    """Go from step 2 to the dry run."""
    press(screen, "on")
    return press(screen, "on") if held(screen).step == "problems" else screen


def publish(screen, by="Trần Lan", note="Số tháng 9"):
    press(screen, "on")
    screen.text_input("by").set_value(by)
    screen.text_area("note").set_value(note)
    return press(screen, "Publish for everybody")


def test_a_file_is_seen_on_map_and_trends_until_it_is_removed():
    screen = brought(GOOD)
    assert "Every line can be used (2)." in answer(screen)
    assert len(screen.get("page_link")) == 2
    screen.sidebar.radio("bo-so-lieu").set_value("upload").run()
    at(screen, "province_map")
    assert "the best of them is Hanoi with 91.5%" in answer(screen)
    at(screen, "trends")
    assert "91.5% (Sept 2026)" in answer(screen)
    at(screen, "upload")
    assert "Every line can be used (2)." in answer(screen)
    press(screen, "Remove this file")
    assert not held(screen).files
    assert screen.sidebar.radio("bo-so-lieu").value == "published"
    assert len(screen.sidebar.radio("bo-so-lieu").options) == 2


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_template_is_read_without_a_problem(lang):
    indicator = load_catalogue()["full_process_dossier_rate"]
    content = template_csv(indicator, "2025-12", load_units(), language(lang))
    screen = brought(content, lang)
    assert "34" in answer(screen)
    assert not held(screen).errors


def test_every_problem_is_listed_and_shown_in_its_place():
    screen = press(brought(BAD), "on")
    table = screen.dataframe[0].value
    assert list(table["Line"]) == [3, 4, 5]
    assert list(table["Given"]) == ["Thanh niên", "2026-13", "180"]
    assert "<mark>Thanh niên</mark>" in html(screen)
    assert screen.button("on").disabled
    screen.selectbox("code").set_value("out_of_range").run()
    assert list(screen.dataframe[0].value["Line"]) == [5]
    assert "<mark>180</mark>" in html(screen)
    screen.segmented_control("kind").set_value("warning").run()
    assert not screen.dataframe


def test_the_lines_of_the_file_are_accounted_for():
    assert "5 lines = 1 usable + 3 with errors + 0 repeated + 1 set aside" in html(brought(BAD))


def test_of_very_many_problems_the_first_are_shown_and_counted():
    screen = press(brought(f"{HEAD}\n" + "on_time_rate,VN34-01,2026-13,80\n" * 1001), "on")
    assert len(screen.dataframe[0].value) == 1000
    assert "The first 1,000 of 1,001 problems" in everything(screen)


def test_names_and_cells_are_shown_as_text_and_short():
    cell = "<img src=x onerror=alert(1)>" + "x" * 10_000
    name = "<b>a@example.com 090 123 4567\u202e ![x](y).csv"
    screen = brought(f"{HEAD},note\non_time_rate,{cell},2026-09,80,=1+1\n", name=name)
    (heading,) = (one.value for one in screen.header)
    assert heading == r"\<b\>••• ••• \!\[x\](y)\.csv"
    shown = html(press(screen, "on"))
    assert "<img" not in shown
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert "x" * 100 not in shown


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe\x12" * 40, b"PK\x03\x04" + b"\x00" * 90])
def test_what_is_no_table_is_refused_in_words(content):
    screen = brought(content, "vi")
    assert len(screen.error) == 1
    assert not held(screen).files
    assert not screen.get("page_link")
    screen.run()
    assert held(screen).step == "files"


def test_of_a_file_with_personal_data_nothing_is_kept(monkeypatch):
    forgotten = []
    monkeypatch.setattr(
        MemoryUploadedFileManager, "remove_file", lambda _self, _visit, file: forgotten.append(file)
    )
    screen = brought(f"{HEAD},CCCD\n" + ROW.format(80)[:-1] + ",001090001234\n" * 3)
    (said,) = (one.value for one in screen.error)
    assert "personal data" in said
    assert "001090001234" not in repr(vars(held(screen))) + everything(screen)
    assert len(forgotten) == 1  # nor by Streamlit
    bring(screen, {"tep.csv": GOOD})
    assert not screen.error  # what was refused is told once
    assert len(held(screen).files) == 1


def test_what_is_not_said_is_asked_once_and_kept_as_a_profile():
    screen = brought(ASKING, name="thang-9.csv")
    assert "answer what the files do not say" in answer(screen)
    screen.selectbox("ask-indicator").set_value("on_time_rate")
    screen.selectbox("ask-era").set_value("34")
    screen.text_input("ask-period").set_value("tháng 13")
    press(screen, "Read again with these answers")
    assert "This is no period" in screen.warning[0].value
    screen.text_input("ask-period").set_value("tháng 9/2026")
    screen.text_input("ask-name").set_value("Báo cáo tháng")
    press(screen, "Read again with these answers")
    assert "Every line can be used (2)." in answer(screen)
    assert load_profiles()["Báo cáo tháng"].period == "2026-09"
    again = opened("upload", lang="en")
    again.selectbox("profile").set_value("Báo cáo tháng").run()
    bring(again, {"thang-10.csv": ASKING})
    assert "Every line can be used (2)." in answer(again)


def test_every_guess_can_be_changed():
    screen = brought("chỉ tiêu;tỉnh;kỳ;giá trị\non_time_rate;Tuyên Quang;2024;80\n")
    assert held(screen).files[0].reading.era == "63"
    screen.session_state["change"] = True
    screen.run()
    screen.selectbox("change-era").set_value("34")
    press(screen, "Read again with these answers")
    assert held(screen).files[0].reading.observations["area"].tolist() == ["VN34-08"]


def test_damaged_profiles_are_told_of(tmp_path):
    (tmp_path / "viet-nam-kpi").mkdir()
    (tmp_path / "viet-nam-kpi" / "profiles.yml").write_text("a: [", "utf-8")
    screen = opened("upload", lang="en")
    assert r"profiles\.yml" in screen.warning[0].value


def test_several_files_are_read_each_and_published_together():
    screen = opened("upload", lang="en")
    bring(screen, {"a.csv": GOOD, "b.csv": BAD.replace("VN34-01", "VN34-92")})
    assert '<th scope="row">b.csv</th>' in html(screen)
    table = press(screen, "on").dataframe[0].value
    assert set(table["File"]) == {"b.csv"}
    screen.checkbox("skip").check().run()
    press(screen, "on")
    publish(screen)
    (version, *_) = Store().versions()
    assert [(one.name, one.lines, one.left_out) for one in version.files] == [
        ("a.csv", 2, 0), ("b.csv", 4, 3),
    ]  # fmt: skip
    assert (version.author, version.note) == ("Trần Lan", "Số tháng 9")
    assert published().query("period == '2026-09'")["area"].tolist() == [
        "VN34-01", "VN34-79", "VN34-92",
    ]  # fmt: skip


def test_borders_that_are_known_are_told_apart_from_what_is_asked():
    text = "tỉnh;kỳ;giá trị\nTuyên Quang;2026-09;31,5\n"  # the period says which borders
    screen = bring(opened("upload", lang="en"), {"a.csv": text, "b.csv": GOOD})
    assert "34 provinces; to be said<" in html(screen)


def test_the_list_of_problems_to_take_away_names_the_files(monkeypatch):
    monkeypatch.setattr("kpi.reading.findings.MOST", 1)
    screen = bring(opened("upload", lang="en"), {"a.csv": GOOD, "b.csv": BAD + ROW.format(-1)})
    files = held(screen).files
    found = [problems.Found(one, two) for one in files for two in one.reading.problems]
    (head, *lines) = problems._listed(found, files, language("en")).decode("utf-8-sig").splitlines()
    assert head.startswith("File,Line,Column")
    assert {line.partition(",")[0] for line in lines[: len(found)]} == {"b.csv"}
    assert any("b.csv: 1 more of the kind" in line for line in lines[len(found) :])


def test_files_that_disagree_are_not_compared():
    screen = opened("upload", lang="en")
    bring(screen, {"a.csv": f"{HEAD}\n{ROW.format(80)}", "b.csv": f"{HEAD}\n{ROW.format(90)}"})
    compared(screen)
    assert "different values for the same figure" in screen.error[0].value
    assert r"On time, Hanoi, Sept 2026" in screen.error[0].value.replace("\\", "")
    assert screen.button("on").disabled


def test_a_mended_file_takes_the_place_of_the_first():
    screen = press(brought(BAD, name="tháng 9.csv"), "on")
    file = held(screen).files[0]
    content = fix_file(file.data, file.reading, language("en"))[0].decode("utf-8-sig")
    mended = content.replace("Thanh niên", "Huế").replace("2026-13", "2026-09").replace("180", "80")
    screen.selectbox("code").set_value("unknown_area").run()
    bring(screen, {"tháng 9-can-sua.csv": mended})
    assert [one.name for one in held(screen).files] == ["tháng 9-can-sua.csv"]
    assert held(screen).step == "problems"
    assert "Every line can be used (4)." in answer(screen)


def test_the_dry_run_names_what_changes_and_publishing_does_it():
    publish(compared(brought(f"{HEAD}\n{ROW.format(80)}")))
    screen = compared(brought(f"{HEAD}\n{ROW.format('91.5')}"))
    assert '<td data-label="Published now">80%</td>' in html(screen)
    assert '<td data-label="After publishing">91.5%</td>' in html(screen)
    publish(screen)
    assert "Published as version 2." in answer(screen)
    links = [one.proto.query_string for one in screen.get("page_link")]
    assert any("on_time_rate" in link for link in links)
    shown = published().query("indicator == 'on_time_rate' and period == '2026-09'")
    assert shown["value"].tolist() == [91.5]
    assert not held(screen).files


def test_what_is_published_already_needs_nothing():
    publish(compared(brought(GOOD)))
    screen = compared(brought(GOOD))
    assert "nothing is to be done" in screen.info[0].value
    assert screen.button("on").disabled


def test_all_that_changes_can_be_taken_away():
    row = "population,{},2024,{},A\n"
    text = f"{HEAD},status\n" + row.format("VN63-24", 1_950_000) + row.format("VN", 101_000_000)
    screen = compared(brought(text))
    told = comparing._listed(held(screen).dry_run, language("en"))
    assert set(told["kind"]) >= {"new", "headline of the nation", "merged province"}
    assert "Population, Bac Ninh, 2024" in told.query("kind == 'merged province'")["name"].tolist()


def test_replacing_names_what_would_be_removed():
    publish(compared(brought(GOOD)))
    screen = compared(brought(f"{HEAD}\n{ROW.format('91.5')}"))
    screen.toggle("replace").set_value(True).run()
    settled(screen)
    assert "Removed (1)" in [one.value for one in screen.header]


def test_who_comes_second_compares_again():
    screen = compared(brought(f"{HEAD}\n{ROW.format(80)}"))
    publish(compared(brought(f"{HEAD}\n{ROW.format(70)}")), by="Nguyễn An")
    publish(screen)
    assert "Nguyễn An published 1 of the same figures meanwhile" in screen.error[0].value.replace(
        "\\", ""
    )
    press(screen, "again")
    assert '<td data-label="Published now">70%</td>' in html(screen)
    publish(screen)
    assert "Published as version 2." in answer(screen)


def test_a_name_and_a_note_are_needed():
    screen = publish(compared(brought(GOOD)), by=" ", note="x")
    assert "A name must say who publishes" in screen.error[0].value
    assert len(Store().versions()) == 1


def test_publishing_can_be_closed_and_comparing_not(monkeypatch):
    monkeypatch.setenv("KPI_PUBLISHING", "off")
    screen = compared(brought(GOOD))
    assert "2</dd>" in html(screen)
    press(screen, "on")
    assert "switched off" in screen.warning[0].value
    assert not screen.text_area


def test_the_name_of_who_is_signed_in_is_not_typed(monkeypatch):
    monkeypatch.setattr(
        type(st.user), "to_dict", lambda _self: {"is_logged_in": True, "name": "Trần Lan"}
    )
    screen = press(compared(brought(GOOD)), "on")
    assert screen.text_input("by").disabled
    screen.text_area("note").set_value("Số tháng 9")
    press(screen, "Publish for everybody")
    assert Store().versions()[0].author == "Trần Lan"


def test_long_work_tells_how_far_it_is_and_can_be_stopped(monkeypatch):
    def slow(*_args, progress, **_options):
        while True:
            progress("values", 0.6)
            time.sleep(0.01)

    monkeypatch.setattr(jobs, "read_table", slow)
    screen = opened("upload", lang="en")
    screen.file_uploader[0].set_value([("tep.csv", GOOD.encode(), "text/csv")]).run()
    assert screen.get("progress")[0].proto.text == "Reading numbers…"
    press(screen, "stop")
    assert "Stopped" in screen.warning[0].value
    assert not held(screen).files


def test_work_that_ends_between_two_looks_keeps_what_was_chosen(monkeypatch):
    looked = Desk.take

    def look_too_early(mine):
        taken = looked(mine)
        while not taken and mine.work is not None and not mine.work.over:
            time.sleep(0.01)
        return taken

    monkeypatch.setattr(work, "_PATIENCE", 0.0)
    monkeypatch.setattr(Desk, "take", look_too_early)
    assert "Every line can be used" in answer(brought(GOOD, lang="en"))


def test_too_much_at_once_is_not_taken(monkeypatch):
    from ui.desk import files

    monkeypatch.setattr(files, "_MOST_FILES", 1)
    screen = bring(opened("upload", lang="en"), {"a.csv": GOOD, "b.csv": GOOD})
    assert "too many files" in screen.warning[0].value
    assert not held(screen).files


def test_in_practice_the_desk_says_what_it_works_on():
    screen = opened("upload", **{"lang": "en", "bo-so-lieu": "practice"})
    assert "works on the published figures" in screen.info[0].value


def test_a_spreadsheet_is_taken_too(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet("Biểu 1")
        for at_row, row in enumerate([HEAD.split(","), ["on_time_rate", "Huế", "9/2026", 91.5]]):
            page.write_row(at_row, 0, row)
    screen = brought((tmp_path / "a.xlsx").read_bytes(), name="a.xlsx")
    assert "Every line can be used (1)." in answer(screen)
    assert "Biểu 1" in html(screen)


def test_problems_beyond_those_that_are_listed_are_counted(monkeypatch):
    monkeypatch.setattr("kpi.reading.findings.MOST", 2)
    screen = press(brought(f"{HEAD}\n" + "on_time_rate,Thanh niên,2026-09,80\n" * 5), "on")
    assert len(screen.dataframe[0].value) == 2
    assert "tep.csv: 3 more of the kind “unknown area”" in html(screen)
    assert "unknown area (5)" in screen.selectbox("code").options

"""The page of tasks without a browser: filters in the address, own tables, nothing mixed."""

from datetime import date
from html import unescape

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from kpi.catalogue import load_catalogue
from kpi.export import to_xlsx
from kpi.tasks import load_register
from kpi.units import load_units
from tests.screens import answer, at, everything, opened, questions

REGISTER = load_register(load_catalogue(), load_units())
SIMULATED, OWN = "SỐ LIỆU MÔ PHỎNG", "TASKS FROM YOUR FILE"
OWN_TABLE = """id,plan,task,lead agency,deadline,deliverables
1,My plan,<b>Mine</b>,VNM-bo-cong-an,2025-12-31,Report
2,My plan,Other,Bộ Số,2025-12-31,
3,My plan,Third,,,
"""


def shown(screen: AppTest) -> str:
    return unescape("\n".join(one.value for one in screen.html))


def listed(screen: AppTest) -> set[str]:
    """The ids of the tasks on screen."""
    text = "".join(one.value for one in screen.html)
    return {part.partition('"')[0] for part in text.split('class="kd-task" id="')[1:]}


def test_every_task_that_a_document_names_is_on_the_page():
    screen = opened("plan")
    assert listed(screen) == set(REGISTER.tasks)
    assert "1 trong 42 nhiệm vụ quá hạn" in shown(screen)
    assert "publications name 18 of them" in shown(opened("plan", lang="en"))


@pytest.mark.parametrize(
    ("address", "ids"),
    [
        ({"ke-hoach": "thong-bao-408"}, {"tb408-cap-xa", "tb408-25-dich-vu", "tb408-cap-tinh"}),
        ({"co-quan": "VN-COMMUNES"}, {"kh02-du-lieu-moi"}),
        ({"co-quan": "VNM-bo-khoa-hoc-va-cong-nghe"}, {"ph10-80-toan-trinh"}),
        ({"tru-cot-nhiem-vu": "people"}, {"kh02-dau-moi"}),
        ({"trang-thai": "overdue"}, {"ph10-80-toan-trinh"}),
        ({"chi-so": "services_982_in_force"}, {"kh02-982-dich-vu", "qd1565-982-dich-vu"}),
        ({"trang-thai": "overdue", "ke-hoach": "ke-hoach-02"}, set()),
    ],
)
def test_what_is_asked_for_stands_in_the_address(address, ids):
    screen = opened("plan", **address)
    assert listed(screen) == ids
    assert not screen.warning


def test_nonsense_in_the_address_is_told_and_all_is_shown():
    screen = opened("plan", **{"co-quan": "nobody", "lang": "en"})
    assert "co-quan=nobody" in screen.warning[0].value
    assert listed(screen) == set(REGISTER.tasks)


def test_the_chain_is_linked_both_ways():
    text = shown(opened("plan", **{"nhiem-vu": "kh02-1139-thu-tuc", "lang": "en"}))
    assert 'id="kh02-1139-thu-tuc" open>' in text
    for way in ("danh-muc?lang=en&chi-so=procedures_1139_data_replaced",
                "ke-hoach?lang=en&chi-so=procedures_1139_data_replaced",
                "ke-hoach?lang=en&co-quan=VNM-bo-cong-an",
                "ke-hoach?lang=en&ke-hoach=ke-hoach-02"):  # fmt: skip
        assert f'href="{way}"' in text
    agency = shown(opened("plan", **{"co-quan": "VNM-bo-cong-an"}))
    assert "danh-muc?chi-so=services_25_in_force" in agency
    assert "Bộ trưởng Bộ Công an" in agency


def test_an_earlier_day_is_judged_by_what_was_known_then(monkeypatch):
    monkeypatch.setattr("ui.data.today", lambda: date(2025, 12, 15))
    screen = opened("plan", **{"trang-thai": "soon"})
    assert "ph10-80-toan-trinh" in listed(screen)
    assert "còn 16 ngày" in shown(screen)
    assert "từ 39,98\xa0% lên 80\xa0%" in shown(screen)  # 36.8 is of the whole of December


def test_practice_and_documents_never_meet():
    screen = opened("plan", **{"bo-so-lieu": "practice"})
    assert len(listed(screen)) == 67
    assert not listed(screen) & set(REGISTER.tasks)
    assert SIMULATED in shown(screen)
    assert not screen.get("file_uploader")
    assert SIMULATED not in shown(opened("plan"))


@pytest.mark.parametrize("workspace", ["published", "practice"])
def test_the_sheet_holds_what_is_late_and_nothing_else(workspace):
    screen = opened("plan", **{"in": "1", "bo-so-lieu": workspace})
    text = shown(screen)
    assert questions(screen) == ["Phiếu giao ban: việc chậm và việc sắp đến hạn"]
    assert not listed(screen)
    assert "chưa bắt đầu" not in text
    assert (SIMULATED in text) is (workspace == "practice")
    if workspace == "published":
        assert "Hồ sơ toàn trình: từ 36,8\xa0% lên 80\xa0%" in text
        assert "Nguồn: " in text


def brought(content: str, lang: str = "en") -> AppTest:
    screen = opened("plan", lang=lang)
    screen.file_uploader[0].upload("mine.csv", content.encode(), "text/csv").run()
    assert not screen.exception
    return screen


def test_an_own_table_is_shown_for_this_visit_and_marked():
    screen = brought(OWN_TABLE)
    text = shown(screen)
    assert listed(screen) == {"1", "3"}
    assert OWN in text
    assert "<b>Mine</b>" not in "".join(one.value for one in screen.html)
    assert "mine.csv: 2 of 3 lines are shown as tasks; 3 problems." in text
    assert "“Bộ Số” is no known agency, ministry or province." in text
    assert 'href="ke-hoach' not in text  # a link would end the visit
    assert OWN not in shown(opened("plan", lang="en"))


def test_an_own_table_stays_from_page_to_page_until_it_is_removed():
    screen = brought(OWN_TABLE)
    at(screen, "overview")
    at(screen, "plan")
    assert listed(screen) == {"1", "3"}
    screen.button(key="task-table-away").click().run()
    assert listed(screen) == set(REGISTER.tasks)
    assert OWN not in shown(screen)


def test_beside_an_own_table_the_documents_can_be_looked_at():
    screen = brought(OWN_TABLE)
    (chosen,) = (one for one in screen.get("button_group") if one.key == "bo-nhiem-vu")
    chosen.set_value("tai-lieu").run()
    assert listed(screen) == set(REGISTER.tasks)
    assert OWN not in shown(screen)


@pytest.mark.parametrize("content", ["", "a;b\n1;2\n", "\x00\x01"])
def test_what_is_no_table_of_tasks_is_told(content):
    screen = brought(content)
    assert listed(screen) == set(REGISTER.tasks)
    assert "mine.csv" in shown(screen)
    assert OWN not in shown(screen)


def test_the_page_answers_in_both_languages():
    assert "nhiệm vụ quá hạn" in answer(opened("plan"))
    assert "tasks overdue" in answer(opened("plan", lang="en"))
    assert "None" not in everything(opened("plan", lang="en"))


def test_another_sheet_of_a_workbook_can_be_chosen():
    head = ["Task id", "Task", "Deadline", "Lead agency"]
    book = {name: pd.DataFrame([[name, f"Work {name}", "31/12/2025", "Bộ Công an"]], columns=head)
            for name in ("first", "second")}  # fmt: skip
    screen = opened("plan", lang="en")
    screen.file_uploader[0].upload("mine.xlsx", to_xlsx(book), "application/octet-stream").run()
    assert listed(screen) == {"first"}
    screen.selectbox(key="task-sheet").set_value("second").run()
    assert not screen.exception
    assert listed(screen) == {"second"}

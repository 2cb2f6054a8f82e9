"""A table of tasks that somebody sends: what is read, and every problem by its line."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.catalogue import load_catalogue
from kpi.export import to_csv, to_xlsx
from kpi.language import language
from kpi.observations import load_published, newest
from kpi.tasks import FIELDS, STATES, judge, load_register, read_tasks, tasks_table, template_table
from kpi.units import load_units

CATALOGUE, UNITS = load_catalogue(), load_units()
REGISTER = load_register(CATALOGUE, UNITS)
TODAY = date(2026, 11, 22)
HEAD = "Mã nhiệm vụ;Kế hoạch;Nhiệm vụ;Cơ quan chủ trì;Bắt đầu;Thời hạn;Sản phẩm;Ngày hoàn thành;" \
    "Chỉ tiêu cần chuyển biến;Trụ cột;Hạn mới;Ai quyết định lùi hạn;Ngày quyết định lùi hạn;" \
    "Lý do lùi hạn"  # fmt: skip
COLUMNS = (
    "id", "plan", "name", "agency", "start", "deadline", "deliverables", "done", "aims", "pillar",
    "to", "by", "day", "why",
)  # fmt: skip
GOOD = "1;Kế hoạch A;Việc một;bộ công an;01/07/2025;31/12/2025;Đề án; 30/09/2025;" \
    "services_25_in_force;nền tảng;;;;"  # fmt: skip


def read(text, name="viec.csv"):
    data = text.encode() if isinstance(text, str) else text
    return read_tasks(data, name, REGISTER, CATALOGUE, UNITS, TODAY)


def line(**cells):
    usual = {"id": "9", "plan": "A", "name": "Việc", "agency": "Bộ Công an",
             "deadline": "31/12/2025"}  # fmt: skip
    told = [(usual | cells).get(field, "") for field in COLUMNS]
    return ";".join(f'"{cell}"' if ";" in cell else cell for cell in told)


def told(*lines):
    """Code, line and what was given of every problem of a table whose second line is good."""
    found = read("\n".join((HEAD, GOOD, *lines)))
    assert "1" in found.register.tasks
    return [(one.code, one.line, one.given) for one in found.problems]


def test_a_task_is_read_as_it_stands():
    found = read(f"Bảng nhiệm vụ năm 2025\n\n{HEAD}\n{GOOD}\n")
    (one,) = found.register.tasks.values()
    assert (found.problems, found.lines) == ((), 1)
    assert one.agency.id == "VNM-bo-cong-an"
    assert (one.start, one.deadline) == (date(2025, 7, 1), date(2025, 12, 31))
    assert [(d.name.vi, d.done) for d in one.deliverables] == [("Đề án", date(2025, 9, 30))]
    assert [aim.indicator for aim in one.aims] == ["services_25_in_force"]
    assert (one.pillar, found.register.plans[one.plan].name.vi) == ("platforms", "Kế hoạch A")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"agency": "Bộ Số"}, ("unknown_agency", 3, "Bộ Số")),
        ({"start": "01/01/2026"}, ("deadline_before_start", 3, "31/12/2025")),
        ({"id": "1"}, ("duplicate_id", 3, "1")),
        ({"id": ""}, ("no_id", 3, "")),
        ({"name": ""}, ("no_name", 3, "")),
        ({"start": "31/02/2025"}, ("bad_date", 3, "31/02/2025")),
        ({"deadline": "hết năm"}, ("bad_date", 3, "hết năm")),
        ({"aims": "on_time_rate; none"}, ("unknown_indicator", 3, "none")),
        ({"pillar": "Trụ cột 7"}, ("unknown_pillar", 3, "Trụ cột 7")),
        ({"deliverables": "Đề án", "done": "01/12/2026"}, ("done_ahead", 3, "01/12/2026")),
        ({"deliverables": "A", "done": "01/01/2025;02/01/2025"},
         ("done_without", 3, "01/01/2025;02/01/2025")),
        ({"to": "30/06/2026", "by": "Bộ"}, ("moved_unsaid", 3, "30/06/2026")),
    ],
)  # fmt: skip
def test_what_is_wrong_keeps_its_line_out(cells, problem):
    assert told(line(**cells)) == [problem]
    assert len(read("\n".join((HEAD, GOOD, line(**cells)))).register.tasks) == 1


@pytest.mark.parametrize(("field", "code"), [("agency", "no_owner"), ("deadline", "no_deadline")])
def test_a_task_without_owner_or_deadline_is_shown_and_said_to_be_so(field, code):
    text = line(**{field: ""})
    assert told(text) == [(code, 3, "")]
    found = read("\n".join((HEAD, text)))
    assert list(found.register.tasks) == ["9"]
    assert found.problems[0].severity == "warning"


def test_every_problem_of_a_line_is_told_and_of_every_line():
    found = told(line(agency="Bộ Số", deadline="x"), '"offen', line(id="1", pillar="7"))
    assert found == [
        ("bad_date", 3, "x"), ("unknown_agency", 3, "Bộ Số"), ("broken_line", 4, ""),
        ("duplicate_id", 5, "1"), ("unknown_pillar", 5, "7"),
    ]  # fmt: skip


def test_a_near_name_is_offered_not_taken():
    (one,) = read("\n".join((HEAD, line(agency="Bộ Côn an")))).problems
    assert one.advice(language("en")) == "Did you mean “Bộ Công an”?"


def test_a_moved_deadline_says_who_when_and_why_and_the_first_stays():
    text = line(to="30/06/2026", by="Quyết định 1", day="15/12/2025", why="Chờ kết nối")
    one = read("\n".join((HEAD, text))).register.tasks["9"]
    assert (one.deadline, one.due(TODAY)) == (date(2025, 12, 31), date(2026, 6, 30))
    assert one.deferrals[0].why.vi == "Chờ kết nối"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("write", [to_csv, lambda table: to_xlsx({"Việc": table})])
def test_the_template_is_read_without_a_problem(lang, write):
    table = template_table(REGISTER, UNITS, language(lang))
    assert len(table.columns) == len(FIELDS)
    found = read(write(table), "mau")
    assert (found.refused, found.problems, found.lines) == (None, (), 2)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_tasks_taken_away_come_back_the_same(lang):
    frame = newest(load_published())
    rows = {name: part for name, part in frame.groupby("indicator")}  # noqa: C416
    judged = judge(REGISTER, CATALOGUE, lambda name, _: rows.get(name, frame.iloc[:0]), TODAY)
    names = {kind: kind for kind in STATES}
    table = tasks_table(judged, REGISTER, CATALOGUE, UNITS, language(lang), names)
    found = read(to_csv(table)).register.tasks
    assert list(found) == [one.task.id for one in judged]
    for one in judged:
        back = found[one.task.id]
        assert (back.deadline, back.aims and back.aims[0].indicator, back.pillar) == (
            one.task.deadline, one.task.aims and one.task.aims[0].indicator, one.task.pillar,
        )  # fmt: skip
        assert back.agency == one.task.agency


def test_formulas_are_neutral_on_the_way_out():
    found = read(f"{HEAD}\n{line(name='=HYPERLINK(1)', why='')}")
    judged = judge(found.register, CATALOGUE, lambda *_: newest(load_published()).iloc[:0], TODAY)
    table = tasks_table(judged, found.register, CATALOGUE, UNITS, language("vi"),
                        {kind: kind for kind in STATES})  # fmt: skip
    assert b"'=HYPERLINK" in to_csv(table)
    assert b";=" not in to_csv(table)
    assert b",=" not in to_csv(table)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "not_a_table"), (b"PK\x03\x04" + bytes(90), "not_a_table"),
     (b"\x89PNG\r\n" + bytes(60), "not_a_table"), (b"x;" * 5_000_000, "too_large")],
)  # fmt: skip
def test_what_is_no_table_is_refused(data, code):
    found = read(data)
    assert found.refused.code == code
    assert found.register is None


def test_a_table_without_its_columns_is_told():
    assert [one.code for one in read("a;b\n1;2\n").problems] == ["no_table"]
    assert [one.code for one in read(HEAD + "\n").problems] == ["no_tasks"]
    many = "\n".join([HEAD, *(line(id=str(at)) for at in range(5001))])
    assert [one.code for one in read(many).problems] == ["too_many"]


def test_days_and_ids_of_a_spreadsheet_are_what_is_shown():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        empty, sheet = book.add_worksheet(), book.add_worksheet()
        empty.write_blank(3, 3, None)
        sheet.write_row(1, 0, ["Task id", "Task", "Deadline", "Lead agency"])
        sheet.write_row(2, 0, [17, "Work"])
        sheet.write_datetime(
            2, 2, datetime(2025, 12, 31), book.add_format({"num_format": "d/m/yy"})
        )
        sheet.write_row(3, 0, ["18", "Work", "x", "Bộ Công an"])
    found = read(file.getvalue())
    assert found.register.tasks["17"].deadline == date(2025, 12, 31)
    assert [(one.code, one.line) for one in found.problems] == [("no_owner", 3), ("bad_date", 4)]


def workbook(**sheets):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return file.getvalue()


def test_of_several_sheets_one_is_read_and_another_can_be_asked_for():
    head = ["Task id", "Task", "Deadline", "Lead agency"]
    tasks = {name: [head, [name, "Work", "31/12/2025", "Bộ Công an"]] for name in ("a", "b")}
    data = workbook(empty=[], a=tasks["a"], b=tasks["b"], notes=[["Only words"]])
    for wanted, sheet in (("", "a"), ("b", "b"), ("gone", "a"), ("empty", "a")):
        found = read_tasks(data, "x", REGISTER, CATALOGUE, UNITS, TODAY, sheet=wanted)
        assert (found.sheet, found.sheets) == (sheet, ("a", "b", "notes"))
        assert list(found.register.tasks) == [sheet]
    found = read_tasks(data, "x", REGISTER, CATALOGUE, UNITS, TODAY, sheet="notes")
    assert [one.code for one in found.problems] == ["no_table"]
    assert found.sheets == ("a", "b", "notes")  # the way back


@settings(max_examples=60)
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: f"{HEAD}\n{t}".encode()))
)
def test_nothing_raises(data):
    for problem in read(data).problems:
        for code in ("vi", "en"):
            assert "{" not in problem.message(language(code)).replace(problem.given, "")
            assert problem.advice(language(code))

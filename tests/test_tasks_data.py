"""A walk over every shipped task, and files that are wrong."""

import re
from datetime import date

import pytest

from kpi.catalogue import load_catalogue
from kpi.observations import load_published, newest
from kpi.plan import load_overview
from kpi.tasks import judge, load_register
from kpi.tasks.files import DATA
from kpi.units import load_units

CATALOGUE, UNITS = load_catalogue(), load_units()
REGISTER = load_register(CATALOGUE, UNITS)
PLAN_02 = "ke-hoach-02"


def test_the_files_have_no_problem():
    assert REGISTER.problems == ()
    assert set(REGISTER.plans) == {
        PLAN_02, "chi-thi-42-ha-noi", "phien-hop-06-02-2025", "thong-bao-408", "quyet-dinh-1565",
    }  # fmt: skip


@pytest.mark.parametrize("one", REGISTER.tasks.values(), ids=list(REGISTER.tasks))
def test_a_task_says_where_it_is_named(one):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", one.id)
    assert one.sources
    assert one.place
    assert one.name.vi != one.name.en
    assert one.area in UNITS
    assert not one.readings or one.note
    for aim in one.aims:
        assert aim.indicator in CATALOGUE
    for text in (one.name, one.place, one.note):
        assert text is None or (text.vi.strip() and text.en.strip())


def test_no_source_says_that_a_deliverable_is_there_so_none_is_said_to_be():
    assert not [one for task in REGISTER.tasks.values() for one in task.deliverables if one.done]


def test_deadlines_are_those_of_the_documents():
    days = {name: str(REGISTER.tasks[name].deadline) for name in REGISTER.tasks}
    assert days["kh02-982-dich-vu"] == "2025-12-31"
    assert days["ph10-ky-so-lanh-dao"] == "2025-06-30"
    assert days["tb408-cap-xa"] == "2025-08-15"
    assert days["tb408-25-dich-vu"] == "2025-10-01"
    assert days["qd1565-hai-long"] == "2026-12-31"
    assert {days[name] for name in days if name.startswith("ct42-")} == {"None"}


def test_plan_02_is_that_of_the_overview():
    plan = load_overview(CATALOGUE).plan
    known = REGISTER.plans[PLAN_02]
    assert (known.document, known.issued, known.total) == (plan.document, plan.issued, 67)
    assert tuple(REGISTER.pillars.values()) == plan.pillars
    tasks = [one for one in REGISTER.tasks.values() if one.plan == PLAN_02]
    assert 0 < len(tasks) < known.total
    assert {one.phase for one in tasks if one.phase} <= {phase.name for phase in plan.phases}


def test_an_agency_bears_the_name_it_has_elsewhere():
    for one in REGISTER.agencies.values():
        if one.id in UNITS and UNITS[one.id].kind in ("ministry", "group"):
            assert one.name == UNITS[one.id].name
    owners = {(one.owner.agency, one.owner.head) for one in CATALOGUE.values()}
    named = {agency.name: agency.head for agency in REGISTER.agencies.values()}
    assert all(named[name] == head for name, head in owners if name in named)


def test_the_chain_can_be_walked_both_ways():
    (task, *_) = REGISTER.tasks_of("procedures_1139_data_replaced")
    assert task.id == "kh02-1139-thu-tuc"
    (owner,) = REGISTER.answering(task, CATALOGUE)
    assert owner.id == "VNM-bo-cong-an"
    assert CATALOGUE["procedures_1139_data_replaced"] in REGISTER.indicators_of(owner, CATALOGUE)


def test_the_first_headline_is_overdue_by_its_last_figure():
    frame = newest(load_published())
    judged = judge(
        REGISTER, CATALOGUE,
        lambda name, area: frame[(frame["indicator"] == name) & (frame["area"] == area)],
        date(2026, 11, 22),
    )  # fmt: skip
    (late,) = [one for one in judged if one.state.kind == "overdue"]
    assert (late.task.id, late.state.days) == ("ph10-80-toan-trinh", 326)
    assert late.progress.share == pytest.approx(36.8 / 80)


GOOD = """
plan:
  id: mot-ke-hoach
  name: {vi: "Một", en: "One"}
  short: {vi: "Một", en: "One"}
tasks:
  - {id: a-1, name: {vi: "Việc", en: "Work"}, deadline: 2025-12-31}
"""


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("start: 2026-01-01", "x.yml:8: the deadline 2025-12-31 lies before the start 2026-01-01"),
        ("agency: VNM-none", "x.yml:9: agency: 'VNM-none' is unknown"),
        ("aims: [{indicator: none}]", "x.yml:9: indicator: 'none' is unknown"),
        ("pillar: none", "x.yml:9: pillar: 'none' is unknown"),
        ("owner: none", "x.yml:9: unknown field 'owner'"),
        ("deferrals: [{to: 2026-06-30, day: 2026-01-01}]", "x.yml:9: field 'by' is missing"),
        ("start: 31/12/2025", "x.yml:9: start: a day, as 2025-12-31, is expected"),
    ],
)
def test_a_wrong_task_is_told_by_its_line_and_the_rest_is_kept(tmp_path, lines, problem):
    (tmp_path / "agencies.yml").write_text((DATA / "agencies.yml").read_text())
    wrong = f"  - {{id: b-2, name: {{vi: V, en: W}}, deadline: 2025-12-31,\n    {lines}}}\n"
    (tmp_path / "x.yml").write_text(GOOD + wrong)
    found = load_register(CATALOGUE, UNITS, tmp_path)
    assert any(told.startswith(problem) for told in found.problems), found.problems
    assert set(found.tasks) == {"a-1"}


@pytest.mark.parametrize("text", ["plan: [", "plan: 1", "- 1", "plan: {id: x}", GOOD + "  - 7\n",
                                  GOOD + "  - {id: a-1, name: {vi: V, en: W}}\n"])  # fmt: skip
def test_a_broken_file_is_told_and_the_others_are_read(tmp_path, text):
    for name in ("agencies.yml", "plan-02.yml"):
        (tmp_path / name).write_text((DATA / name).read_text())
    (tmp_path / "x.yml").write_text(text)
    found = load_register(CATALOGUE, UNITS, tmp_path)
    assert found.problems
    assert all(told.startswith("x.yml:") for told in found.problems)
    assert "kh02-canh-bao-som" in found.tasks

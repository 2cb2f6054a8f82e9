"""Tasks: states around deadlines, completion from parts, deadlines that are never edited."""

from datetime import date

import pandas as pd
import pytest

from kpi.catalogue import load_catalogue
from kpi.language import Text
from kpi.observations import newest
from kpi.practice import practice_panel
from kpi.tasks import (
    NEAR,
    STATES,
    Aim,
    Deferral,
    Deliverable,
    Register,
    Task,
    TaskPlan,
    judge,
    load_register,
    practice_register,
    progress,
)
from kpi.tasks.judging import counted
from kpi.units import load_units

CATALOGUE, UNITS = load_catalogue(), load_units()
T = Text("x", "x")
DUE = date(2025, 12, 31)
RATE = "full_process_dossier_rate"  # to reach: 50 by 2024-12-31, 80 by 2025-12-31
MINUTES = "submission_minutes"  # at most 5 by 2026-12-31


def figures(*rows, indicator=RATE, area="VN"):
    """Rows of (last day, value) for one indicator and area; nothing for any other."""
    frame = pd.DataFrame(rows, columns=["end", "value"]).assign(status="A", qualifier="")
    frame["start"] = frame["end"] = pd.to_datetime(frame["end"])
    return lambda name, where: frame if (name, where) == (indicator, area) else frame.iloc[:0]


def state(task, today, rows=None, issued=None):
    plan = TaskPlan("p", T, T, issued=issued)
    register = Register({"p": plan}, {}, {}, {task.id: task})
    return judge(register, CATALOGUE, rows or figures(), today)[0].state


def task(**fields):
    return Task("t", "p", T, **fields)


def there(day):
    return (Deliverable(T, day, "report"),)


MISSING = there(None)


@pytest.mark.parametrize(
    ("today", "kind", "days"),
    [
        (date(2025, 11, 30), "running", 31),
        (date(2025, 12, 1), "soon", 30),
        (date(2025, 12, 31), "soon", 0),
        (date(2026, 1, 1), "overdue", 1),
        (date(2026, 2, 1), "overdue", 32),
    ],
)
def test_the_last_day_belongs_to_the_time_given(today, kind, days):
    found = state(task(start=date(2025, 7, 1), deadline=DUE, deliverables=MISSING), today)
    assert NEAR == 30
    assert (found.kind, found.days) == (kind, days)


def test_what_nobody_told_of_is_not_called_overdue():
    silent = task(deadline=DUE, deliverables=(Deliverable(T),))
    assert state(silent, date(2026, 1, 10)).kind == "unproven"
    assert state(task(deadline=DUE), date(2026, 1, 10)).kind == "unproven"


def test_a_task_waits_until_it_begins_and_is_open_without_a_deadline():
    ahead = task(start=date(2026, 3, 1), deadline=date(2026, 12, 31), deliverables=MISSING)
    assert state(ahead, date(2026, 2, 28)).kind == "waiting"
    assert state(ahead, date(2026, 3, 1)).kind == "running"
    assert state(task(deliverables=MISSING), DUE).kind == "open"
    assert state(task(deliverables=MISSING), DUE, issued=date(2026, 1, 1)).kind == "waiting"


def test_done_on_the_last_day_is_in_time_and_a_day_later_is_late():
    late = state(task(deadline=DUE, deliverables=there(date(2026, 1, 1))), date(2026, 6, 1))
    assert state(task(deadline=DUE, deliverables=there(DUE)), date(2026, 6, 1)).kind == "done"
    assert (late.kind, late.days, late.day) == ("late", 1, date(2026, 1, 1))
    assert state(task(deliverables=there(DUE)), date(2026, 6, 1)).kind == "done"


def test_what_is_done_later_was_not_done_yet_on_an_earlier_day():
    one = task(deadline=DUE, deliverables=there(date(2026, 2, 1)))
    assert state(one, date(2026, 1, 31)).kind == "overdue"
    assert state(one, date(2026, 2, 1)).kind == "late"


def test_a_deferred_task_keeps_its_first_deadline():
    late = Deferral(date(2026, 6, 30), date(2026, 1, 15), T, T)
    one = task(deadline=DUE, deferrals=(late,), deliverables=MISSING)
    assert one.due(date(2026, 1, 14)) == DUE
    assert one.due(date(2026, 1, 15)) == date(2026, 6, 30)
    assert state(one, date(2026, 1, 14)).kind == "overdue"
    assert state(one, date(2026, 1, 15)).kind == "running"
    assert one.deadline == DUE


def share(one, rows, today=date(2026, 1, 31)):
    return progress(one, CATALOGUE, rows, today)


def test_completion_is_the_mean_of_its_parts():
    rows = figures(("2024-12-31", 45.8), ("2025-12-31", 36))
    one = task(deadline=DUE, deliverables=(*there(DUE), *MISSING), aims=(Aim(RATE),))
    found = share(one, rows)
    assert [part.share for part in found.parts] == [1, 0, pytest.approx(0.45)]  # 36 of 80
    assert found.share == pytest.approx(1.45 / 3)
    assert (found.known, found.done, found.lacking) == (3, None, True)


def test_an_unknown_part_makes_completion_a_lower_bound():
    found = share(task(deadline=DUE, deliverables=there(DUE), aims=(Aim(RATE),)), figures())
    assert (found.share, found.known, len(found.parts), found.done) == (0.5, 1, 2, None)
    assert share(task(aims=(Aim(RATE),)), figures()).share is None
    assert share(task(), figures()).share is None


def test_the_target_is_that_of_the_deadline():
    rows = figures(("2024-12-31", 45.8))
    days = [date(2024, 6, 30), date(2024, 12, 31), date(2025, 1, 1), date(2027, 1, 1)]
    tasks = [task(deadline=day, aims=(Aim(RATE),)) for day in days]
    assert [share(one, rows).parts[0].target.value for one in tasks] == [50, 50, 80, 80]


def test_less_may_be_better():
    rows = figures(("2026-09-30", 8), indicator=MINUTES)
    one = task(deadline=date(2026, 12, 31), aims=(Aim(MINUTES),))
    assert share(one, rows, date(2026, 10, 1)).share == pytest.approx(5 / 8)
    met = figures(("2026-09-30", 4.5), indicator=MINUTES)
    assert share(one, met, date(2026, 10, 1)).share == 1


def test_a_target_is_met_since_the_last_run_of_figures_that_meet_it_began():
    rows = figures(("2025-03-31", 81), ("2025-06-30", 70), ("2025-09-30", 80), ("2025-12-31", 84))
    one = task(deadline=DUE, aims=(Aim(RATE),))
    assert share(one, rows).done == date(2025, 9, 30)
    assert share(one, rows, date(2025, 7, 1)).done is None  # 70 then


def test_a_figure_counts_from_the_end_of_its_period_and_no_forecast_does():
    rows = figures(("2025-12-31", 84))
    assert share(task(deadline=DUE, aims=(Aim(RATE),)), rows, date(2025, 12, 30)).known == 0
    forecast = rows(RATE, "VN").assign(status="F")
    assert share(task(aims=(Aim(RATE),)), lambda *_: forecast).known == 0


def test_an_area_is_measured_by_its_own_figures():
    rows = figures(("2024-12-31", 20), area="VN-PROVINCES")
    one = task(deadline=date(2024, 12, 31), area="VN-PROVINCES", aims=(Aim(RATE),))
    assert share(one, rows).parts[0].share == pytest.approx(20 / 30)  # localities: 30 by 2024
    assert share(task(area="VN-PROVINCES", aims=(Aim(RATE, "VN"),)), rows).known == 0


def test_what_asks_for_attention_comes_first_and_the_longest_overdue_before():
    days = {"a": date(2025, 3, 1), "b": date(2025, 1, 1), "c": None, "d": date(2027, 1, 1)}
    tasks = {name: Task(name, "p", T, deadline=day, deliverables=MISSING)
             for name, day in days.items()}  # fmt: skip
    register = Register({"p": TaskPlan("p", T, T)}, {}, {}, tasks)
    judged = judge(register, CATALOGUE, figures(), date(2026, 1, 1))
    assert [one.task.id for one in judged] == ["b", "a", "d", "c"]


def test_practice_shows_every_state_on_any_day():
    frame = newest(practice_panel())
    parts = dict(tuple(frame[frame["area"] == "VN"].groupby("indicator")))
    known = load_register(CATALOGUE, UNITS)
    for today in (date(2026, 11, 22), date(2027, 6, 30)):
        made = practice_register(known, today)
        assert len(made.tasks) == 67
        assert {one.pillar for one in made.tasks.values()} == set(known.pillars)
        assert len({one.group for one in made.tasks.values()}) == 8
        assert not made.tasks.keys() & known.tasks.keys()
        judged = judge(made, CATALOGUE, lambda name, _: parts[name], today)
        assert min(counted(judged).values()) >= 5
        assert set(counted(judged)) == set(STATES)

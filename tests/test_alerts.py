"""Early warning on series made by hand: when an alert is pending, fires and clears, and why."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from kpi.alerts import Alert, Look, Step, editions, evaluate, group_line, grouped, load_rules, walk
from kpi.alerts.evaluate import look_days, looked
from kpi.alerts.rules import Rules
from kpi.alerts.words import answering
from kpi.catalogue import load_catalogue
from kpi.language import Text, language
from kpi.observations import OBSERVATION_COLUMNS, arranged, dated, load_published
from kpi.tasks import judge, load_register
from kpi.units import load_units

CATALOGUE, UNITS = load_catalogue(), load_units()
RULES = load_rules(CATALOGUE)
RATE = "on_time_rate"  # monthly, higher is better, no target
DAY = date(2025, 1, 1)


def day(number):
    return DAY + timedelta(number)


def steps(looks, pending, keep, until):
    found = walk([Look(day(at), holds) for at, holds in looks], pending, keep, day(until))
    return [((step.day - DAY).days, step.state) for step in found]


def test_a_condition_is_pending_then_fires_and_clears_after_it_is_kept():
    looks = [(0, False), (10, True), (50, False)]
    assert steps(looks, 30, 15, 100) == [(10, "pending"), (40, "alerting"), (65, "normal")]


def test_a_spell_shorter_than_the_pending_period_never_fires():
    assert steps([(0, True), (30, False)], 30, 0, 100) == [(0, "pending"), (30, "normal")]


def test_without_periods_it_fires_and_clears_at_once():
    assert steps([(3, True), (5, False)], 0, 0, 9) == [(3, "alerting"), (5, "normal")]


def test_an_alert_that_is_kept_goes_on_when_the_condition_returns():
    looks = [(0, True), (10, False), (20, True), (40, False)]
    assert steps(looks, 0, 15, 100) == [(0, "alerting"), (55, "normal")]


def test_no_data_is_told_and_the_pending_period_begins_anew():
    looks = [(0, True), (10, None), (20, True)]
    assert steps(looks, 15, 5, 100) == [
        (0, "pending"), (10, "no_data"), (20, "pending"), (35, "alerting"),
    ]  # fmt: skip


def day_by_day(looks, pending, keep, until):
    """The same worked out by asking each day anew."""
    states, held, quiet, state = [], 0, 0, "normal"
    known = dict(looks)
    holds = False
    for at in range(until + 1):
        holds = known.get(at, holds)
        held = held + 1 if holds else 0
        quiet = quiet + 1 if holds is False else 0
        if holds is None:
            state = "no_data"
        elif holds and state != "alerting":
            state = "alerting" if held > pending else "pending"
        elif holds is False and (state != "alerting" or quiet > keep):
            state = "normal"
        states.append(state)
    return states


@given(
    some.dictionaries(some.integers(0, 40), some.sampled_from([True, False, None]), min_size=1),
    some.integers(0, 12),
    some.integers(0, 12),
)
def test_the_steps_are_those_of_asking_every_day(seen, pending, keep):
    looks = sorted(seen.items())
    told = dict(steps(looks, pending, keep, 50))
    state, states = "normal", []
    for at in range(51):
        state = told.get(at, state)
        states.append(state)
    assert states == day_by_day(looks, pending, keep, 50)


def table(*rows):
    """Rows of (indicator, area, period, value, published)."""
    names = ["indicator", "area", "period", "value", "published"]
    frame = pd.DataFrame(rows, columns=names)
    blank = dict.fromkeys(set(OBSERVATION_COLUMNS) - set(names), "")
    frame = frame.assign(**(blank | {"status": "A", "source": "practice"}))
    for name in ("numerator", "denominator", "of"):
        frame[name] = float("nan")
    return arranged(dated(frame[list(OBSERVATION_COLUMNS)]))


def monthly(*values, indicator=RATE, area="VN", year=2026):
    months = range(1, len(values) + 1)
    return [
        (indicator, area, f"{year}-{month:02}", value, f"{year}-{month + 1:02}-10")
        for month, value in zip(months, values, strict=True)
    ]


def alerts(rule, frame, today, **more):
    only = Rules({rule: RULES.by_id[rule]})
    found = evaluate(only, frame, CATALOGUE, UNITS, today, **more)
    return {(one.subject, one.area): one for one in found.alerts}, found


def test_a_fall_beyond_the_noise_fires_on_the_day_it_came_out_and_clears():
    # changes +1, +2, +1, +2, −9, +5: median distance 0.5, bar 3 × 1.4826 × 0.5 = 2.2239
    rows = table(*monthly(80, 81, 83, 84, 86, 77, 82))
    found, _ = alerts("sharp-fall", rows, date(2026, 9, 30))
    one = found[RATE, "VN"]
    assert [step for step in one.history if step.state != "no_data"] == [
        Step(date(2026, 7, 10), "alerting"),
        Step(date(2026, 9, 9), "normal"),  # 30 days after August's publication
    ]
    assert one.numbers["extra"] == pytest.approx(-9)
    assert one.numbers["bar"] == pytest.approx(2.2239)
    assert (one.numbers["value"], one.numbers["on"]) == (77, "2026-06")


def test_a_fall_within_the_noise_does_not_fire():
    found, told = alerts("sharp-fall", table(*monthly(80, 84, 79, 85, 81, 77)), date(2026, 8, 1))
    assert not found
    assert told.states["sharp-fall"] == {"normal": 1}


def test_what_came_out_later_is_not_known_before():
    rows = table(*monthly(80, 81, 83, 84, 86, 77))
    assert not alerts("sharp-fall", rows, date(2026, 7, 9))[0]
    assert alerts("sharp-fall", rows, date(2026, 7, 10))[0]
    mended = (RATE, "VN", "2026-06", 86.5, "2026-08-15")
    both = table(*monthly(80, 81, 83, 84, 86, 77), mended)
    assert alerts("sharp-fall", both, date(2026, 8, 14))[0][RATE, "VN"].state == "alerting"
    one = alerts("sharp-fall", both, date(2026, 9, 20))[0][RATE, "VN"]
    assert one.history[-1] == Step(date(2026, 9, 14), "normal")


def test_no_improvement_asks_for_as_many_periods():
    assert not alerts("no-improvement", table(*monthly(80, 80, 79)), date(2026, 6, 1))[0]
    one = alerts("no-improvement", table(*monthly(80, 80, 79, 80)), date(2026, 6, 1))[0][RATE, "VN"]
    assert (one.state, one.since) == ("alerting", date(2026, 5, 10))
    assert not alerts("no-improvement", table(*monthly(80, 80, 79, 81)), date(2026, 6, 1))[0]
    assert not alerts("no-improvement", table(*monthly(100, 100, 100, 100)), date(2026, 6, 1))[0]


def test_where_lower_is_better_a_rise_is_the_fall():
    rank = [("egdi_rank", "VN", f"{year}", value, f"{year}-09-30")
            for year, value in zip(range(2016, 2027), [90, 88, 87, 85, 84, 82, 81, 79, 78, 76, 91],
                                   strict=True)]  # fmt: skip
    one = alerts("sharp-fall", table(*rank), date(2027, 1, 1))[0]["egdi_rank", "VN"]
    assert one.numbers["extra"] == 15  # places, as the figures go


def test_no_update_counts_from_the_end_of_the_last_period():
    # February ended on the 28th; a month's 30 days and 60 more are over on 30 May
    found, _ = alerts("no-update", table(*monthly(80, 81)), date(2026, 6, 15))
    assert found[RATE, "VN"].since == date(2026, 5, 30)
    assert not found[RATE, "VN"].at_least
    assert not alerts("no-update", table(*monthly(80, 81)), date(2026, 5, 29))[0]
    assert not alerts("no-update", table(*monthly(80)), date(2027, 5, 29))[0]


def test_a_province_is_held_against_the_others_of_its_region():
    region = UNITS["VN34-01"].region
    others = [unit.id for unit in UNITS.provinces if unit.region == region and unit.id != "VN34-01"]
    assert len(others) == 5
    good = [monthly(value, area=area) for area, value in
            zip(others, (80, 82, 84, 86, 88), strict=True)]  # fmt: skip
    # quartiles 82 and 86: the fence is 82 − 1.5 × 4 = 76
    for value, fires in ((75.9, True), (76.0, False)):
        rows = table(*sum(good, monthly(value, area="VN34-01")))
        found, _ = alerts("under-region", rows, date(2026, 4, 1))
        assert ((RATE, "VN34-01") in found) is fires
    one = alerts("under-region", table(*sum(good, monthly(75.9, area="VN34-01"))),
                 date(2026, 4, 1))[0][RATE, "VN34-01"]  # fmt: skip
    assert (one.numbers["bar"], one.numbers["extra"]) == (76, 84)
    assert one.history == (
        Step(date(2026, 2, 10), "pending"), Step(date(2026, 3, 12), "alerting"),
    )  # fmt: skip


def test_provinces_that_do_not_add_up():
    areas = [unit.id for unit in UNITS.provinces]
    counts = [monthly(10, indicator="dossiers_received", area=area)[0] for area in areas]
    for nation, fires in ((340, False), (341.7, False), (342, True)):  # 0.5 % of it are 1.71
        rows = table(*counts, *monthly(nation, indicator="dossiers_received"))
        found, _ = alerts("not-adding-up", rows, date(2026, 4, 1))
        assert (("dossiers_received", "VN") in found) is fires


SHARE = "digital_economy_gdp_share"  # 30 % by 2030-12-31 after 20 % by 2025-12-31


def yearly(*values, first=2021):
    return [(SHARE, "VN", f"{first + at}", value, f"{first + at + 1}-01-15")
            for at, value in enumerate(values)]  # fmt: skip


def test_a_needed_pace_above_the_best_fires_until_the_deadline():
    rows = table(*yearly(12, 12.5, 13, 13.5, 14))  # half a point a year, 16 points in five years
    one = alerts("pace-beyond-best", rows, date(2026, 11, 22))[0][SHARE, "VN"]
    assert (one.state, one.numbers["on"]) == ("alerting", "2030-12-31")
    assert one.numbers["value"] > one.numbers["bar"] > 0
    past = alerts("pace-beyond-best", rows, date(2031, 6, 1))[0][SHARE, "VN"]
    assert past.state == "normal"
    assert past.since > date(2030, 12, 31)


def test_a_target_within_reach_does_not_fire():
    rows = table(*yearly(4, 10, 16, 22, 28))
    assert not alerts("pace-beyond-best", rows, date(2026, 11, 22))[0]


def test_a_target_unlikely_to_be_reached_fires_and_a_likely_one_does_not():
    # half a point a year on a straight line: 17 where 30 are due at the end of 2030
    slow = table(*yearly(11, 11.5, 12, 12.5, 13, 13.5, 14, first=2018))
    one = alerts("low-chance", slow, date(2026, 11, 22))[0][SHARE, "VN"]
    assert one.state == "alerting"
    assert one.numbers["value"] < one.numbers["bar"] == 0.25
    assert one.numbers["extra"] == pytest.approx(17, abs=0.3)
    fast = table(*yearly(5, 9, 13, 17, 21, 25, 29, first=2018))
    assert not alerts("low-chance", fast, date(2026, 11, 22))[0]


def test_figures_of_low_quality_fire_after_a_month():
    # one figure of six years ago, of no known source: not live, not shared
    rows = table(
        (RATE, "VN", "2020-01", 80, "2020-02-10"), (RATE, "VN", "2020-06", 80, "2020-07-10")
    )
    found = alerts("low-quality", rows.assign(source=""), date(2026, 11, 22))[0]
    one = found[RATE, "VN"]
    assert one.state == "alerting"
    assert one.numbers["value"] < one.numbers["bar"] == 0.7
    assert one.since - one.began == timedelta(30)


def test_tasks_fire_on_the_day_after_their_deadline():
    register, rows = load_register(CATALOGUE, UNITS), table(*monthly(80))
    today = date(2025, 12, 20)
    judged = judge(register, CATALOGUE, lambda *_: rows.iloc[:0], today)
    soon, _ = alerts("task-due-soon", rows, today, tasks=judged)
    one = next(one for one in soon.values() if one.task.due == date(2025, 12, 31))
    assert (one.state, one.since) == ("alerting", date(2025, 12, 1))
    judged = judge(register, CATALOGUE, lambda *_: rows.iloc[:0], date(2026, 1, 5))
    late, _ = alerts("task-unproven", rows, date(2026, 1, 5), tasks=judged)
    assert not alerts("task-overdue", rows, date(2026, 1, 5), tasks=judged)[0]
    unproven = late[one.subject, one.area]
    assert (unproven.state, unproven.since) == ("alerting", date(2026, 1, 1))
    again, _ = alerts("task-due-soon", rows, date(2026, 1, 5), tasks=judged)
    assert again[one.subject, one.area].history[-1] == Step(date(2026, 1, 1), "normal")


def test_the_rules_of_the_project_have_no_problem():
    assert RULES.problems == ()
    assert len(RULES.by_id) == 11


def test_a_rule_with_a_problem_is_told_by_line_and_the_rest_is_kept(tmp_path):
    path = tmp_path / "rules.yml"
    path.write_text("""rules:
  - {id: a, condition: flat, name: {vi: x, en: y}, severity: notice, periods: 3}
  - id: b
    condition: fall
    name: {vi: x, en: y}
    severity: notice
    limit: 2
    indicators: [on_time_rate, nobody_knows]
  - {id: c, condition: fall, name: {vi: x, en: y}, severity: notice}
  - {id: d, condition: moon, name: {vi: x, en: y}, severity: loud, pending: -1}
  - {id: a, condition: flat, name: {vi: x, en: y}, severity: notice, periods: 4}
""")
    found = load_rules(CATALOGUE, path)
    assert {name: one.periods for name, one in found.by_id.items()} == {"a": 3}
    assert [problem.partition(": ")[0] for problem in found.problems] == [
        "rules.yml:8", "rules.yml:9", *["rules.yml:10"] * 3, "rules.yml:11",
    ]  # fmt: skip
    assert "'nobody_knows' is unknown" in found.problems[0]
    assert "needs 'limit'" in found.problems[1]


@pytest.mark.parametrize("content", ["", "rules: 3", "rules: [1]", "a: [b"])
def test_a_file_that_holds_no_rules_is_told(tmp_path, content):
    (tmp_path / "rules.yml").write_text(content)
    found = load_rules(CATALOGUE, tmp_path / "rules.yml")
    assert not found.by_id
    assert "rules.yml" in found.problems[0]


def test_a_merged_figure_is_known_when_its_parts_were():
    rows = load_published()
    seen = editions(rows, CATALOGUE, UNITS)
    former = seen["area"].str.startswith("VN63-")
    assert not former.any()
    assert len(seen[seen["area"] == "VN"]) == len(rows[rows["area"] == "VN"])


def test_the_population_is_no_achievement():
    rows = [("population", "VN34-01", f"{year}", 8_000_000, f"{year + 1}-06-30")
            for year in range(2018, 2025)]  # fmt: skip
    assert not alerts("no-improvement", table(*rows), date(2026, 6, 1))[0]


def test_a_day_on_which_nothing_came_out_is_seen_as_if_it_were_the_only_one():
    rows, rules = editions(load_published(), CATALOGUE, UNITS), list(RULES.by_id.values())
    rules = [rule for rule in rules if rule.condition != "quality"]  # looked at for a few days
    days = look_days(rows, date(2026, 11, 22), 365)
    for count in (len(days) // 2, len(days)):
        together = looked(rules, rows, CATALOGUE, UNITS, days[:count])
        alone = looked(rules, rows, CATALOGUE, UNITS, days[count - 1 : count])
        last = {key: (seen[-1][0].holds, seen[-1][1]) for key, seen in together.items()}
        for key, ((look, numbers),) in alone.items():
            assert repr(last[key]) == repr((look.holds, numbers))


def test_what_is_said_of_several_areas_or_of_one_agency_is_one_line():
    rows = editions(load_published(), CATALOGUE, UNITS)
    today = date(2026, 11, 22)
    tasks = judge(load_register(CATALOGUE, UNITS), CATALOGUE,
                  lambda name, area: rows[(rows["indicator"] == name) & (rows["area"] == area)],
                  today)  # fmt: skip
    found = [one for one in evaluate(RULES, rows, CATALOGUE, UNITS, today, tasks=tasks).alerts
             if one.active]  # fmt: skip
    groups = grouped(found, CATALOGUE)
    assert sorted(one.id for group in groups for one in group) == sorted(one.id for one in found)
    assert len(groups) < len(found) / 4
    for group in groups:
        supply = group[0].rule.condition in ("stale", "task_unproven")
        assert len({one.rule.id for one in group}) == len({one.state for one in group}) == 1
        assert supply or len({one.subject for one in group}) == 1
        assert len({answering(one, CATALOGUE) for one in group}) == 1
        line = group_line(group, CATALOGUE, UNITS, language("en"))
        assert len(group) == 1 or f", {len(group)} " in line


def test_the_owner_s_contact_stands_on_the_warning():
    one = CATALOGUE["egdi_osi"]
    owner = replace(one.owner, contact=Text("Vụ A", "Department A"))
    known = replace(CATALOGUE, indicators={**CATALOGUE, "egdi_osi": replace(one, owner=owner)})
    rule = RULES.by_id["no-improvement"]
    alert = Alert(rule, "egdi_osi", "VN", "alerting", DAY, DAY, False, {}, ())
    assert answering(alert, known).contact == Text("Vụ A", "Department A")
    assert answering(alert, CATALOGUE).contact is None
    ours = replace(alert, rule=replace(rule, contact=Text("Vụ B", "Department B")))
    assert answering(ours, known).contact == Text("Vụ B", "Department B")

"""Rules held against what then happened, on hand-made cases and on the practice panel."""

from datetime import date
from math import comb

import pytest

from kpi.alerts import load_rules
from kpi.alerts.rules import Rules
from kpi.alerts.score import Case, replay, scored
from kpi.catalogue import load_catalogue
from kpi.course import all_series
from kpi.merger import view
from kpi.practice import practice_panel
from kpi.units import load_units
from tests.test_alerts import monthly, table

CATALOGUE, UNITS = load_catalogue(), load_units()
RULES = load_rules(CATALOGUE)
TODAY = date(2026, 11, 22)


def test_the_record_is_counted_as_by_hand():
    cases = [Case(True, True, 40), Case(True, True, 60), Case(True, False, 90), Case(False, True),
             *[Case(False, False)] * 6]  # fmt: skip
    found = scored(RULES.by_id["sharp-fall"], cases)
    assert (found.precision, found.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert (found.base, found.lead) == (0.3, 50)
    # two or three of the three that come true among three drawn of ten
    assert found.luck == pytest.approx((comb(3, 2) * 7 + 1) / comb(10, 3))
    assert not found.useful


def test_a_rule_that_always_fires_is_no_better_than_chance():
    found = scored(RULES.by_id["low-chance"], [Case(True, at % 2 == 0, 10) for at in range(50)])
    assert found.luck == pytest.approx(1)
    assert not found.useful


def test_a_rule_that_never_fires_has_no_precision():
    found = scored(RULES.by_id["low-chance"], [Case(False, True)] * 3)
    assert (found.precision, found.recall, found.lead) == (None, 0, None)
    assert not found.useful


def test_a_fall_is_right_where_the_figures_stay_down():
    # July falls by 9 and comes out on 10 August; three months on is the publication of
    # 10 November (October): below 86, the level before the fall, or not
    for october, right in ((85.0, 1), (86.5, 0)):
        values = [80, 81, 83, 84, 86, 86, 77, 78, 79, october]
        only = Rules({"sharp-fall": RULES.by_id["sharp-fall"]})
        (found,) = replay(only, table(*monthly(*values)), CATALOGUE, UNITS, TODAY)
        assert (found.fired, found.hits) == (1, right)
        assert found.lead == (92 if right else None)


@pytest.fixture(scope="module")
def panel():
    return view(practice_panel(), "34", CATALOGUE, UNITS)


@pytest.fixture(scope="module")
def record(panel):
    return {one.rule.id: one for one in replay(RULES, panel, CATALOGUE, UNITS, TODAY)}


def test_targets_missed_on_the_panel_are_those_the_figures_tell(panel, record):
    """The same outcome counted another way: the last figure by each deadline against the target."""
    missed = every = 0
    for (name, area), one in all_series(panel, CATALOGUE, TODAY).items():
        indicator = CATALOGUE[name]
        ours = [target for target in indicator.targets if target.area == "VN"
                and date(2024, 11, 22) <= target.deadline < TODAY]  # fmt: skip
        for target in ours if name != "full_process_service_rate" else ():
            points, _ = one.until(target.deadline)
            every += area.startswith("VN34-") or area == "VN"
            missed += points[-1].value < target.value
    found = record["low-chance"]
    assert found.cases - every == 35  # one more indicator, whose targets share a deadline
    assert found.true <= missed + 35
    assert found.true >= missed


def test_rules_on_targets_see_most_misses_coming_months_ahead(record):
    for name in ("pace-beyond-best", "low-chance"):
        found = record[name]
        assert found.recall > 0.9
        assert found.precision > found.base
        assert found.lead > 90
        assert found.useful


def test_a_rule_that_is_no_better_than_chance_says_so(record):
    """On the panel a fall is noise by construction: the next figure comes back."""
    found = record["sharp-fall"]
    assert found.fired > 20
    assert found.precision < found.base
    assert not found.useful


def test_rules_that_state_a_fact_are_not_scored(record):
    assert set(record) == {
        "pace-beyond-best", "low-chance", "sharp-fall", "no-improvement", "under-region",
        "task-due-soon",
    }  # fmt: skip

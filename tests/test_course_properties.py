"""What must hold for any figures: arithmetic, units, direction, and better is never worse."""

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpi.catalogue import Target, load_catalogue
from kpi.course.judge import weigh
from kpi.course.projection import fan, project
from kpi.course.series import Point, Series

PERCENT = replace(load_catalogue()["online_dossier_rate"], breaks=(), targets=())
ORDERS = {  # worst first
    "eurostat": ("moving_away", "insufficient", "moderate", "on_course", "achieved"),
    "un": ("stagnation", "accelerate", "on_course", "achieved"),
    "german": ("storm", "cloud", "slightly_cloudy", "sun"),
    "pace": ("impossible", "beyond_best", "within_reach", "achieved"),
    "overall": (
        "past_deadline",
        "moving_away",
        "insufficient",
        "moderate",
        "on_course",
        "achieved",
    ),
}
figures = st.lists(st.integers(1, 999).map(lambda tenths: tenths / 10), min_size=1, max_size=8)
gaps = st.lists(st.integers(20, 500), min_size=8, max_size=8)
targets = st.integers(1, 1000).map(lambda tenths: tenths / 10)
left = st.integers(-400, 1500)


def told(values, steps, target, days_left, better="higher", valid=(0.0, 100.0)):
    """Judge values apart by so many days; the day of judgement is ten days after the last."""
    day, points = date(2018, 1, 31), []
    for value, step in zip(values, steps, strict=False):
        day += timedelta(step)
        points.append(Point(str(day), day, value, "A"))
    as_of = day + timedelta(10)
    indicator = replace(PERCENT, direction=better, valid=valid)
    series = Series(PERCENT.id, "VN", tuple(points), (0,) * len(points))
    aim = Target(PERCENT.id, "VN", target, as_of + timedelta(days_left), "plan")
    return weigh(indicator, series, aim, as_of)


def words(made):
    return {name: one.verdict for name, one in made.findings.items()} | {"overall": made.overall}


@given(figures, gaps, targets, left, st.sampled_from(["higher", "lower"]))
def test_every_number_is_finite_and_every_silence_has_a_reason(values, steps, aim, days, better):
    made = told(values, steps, aim, days, better)
    for name, finding in made.findings.items():
        numbers = [finding.value, *finding.numbers.values()]
        assert all(math.isfinite(one) for one in numbers if one is not None)
        assert finding.value is not None or finding.reason, name


@given(figures, gaps, targets, st.integers(1, 1500))
def test_required_pace_by_months_left_leads_from_the_latest_to_the_target(values, steps, aim, days):
    made = told(values, steps, aim, days)
    assume(made.required_pace is not None)
    assert made.required_pace * made.months_left + made.latest.value == pytest.approx(aim)


@given(figures, gaps, targets, left, st.floats(0.001, 1000), st.sampled_from(["higher", "lower"]))
def test_verdicts_do_not_change_with_the_unit(values, steps, aim, days, factor, better):
    one = told(values, steps, aim, days, better)
    assume(not on_an_edge(one))
    scaled = [factor * value for value in values]
    other = told(scaled, steps, factor * aim, days, better, (0.0, 100 * factor))
    assert (words(one), one.agree) == (words(other), other.agree)


def on_an_edge(made):
    """Whether rounding alone may decide: a value within 1e-6 of a bound between two words."""
    bounds = {
        "eurostat": (0, 0.6, 0.95), "un": (0.1, 0.95), "german": (0.05, 0.2), "pace": (1,),
    }  # fmt: skip
    near = [
        abs(made.findings[name].value - bound) < 1e-6
        for name, some in bounds.items()
        for bound in some
        if made.findings[name].value is not None
    ]
    last = made.latest.value if made.latest else 50
    return any(near) or abs(last - 1) < 1e-6 or abs(last - 99) < 1e-6


@given(figures, gaps, targets, left, st.floats(0, 60), st.sampled_from(["higher", "lower"]))
def test_a_better_latest_value_never_gives_a_worse_verdict(values, steps, aim, days, more, better):
    changed = values[-1] + more if better == "higher" else max(0.05, values[-1] - more)
    before = words(told(values, steps, aim, days, better))
    after = words(told([*values[:-1], changed], steps, aim, days, better))
    for name, order in ORDERS.items():
        both = (before[name], after[name])
        if not {"not_enough_data", "past_deadline"} & set(both):
            assert order.index(both[1]) >= order.index(both[0]), (name, both)
    assert (before["overall"], after["overall"]) != ("achieved", "past_deadline")


@given(figures, gaps, targets, left)
def test_mirrored_figures_with_the_other_direction_get_the_same_verdicts(values, steps, aim, days):
    """100 − v with lower as better: exact for straight lines; a rate keeps only its side.

    A growth rate has no mirror image on a scale with two ends: of 50 to 65 and 50 to 35 the second
    is steeper. Whether it leads towards the target or away is the same.
    """
    one = told(values, steps, aim, days)
    other = told([100 - value for value in values], steps, 100 - aim, days, "lower")
    assume(not on_an_edge(one) and not on_an_edge(other) and aim < 100)
    for name in ("german", "pace"):
        assert one.findings[name].verdict == other.findings[name].verdict
    for name in ("eurostat", "un"):
        assert aside(one, name) == aside(other, name)


def aside(made, name):
    verdict = made.findings[name].verdict
    return verdict if verdict in ("moving_away", "achieved", "past_deadline") else ""


@given(figures, gaps, targets, st.integers(1, 1500))
def test_projections_stay_within_the_limits_and_in_order(values, steps, aim, days):
    made = told([*values, *values, *values][:8], steps, aim, days)
    deadline = made.as_of + timedelta(days)
    found = project(made.points, PERCENT, aim, deadline)
    steps_ahead = fan(made.points, PERCENT, deadline)
    assert isinstance(found, str) == (not steps_ahead)
    for _, value, low80, high80, low95, high95 in steps_ahead:
        assert 0 <= low95 <= low80 <= value <= high80 <= high95 <= 100
    if steps_ahead:
        assert 0 <= found.probability <= 1
        assert steps_ahead[-1] == found.at

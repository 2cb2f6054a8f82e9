"""Projections: methods on curves whose continuation is known, intervals, and silence."""

from dataclasses import replace
from datetime import date, timedelta
from statistics import NormalDist

import numpy as np
import pytest

from kpi.catalogue import load_catalogue
from kpi.course import Point, fan
from kpi.course.backtest import backtest
from kpi.course.forecasts import FORECASTS, inverse, logit
from kpi.course.projection import NAMES, project, project_all
from kpi.course.student import below, quantile

RATE = replace(load_catalogue()["online_dossier_rate"], decimals=1)
TIMES = np.arange(8.0)
AHEAD = np.array([8.0, 9.0])


def points(values, first=2015):
    return tuple(
        Point(str(first + at), date(first + at, 12, 31), float(value), "A")
        for at, value in enumerate(values)
    )


@pytest.mark.parametrize(
    ("t", "degrees", "probability"),
    [  # Abramowitz & Stegun, table 26.10, and the Cauchy distribution for one degree
        (1.0, 1, 0.75), (12.706, 1, 0.975), (4.303, 2, 0.975), (2.353, 3, 0.95),
        (2.776, 4, 0.975), (1.476, 5, 0.90), (2.228, 10, 0.975), (0.0, 7, 0.5),
    ],
)  # fmt: skip
def test_student_s_t_is_that_of_the_tables(t, degrees, probability):
    assert below(t, degrees) == pytest.approx(probability, abs=2e-4)
    assert below(-t, degrees) == pytest.approx(1 - probability, abs=2e-4)
    if t:
        assert quantile(probability, degrees) == pytest.approx(t, rel=2e-3)


def test_student_s_t_tends_to_the_normal():
    assert quantile(0.975, 4000) == pytest.approx(NormalDist().inv_cdf(0.975), abs=1e-3)


def test_log_odds_and_back():
    shares = np.array([0.001, 0.2, 0.5, 0.999])
    assert inverse(logit(shares)) == pytest.approx(shares)
    assert np.isfinite(logit(np.array([0.0, 1.0]))).all()


def test_a_straight_line_is_carried_on_and_stays_within_the_limits():
    line = FORECASTS["straight_line"](TIMES, 0.05 + 0.1 * TIMES[None], np.array([9.0, 20.0]))
    assert line[0] == pytest.approx([0.95, 1.0])


def test_theil_sen_carries_a_logistic_curve_on_whatever_one_figure_says():
    odds = -2 + 0.5 * TIMES
    odds[3] = 4  # one figure far off
    told = FORECASTS["theil_sen_logit"](TIMES, inverse(odds)[None], AHEAD)
    assert told[0] == pytest.approx(inverse(-2 + 0.5 * AHEAD), abs=0.02)


def test_a_damped_trend_halves_its_pace_each_time_its_span_passes():
    odds = -2 + 0.5 * TIMES
    told = logit(FORECASTS["damped_logit"](TIMES, inverse(odds)[None], np.array([14.0, 700.0])))
    span = 7.0
    after_one = odds[-1] + 0.5 * span * 0.5 / np.log(2)  # half of all that is still to come
    assert told[0, 0] == pytest.approx(after_one)
    assert told[0, 1] == pytest.approx(odds[-1] + 0.5 * span / np.log(2))


def test_the_back_test_foretells_every_later_figure_from_every_earlier_one():
    """No change on 10, 20 … 50 %: from the third and fourth figure it is 10, 20 and 10 off."""
    record = backtest(np.arange(5.0), np.array([[0.1, 0.2, 0.3, 0.4, 0.5]]))["last_value"]
    assert (record.origins, record.forecasts) == (2, 3)
    assert record.error == pytest.approx(0.4 / 3)
    assert (record.nearest, record.farthest) == (1, 2)


def test_the_width_is_that_of_the_errors_by_the_years_ahead():
    """Log odds 0, 0, 0, 1, 1: no change is off by 1 after one and after two years, then by 0."""
    shares = inverse(np.array([[0.0, 0.0, 0.0, 1.0, 1.0]]))
    record = backtest(np.arange(5.0), shares)["last_value"]
    assert record.width == pytest.approx(np.sqrt(((1 + 0.25) / 2 + 0) / 2))


def test_a_steady_rise_is_projected_as_a_line():
    made = project(points([45, 50, 55, 60, 65], 2020), RATE, 80, date(2025, 12, 31))
    assert made.method == "straight_line"
    assert made.at.value == pytest.approx(70, abs=0.05)
    assert made.probability < 0.01
    assert (made.error, made.error_no_change) == (pytest.approx(0, abs=0.02), pytest.approx(20 / 3))


@pytest.mark.parametrize(
    ("values", "indicator", "reason"),
    [
        ([50, 51, 52, 53], RATE, "few_points"),
        ([10, 20, 30, 30, 30, 30, 30], RATE, "no_skill"),
        ([50, 50, 50, 50, 50, 50], RATE, "no_skill"),
        ([100, 90, 80, 70, 60], load_catalogue()["egdi_rank"], "unbounded_unit"),
        ([1, 2, 3, 4, 5], load_catalogue()["vneid_activated"], "unbounded_unit"),
    ],
)
def test_without_skill_there_is_no_projection_but_a_reason(values, indicator, reason):
    assert project(points(values), indicator, 80, date(2025, 12, 31)) == reason
    assert fan(points(values), indicator, date(2025, 12, 31)) == ()


def test_the_probability_and_the_interval_say_the_same():
    """Where the target is the end of the 80 % interval, one in ten chances lie beyond it."""
    rising = points([20, 24, 33, 35, 45, 47, 55, 60])
    made = project(rising, RATE, 80, date(2024, 12, 31))
    edge = project(rising, RATE, made.at.high80, date(2024, 12, 31))
    assert edge.probability == pytest.approx(0.10, abs=1e-6)
    falling = project(rising, replace(RATE, direction="lower"), made.at.high80, made.at.day)
    assert falling.probability == pytest.approx(0.9)


def test_a_target_beyond_the_scale_is_never_reached():
    rising = points([20, 24, 33, 35, 45, 47, 55, 60])
    assert project(rising, RATE, 101, date(2040, 12, 31)).probability == 0
    falling = replace(RATE, direction="lower")
    assert project(rising, falling, -1, date(2040, 12, 31)).probability == 0


def test_intervals_widen_with_time():
    steps = fan(points([20, 24, 33, 35, 45, 47, 55, 60]), RATE, date(2025, 12, 31))
    widths = [float(np.diff(logit(np.array([s.low80, s.high80]) / 100))[0]) for s in steps]
    assert widths == sorted(widths)
    assert steps[0].high80 - steps[0].low80 < 10


def test_intervals_hold_what_they_promise_on_series_drawn_from_the_model():
    """200 logistic series with noise, three years on: 80 and 95 % of the outcomes inside."""
    chance = np.random.default_rng(57)
    times = np.arange(13)
    odds = -2 + 0.3 * times + chance.normal(0, 0.15, (200, 13))
    values = 100 * inverse(odds)
    inside80, inside95, told = 0, 0, 0
    for row in values:
        made = project(points(row[:10]), RATE, 80, date(2027, 12, 31))
        if not isinstance(made, str):
            told += 1
            inside80 += made.at.low80 <= row[12] <= made.at.high80
            inside95 += made.at.low95 <= row[12] <= made.at.high95
    assert told > 190
    assert inside80 / told >= 0.8
    assert inside95 / told >= 0.95


def test_many_series_at_once_are_projected_as_each_alone():
    chance = np.random.default_rng(7)
    some = [points(20 + 5 * np.arange(8) + chance.normal(0, 2, 8)) for _ in range(5)]
    some.append(points([50] * 8))
    due = date(2024, 12, 31)
    together = project_all(some, RATE, 70, due)
    alone = [project(one, RATE, 70, due) for one in some]
    assert together[-1] == alone[-1] == "no_skill"
    for one, other in zip(together[:-1], alone[:-1], strict=True):
        assert one.at.value == pytest.approx(other.at.value)
        assert (one.method, one.probability) == (other.method, pytest.approx(other.probability))


def test_irregular_periods_and_limits_are_no_obstacle():
    first = date(2023, 1, 31)
    values = [0, 40, 100, 100, 99.9, 100, 100]
    days = [first + timedelta(at) for at in (0, 31, 500, 531, 700, 1000, 1001)]
    odd = tuple(Point(str(d), d, float(v), "A") for d, v in zip(days, values, strict=True))
    for step in fan(odd, RATE, date(2027, 12, 31)):
        assert 0 <= step.low95 <= step.value <= step.high95 <= 100


def test_every_method_has_a_name():
    assert set(NAMES) == set(FORECASTS)

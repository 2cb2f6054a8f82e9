"""The four methods, worked by hand: docs/verdicts.md tells the formulas in words."""

from datetime import date

import pytest

from kpi.course.eurostat import eurostat
from kpi.course.german import german
from kpi.course.pace import best_pace, pace
from kpi.course.series import Point
from kpi.course.spans import months, years
from kpi.course.un import un
from kpi.course.way import Way

PERCENT = (0.0, 100.0)


def points(values):
    """Figures for years, or for periods that end on a day."""
    return tuple(
        Point(str(when), date(when, 12, 31) if isinstance(when, int) else when, float(value), "A")
        for when, value in values.items()
    )


def way(values, target, due=date(2025, 12, 31), better="higher", as_of=None, valid=PERCENT):
    known = points(values)
    return Way(known, target, due, as_of or known[-1].day, better, valid)


def test_time_is_counted_in_days_of_a_mean_year():
    assert years(date(2021, 12, 31), date(2025, 12, 31)) == 4  # 1461 days with one leap day
    assert months(date(2024, 12, 31), date(2025, 12, 31)) == pytest.approx(12, abs=0.01)


@pytest.mark.parametrize("length", [365, 365.2425, 366])
def test_the_examples_come_out_with_any_length_of_the_year(length, monkeypatch):
    monkeypatch.setattr("kpi.course.spans.DAYS_A_YEAR", length)
    assert round(eurostat(way({2021: 50, 2024: 65}, 80)).value, 2) == 0.73
    assert round(eurostat(way({2021: 2, 2024: 20}, 40)).value, 2) == 1.04
    assert round(eurostat(way({2021: 30, 2024: 38}, 40)).value, 2) == 1.10


@pytest.mark.parametrize(
    ("values", "target", "ratio", "verdict", "share", "words"),
    [
        ({2021: 50, 2024: 65}, 80, 0.73, "moderate", 0.70, "accelerate"),
        ({2021: 2, 2024: 20}, 40, 1.04, "on_course", 1.08, "on_course"),
        ({2021: 30, 2024: 38}, 40, 1.10, "on_course", 1.11, "on_course"),
    ],
)
def test_eurostat_and_un_on_the_worked_examples(values, target, ratio, verdict, share, words):
    rate, chart = eurostat(way(values, target)), un(way(values, target))
    assert (round(rate.value, 2), rate.verdict) == (ratio, verdict)
    assert (round(chart.value, 2), chart.verdict) == (share, words)


def test_the_german_line_reaches_70_and_misses_two_thirds():
    found = german(way({2020: 45, 2021: 50, 2022: 55, 2023: 60, 2024: 65}, 80))
    assert (round(found.numbers["line"]), found.verdict) == (70, "cloud")
    assert found.value == pytest.approx(0.67, abs=0.005)


def test_the_german_line_asks_for_four_changes():
    assert german(way({2021: 50, 2024: 65}, 80)).reason == "few_changes"
    assert german(way({2021: 1, 2022: 2, 2023: 3, 2024: 4}, 80)).verdict == "not_enough_data"


def test_the_german_line_takes_the_last_five_changes():
    older = {2017: 90, 2018: 10, 2019: 40, 2020: 45, 2021: 50, 2022: 55, 2023: 60, 2024: 65}
    assert german(way(older, 80)).numbers["rate"] == pytest.approx((65 - 40) / 5, abs=0.01)


@pytest.mark.parametrize(
    ("target", "verdict"), [(69.9, "sun"), (70.2, "sun"), (70.6, "slightly_cloudy"), (72, "cloud")]
)
def test_the_german_symbols(target, verdict):
    """The line comes to 70: 0, 4, 11 and 29 % of what is left are missed."""
    steady = {2020: 45, 2021: 50, 2022: 55, 2023: 60, 2024: 65}
    assert german(way(steady, target)).verdict == verdict


def test_a_line_the_wrong_way_is_storm():
    falling = {2020: 45, 2021: 44, 2022: 43, 2023: 42, 2024: 41}
    assert german(way(falling, 80)).verdict == "storm"
    assert german(way(falling, 20, better="lower")).verdict == "cloud"


def test_the_line_ends_at_the_limit():
    steep = {2020: 10, 2021: 30, 2022: 50, 2023: 70, 2024: 90}
    assert german(way(steep, 99)).numbers["line"] == 100


@pytest.mark.parametrize(
    ("last", "verdict"),
    [(80 - 1e-6, "on_course"), (79, "on_course"), (50, "insufficient"), (49, "moving_away")],
)
def test_eurostat_from_a_standstill_to_the_target(last, verdict):
    assert eurostat(way({2021: 50, 2024: last}, 80)).verdict == verdict


@pytest.mark.parametrize(
    ("last", "verdict"), [(49, "stagnation"), (50, "stagnation"), (53, "accelerate")]
)
def test_un_from_regression_to_acceleration(last, verdict):
    assert un(way({2021: 50, 2024: last}, 80)).verdict == verdict


@pytest.mark.parametrize(
    ("value", "better", "verdict"),
    [(99, "higher", "achieved"), (98.9, "higher", "on_course"), (1, "lower", "achieved")],
)
def test_un_counts_within_one_percent_of_the_limit_as_achieved(value, better, verdict):
    target = 100 if better == "higher" else 0
    assert un(way({2021: 50, 2024: value}, target, better=better)).verdict == verdict


def test_a_rank_gets_better_downward():
    ranks = {2018: 88, 2020: 86, 2022: 86, 2024: 71}
    found = way(ranks, 70, better="lower", valid=(1.0, None))
    assert eurostat(found).value == pytest.approx(-3.51 / -3.22, abs=0.01)  # % a year
    assert pace(found).numbers["required"] == pytest.approx(-1 / 12, abs=1e-3)


@pytest.mark.parametrize("method", [eurostat, un])
@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({2021: 0, 2024: 20}, "not_positive"),
        ({2021: -5, 2024: 20}, "not_positive"),
        ({2021: 5, 2024: -1}, "not_positive"),
        ({2024: 20}, "one_point"),
        ({date(2024, 10, 26): 40, date(2024, 12, 31): 45}, "short_span"),
        ({2021: 80, 2024: 79}, "reached_before"),
        ({2021: 85, 2024: 79}, "reached_before"),
    ],
)
def test_where_a_growth_rate_has_no_sense_there_is_a_reason_and_no_number(method, values, reason):
    found = method(way(values, 80))
    assert (found.value, found.reason) == (None, reason)


def test_a_target_that_was_reached_and_lost_is_moving_away():
    lost = way({2021: 85, 2024: 79}, 80)
    assert (eurostat(lost).verdict, un(lost).verdict) == ("moving_away", "stagnation")


def test_the_fall_to_nothing_is_a_rate():
    gone = way({2021: 50, 2024: 0}, 80)
    assert eurostat(gone).numbers["observed"] == -1
    assert un(gone).numbers["projected"] == pytest.approx(0)


def test_ratios_stay_within_a_thousand():
    wild = way({date(2024, 1, 1): 1e-300, date(2024, 12, 31): 1e300}, 1e305, valid=(0, None))
    assert un(wild).value <= 1000
    near = way({2021: 50, 2024: 49}, 50.0000001)
    assert eurostat(near).value == -1000


def test_required_pace_is_what_is_left_by_the_months_left():
    found = pace(way({2021: 50, 2024: 65}, 80, as_of=date(2025, 6, 30)))
    assert found.numbers["required"] == pytest.approx(15 / 6.045, abs=1e-3)  # 184 days
    assert found.numbers["best"] == pytest.approx(15 / 36, abs=1e-3)
    assert found.verdict == "beyond_best"


@pytest.mark.parametrize(
    ("target", "as_of", "verdict", "reason"),
    [
        (66, date(2025, 1, 31), "within_reach", ""),
        (66, date(2025, 12, 31), "impossible", "no_time"),
        (101, date(2025, 1, 31), "impossible", "beyond_limit"),
        (80, date(2026, 1, 1), "past_deadline", "past_deadline"),
    ],
)
def test_the_verdicts_of_the_pace(target, as_of, verdict, reason):
    found = pace(way({2021: 50, 2024: 65}, target, as_of=as_of))
    assert (found.verdict, found.reason) == (verdict, reason)


def test_a_series_that_never_improved_has_no_ratio():
    found = pace(way({2021: 65, 2024: 50}, 80))
    assert (found.value, found.verdict) == (None, "beyond_best")


def test_the_best_pace_is_looked_for_in_every_stretch_of_that_length():
    """Rises of 1, 30 and 1 over 10, 20 and 10 days: the best 30 days hold the 30 and one 1."""
    first, figures = date(2024, 1, 1).toordinal(), {0: 0, 10: 1, 30: 31, 40: 32}
    days = {date.fromordinal(first + at): value for at, value in figures.items()}
    per_day = best_pace(points(days), 30, 1) / (365.25 / 12)
    assert per_day == pytest.approx(31 / 30)
    assert best_pace(points(days), 20, 1) / (365.25 / 12) == pytest.approx(1.5)


def test_the_best_pace_of_a_shorter_series_is_that_of_its_whole_length():
    assert best_pace(points({2021: 50, 2024: 65}), 9999, 1) == pytest.approx(15 / 36, abs=1e-3)
    assert best_pace(points({2024: 65}), 30, 1) is None


def test_the_best_pace_downward_is_the_steepest_fall():
    days = {2021: 90, 2022: 88, 2023: 70, 2024: 71}
    assert best_pace(points(days), 365, -1) == pytest.approx(-18 / 12, abs=2e-3)

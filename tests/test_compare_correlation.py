"""Two indicators over the areas: coefficients, their intervals, and which periods are paired."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.compare.correlation import LEAST, correlate, paired
from kpi.compare.words import related
from kpi.language import language
from kpi.periods import parse_period

# F. J. Anscombe, "Graphs in statistical analysis", The American Statistician 27 (1973) 17-21.
X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
FIRST = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
SECOND = [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74]
THIRD = [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73]
AREAS = [f"VN34-{code:02}" for code in range(12)]


@pytest.mark.parametrize(("y", "r"), [(FIRST, 0.8164), (SECOND, 0.8162), (THIRD, 0.8163)])
def test_pearsons_r_is_anscombes(y, r):
    found = correlate(X, y)
    assert found.number == 11
    assert found.pearson == pytest.approx(r, abs=5e-5)
    # atanh(0.8164) = 1.1459, 1.96 / sqrt(8) = 0.6930: tanh of 0.4530 and 1.8389
    assert found.interval == pytest.approx((0.424, 0.951), abs=1e-3)


def test_spearmans_is_one_less_six_times_the_squared_rank_differences():
    # ranks of FIRST against those of X: squared differences add up to 40
    found = correlate(X, FIRST)
    assert found.spearman == pytest.approx(1 - 6 * 40 / (11 * 120))
    low, high = found.ranks_interval
    assert low < found.interval.low  # Bonett and Wright's error is the larger one
    assert low < found.spearman < high < 1


def test_points_on_a_line_have_no_way_to_be_unsure():
    found = correlate(X, [2 * x + 1 for x in X])
    assert found.pearson == pytest.approx(1)
    assert found.ranks_interval == pytest.approx((1, 1))


def test_of_few_areas_or_equal_values_nothing_is_told():
    assert correlate(X[: LEAST - 1], FIRST[: LEAST - 1]) is None
    assert correlate(X, [5.0] * 11) is None
    assert correlate([], []) is None


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=10, max_size=40))
def test_scale_does_not_matter_and_signs_turn(points):
    x, y = ([float(one) for one in column] for column in zip(*points, strict=True))
    found = correlate(x, y)
    if found is None:
        assert len(set(x)) == 1 or len(set(y)) == 1
        return
    turned = correlate([1000 + 3 * one for one in x], [-one for one in y])
    assert turned.pearson == pytest.approx(-found.pearson, abs=1e-9)
    assert turned.spearman == pytest.approx(-found.spearman, abs=1e-9)
    assert -1 <= found.interval.low <= found.pearson <= found.interval.high <= 1


def rows(period, areas, values=None):
    return pd.DataFrame({
        "area": areas, "period": period, "value": values or [float(at) for at in range(len(areas))],
        "end": pd.Timestamp(parse_period(period).end), "qualifier": "",
    })  # fmt: skip


def test_the_newest_period_that_serves_both_widely_is_taken():
    one = pd.concat([rows("2025", AREAS), rows("2026", AREAS[:3])])
    other = pd.concat([rows("2024", AREAS), rows("2025", AREAS), rows("2026", AREAS[:3])])
    pairs = paired(one, other, AREAS)
    assert (pairs.x_period, pairs.y_period, len(pairs.rows)) == ("2025", "2025", 12)


def test_without_a_common_period_each_keeps_its_own_and_says_so():
    pairs = paired(rows("2020", AREAS), rows("2025", AREAS[:5]), AREAS)
    assert (pairs.x_period, pairs.y_period, len(pairs.rows)) == ("2020", "2025", 5)


def test_without_common_areas_there_is_no_pair():
    pairs = paired(rows("2025", AREAS[:5]), rows("2025", AREAS[6:]), AREAS)
    assert (pairs.x_period, pairs.y_period, len(pairs.rows)) == (None, None, 0)


def test_words_never_name_a_cause_and_say_when_no_link_is_seen():
    en = language("en")
    strong = related(correlate(X, FIRST), "A", "B", en)
    assert strong.startswith("Over 11 areas, A and B rise together (strongly): r = 0.82, from 0.42")
    assert strong.endswith("That one is the cause of the other is not shown.")
    loose = related(correlate(X, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]), "A", "B", en)
    assert "no link is seen" in loose

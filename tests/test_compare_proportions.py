"""Intervals and tests of shares, against the tables of the papers they come from."""

from math import erfc, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.compare.proportions import Counted, difference, holm, p_value, wilson

# Newcombe, Statistics in Medicine 17 (1998) 873-890, Table II, method 10.
NEWCOMBE = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0000),
    ((10, 10), (0, 10), 0.6075, 1.0000),
]
# Newcombe, Statistics in Medicine 17 (1998) 857-872, Table I, method 3.
WILSON = [((81, 263), 0.2553, 0.3662), ((15, 148), 0.0624, 0.1605), ((0, 20), 0.0, 0.1611),
          ((1, 29), 0.0061, 0.1718)]  # fmt: skip


@st.composite
def counts(draw: st.DrawFn) -> Counted:
    whole = draw(st.integers(1, 10**7))
    return Counted(draw(st.integers(0, whole)), whole)


@pytest.mark.parametrize(("one", "other", "low", "high"), NEWCOMBE)
def test_the_interval_of_a_difference_is_newcombes(one, other, low, high):
    assert difference(Counted(*one), Counted(*other)) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("one", "low", "high"), WILSON)
def test_the_interval_of_a_share_is_wilsons(one, low, high):
    assert wilson(Counted(*one)) == pytest.approx((low, high), abs=5e-5)


def test_the_test_is_pearsons_chi_square():
    chi = 150 * (56 * 32 - 14 * 48) ** 2 / (70 * 80 * 104 * 46)  # 7.02
    assert p_value(Counted(56, 70), Counted(48, 80)) == pytest.approx(erfc(sqrt(chi / 2)))


def test_where_all_or_none_are_counted_on_both_sides_nothing_is_sure():
    assert p_value(Counted(0, 5), Counted(0, 9)) == 1
    assert p_value(Counted(5, 5), Counted(9, 9)) == 1


def test_many_tests_are_adjusted_as_holm_does():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


@given(counts(), counts())
def test_a_difference_lies_in_its_interval_and_turns_with_its_sides(one, other):
    low, high = difference(one, other)
    assert -1 <= low <= one.share - other.share + 1e-9
    assert one.share - other.share - 1e-9 <= high <= 1
    assert difference(other, one) == pytest.approx((-high, -low), abs=1e-9)


@given(st.lists(st.floats(0, 1), max_size=8))
def test_an_adjusted_p_is_never_smaller_and_keeps_the_order(values):
    adjusted = holm(values)
    assert all(before <= after <= 1 for before, after in zip(values, adjusted, strict=True))
    order = sorted(range(len(values)), key=values.__getitem__)
    assert [adjusted[at] for at in order] == sorted(adjusted)

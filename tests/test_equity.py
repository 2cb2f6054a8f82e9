"""Who belongs to which group, groups against the rest, the gap, and where those left behind are."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue import load_catalogue
from kpi.equity.concentration import Shortfall, concentration, shortfalls
from kpi.equity.gaps import gaps
from kpi.equity.groups import load_groups, people
from kpi.equity.spread import spread, spreads
from kpi.equity.words import answer, furthest, measures
from kpi.language import language
from kpi.periods import parse_period
from kpi.units import load_units

UNITS, CATALOGUE = load_units(), load_catalogue()
RATE, RANK = CATALOGUE["full_process_dossier_rate"], CATALOGUE["dti_rank"]
GROUPS = {group.id: group for group in load_groups()}
AREAS = tuple(unit.id for unit in UNITS.provinces)
EN = language("en")


def rows(values, period="2026-01", counts=None, areas=AREAS):
    counts = counts or [(None, None)] * len(values)
    end = pd.Timestamp(parse_period(period).end)
    return pd.DataFrame(
        [
            {"area": area, "period": period, "value": value, "numerator": part, "end": end,
             "denominator": whole, "qualifier": "", "indicator": RATE.id, "status": "A"}
            for area, value, (part, whole) in zip(areas, values, counts, strict=False)
        ]
    ).astype({"value": float, "numerator": float, "denominator": float})  # fmt: skip


# ---- who belongs


@pytest.mark.parametrize(
    ("group", "former", "now"), [("mountain", 19, 13), ("border", 25, 22), ("island", 9, 9)]
)
def test_a_group_has_so_many_provinces(group, former, now):
    assert len(GROUPS[group].members("63", UNITS)) == former
    assert len(GROUPS[group].members("34", UNITS)) == now


def test_provinces_with_islands_are_those_with_special_zones():
    held = {unit.id for unit in UNITS.provinces if unit.communes and unit.communes.dac_khu}
    assert set(GROUPS["island"].members("34", UNITS)) == held
    listed = ", ".join(GROUPS["island"].formers.values()).split(", ")
    assert len(set(listed)) == 12


def test_land_border_provinces_reach_from_quang_ninh_to_kien_giang_along_the_map():
    """Each has another one of them beside it: the land border is one line."""
    border = GROUPS["border"].formers
    assert all(UNITS.neighbours(area) & set(border) for area in border)
    assert {"VN63-22", "VN63-91"} <= set(border)


def test_a_merged_province_has_the_share_of_its_people():
    # Bắc Ninh: Bắc Giang is of the mountain region, the former Bắc Ninh is not
    heads = people()
    share = heads["VN63-24"] / (heads["VN63-24"] + heads["VN63-27"])
    assert GROUPS["mountain"].share("VN34-24", UNITS) == pytest.approx(share)
    assert 0.5 < share < 0.6
    assert GROUPS["mountain"].share("VN34-51", UNITS) < 0.5  # Quảng Ngãi with Kon Tum
    assert "VN34-51" not in GROUPS["mountain"].members("34", UNITS)


# ---- a group against the rest


def test_counted_sides_are_sums_over_sums():
    counts = [(50, 100), (10, 100), (300, 400), (80, 100), (80, 100), (80, 100)]
    found, = gaps(rows([100 * a / b for a, b in counts], counts=counts), RATE,
                  [(GROUPS["mountain"], AREAS[:3])], AREAS[:6])  # fmt: skip
    assert found.inside.value == pytest.approx(60)  # 360 of 600, not the mean 45
    assert found.outside.value == pytest.approx(80)
    assert found.difference == pytest.approx(-20)
    assert found.interval.low < -20 < found.interval.high < 0
    assert found.p < 0.001


def test_sides_not_counted_are_their_middle_province_and_not_tested():
    found, = gaps(rows([1, 2, 30, 4, 5, 90]), RATE,
                  [(GROUPS["mountain"], AREAS[:3])], AREAS[:6])  # fmt: skip
    assert (found.inside.value, found.outside.value, found.difference) == (2, 5, -3)
    assert found.interval is None
    assert found.p is None


@pytest.mark.parametrize("known", [2, 4])
def test_a_side_with_few_figures_is_not_told(known):
    """Three are needed, and half of the side."""
    members, rest = AREAS[:10], AREAS[10:20]
    held = [*members[:known], *rest]
    found, = gaps(rows(range(len(held)), areas=held), RATE,
                  [(GROUPS["mountain"], members)], members + rest)  # fmt: skip
    assert found.inside.value is None
    assert found.difference is None
    assert (found.inside.known, found.inside.number) == (known, 10)
    assert "too few to set groups side by side" in answer([found], None, None, RATE, "2026", EN)


def test_the_group_furthest_behind_is_named_and_lower_ranks_are_better():
    values = [40, 50, 60, 1, 2, 3, 20, 21, 22]
    groups = [(GROUPS["mountain"], AREAS[:3]), (GROUPS["border"], AREAS[3:6])]
    found = gaps(rows(values), RANK, groups, AREAS[:9])
    assert furthest(found, RANK).group.id == "mountain"
    assert answer(found, None, None, RANK, "2026", EN) == (
        "DTI rank (2026): mountain provinces rank 50, the rest rank 12: 38 places behind."
    )
    assert furthest(gaps(rows(values), RATE, groups, AREAS[:9]), RATE).group.id == "border"


def test_where_all_are_equal_no_group_is_behind():
    found = gaps(rows([7] * 6), RATE, [(GROUPS["island"], AREAS[:3])], AREAS[:6])
    assert "no group is behind" in answer(found, None, None, RATE, "2026", EN)


# ---- how far apart


def test_measures_of_five_provinces_by_hand():
    now = spread("2026-01", rows([10, 20, 30, 40, 50]), RATE)
    assert (now.best, now.worst, now.gap) == (AREAS[4], AREAS[0], 40)
    assert (now.p10, now.middle, now.p90) == pytest.approx((14, 30, 46))
    assert now.ratio == pytest.approx(46 / 14)
    assert now.deviation == pytest.approx(200**0.5)
    assert now.variation == pytest.approx(200**0.5 / 30)


def test_where_all_are_zero_nothing_is_divided_by_nothing():
    now = spread("2026-01", rows([0, 0, 0, 0, 0]), RATE)
    assert (now.gap, now.deviation, now.ratio, now.variation) == (0, 0, None, None)
    assert [name for name, _ in measures(now, RATE, UNITS, EN)] == [
        "Gap, best to worst", "Standard deviation",
    ]  # fmt: skip


@given(st.lists(st.integers(0, 50), min_size=5, max_size=34), st.integers(1, 50))
def test_a_constant_added_to_all_leaves_gap_and_deviation(values, more):
    before, after = (
        spread("2026-01", rows([one + add for one in values]), RATE) for add in (0, more)
    )
    assert after.gap == before.gap
    assert after.deviation == pytest.approx(before.deviation)
    assert before.low <= before.p10 <= before.middle <= before.p90 <= before.high


def test_only_periods_of_one_kind_and_nearly_all_provinces_compare():
    table = pd.concat([
        rows(range(10), "2025-05"), rows(range(10), "2025-08"), rows(range(10), "2026-01"),
        rows(range(4), "2026-02"), rows(range(34), "2025"),
    ])  # fmt: skip
    found = spreads(table, RATE, AREAS)
    assert [one.period for one in found] == ["2025"]
    months = spreads(table[table["period"] != "2025"], RATE, AREAS)
    assert [one.period for one in months] == ["2025-05", "2025-08", "2026-01"]
    assert months[0].age < months[1].age == months[2].age  # the merger lies between


def test_ranks_have_no_spread():
    assert spreads(rows(range(1, 35)), RANK, AREAS) == []


# ---- where those left behind are


def test_the_index_of_three_provinces_by_hand():
    found = concentration([Shortfall("c", 10, 20), Shortfall("a", 5, 50), Shortfall("b", 9, 30)])
    # rates 0.1, 0.3, 0.5: X 0.5, 0.8, 1; Y 5/24, 14/24, 1
    across, up = zip(*found.curve, strict=True)
    assert across == pytest.approx((0, 0.5, 0.8, 1))
    assert up == pytest.approx((0, 5 / 24, 14 / 24, 1))
    assert found.index == pytest.approx(1 - (0.5 * 5 + 0.3 * 19 + 0.2 * 38) / 24)
    assert [one.area for one in found.provinces] == ["c", "b", "a"]
    assert found.half == 2
    assert found.shares(["a", "b"]) == pytest.approx((14 / 24, 0.8))


def test_all_of_it_in_one_of_two_equal_provinces_is_a_half():
    assert concentration([Shortfall("a", 0, 9), Shortfall("b", 9, 9)]).index == pytest.approx(0.5)


def test_where_nobody_is_left_behind_there_is_no_index():
    assert concentration([Shortfall("a", 0, 9)]) is None
    assert concentration([]) is None


@st.composite
def found_anywhere(draw: st.DrawFn) -> list[Shortfall]:
    wholes = draw(st.lists(st.integers(1, 10**6), min_size=1, max_size=34))
    return [Shortfall(str(at), draw(st.integers(0, whole)), whole)
            for at, whole in enumerate(wholes)]  # fmt: skip


@given(found_anywhere(), st.integers(2, 9))
def test_the_index_lies_between_even_and_one_place_and_knows_no_scale(found, times):
    told = concentration(found)
    if told is None:
        assert not any(one.missing for one in found)
        return
    assert 0 <= told.index < 1
    larger = [Shortfall(one.area, times * one.missing, times * one.whole) for one in found]
    assert concentration(larger).index == pytest.approx(told.index, abs=1e-9)
    even = [Shortfall(one.area, one.whole / 2, one.whole) for one in found]
    assert concentration(even).index == pytest.approx(0, abs=1e-9)


def test_a_shortfall_is_counted_only_where_both_numbers_are_known():
    table = rows([60, 50, 40], counts=[(60, 100), (None, 100), (None, None)])
    assert shortfalls(table, RATE, AREAS) == [Shortfall(AREAS[0], 40, 100)]

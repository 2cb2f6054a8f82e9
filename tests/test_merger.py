"""The rules by which 63 became 34, on examples worked by hand and on figures at random.

Ninh Bình (VN34-37) is made of Hà Nam (35), Nam Định (36) and Ninh Bình (37); Lào Cai (VN34-15) of
Lào Cai (10) and Yên Bái (15); Huế (VN34-46) is Thừa Thiên Huế (VN63-46), not merged.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.catalogue import Catalogue, Indicator, Owner
from kpi.language import Text
from kpi.merger import to_provinces, view
from kpi.shift_share import contributions, shift_share
from kpi.units import load_units

UNITS = load_units()
FORMERS = [unit.id for unit in UNITS.formers]
LAO_CAI, YEN_BAI = "VN63-10", "VN63-15"
NOTHING = Text("", "")


def indicator(name="rate", aggregation="ratio", unit="percent", weight=None):
    return Indicator(
        id=name, name=NOTHING, short=NOTHING, definition=NOTHING, unit=unit, unit_label=NOTHING,
        decimals=1, direction="higher", valid=(0, None), domain=(0, 100), frequency="M",
        aggregation=aggregation, scope="provincial", owner=Owner(NOTHING, NOTHING), pillar="",
        source="", licence="", weight=weight,
    )  # fmt: skip


def row(area, value=np.nan, numerator=np.nan, denominator=np.nan, **other):
    known = {
        "indicator": "rate", "area": area, "period": "2025-06", "value": value,
        "numerator": numerator, "denominator": denominator, "of": np.nan, "qualifier": "",
        "status": "A", "source": "one", "published": "2025-07-10", "note": "", "note_en": "",
    }  # fmt: skip
    return known | other


def people(area, value, period="2020"):
    return row(area, value, indicator="population", period=period, source="gso")


def merged(rows, of=None, province="VN34-15"):
    result = to_provinces(pd.DataFrame(rows), of or indicator(), UNITS)
    found = result[result["area"] == province]
    assert len(found) == 1
    return found.iloc[0]


# Counts and ratios


def test_a_ratio_is_the_sum_of_numerators_over_the_sum_of_denominators():
    one = merged([row(LAO_CAI, 90.0, 90, 100), row(YEN_BAI, 1.1111, 10, 900)])
    assert one["value"] == 10  # 100 of 1 000; a mean of percentages says 45.6, of totals 49.4
    assert (one["numerator"], one["denominator"]) == (100, 1000)
    assert (one["low"], one["high"], one["coverage"], one["parts"]) == (1.1111, 90, 1, 2)
    assert (one["status"], one["source"]) == ("A", "one")


def test_counts_add_up_with_the_whole_they_are_counted_in():
    counts = [row(LAO_CAI, 30.0, of=50.0), row(YEN_BAI, 12.0, of=40.0)]
    one = merged(counts, indicator(aggregation="sum", unit="count"))
    assert (one["value"], one["of"]) == (42, 90)
    assert np.isnan(one["low"])  # a sum does not lie between its parts
    weighed = [row(LAO_CAI, 3.0, denominator=1, of=10), row(YEN_BAI, 5.0, denominator=1, of=10)]
    score = merged(weighed, indicator(aggregation="weighted_mean", unit="score", weight="n"))
    assert score["value"] == 4
    assert np.isnan(score["of"])


def test_percentages_alone_are_weighed_by_population_and_flagged():
    rows = [row(LAO_CAI, 80.0), row(YEN_BAI, 20.0), people(LAO_CAI, 3e5), people(YEN_BAI, 9e5)]
    one = merged(rows)
    assert (one["value"], one["status"]) == (35, "E")  # (80 × 3 + 20 × 9) / 12; not 50
    assert (one["low"], one["high"]) == (20, 80)


def test_the_own_denominator_weighs_before_the_population():
    rows = [row(LAO_CAI, 80.0, denominator=100), row(YEN_BAI, 20.0, denominator=500)]
    one = merged([*rows, people(LAO_CAI, 3e5), people(YEN_BAI, 9e5)])
    assert (one["value"], one["status"]) == (30, "E")  # (80 × 1 + 20 × 5) / 6


def test_dossiers_and_persons_never_weigh_side_by_side():
    rows = [row(LAO_CAI, 80.0, denominator=100), row(YEN_BAI, 20.0)]
    assert merged([*rows, people(LAO_CAI, 3e5), people(YEN_BAI, 9e5)])["value"] == 35
    assert merged(rows)["status"] == "M"  # no weight known: no value


def test_a_score_is_weighed_by_the_indicator_named_for_it_in_the_same_period():
    score = indicator(aggregation="weighted_mean", unit="score", weight="dossiers")
    dossiers = [
        row(area, count, indicator="dossiers", period=period)
        for period, counts in (("2025-05", (1.0, 1.0)), ("2025-06", (1.0, 3.0)))
        for area, count in zip((LAO_CAI, YEN_BAI), counts, strict=True)
    ]
    one = merged([row(LAO_CAI, 10.0), row(YEN_BAI, 14.0), *dossiers], score)
    assert (one["value"], one["status"]) == (13, "E")


@pytest.mark.parametrize(
    ("period", "expected"), [("2019-12", 50), ("2020-11", 50), ("2020-12", 65), ("2025", 65)]
)
def test_the_population_of_the_time_weighs_else_the_nearest(period, expected):
    known = [
        people(area, value, year)
        for year, values in (("2019", (1.0, 1.0)), ("2020", (3.0, 1.0)))
        for area, value in zip((LAO_CAI, YEN_BAI), values, strict=True)
    ]
    rates = [row(LAO_CAI, 80.0, period=period), row(YEN_BAI, 20.0, period=period)]
    assert merged([*rates, *known])["value"] == expected


# What is missing


@pytest.mark.parametrize(("present", "value", "status"), [(800, 50.0, "E"), (799, np.nan, "M")])
def test_a_value_needs_four_fifths_of_the_weight(present, value, status):
    known = [people(LAO_CAI, present), people(YEN_BAI, 1000 - present)]
    one = merged([row(LAO_CAI, 50.0, 10, 20), *known])
    np.testing.assert_equal((one["value"], one["status"]), (value, status))
    assert one["coverage"] == present / 1000
    assert np.isnan(one["numerator"]) == np.isnan(value)


@pytest.mark.parametrize("band", [{"qualifier": "lt"}, {"qualifier": "gt"}])
def test_a_band_counts_as_missing(band):
    known = [people(LAO_CAI, 9), people(YEN_BAI, 1)]
    one = merged([row(LAO_CAI, 50.0), row(YEN_BAI, 10.0, **band), *known])
    assert (one["value"], one["coverage"], one["status"]) == (50, 0.9, "E")


def test_a_missing_part_that_says_its_denominator_is_weighed_by_it():
    known = [people(LAO_CAI, 1), people(YEN_BAI, 9)]
    one = merged([row(LAO_CAI, 50.0, 45, 90), row(YEN_BAI, denominator=10, status="M"), *known])
    assert (one["value"], one["coverage"]) == (50, 0.9)


# Ranks, provinces that did not merge, what was published


def test_ranks_are_neither_merged_nor_carried_over():
    ranks = [row("VN63-46", 4.0), row(LAO_CAI, 9.0), row(YEN_BAI, 40.0), row("VN", 71.0)]
    rank = indicator(aggregation="none", unit="rank")
    assert to_provinces(pd.DataFrame(ranks), rank, UNITS)["area"].tolist() == ["VN"]


def test_a_province_that_did_not_merge_keeps_its_figure():
    one = merged(
        [row("VN63-46", 0.7, status="P", note="sơ bộ"), row(LAO_CAI, 0.5), row(YEN_BAI, 0.4)],
        indicator(aggregation="none", unit="score"), "VN34-46",
    )  # fmt: skip
    assert (one["value"], one["status"], one["note"], one["parts"]) == (0.7, "P", "sơ bộ", 1)


def test_a_published_figure_wins_over_a_computed_one():
    parts = [row(LAO_CAI, 90.0, 90, 100), row(YEN_BAI, 1.1111, 10, 900)]
    one = merged([*parts, row("VN34-15", 12.0, source="two")])
    assert (one["value"], one["source"], one["parts"]) == (12, "two", 0)


@pytest.mark.parametrize(
    ("statuses", "expected"), [("AA", "A"), ("AP", "P"), ("PE", "E"), ("FB", "B"), ("AI", "I")]
)
def test_the_weakest_status_stands_and_a_break_wins(statuses, expected):
    rows = [
        row(area, 50.0, 1, 2, status=status)
        for area, status in zip((LAO_CAI, YEN_BAI), statuses, strict=True)
    ]
    assert merged(rows)["status"] == expected
    assert merged([*rows[:1], people(LAO_CAI, 9), people(YEN_BAI, 1)])["status"] == "E"


def test_sources_are_joined_and_the_last_publication_counts():
    first = row(LAO_CAI, 50.0, 1, 2, source="b", published="2025-08")
    one = merged([first, row(YEN_BAI, 50.0, 1, 2, source="a", qualifier="about")])
    assert (one["source"], one["published"], one["qualifier"]) == ("a; b", "2025-08", "about")


def test_two_vintages_of_one_figure_are_refused():
    with pytest.raises(ValueError, match="vintage"):
        merged([row(LAO_CAI, 1.0), row(LAO_CAI, 2.0, published="2025-09")])


@pytest.mark.parametrize("rows", [[], [row("VN", 1.0)], [row("VN63-46", 1.0)]])
def test_types_stay_whatever_there_is_to_merge(rows):
    blank = pd.DataFrame([row("VN63-10", 1.0)])
    frame = pd.concat([blank.iloc[:0], pd.DataFrame(rows, columns=blank.columns)])
    result = to_provinces(frame.astype(blank.dtypes), indicator(), UNITS)
    assert result[blank.columns].dtypes.equals(blank.dtypes)
    assert len(result) == len(rows)


# Properties, on all 63

sizes = st.lists(st.integers(1, 10**6), min_size=63, max_size=63)
shares = st.lists(st.floats(0, 1), min_size=63, max_size=63)


def panel(totals, rates, period="2025-06"):
    return [
        row(area, 100 * round(total * rate) / total, round(total * rate), total, period=period)
        for area, total, rate in zip(FORMERS, totals, rates, strict=True)
    ]


@settings(deadline=None, max_examples=25)
@given(sizes, shares)
def test_a_merged_ratio_lies_within_its_parts_and_the_national_total_stays(totals, rates):
    frame = pd.DataFrame(panel(totals, rates))
    result = to_provinces(frame, indicator(), UNITS)
    assert len(result) == 34
    assert (result["value"] >= result["low"] - 1e-9).all()
    assert (result["value"] <= result["high"] + 1e-9).all()
    for column in ("numerator", "denominator"):
        assert result[column].sum() == frame[column].sum()


@settings(deadline=None, max_examples=25)
@given(sizes, st.floats(0, 100))
def test_both_views_show_one_national_total(totals, national):
    counts = [row(a, float(n), indicator="n") for a, n in zip(FORMERS, totals, strict=True)]
    ranks = [row(area, float(i + 1), indicator="rank") for i, area in enumerate(FORMERS)]
    known = (indicator("n", "sum", "count"), indicator("rank", "none", "rank"), indicator())
    catalogue = Catalogue({i.id: i for i in known}, {}, {})
    frame = pd.DataFrame([*counts, *ranks, row("VN", national), row("VN34-15", 3.0)])
    now, then = (view(frame, era, catalogue, UNITS) for era in ("34", "63"))
    assert now[now["indicator"] == "n"]["value"].sum() == sum(totals)
    assert then[then["indicator"] == "n"]["value"].sum() == sum(totals)
    for seen in (now, then):
        assert seen[seen["area"] == "VN"]["value"].tolist() == [national]
    assert set(now["area"]) == {"VN", *(unit.id for unit in UNITS.provinces)}
    assert set(then["area"]) == {"VN", *FORMERS}
    assert "rank" not in set(now["indicator"])


# A province opened


def test_contributions_show_the_parts_by_weight():
    rows = [row(LAO_CAI, 90.0, 90, 100), row(YEN_BAI, 1.1111, 10, 900)]
    parts = contributions(pd.DataFrame(rows), indicator(), "VN34-15", "2025-06", UNITS)
    assert parts["area"].tolist() == [LAO_CAI, YEN_BAI]
    assert parts["share"].tolist() == [0.1, 0.9]
    alone = contributions(pd.DataFrame(rows[:1]), indicator(), "VN34-15", "2025-06", UNITS)
    np.testing.assert_equal(alone["share"].to_numpy(), [1, np.nan])


def test_shift_share_by_hand():
    """50 % and 10 % at equal weight, then 60 % and 10 % at 3 to 1: 30 % to 47.5 %.

    Own: 0.625 × 10 = 6.25. Weights: (55 − 38.75) × 0.25 + (10 − 38.75) × (−0.25) = 11.25.
    """
    rows = [
        row(LAO_CAI, 50.0, 50, 100), row(YEN_BAI, 10.0, 10, 100),
        row(LAO_CAI, 60.0, 180, 300, period="2025-12"),
        row(YEN_BAI, 10.0, 10, 100, period="2025-12"),
    ]  # fmt: skip
    change = shift_share(pd.DataFrame(rows), indicator(), "VN34-15", "2025-06", "2025-12", UNITS)
    assert (change.total, change.own, change.weight) == pytest.approx((17.5, 6.25, 11.25))
    assert change.by_part["own"].tolist() == pytest.approx([6.25, 0])
    assert change.by_part["weight"].tolist() == pytest.approx([4.0625, 7.1875])


@settings(deadline=None, max_examples=25)
@given(sizes, shares, sizes, shares)
def test_shift_share_adds_up_to_the_change_shown(totals0, rates0, totals1, rates1):
    frame = pd.DataFrame(panel(totals0, rates0) + panel(totals1, rates1, "2025-12"))
    shown = to_provinces(frame, indicator(), UNITS).set_index(["area", "period"])["value"]
    change = shift_share(frame, indicator(), "VN34-37", "2025-06", "2025-12", UNITS)
    moved = shown["VN34-37", "2025-12"] - shown["VN34-37", "2025-06"]
    assert change.own + change.weight == pytest.approx(moved, abs=1e-9)
    assert change.total == pytest.approx(moved, abs=1e-9)
    assert change.by_part[["own", "weight"]].to_numpy().sum() == pytest.approx(moved, abs=1e-9)


def test_a_count_moves_by_its_parts_alone_and_gaps_are_not_taken_apart():
    count = indicator(aggregation="sum", unit="count")
    rows = [row(LAO_CAI, 5.0), row(YEN_BAI, 7.0), row(LAO_CAI, 9.0, period="2025-12")]
    whole = pd.DataFrame([*rows, row(YEN_BAI, 6.0, period="2025-12")])
    change = shift_share(whole, count, "VN34-15", "2025-06", "2025-12", UNITS)
    assert (change.total, change.own, change.weight) == (3, 3, 0)
    assert shift_share(pd.DataFrame(rows), count, "VN34-15", "2025-06", "2025-12", UNITS) is None

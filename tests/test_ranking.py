"""Places under ties, improvement by hand, intervals by another way, like-for-like, the words."""

import math
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.catalogue import Break, load_catalogue
from kpi.charts.bump import bump
from kpi.language import Text, language
from kpi.merger import view
from kpi.periods import parse_period
from kpi.practice import practice_panel
from kpi.ranking import ranking, reasons, words
from kpi.ranking.board import counts
from kpi.ranking.course import courses
from kpi.ranking.intervals import joint_intervals, meet, place_bounds
from kpi.ranking.likeness import MERGER, Baseline, Refusal, baselines, broken, refusal, usual
from kpi.ranking.places import by_level, competition, improvement
from kpi.units import load_units

CATALOGUE, UNITS = load_catalogue(), load_units()
RATE, RANK = CATALOGUE["on_time_rate"], CATALOGUE["dti_rank"]
PROVINCES = [unit.id for unit in UNITS.provinces]
EN = language("en")
MONTH, BEFORE = "2026-05", "2025-12"


def rows(figures, period=MONTH, **more):
    """Observations of one period: `figures` maps area to value, or to (part, whole)."""
    told = parse_period(period)
    lines = []
    for area, figure in figures.items():
        part, whole = figure if isinstance(figure, tuple) else (np.nan, np.nan)
        value = 100 * part / whole if isinstance(figure, tuple) else figure
        lines.append(
            {"indicator": RATE.id, "area": area, "period": period, "value": value,
             "numerator": part, "denominator": whole, "of": np.nan, "qualifier": "", "status": "A",
             "source": "test", "published": "2026-06-01", "note": "", "note_en": "",
             "start": pd.Timestamp(told.start), "end": pd.Timestamp(told.end)} | more
        )  # fmt: skip
    return pd.DataFrame(lines)


def ranked(*frames, indicator=RATE, scope="34", areas=PROVINCES, period=MONTH, baseline=None):
    return ranking(pd.concat(frames), indicator, scope, areas, period, baseline)


# ---- places

TEN = {
    "VN34-01": (90, 95), "VN34-04": (80, 60), "VN34-08": (80, 70), "VN34-11": (75, 75),
    "VN34-12": (70, 50), "VN34-14": (65, 66), "VN34-15": (65, 45), "VN34-19": (65, np.nan),
    "VN34-20": (np.nan, 40), "VN34-22": (10, 5),
}  # fmt: skip
LEVELS = [1, 2, 2, 4, 5, 6, 6, 6, np.nan, 9]
DELTAS = [-5, 20, 10, 0, 20, -1, 20, np.nan, np.nan, 5]
BY_DELTA = [8, 1, 4, 6, 1, 7, 1, np.nan, np.nan, 5]


def test_equals_share_a_place_and_leave_the_next_ones_empty():
    levels = pd.Series({area: now for area, (now, _) in TEN.items()})
    np.testing.assert_equal(list(by_level(levels, RATE)), LEVELS)
    lower = by_level(levels, replace(RATE, direction="lower"))
    np.testing.assert_equal(list(lower), [9, 7, 7, 6, 5, 2, 2, 2, np.nan, 1])


def test_ten_rows_by_improvement():
    now = rows({area: value for area, (value, _) in TEN.items()})
    then = rows({area: value for area, (_, value) in TEN.items()}, BEFORE)
    table = ranked(now, then, baseline=BEFORE).table.reindex(TEN)
    np.testing.assert_equal(list(table["place"]), LEVELS)
    np.testing.assert_allclose(table["delta"], DELTAS)
    np.testing.assert_equal(list(table["delta_place"]), BY_DELTA)


def test_where_lower_is_better_and_where_counts_add_up():
    now, then = pd.Series([30.0, 30.0, 5.0]), pd.Series([40.0, 20.0, 0.0])
    lower, count = replace(RATE, direction="lower"), CATALOGUE["dossiers_received"]
    assert list(improvement(now, then, lower)) == [10, -10, -5]
    np.testing.assert_allclose(improvement(now, then, count), [-25, 50, np.nan])


def test_the_last_bits_of_a_difference_make_no_order():
    now, then = pd.Series([54.3, 0.3, 7.0]), pd.Series([54.1, 0.1, 6.8])
    assert list(competition(improvement(now, then, RATE))) == [1, 1, 1]


def test_a_published_rank_is_the_place_itself():
    figures = ranked(rows({"VN34-01": 1, "VN34-31": 3, "VN34-46": 20}), indicator=RANK)
    assert list(figures.table["place"]) == [1, 3, 20]


VALUES = st.lists(st.integers(-50, 50), min_size=1, max_size=20)


@given(VALUES, st.sampled_from([lambda v: 3 * v + 7, lambda v: v**3, lambda v: v * 1e-6, math.exp]))
def test_places_do_not_depend_on_the_unit(values, changed):
    before = competition(pd.Series(values, dtype=float))
    after = competition(pd.Series([changed(value) for value in values], dtype=float))
    assert list(before) == list(after)


@settings(max_examples=30)
@given(VALUES, st.integers(0, 20), st.sampled_from([np.nan, "bound"]))
def test_an_area_without_a_figure_moves_nobody(values, at, how):
    areas = PROVINCES[: len(values) + 1]
    others = [area for area in areas if area != areas[min(at, len(values))]]
    silent = areas[min(at, len(values))]
    alone = rows(dict(zip(others, map(float, values), strict=True)))
    more = rows({silent: 5.0 if how == "bound" else np.nan}, qualifier="lt")
    before, after = ranked(alone), ranked(alone, more)
    assert before.table["place"].to_dict() == after.table["place"].to_dict()
    assert silent not in after.table.index
    assert (silent in after.bounds.index) is (how == "bound")
    assert (silent in after.missing) is (how != "bound")


# ---- intervals


def normal(z):
    return math.erf(z / math.sqrt(2))  # probability of |Z| < z


def root(f, low, high):
    """Bisection: f changes its sign once between low and high."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if (f(low) > 0) == (f(middle) > 0) else (low, middle)
    return (low + high) / 2


@pytest.mark.parametrize(("part", "whole"), [(90, 100), (1, 40), (39, 40), (41_000, 76_000)])
def test_an_interval_holds_the_rates_that_the_count_does_not_refute(part, whole):
    others = 2
    z = root(lambda at: normal(at) - 0.95 ** (1 / (others + 1)), 0, 10)
    share = part / whole

    def refuted(rate):
        return abs(share - rate) - z * math.sqrt(rate * (1 - rate) / whole)

    low, high = joint_intervals(pd.Series([part, 1, 1]), pd.Series([whole, 2, 2]))
    assert low[0] == pytest.approx(100 * root(refuted, 1e-12, share), abs=1e-6)
    assert high[0] == pytest.approx(100 * root(refuted, share, 1 - 1e-12), abs=1e-6)


def test_nothing_and_everything_have_intervals_too():
    low, high = joint_intervals(pd.Series([0, 50]), pd.Series([50, 50]))
    assert (low[0], high[1]) == (0, 100)
    assert 0 < high[0] < 15
    assert 85 < low[1] < 100


ENDS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 8)).map(lambda at: (at[0], at[0] + at[1])),
    min_size=1, max_size=5,
)  # fmt: skip


@given(ENDS, st.booleans())
def test_place_bounds_are_the_places_at_the_corners_of_the_intervals(ends, higher):
    low, high = (np.array(side, dtype=float) for side in zip(*ends, strict=True))
    best, worst = [99] * len(ends), [0] * len(ends)
    for corner in product(*ends):  # every rate at one of its ends
        for at, value in enumerate(corner):
            ahead = sum((one > value) if higher else (one < value) for one in corner)
            level = sum(one == value for one in corner)
            best[at], worst[at] = min(best[at], ahead + 1), max(worst[at], ahead + level)
    first, last = place_bounds(low, high, higher)
    assert (list(first), list(last)) == (best, worst)


def test_a_tenth_of_a_point_is_no_lead_where_few_were_counted():
    two = PROVINCES[:2]
    few = ranked(rows({"VN34-01": (541, 1000), "VN34-04": (540, 1000)}), areas=two)
    assert list(few.table["first"]) == [1, 1]
    assert "2 of 2 areas may truly be first" in words.answer(few, UNITS, EN)
    assert "Hanoi – Cao Bang" in words.together(few, UNITS, EN)
    counts = {"VN34-01": (541_000, 1_000_000), "VN34-04": (530_000, 1_000_000)}
    many = ranked(rows(counts), areas=two)
    assert list(many.table["last"]) == [1, 2]
    assert "Hanoi leads" in words.answer(many, UNITS, EN)
    assert "None of the 1 steps" in words.together(many, UNITS, EN)


def test_neighbours_that_meet_are_named_in_runs():
    low, high = np.array([80.0, 70, 65, 40, 39]), np.array([90.0, 75, 72, 50, 41])
    assert list(meet(low, high)) == [False, True, False, True]
    made = ranked(rows({"VN34-01": (900, 1000), "VN34-04": (600, 1000), "VN34-08": (590, 1000),
                        "VN34-11": (580, 1000), "VN34-12": (579, 1000)}))  # fmt: skip
    said = words.together(made, UNITS, EN)
    assert "Cao Bang to Lai Chau (4 in a row)" in said
    assert "Of 4 steps in the list 3 may be chance" in said


def test_without_the_counts_of_all_chance_is_not_known():
    made = ranked(rows({"VN34-01": (541, 1000), "VN34-04": 54.0}))
    assert not made.sure
    assert "is not known" in words.together(made, UNITS, EN)


# ---- like-for-like


def test_the_merger_is_the_day_the_provinces_begin():
    assert {unit.valid_from for unit in UNITS.provinces} == {MERGER}


@pytest.mark.parametrize(
    ("scope", "earlier", "later", "kind"),
    [
        ("63", "2025-05", "2025-06", None), ("63", "2025-06", "2025-07", "merger"),
        ("63", "2025-07", "2025-08", None), ("63", "2024", "2025", "merger"),
        ("34", "2025-06", "2025-07", None), ("bo", "2025-06", "2025-07", None),
    ],
)  # fmt: skip
def test_former_provinces_are_not_compared_across_the_merger(scope, earlier, later, kind):
    why = refusal(parse_period(earlier), parse_period(later), RATE, scope)
    assert (why.kind if why else None) == kind


def test_nothing_is_compared_across_a_change_of_the_series():
    cut = Break(date(2026, 2, 1), Text("đổi", "changed"))
    why = refusal(parse_period(BEFORE), parse_period(MONTH), replace(RATE, breaks=(cut,)), "34")
    assert why == Refusal("break", cut)
    frames = rows({"VN34-01": 50.0, "VN34-04": 40.0}), rows({"VN34-01": 9.0, "VN34-04": 8}, BEFORE)
    made = ranked(*frames, indicator=replace(RATE, breaks=(cut,)), baseline=BEFORE)
    assert made.table["delta"].isna().all()
    assert made.moves.empty
    assert "1 Feb 2026. changed" in reasons.refused(made.refused, made, EN)


def test_an_area_whose_own_series_breaks_is_left_out():
    now, then = ({"VN34-01": 50, "VN34-04": 40, "VN34-08": 30}, {"VN34-01": 9, "VN34-04": 8,
                                                                "VN34-08": 7})  # fmt: skip
    between = rows({"VN34-04": 20}, "2026-02", status="B")
    made = ranked(rows(now), rows(then, BEFORE), between, baseline=BEFORE)
    assert list(made.compared.index) == ["VN34-01", "VN34-08"]


def test_the_merger_is_a_break_for_all_but_the_provinces_in_force():
    at = rows({"VN34-01": 20}, "2025-07", status="B")
    ends = parse_period("2025-06"), parse_period("2025-08")
    assert broken(at, *ends, "34") == frozenset()
    assert broken(at, *ends, "bo") == {"VN34-01"}


def test_provinces_in_force_are_compared_with_their_merged_parts():
    panel = practice_panel()
    panel = panel[panel["indicator"].isin([RATE.id, "population"])]
    merged = view(panel, "34", CATALOGUE, UNITS)
    made = ranked(merged[merged["indicator"] == RATE.id], period="2025-12", baseline="2024-12")
    assert made.merged
    assert len(made.compared) == 34
    assert "estimated (E)" in reasons.usual(None, made, EN)
    formers = view(panel, "63", CATALOGUE, UNITS)
    made = ranked(formers[formers["indicator"] == RATE.id], scope="63", period="2025-12",
                  areas=[unit.id for unit in UNITS.formers], baseline="2024-12")  # fmt: skip
    assert made.refused == Refusal("merger")
    assert "Choose the 34 provinces" in reasons.refused(made.refused, made, EN)


def test_baselines_are_earlier_periods_of_the_same_kind():
    periods = dict.fromkeys(
        ["2024", "2024-12", "2025-05", "2026-05", "2026-06", "2026-01-01/P9M"], 9
    )
    assert baselines(periods, "2026-05") == ["2025-05", "2024-12"]
    assert baselines(periods, "2026-01-01/P9M") == []


@pytest.mark.parametrize(
    ("periods", "chosen"),
    [
        ({"2026-05": 30, "2026-04": 30, "2025-05": 15}, Baseline("2025-05", "year")),
        ({"2026-05": 30, "2026-04": 30, "2025-05": 14}, Baseline("2026-04", "newest")),
        ({"2026-05": 30, "2026-04": 2, "2026-03": 15}, Baseline("2026-03", "newest")),
        ({"2026-05": 30, "2026-04": 2}, Baseline("2026-04", "newest")),
        ({"2026-05": 30, "2025-06": 30}, None),
    ],
)
def test_the_usual_baseline_is_a_year_before_or_the_newest(periods, chosen):
    assert usual(periods, "2026-05", RATE, "63" if chosen is None else "34") == chosen


def test_places_are_told_of_the_same_areas_in_every_period():
    frame = pd.concat([
        rows({"VN34-01": 10, "VN34-04": 20, "VN34-08": 99}, "2026-01"),
        rows({"VN34-01": 10}, "2026-02"),
        rows({"VN34-01": 30, "VN34-04": 20}, "2026-03"),
    ])  # fmt: skip
    found = courses(frame, ["VN34-01", "VN34-04"], "2026-01", "2026-03", RATE)
    assert found.to_dict("list") == {"2026-01": [2, 1], "2026-03": [1, 2]}


def test_of_many_periods_thirteen_are_shown_with_both_ends():
    months = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    frame = pd.concat([rows({"VN34-01": 1, "VN34-04": 2}, month) for month in months])
    found = list(courses(frame, ["VN34-01", "VN34-04"], months[0], months[-1], RATE))
    assert len(found) == 13
    assert (found[0], found[-1]) == (months[0], months[-1])
    assert found == sorted(found)


def test_moved_counts_only_those_compared():
    now = rows({"VN34-01": 50, "VN34-04": 40, "VN34-08": 90})
    then = rows({"VN34-01": 10, "VN34-04": 20}, BEFORE)
    moved = ranked(now, then, baseline=BEFORE).table["moved"]
    np.testing.assert_equal(moved[["VN34-01", "VN34-04", "VN34-08"]].to_list(), [1, -1, np.nan])


# ---- words and picture


def test_one_area_alone_is_not_ranked_and_none_is_said():
    one = ranked(rows({"VN34-01": 50.0}))
    assert "one area alone is not ranked" in words.answer(one, UNITS, EN)
    assert words.together(one, UNITS, EN) == ""
    none = ranked(rows({"VN34-01": np.nan}))
    assert words.answer(none, UNITS, EN) == "May 2026: no exact figure is known of these areas."
    assert counts(rows({"VN34-01": np.nan}), PROVINCES) == {}


def test_where_bounds_are_known_nobody_is_said_to_lead():
    bounded = rows({"VN34-08": 90.0}, qualifier="gt")
    made = ranked(rows({"VN34-01": 50, "VN34-04": 40}), bounded, areas=PROVINCES[:3])
    assert "the best of them is Hanoi" in words.answer(made, UNITS, EN)
    assert "Tuyen Quang (> 90%)" in words.apart(made, UNITS, EN)[0].replace("\xa0", " ")


def test_equal_leaders_share_the_lead():
    made = ranked(rows({"VN34-01": 50, "VN34-04": 50, "VN34-08": 4}), areas=PROVINCES[:3])
    assert "Hanoi; Cao Bang share the lead with 50%" in words.answer(made, UNITS, EN)


@pytest.mark.parametrize(
    ("indicator", "delta", "said"),
    [
        ("on_time_rate", 2.1, "+2.1 points"), ("on_time_rate", -2.1, "−2.1 points"),
        ("dti_rank", 3, "+3 places"), ("dossiers_received", 4, "+4.0%"),
        ("dti_score", -0.05, "−0.0500"),
    ],
)  # fmt: skip
def test_an_improvement_has_its_sign_and_unit(indicator, delta, said):
    made = ranked(rows({"VN34-01": 1.0}), indicator=CATALOGUE[indicator])
    assert words.change(delta, made, EN) == said


def test_an_area_is_placed_among_its_peers():
    now = rows({"VN34-01": 50, "VN34-04": 60, "VN34-08": 70, "VN34-11": 80})
    then = rows({"VN34-01": 10, "VN34-04": 50, "VN34-08": 69, "VN34-11": 1}, BEFORE)
    made = ranked(now, then, baseline=BEFORE)
    said = reasons.standing(made, "VN34-04", ("VN34-01", "VN34-08", "VN34-99"), UNITS, EN)
    assert said == (
        "Cao Bang has place 3 (60%; 4 areas are ranked). Among its peers it has place 2 of 3. "
        "By improvement it has place 2 of 3 among them."
    )
    assert "not ranked" in reasons.standing(made, "VN34-12", (), UNITS, EN)
    assert "None of its peers" in reasons.standing(made, "VN34-04", ("VN34-12",), UNITS, EN)


def test_of_a_ministry_no_peers_are_told():
    now = rows({"VNM-bo-tai-chinh": 50, "VNM-bo-y-te": 60})
    made = ranked(now, scope="bo", areas=("VNM-bo-tai-chinh", "VNM-bo-y-te"))
    said = reasons.standing(made, "VNM-bo-tai-chinh", (), UNITS, EN)
    assert said == "Ministry of Finance has place 2 (50%; 2 areas are ranked)."


def test_the_picture_has_a_line_an_area_its_names_and_the_merger():
    moves = pd.DataFrame({"2025-06": [2.0, 1], "2025-07": [1.0, 2]}, index=["VN34-01", "VN34-04"])
    chart = bump(moves, EN, UNITS, title="t", notes=[], ours="VN34-01", simulated=True).to_dict()
    told = str(chart)
    assert "'p': '2 1', 'k': 2" in told
    assert "1  Hanoi" in told
    assert "merger 1 July 2025" in told
    assert "SỐ LIỆU MÔ PHỎNG" in told
    later = moves.rename(columns={"2025-06": "2025-08", "2025-07": "2025-09"})
    assert "merger" not in str(bump(later, EN, UNITS, title="t", notes=[]).to_dict())

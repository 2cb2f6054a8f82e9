"""Figures side by side: what is compared, what is tested, and what is refused and why."""

from datetime import date

import pandas as pd
import pytest

from kpi.catalogue import load_catalogue
from kpi.compare import lines
from kpi.compare.lines import by_area, by_period, is_sure, leads
from kpi.compare.words import answer, apart, chance, sureness
from kpi.language import language
from kpi.periods import parse_period

CATALOGUE = load_catalogue()
RATE, ON_TIME, RANK = (CATALOGUE[name] for name in
                       ("full_process_dossier_rate", "on_time_rate", "dti_rank"))  # fmt: skip
MERGER = date(2025, 7, 1)
EN = language("en")


def row(indicator, area, period, value, part=None, whole=None, **more):
    at = parse_period(period)
    return {
        "indicator": indicator.id, "area": area, "period": period, "value": value,
        "numerator": part, "denominator": whole, "of": float("nan"), "qualifier": "",
        "status": "A", "source": "s", "start": pd.Timestamp(at.start), "end": pd.Timestamp(at.end),
    } | more  # fmt: skip


def frame(*rows):
    return pd.DataFrame(rows).astype({"numerator": float, "denominator": float})


def only(found):
    (line,) = found
    (_, told, *_) = line.differences
    return told


def areas(*rows, chosen=("VN34-01", "VN34-48"), period=""):
    return by_area(frame(*rows), [RATE, ON_TIME, RANK], chosen, period)


def periods(*rows, area="VN34-01"):
    chosen = [one["period"] for one in rows]
    return by_period(frame(*rows), [RATE, ON_TIME, RANK], area, chosen, MERGER)


def test_a_difference_of_counted_shares_has_newcombes_interval_in_points():
    told = only(areas(row(RATE, "VN34-01", "2026-01", 60, 48, 80),
                      row(RATE, "VN34-48", "2026-01", 80, 56, 70)))  # fmt: skip
    assert told.value == 20
    assert told.interval == pytest.approx((5.24, 33.39), abs=5e-3)
    assert is_sure(told)
    assert apart(told, RATE, EN) == "+20.00 points (+5.24 to +33.39)"
    assert chance(told, EN) == "more than chance"


def test_a_share_without_its_counts_is_compared_but_not_tested():
    told = only(areas(row(RATE, "VN34-01", "2026-01", 60), row(RATE, "VN34-48", "2026-01", 80)))
    assert (told.value, told.interval, told.p) == (20, None, None)
    assert told.why == lines.NOT_COUNTED


def test_counts_that_do_not_give_the_share_are_no_counts():
    found = areas(row(RATE, "VN34-01", "2026-01", 60, 48, 80),
                  row(RATE, "VN34-48", "2026-01", 80, 30, 70))  # fmt: skip
    assert only(found).why == lines.NOT_COUNTED


def test_all_stand_at_the_newest_period_that_most_have_and_the_rest_is_not_compared():
    line, = areas(
        row(RATE, "VN34-01", "2026-01", 60), row(RATE, "VN34-48", "2026-01", 70),
        row(RATE, "VN34-01", "2026-02", 61), row(RATE, "VN34-79", "2025-12", 90),
        chosen=("VN34-01", "VN34-48", "VN34-79"),
    )  # fmt: skip
    assert [figure["period"] for figure in line.figures] == ["2026-01", "2026-01", "2025-12"]
    assert line.period is None
    assert [one and (one.value, one.why) for one in line.differences] == [
        None, (10, lines.NOT_COUNTED), (None, lines.PERIOD),
    ]  # fmt: skip


def test_a_chosen_period_shows_nothing_of_others():
    rows = (row(RATE, "VN34-01", "2026-01", 60), row(RATE, "VN34-48", "2026-01", 70),
            row(RATE, "VN34-01", "2026-02", 61))  # fmt: skip
    assert areas(*rows, period="2026-02") == []
    assert only(areas(*rows, period="2026-01")).value == 10


def test_the_nation_holds_its_provinces_and_is_not_tested_against_them():
    rows = row(RATE, "VN34-01", "2026-01", 60, 48, 80), row(RATE, "VN", "2026-01", 80, 560, 700)
    told = only(areas(*rows, chosen=("VN34-01", "VN")))
    assert (told.value, told.why, told.p) == (20, lines.INSIDE, None)


def test_a_published_bound_is_not_compared():
    told = only(areas(row(RATE, "VN34-01", "2026-01", 60),
                      row(RATE, "VN34-48", "2026-01", 80, qualifier="gt")))  # fmt: skip
    assert (told.value, told.why) == (None, lines.BOUND)


@pytest.mark.parametrize(
    ("area", "first", "second", "value", "why"),
    [
        ("VN34-01", "2025-06", "2025-08", 5, lines.MERGED),
        ("VN63-01", "2025-06", "2025-08", None, lines.ENDED),
        ("VN63-01", "2022-01", "2022-09", None, lines.CHANGED),  # Decree 42/2022
        ("VN34-01", "2026", "2026-10", None, lines.LENGTH),
        ("VN34-01", "2026-01-01/P9M", "2026-01-01/P6M", None, lines.LENGTH),
        ("VN34-01", "2026-01", "2026-02", 5, lines.NOT_COUNTED),
        ("VN34-01", "2026-02", "2026-01", 5, lines.NOT_COUNTED),
    ],
)
def test_periods_compare_only_like_for_like(area, first, second, value, why):
    told = only(periods(row(RATE, area, first, 60), row(RATE, area, second, 65), area=area))
    assert (told.value, told.why) == (value, why)


def test_a_break_that_a_row_marks_is_one():
    told = only(periods(row(ON_TIME, "VN", "2026-01", 60),
                        row(ON_TIME, "VN", "2026-02", 65, status="B"), area="VN"))  # fmt: skip
    assert told.why == lines.CHANGED


def test_the_better_side_is_ahead_and_less_is_better_for_ranks():
    ranks = row(RANK, "VN34-01", "2025", 4), row(RANK, "VN34-48", "2025", 2)
    rates = row(ON_TIME, "VN34-01", "2025", 90), row(ON_TIME, "VN34-48", "2025", 80)
    found = areas(*ranks, *rates)
    assert [(line.indicator.id, best) for line, best in leads(found)] == [
        ("on_time_rate", 0), ("dti_rank", 1),
    ]  # fmt: skip
    said = answer(found, ["A", "B"], EN)
    assert said == "2 indicators compare; A is better on 1; B is better on 1."


@pytest.mark.parametrize(("part", "best"), [(500, None), (505, None), (900, 1)])
def test_a_lead_that_chance_may_have_brought_is_none(part, best):
    found = areas(row(RATE, "VN34-01", "2026-01", 50, 500, 1000),
                  row(RATE, "VN34-48", "2026-01", part / 10, part, 1000))  # fmt: skip
    assert [lead for _, lead in leads(found)] == [best]
    assert is_sure(only(found)) is (best is not None)


def test_a_size_is_no_merit_and_one_figure_alone_is_no_line():
    population = CATALOGUE["population"]
    rows = [row(population, "VN34-01", "2020", 8e6), row(population, "VN34-48", "2020", 2e6),
            row(RATE, "VN34-01", "2020", 2)]  # fmt: skip
    found = by_area(frame(*rows), [population, RATE], ("VN34-01", "VN34-48"))
    assert [line.indicator.id for line in found] == ["population"]
    assert leads(found) == []
    assert "no indicator on which they compare" in answer(found, ["A", "B"], EN)


def test_all_values_equal_and_nothing_tested_are_said():
    found = areas(row(RATE, "VN34-01", "2026-01", 60), row(RATE, "VN34-48", "2026-01", 60))
    assert answer(found, ["A", "B"], EN) == (
        "One indicator compares; on 1 none is ahead: equal, or no further apart than chance."
    )
    assert sureness(found, "A", EN).startswith("No difference can be tested")
    assert apart(only(found), RATE, EN) == "0.00 points"


def test_p_values_are_adjusted_over_the_whole_table():
    one = [row(RATE, "VN34-01", "2026-01", 60, 48, 80), row(RATE, "VN34-48", "2026-01", 80, 56, 70)]
    two = [row(ON_TIME, "VN34-01", "2026-01", 50, 5, 10),
           row(ON_TIME, "VN34-48", "2026-01", 50, 5, 10)]  # fmt: skip
    alone, (first, _) = only(areas(*one)), areas(*one, *two)
    assert first.differences[1].p == pytest.approx(2 * alone.p)

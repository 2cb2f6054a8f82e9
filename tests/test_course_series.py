"""Which figures are compared: exact ones, at the last day of their period, since the last break."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from kpi.catalogue import Break, load_catalogue
from kpi.course.series import Point, all_series, known_on, series_of
from kpi.language import Text
from kpi.observations import dated, load_published, newest
from kpi.standing import since_break

RATE = replace(load_catalogue()["online_dossier_rate"], id="rate", breaks=())
TODAY = date(2026, 11, 22)


def rows(*figures):
    """Rows of (period, value) and, where they differ, status and qualifier."""
    filled = [(*one, *("A", "")[len(one) - 2 :]) for one in figures]
    frame = pd.DataFrame(filled, columns=["period", "value", "status", "qualifier"])
    return dated(frame.assign(indicator="rate", area="VN"))


def values(frame, indicator=RATE, day=TODAY):
    known, changed = series_of(frame, indicator, "VN", day).until(day)
    return [point.value for point in known], changed


def test_a_period_stands_at_its_last_day():
    known = rows(("2025-07-01/P191D", 81.6), ("2024", 60.0), ("2025-Q1", 70.0))
    found = series_of(known, RATE, "VN", TODAY).points
    assert found == (
        Point("2024", date(2024, 12, 31), 60.0, "A"),
        Point("2025-Q1", date(2025, 3, 31), 70.0, "A"),
        Point("2025-07-01/P191D", date(2026, 1, 7), 81.6, "A"),
    )


def test_a_period_that_is_not_over_is_not_used():
    known = rows(("2024", 60.0), ("2025", 70.0))
    assert values(known, day=date(2025, 12, 30)) == ([60], None)
    assert values(known, day=date(2025, 12, 31)) == ([60, 70], None)


def test_of_two_periods_that_end_on_one_day_the_shorter_counts():
    assert values(rows(("2024-12", 65.0), ("2024", 60.0))) == ([65], None)


@pytest.mark.parametrize("qualifier", ["lt", "gt", "about", "over"])
def test_what_is_no_exact_number_is_told_and_not_used(qualifier):
    known = rows(("2023", 60.0), ("2024", 84.0, "A", qualifier))
    assert values(known) == ([60], None)
    assert series_of(known, RATE, "VN", TODAY).inexact == date(2024, 12, 31)


def test_forecasts_missing_and_infinite_values_are_not_used():
    no, endless = float("nan"), float("inf")
    known = rows(("2021", 1.0), ("2022", 2.0, "F"), ("2023", no, "M"), ("2024", endless))
    assert values(known) == ([1], None)


def test_estimates_are_used():
    assert values(rows(("2023", 60.0, "E"), ("2024", 61.0, "P"))) == ([60, 61], None)


def test_nothing_is_compared_across_a_break_of_a_row():
    known = rows(("2021", 80.0), ("2022", 20.0, "B"), ("2023", 30.0))
    assert values(known) == ([20, 30], 2022)
    assert values(known, day=date(2022, 6, 30)) == ([80], None)


def test_nothing_is_compared_across_a_break_of_the_catalogue():
    broken = replace(RATE, breaks=(Break(date(2022, 8, 15), Text("", "")),))
    known = rows(("2021", 80.0), ("2022", 20.0), ("2023", 30.0))
    assert values(known, broken) == ([20, 30], 2022)


def test_breaks_are_those_of_the_overview():
    catalogue, frame = load_catalogue(), newest(load_published())
    frame = frame[(frame["qualifier"] == "") & frame["value"].notna()]
    for (name, area), one in all_series(frame, catalogue, TODAY).items():
        mine = frame[(frame["indicator"] == name) & (frame["area"] == area)]
        mine = mine[mine["end"] <= pd.Timestamp(TODAY)].drop_duplicates("end", keep="last")
        alike, year = since_break(mine, catalogue[name])
        known, changed = one.until(TODAY)
        assert (len(known), changed) == (len(alike), year), (name, area)


def test_an_area_without_a_figure_has_an_empty_series():
    assert series_of(rows(("2024", 1.0)), RATE, "VN34-79", TODAY).until(TODAY) == ((), None)
    assert all_series(rows(("2024", 1.0)).iloc[:0], {"rate": RATE}, TODAY) == {}


def test_what_was_known_on_a_day_is_the_newest_edition_by_then():
    editions = pd.concat([rows(("2024", 60.0)), rows(("2024", 62.0)), rows(("2024", 64.0))])
    editions["published"] = ["2025-01", "2025-06-01", "2026"]
    editions = editions.reset_index(drop=True)
    assert known_on(editions, date(2025, 7, 1))["value"].tolist() == [62]
    assert known_on(editions, date(2025, 1, 30)).empty
    assert known_on(editions, date(2025, 1, 31))["value"].tolist() == [60]

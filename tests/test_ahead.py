"""The way ahead in a trend: fan, required path, and where neither is drawn."""

import gzip
import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from kpi.catalogue import Target
from kpi.charts.ahead import Ahead, ahead_of
from kpi.charts.trend import trend
from kpi.course import judge, series_of
from kpi.periods import parse_period
from tests.test_charts import EN, RATE, TWO, UNITS, drawn, frame

T80 = Target("rate", "VN", 80.0, date(2027, 12, 31), "d")
AIMED = replace(RATE, targets=(T80,))
RISING = (20, 25, 27, 33, 35, 41, 43, 49, 52, 56)  # four a year, more or less
YEARS = frame(*[("VN", f"{2016 + at}", float(value)) for at, value in enumerate(RISING)])
TODAY = date(2026, 6, 30)


def made_of(rows, indicator=AIMED, today=TODAY, area="VN"):
    periods = [parse_period(text) for text in rows["period"]]
    ends = pd.to_datetime([one.end for one in periods])
    dated = rows.assign(end=ends, start=pd.to_datetime([one.start for one in periods]))
    return judge(indicator, series_of(dated, indicator, area, today), today)


def drawing(rows=YEARS, made=None, lang=EN, **changes):
    made = made or made_of(rows)
    given = {"units": UNITS, "chosen": ("VN",), "targets": (T80,), "today": TODAY, "made": made}
    return trend(rows, AIMED, lang, **(given | changes))


def test_the_fan_opens_from_the_last_figure_to_the_deadline():
    (_, rows), (_, same) = drawn(drawing(), "area")
    assert rows is same
    assert (rows[0]["v"], rows[0]["c"], rows[0]["d"]) == (56.0, 56.0, 56.0)
    assert rows[-1]["t"] == 1830211200000  # 31 December 2027
    assert all(one["c"] <= one["a"] <= one["v"] <= one["b"] <= one["d"] for one in rows)
    assert rows[-1]["d"] - rows[-1]["c"] > rows[1]["d"] - rows[1]["c"]
    assert rows[-1]["v"] == pytest.approx(64.0, abs=2)  # four a year for two years


def test_the_required_path_leads_from_today_to_the_target():
    *_, (path, rows) = (
        found for found in drawn(drawing(), "line") if found[0]["mark"].get("strokeDash") == [7, 5]
    )
    assert [row["v"] for row in rows] == [56.0, 80.0]
    assert rows[0]["t"] == 1782777600000  # 30 June 2026
    assert path["mark"]["strokeWidth"] > 2


def test_the_words_under_the_title_tell_what_is_drawn():
    said = drawing().to_dict()["description"]
    assert "projection 80% and 95%" in said
    assert "Dashed: the required path" in said


def test_without_a_projection_there_is_the_path_alone():
    few = frame(("VN", "2024", 40.0), ("VN", "2025", 50.0))
    chart = drawing(few)
    assert list(drawn(chart, "area")) == []
    assert "projection" not in chart.to_dict()["description"]
    assert ahead_of(made_of(few)).path == ((TODAY, 50.0), (T80.deadline, 80.0))


def test_past_deadlines_and_reached_targets_have_no_way_ahead():
    assert ahead_of(made_of(YEARS, today=date(2028, 1, 1))) == Ahead()
    above = frame(("VN", "2024", 70.0), ("VN", "2025", 85.0))
    assert ahead_of(made_of(above)) == Ahead()
    assert ahead_of(None) == Ahead()


def test_of_several_areas_the_first_has_its_way_drawn_and_named():
    made = made_of(TWO, area="VN34-01")
    chart = drawing(TWO, made, chosen=("VN34-01", "VN34-48"))
    assert "Hanoi, dashed: the required path" in chart.to_dict()["description"]


def test_the_way_ahead_costs_little():
    spec = drawing(simulated=True).to_dict()
    assert len(gzip.compress(json.dumps(spec).encode())) < 6_000


def test_targets_of_one_value_are_written_once_with_all_their_deadlines():
    later = replace(T80, deadline=date(2028, 12, 31))
    _, rows = next(drawn(drawing(targets=(T80, later)), "rule"))
    assert [row.get("m") for row in rows] == ["Target 80% by 31 Dec 2027; 31 Dec 2028", None]

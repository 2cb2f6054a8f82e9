"""What a map opens on follows from the figures there are."""

import pandas as pd

from kpi.coverage import Opening, covered, opening, reach, widest_period


def rows(indicator, period, areas, qualifier=""):
    return pd.DataFrame(
        {
            "indicator": indicator,
            "period": period,
            "area": areas,
            "value": 1.0,
            "qualifier": qualifier,
            "status": "A",
        }
    )


def test_bands_missing_values_and_the_nation_do_not_count():
    frame = pd.concat(
        [
            rows("a", "2024", ["VN34-01", "VN34-04", "VN"]),
            rows("a", "2024", ["VN34-08"], "lt"),
            rows("a", "2024", ["VN63-02"]),
        ]
    )
    assert covered(frame, "34") == {("a", "2024"): 2}


ORDER = ["full", "old", "older", "new", "also", "population"]


def test_widest_share_wins_then_the_newest_period():
    recent = {("new", "2024"): 17, ("population", "2025"): 34}
    former = {("old", "2022"): 63, ("older", "2017"): 63}
    assert opening({"34": recent, "63": former}, ORDER) == Opening("old", "63")
    full = recent | {("full", "2025"): 34}
    assert opening({"34": full, "63": former}, ORDER) == Opening("full", "34")


def test_among_equals_the_dictionary_order_decides():
    held = {("also", "2025"): 34, ("full", "2025"): 34, ("new", "2025"): 34}
    assert opening({"34": held}, ORDER) == Opening("full", "34")


def test_without_figures_the_map_opens_on_the_population():
    assert opening({"34": {}}, ORDER) == Opening("population", "34")


def test_a_map_stands_at_the_newest_of_the_widest_periods():
    held = {("a", "2022"): 63, ("a", "2023"): 57, ("a", "2024"): 2, ("b", "2025"): 63}
    assert widest_period(held, "a") == "2023"
    assert widest_period(held, "c") is None


def test_reach_counts_areas_and_names_first_and_last_period():
    frame = pd.concat([rows("a", "2024", ["VN"]), rows("a", "2025-10", ["VN", "VN34-01"])])
    frame["end"] = pd.to_datetime(
        frame["period"].map({"2024": "2024-12-31", "2025-10": "2025-10-31"})
    )
    frame["published"] = frame["period"].map({"2024": "2025-01", "2025-10": "2025-11-07"})
    assert reach(frame).loc["a"].tolist() == [2, 2, "2024", "2025-10", "2025-11-07"]

"""The practice panel: full size, consistent, marked, the same every time."""

import numpy as np
import pandas as pd
import pytest

from kpi.catalogue import load_catalogue
from kpi.merger import view
from kpi.observations import OBSERVATION_COLUMNS, load_published
from kpi.practice import PRACTICE, practice_panel
from kpi.units import load_units


@pytest.fixture(scope="module")
def panel():
    return practice_panel()


def test_it_has_the_size_of_the_country(panel):
    months = panel[panel["period"].str.len() == 7]
    assert months["period"].nunique() == 46
    assert (months["period"].min(), months["period"].max()) == ("2023-01", "2026-10")
    assert months["indicator"].nunique() >= 12
    assert set(panel["area"]) == {"VN", *(unit.id for unit in load_units().formers)}
    assert len(months) > 63 * 46 * 12


def test_rates_are_whole_numbers_over_whole_numbers(panel):
    rates = panel[panel["denominator"].notna()]
    assert (rates["numerator"] % 1 == 0).all()
    assert (rates["denominator"] % 1 == 0).all()
    assert rates["numerator"].between(0, rates["denominator"]).all()
    assert (rates["value"] - 100 * rates["numerator"] / rates["denominator"]).abs().max() < 6e-5


def test_the_nation_is_the_sum_of_its_provinces(panel):
    keys = [panel["indicator"], panel["period"]]
    parts = panel.where(panel["area"] != "VN")
    for column in ("numerator", "denominator"):
        national = panel[(panel["area"] == "VN") & panel[column].notna()]
        sums = parts[column].groupby(keys).sum()
        expected = sums.loc[pd.MultiIndex.from_frame(national[["indicator", "period"]])]
        assert national[column].tolist() == expected.tolist()


def test_missing_is_missing(panel):
    one = panel[panel["indicator"] == "full_process_dossier_rate"]
    reports = one.groupby("area").size()
    assert (reports == 46).sum() >= 40
    assert reports.min() >= 40
    assert 5 <= (reports < 46).sum() <= 20
    gappy = one[(one["area"] != "VN")].groupby("period").size() < 63
    national = one[one["area"] == "VN"].set_index("period")["status"]
    assert set(national[gappy[gappy].index]) <= {"P", "B"}
    assert panel["value"].notna().all()


def test_the_merger_is_a_break_and_throws_rates_back(panel):
    july = panel[panel["period"] == "2025-07"]
    assert (july["status"] == "B").all()
    rate = panel[panel["indicator"] == "full_process_dossier_rate"]
    at = rate[rate["area"] == "VN"].set_index("period")["value"]
    assert at["2025-07"] < at["2025-06"] - 3 < at["2026-10"]


def test_every_row_is_marked_and_no_published_row_is(panel):
    assert set(panel["source"]) == {PRACTICE}
    assert PRACTICE in load_catalogue().sources
    assert PRACTICE not in set(load_published()["source"])


def test_rows_come_as_published_rows_do(panel):
    published = load_published()
    assert tuple(panel.columns) == tuple(published.columns)
    assert tuple(panel.columns)[: len(OBSERVATION_COLUMNS)] == OBSERVATION_COLUMNS
    june = panel[panel["period"] == "2025-06"].iloc[0]
    assert june["published"] == "2025-07-10"
    assert (f"{june['start']:%F}", f"{june['end']:%F}") == ("2025-06-01", "2025-06-30")
    assert not panel.duplicated(["indicator", "area", "period"]).any()


def test_values_are_those_the_catalogue_allows(panel):
    catalogue = load_catalogue()
    for name, values in panel.groupby("indicator")["value"]:
        low, high = catalogue[name].valid
        assert values.between(low, np.inf if high is None else high).all()


def test_one_seed_one_panel(panel):
    pd.testing.assert_frame_equal(panel, practice_panel())
    assert not panel["value"].equals(practice_panel(seed=1)["value"])


@pytest.fixture(scope="module")
def merged(panel):
    return view(panel, "34", load_catalogue(), load_units())


def test_a_gap_shows_as_partial_or_missing(merged):
    """Bắc Kạn, a fifth of Thái Nguyên by people, is late: 80.5 % are covered."""
    rate = merged[merged["indicator"] == "online_dossier_rate"]
    last = rate[rate["period"] == "2026-10"].set_index("area")
    assert last.loc["VN34-19", "status"] == "E"
    assert last.loc["VN34-19", "coverage"] == pytest.approx(0.8052, abs=1e-4)
    assert (rate["status"] == "M").sum() > 0


def test_merged_provinces_add_up_to_the_nation(panel, merged):
    rate = merged[(merged["indicator"] == "online_dossier_rate") & (merged["area"] != "VN")]
    assert rate["area"].nunique() == 34
    complete = rate[rate["coverage"] == 1].groupby("period").filter(lambda rows: len(rows) == 34)
    national = panel[(panel["indicator"] == "online_dossier_rate") & (panel["area"] == "VN")]
    sums = complete.groupby("period")["numerator"].sum()
    assert len(sums) > 35
    assert (sums == national.set_index("period")["numerator"].loc[sums.index]).all()

"""A walk over the whole dictionary and every figure, and the traps among the sources.

Expected figures were typed in by hand from the publications.
"""

import re
from datetime import date

import pandas as pd
import pytest

from kpi.catalogue import DATA, load_catalogue
from kpi.observations import latest, load_published, newest
from kpi.periods import parse_period
from kpi.units import load_units

CATALOGUE = load_catalogue()
FRAME = load_published()
UNITS = load_units()
# Estimates and breaks explained in the dictionary's own note rather than row by row.
NOTED = ("digital_economy_grdp_", "gci_score")
REQUIRED = """
full_process_dossier_rate adult_online_service_rate dossier_personal_id_rate
full_process_service_rate online_dossier_rate on_time_rate satisfaction_rate online_payment_rate
digitised_dossier_rate data_reuse_rate leader_digital_signing_rate official_digital_signing_rate
dossiers_received procedures_simplified essential_services_online services_25_in_force
services_982_in_force procedures_1139_data_replaced digital_economy_gdp_share
digital_economy_grdp_share vneid_activated dti_score dti_rank egdi_rank egdi_score egdi_osi egdi_hci
egdi_tii epi_score gii_rank gci_rank gci_score sipas par_index papi_portal_users population
s766_transparency s766_progress s766_digitisation s766_online_services s766_satisfaction
""".split()  # noqa: SIM905


def figures(indicator, area="VN"):
    rows = FRAME[(FRAME["indicator"] == indicator) & (FRAME["area"] == area)]
    return newest(rows).set_index("period")


def test_every_agreed_indicator_is_in_the_dictionary():
    assert set(REQUIRED) <= set(CATALOGUE)


@pytest.mark.parametrize("one", CATALOGUE.values(), ids=list(CATALOGUE))
def test_an_entry_makes_sense(one):
    assert re.fullmatch(r"[a-z0-9_]+", one.id)
    assert one.name.vi != one.name.en or one.name.vi.isupper()
    assert one.definition.vi.endswith(".")
    assert one.definition.en.endswith(".")
    assert len(one.short.vi) <= 40
    assert (one.unit == "rank") == ("rank" in one.id.split("_"))
    if one.unit == "rank":
        assert (one.direction, one.aggregation, one.decimals) == ("lower", "none", 0)
    for target in one.targets:
        assert target.area in UNITS
        assert one.valid[0] <= target.value <= (one.valid[1] or float("inf"))


def test_headline_targets():
    ids = ("full_process_dossier_rate", "adult_online_service_rate", "dossier_personal_id_rate")
    due = [
        [one.value for one in CATALOGUE[name].targets if str(one.deadline) == "2025-12-31"]
        for name in ids
    ]
    assert due == [[80], [40], [100]]
    assert FRAME[FRAME["indicator"].isin(ids[1:])].empty


def faults(row):
    """Name what does not fit in one row."""
    low, high = CATALOGUE[row.indicator].valid
    checks = {
        "area": row.area in UNITS,
        "value": low <= row.value <= (high or float("inf")),
        "whole": pd.isna(row.of) or row.value <= row.of,
        "period": parse_period(row.period).start <= date.today() or row.status == "F",
        "status": row.status in set("ABEFIMP"),
        "qualifier": row.qualifier in {"", "lt", "gt", "over", "about"},
        "source": row.source in set(CATALOGUE.sources) - {"practice"},
        "published": re.fullmatch(r"\d{4}(-\d\d){0,2}", row.published),
        "note": bool(row.note) == bool(row.note_en),
        "said why": row.note or row.status not in "EB" or row.indicator.startswith(NOTED),
    }
    return [name for name, holds in checks.items() if not holds]


def test_every_figure_fits_the_dictionary():
    wrong = {(row.indicator, row.area, row.period): faults(row) for row in FRAME.itertuples()}
    assert {key: names for key, names in wrong.items() if names} == {}
    assert len(wrong) > 1500


def test_nothing_is_published_before_its_period_has_begun():
    early = FRAME["published"].str[:4].astype(int) < FRAME["start"].dt.year
    assert FRAME[early].empty


def test_no_figure_stands_twice():
    key = ["indicator", "area", "period", "published"]
    assert FRAME[FRAME.duplicated(key)].empty


def test_a_ratio_is_its_numerator_over_its_denominator():
    parts = FRAME.dropna(subset="numerator")
    assert (parts["numerator"] <= parts["denominator"]).all()
    share = 100 * parts["numerator"] / parts["denominator"]
    assert ((share - parts["value"]).abs() <= 0.05).all()


def test_ranks_say_of_how_many():
    ranks = FRAME[FRAME["indicator"].map(lambda name: CATALOGUE[name].unit == "rank")]
    provinces = ranks["area"].str.match("VN(34|63)-")
    eras = ranks.loc[provinces, "area"].str[2:4].astype(float)
    assert (ranks.loc[provinces, "of"] == eras).all()
    assert (
        ranks.loc[
            ranks["period"].isin(["2018", "2020"]) & ~provinces & ranks["area"].eq("IDN"), "of"
        ]
        .eq(193)
        .all()
    )


def test_published_for_the_units_of_then():
    assert (
        not FRAME.loc[FRAME["area"].str.startswith("VN63"), "period"]
        .str.startswith("2025-07")
        .any()
    )
    merged = FRAME[FRAME["area"].str.startswith("VN34")]
    assert merged["published"].min() >= "2025-07-01"


def test_three_full_process_figures_are_separate_points():
    rows = figures("full_process_dossier_rate")
    assert rows["value"].to_dict() == {"2024": 45.8, "2025-10-26": 39.98, "2025-12": 36.8}
    assert latest(FRAME, "full_process_dossier_rate", "VN")["period"] == "2025-12"


def test_filed_online_is_another_measure():
    row = figures("online_dossier_rate", "VN-PROVINCES").loc["2025-07-01/P191D"]
    assert (row["value"], row["numerator"], row["denominator"], row["status"]) == (
        81.6,
        24e6,
        29.4e6,
        "E",
    )
    assert str(row["end"].date()) == "2026-01-07"


def test_the_worked_example_of_ha_nam():
    row = figures("full_process_dossier_rate", "VN63-35").loc["2024"]
    assert (row["value"], row["numerator"], row["denominator"]) == (68.54, 115665, 168746)


def test_bands_keep_their_bound_and_their_sign():
    hanoi = figures("full_process_dossier_rate", "VN63-01").loc["2024"]
    assert (hanoi["value"], hanoi["qualifier"]) == (10, "lt")
    city = figures("dossiers_received", "VN34-79").loc["2025-07-01/P50D"]
    assert (city["value"], city["qualifier"]) == (645000, "gt")


def test_digital_economy_vintages_and_series_stay_apart():
    rows = FRAME[(FRAME["indicator"] == "digital_economy_gdp_share") & (FRAME["period"] == "2022")]
    assert rows["value"].tolist() == [12.67, 12.63, 12.83]
    newest_ones = figures("digital_economy_gdp_share")["value"].to_dict()
    assert newest_ones == {
        "2020": 12.66,
        "2021": 12.87,
        "2022": 12.83,
        "2023": 12.87,
        "2024": 13.17,
        "2025": 14.02,
    }
    assert figures("digital_economy_gdp_share_mic").loc["2024", "value"] == 18.3


def test_the_152_billion_is_that_articles_figure():
    assert figures("revenue_152").loc["2024", ["value", "source"]].tolist() == [
        152,
        "vov_2025_02_06",
    ]


def test_gii_2025_is_44_of_139():
    assert figures("gii_rank").loc["2025", ["value", "of"]].tolist() == [44, 139]


def test_gci_2024_score_is_itus_and_rank_the_ministrys():
    assert figures("gci_score").loc["2024", ["value", "status"]].tolist() == [99.74, "A"]
    assert figures("gci_rank").loc["2024", ["value", "of", "status"]].tolist() == [17, 194, "E"]


def test_the_doubtful_ai_rank_is_left_out():
    assert list(figures("ai_readiness_rank").index) == ["2020", "2021", "2022"]
    assert figures("ai_readiness_score").loc["2023", "value"] == 54.48


def test_egdi_2024_is_the_mean_of_its_parts():
    parts = [figures(f"egdi_{part}").loc["2024", "value"] for part in ("osi", "hci", "tii")]
    assert parts == [0.7081, 0.7267, 0.8780]
    assert sum(parts) / 3 == pytest.approx(figures("egdi_score").loc["2024", "value"], abs=1e-4)
    assert figures("egdi_rank").loc["2024", ["value", "of"]].tolist() == [71, 193]


def test_egdi_has_the_neighbours_and_the_averages():
    rows = FRAME[(FRAME["indicator"] == "egdi_score") & (FRAME["period"] == "2020")]
    by_area = rows.set_index("area")["value"]
    assert by_area[["SGP", "VN", "WORLD", "ASIA", "SEA"]].tolist() == [
        0.915,
        0.6667,
        0.5988,
        0.6373,
        0.6321,
    ]
    assert len(by_area) == 11 + 3


def test_counts_of_the_two_programmes():
    done = figures("procedures_simplified")
    assert done[["value", "of"]].to_numpy().tolist() == [[898, 1084], [1061, 1084]]
    assert figures("essential_services_online")["value"].tolist() == [54, 56]


def test_former_populations_add_up_to_the_nation():
    rows = FRAME[FRAME["indicator"] == "population"]
    former = rows[rows["area"].str.startswith("VN63")]
    assert former.groupby("period").size().to_dict() == {
        "2010": 63,
        "2015": 63,
        "2019": 63,
        "2020": 63,
    }
    assert former.groupby("period")["value"].sum()["2020"] == 97_582_690
    assert figures("population").loc["2020", "value"] == 97_582_690


def test_every_file_opens_with_an_explanation():
    files = [*DATA.glob("*.yml"), *(DATA / "observations").glob("*.csv")]
    assert len(files) >= 16
    assert all(file.read_text(encoding="utf-8").startswith("# ") for file in files)


def test_no_python_lives_in_data():
    assert not list(DATA.rglob("*.py"))


def test_every_source_is_used_or_a_document():
    targets = {target.document for one in CATALOGUE.values() for target in one.targets}
    used = {*FRAME["source"], *targets, *(one.source for one in CATALOGUE.values())}
    spare = {one.id for one in CATALOGUE.sources.values() if one.seen == "excerpt"} - used
    assert spare <= {"govinsider_2024"}


def test_the_document_counts_what_is_there():
    text = (DATA.parent / "docs" / "figures.md").read_text(encoding="utf-8")
    targets = sum(len(one.targets) for one in CATALOGUE.values())
    counts = (len(CATALOGUE), targets, len(CATALOGUE.sources), len(FRAME))
    words = ("indicators", "targets", "documents", "figures")
    told = [f"{count:,} {word}" for count, word in zip(counts, words, strict=True)]
    assert [phrase for phrase in told if phrase not in text] == []

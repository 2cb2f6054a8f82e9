"""Peers by hand: region, dated type, land border, and the nearest in size."""

from datetime import date

import pandas as pd
import pytest

from kpi.observations import load_published, newest
from kpi.ranking.peers import densities, peers, populations
from kpi.units import load_units

UNITS = load_units()
DAY = date(2025, 12, 31)
SIZES = {"VN34-01": 100.0, "VN34-04": 60.0, "VN34-08": 50.0, "VN34-11": 49.0, "VN34-12": 200.0,
         "VN34-14": 110.0, "VN34-15": 90.0, "VN34-19": 80.0, "VN34-20": 201.0}  # fmt: skip


def test_a_region_without_the_province_itself():
    names = {UNITS[one].name.en for one in peers("VN34-79", "region", UNITS, DAY, {})}
    assert names == {"Dong Nai", "Tay Ninh"}
    assert all(one.startswith("VN63-") for one in peers("VN63-79", "region", UNITS, DAY, {}))


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2025, 12, 31), {"Hai Phong", "Hue", "Da Nang", "Ho Chi Minh City", "Can Tho"}),
        (date(2026, 4, 30), {"Hai Phong", "Hue", "Da Nang", "Ho Chi Minh City", "Can Tho",
                             "Dong Nai"}),
    ],
)  # fmt: skip
def test_the_type_is_that_of_the_day(day, names):
    assert {UNITS[one].name.en for one in peers("VN34-01", "type", UNITS, day, {})} == names


def test_hue_was_no_city_among_the_former_ones_before_2025():
    before = peers("VN63-01", "type", UNITS, date(2024, 12, 31), {})
    since = peers("VN63-01", "type", UNITS, date(2025, 1, 1), {})
    assert set(since) - set(before) == {"VN63-46"}


def test_neighbours_share_a_land_border():
    names = {UNITS[one].name.en for one in peers("VN34-11", "border", UNITS, DAY, {})}
    assert names == {"Lai Chau", "Son La"}  # of Điện Biên


def test_the_nearest_by_ratio_up_to_twice_as_large():
    found = peers("VN34-01", "population", UNITS, DAY, SIZES)
    assert found == ("VN34-14", "VN34-15", "VN34-19", "VN34-04", "VN34-08")  # twice: 12 and 08
    assert peers("VN34-20", "population", UNITS, DAY, SIZES) == ("VN34-12", "VN34-14")
    assert peers("VN34-96", "population", UNITS, DAY, SIZES) == ()


def test_former_provinces_have_a_density_of_their_own():
    # Hưng Yên and Thái Bình, 2020: GSO gives 930.2 and 1,584.6 km²
    found = densities({"VN63-33": 1_269_090, "VN63-34": 1_870_200}, UNITS)
    assert found == {
        "VN63-33": pytest.approx(1_269_090 / 930.2, rel=0.03),
        "VN63-34": pytest.approx(1_870_200 / 1584.6, rel=0.03),
    }


def test_the_population_is_the_last_known_on_the_day():
    lines = [("VN34-01", "2019-12-31", 1.0), ("VN34-01", "2020-12-31", 2.0),
             ("VN34-04", "2020-12-31", 3.0)]  # fmt: skip
    rows = pd.DataFrame(lines, columns=["area", "end", "value"]).assign(qualifier="")
    rows["end"] = pd.to_datetime(rows["end"])
    assert populations(rows, date(2020, 6, 1)) == {"VN34-01": 1, "VN34-04": 3}
    assert populations(rows, date(2021, 1, 1)) == {"VN34-01": 2, "VN34-04": 3}


def test_density_is_people_on_the_official_area():
    people = newest(load_published())
    people = people[(people["indicator"] == "population") & (people["area"] == "VN63-01")]
    held = populations(people, date(2020, 12, 31))  # Hà Nội was not merged
    found = densities({"VN34-01": held["VN63-01"]}, UNITS)
    assert found == {"VN34-01": pytest.approx(8_246_540 / 3359.84)}

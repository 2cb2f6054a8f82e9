"""Peers: the provinces that one province may fairly be held against.

By the region, by the type (province or city, as on a day), by the land border, or by size: the
nearest in population or density by ratio, none more than twice or less than half as large. All are
of the same era.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

import pandas as pd

from kpi.observations import usable

if TYPE_CHECKING:
    from kpi.units import Unit, Units

__all__ = ["KINDS", "Kind", "densities", "peers", "populations"]

Kind = Literal["region", "type", "border", "population", "density"]
KINDS: tuple[Kind, ...] = ("region", "type", "border", "population", "density")
NEAREST = 5  # peers by size
_TWICE = 2.0  # times as large at most


def peers(
    area: str, kind: Kind, units: Units, day: date, sizes: Mapping[str, float]
) -> tuple[str, ...]:
    """Return the peers of a province without itself: by id, by size the nearest first.

    `day`: of which the type is asked. `sizes`: what `population` and `density` compare by.
    """
    ours = units[area]
    era = units.provinces if ours.kind == "province" else units.formers
    others = [unit for unit in era if unit.id != area]
    if kind in ("population", "density"):
        return _nearest(area, [unit.id for unit in others], sizes)
    return tuple(unit.id for unit in others if _alike(ours, unit, kind, units, day))


def _alike(ours: Unit, other: Unit, kind: Kind, units: Units, day: date) -> bool:
    if kind == "region":
        return other.region == ours.region
    if kind == "type":
        return other.type_on(day) == ours.type_on(day)
    return other.id in units.neighbours(ours.id)


def _nearest(area: str, others: Sequence[str], sizes: Mapping[str, float]) -> tuple[str, ...]:
    """Return the nearest by ratio; nobody is near what has no size."""
    if area not in sizes:
        return ()
    apart = {one: abs(math.log(sizes[one] / sizes[area])) for one in others if one in sizes}
    near = [one for one in apart if apart[one] <= math.log(_TWICE) + 1e-12]
    return tuple(sorted(near, key=lambda one: (apart[one], one))[:NEAREST])


def populations(rows: pd.DataFrame, day: date) -> dict[str, float]:
    """Return the last known population of each area on a day, else the first after it, persons.

    `rows`: observations of the population, with `end`.
    """
    known = usable(rows)
    known = known[known["value"] > 0].sort_values("end", kind="stable")
    past = known["end"] <= pd.Timestamp(day)
    later = known[~past].drop_duplicates("area", keep="first")
    before = known[past].drop_duplicates("area", keep="last")
    chosen = pd.concat([later, before]).drop_duplicates("area", keep="last")
    return {str(area): float(value) for area, value in chosen[["area", "value"]].to_numpy()}


def densities(people: Mapping[str, float], units: Units) -> dict[str, float]:
    """Return persons per square kilometre of natural area, of the provinces of both eras."""
    return {
        unit.id: people[unit.id] / unit.area_km2
        for unit in (*units.provinces, *units.formers)
        if unit.area_km2 and unit.id in people
    }

"""Mountain, border and island provinces: who belongs, and how much of a merged province does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kpi.catalogue import Source
from kpi.language import Text
from kpi.observations import load_published, newest
from kpi.parts import POPULATION
from kpi.units import GEO, Units, load_units

__all__ = ["YEAR", "Group", "load_groups", "people"]

YEAR = "2020"  # of the population that weighs the parts: the newest of all 63 (GSO)


@dataclass(frozen=True)
class Group:
    """One group of `geo/groups.yml`: former provinces, each with what makes it belong.

    `least`: share of people from which a merged province belongs; None: any part is enough.
    """

    id: str
    name: Text
    definition: Text
    formers: Mapping[str, str]
    least: float | None
    source: Source

    def members(self, era: str, units: Units) -> tuple[str, ...]:
        """Return the provinces of an era ("34" or "63") that belong, by code."""
        if era == "63":
            return tuple(unit.id for unit in units.formers if unit.id in self.formers)
        shares = {unit.id: self.share(unit.id, units) for unit in units.provinces}
        least = 0.0 if self.least is None else self.least
        return tuple(area for area, share in shares.items() if share >= least and share > 0)

    def share(self, area: str, units: Units) -> float:
        """Return the share of an area's people (2020) in former provinces of the group, 0 to 1."""
        heads, parts = people(), units[area].parts or (area,)
        inside = sum(heads[part] for part in parts if part in self.formers)
        return inside / sum(heads[part] for part in parts)


def load_groups(folder: Path = GEO) -> tuple[Group, ...]:
    """Read `groups.yml`; ValueError names a former province that there is not."""
    return _load(folder / "groups.yml")


@lru_cache(maxsize=1)
def people() -> Mapping[str, float]:
    """Return the published population of the former provinces in `YEAR`, persons."""
    rows = newest(load_published())
    rows = rows[(rows["indicator"] == POPULATION) & (rows["period"] == YEAR)]
    return {
        str(area): float(value) for area, value in zip(rows["area"], rows["value"], strict=True)
    }


@lru_cache(maxsize=4)
def _load(path: Path) -> tuple[Group, ...]:
    raw = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["groups"]
    return tuple(_group(one, load_units()) for one in raw)


def _group(raw: Mapping[str, Any], units: Units) -> Group:
    regions = raw.get("regions", ())
    inside = {unit.id: "" for unit in units.formers if unit.region in regions}
    formers = inside | raw.get("areas", {})
    unknown = sorted(set(formers) - {unit.id for unit in units.formers})
    if unknown:
        raise ValueError(f"groups.yml: {raw['id']} names {', '.join(unknown)}")
    origin = {"url": None} | raw["source"]
    source = Source(id=f"group_{raw['id']}", seen="cited", **origin)
    return Group(
        raw["id"], Text.of(raw["name"]), Text.of(raw["definition"]), formers,
        raw.get("least"), source,
    )  # fmt: skip

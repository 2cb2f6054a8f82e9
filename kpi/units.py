"""The areas figures are told for: nation, provinces of both eras, groups, ministries, countries.

Viet Nam's 63 provinces became 34 on 2025-07-01; each former one lies wholly in one new one. A name
or a two-digit code may mean different provinces in the two eras, an area id never does.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from kpi.language import Text

GEO = Path(__file__).parent.parent / "geo"

Kind = Literal["nation", "province", "former", "group", "ministry", "country"]

_TYPE_NAMES = {"tinh": Text("Tỉnh", "Province"), "thanh_pho": Text("Thành phố", "City")}


@dataclass(frozen=True)
class DatedType:
    """What a province was from a day on, by which document, and its name then if another."""

    type: str  # "tinh" (province) or "thanh_pho" (centrally-run city)
    since: date | None = None  # None: from the beginning
    document: str | None = None
    name: Text | None = None


@dataclass(frozen=True)
class Communes:
    """How many commune-level units a province has, by kind: ward, commune, special zone."""

    phuong: int
    xa: int
    dac_khu: int

    @property
    def total(self) -> int:
        """All commune-level units."""
        return self.phuong + self.xa + self.dac_khu


@dataclass(frozen=True)
class Unit:
    """One area. Fields that do not apply to its kind are empty or None."""

    id: str
    kind: Kind
    code: str  # official two-digit code of a province, else the id
    name: Text
    aliases: tuple[str, ...] = ()
    types: tuple[DatedType, ...] = ()  # oldest first
    region: str = ""  # a key of Units.regions
    parts: tuple[str, ...] = ()  # of a province in force: the former ones it was made of
    successor: str | None = None  # of a former province: the one in force it lies in
    area_km2: float | None = None
    communes: Communes | None = None
    valid_from: date | None = None
    valid_to: date | None = None  # last day

    def type_on(self, day: date) -> str:
        """Return the type in force on a day; "" for an area that is no province."""
        dated = self._dated(day)
        return dated.type if dated else ""

    def full_name(self, day: date | None = None) -> Text:
        """Return the name with the type of that day, or the last one: "Thành phố Huế"."""
        dated = self._dated(day or date.max)
        if dated is None:
            return self.name
        name, kind = dated.name or self.name, _TYPE_NAMES[dated.type]
        english = name.en if name.en.endswith(kind.en) else f"{name.en} {kind.en}"
        return Text(f"{kind.vi} {name.vi}", english)

    def _dated(self, day: date) -> DatedType | None:
        past = [dated for dated in self.types if (dated.since or date.min) <= day]
        return past[-1] if past else None


@dataclass(frozen=True, eq=False)  # compared and hashed by identity: readers cache by it
class Units:
    """All areas by id, in the order of their files."""

    by_id: Mapping[str, Unit]
    regions: Mapping[str, Text]  # six of 2025 (R34-…) and six of 2024 (R63-…)
    borders: Mapping[str, frozenset[str]]  # land neighbours of the same era

    def __getitem__(self, area: str) -> Unit:
        return self.by_id[area]

    def __contains__(self, area: object) -> bool:
        return area in self.by_id

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)

    def of(self, kind: Kind) -> tuple[Unit, ...]:
        """Return the units of one kind, provinces by code."""
        return tuple(unit for unit in self.by_id.values() if unit.kind == kind)

    @property
    def provinces(self) -> tuple[Unit, ...]:
        """The 34 provinces in force since 2025-07-01."""
        return self.of("province")

    @property
    def formers(self) -> tuple[Unit, ...]:
        """The 63 provinces in force until 2025-06-30."""
        return self.of("former")

    def neighbours(self, area: str) -> frozenset[str]:
        """Return the provinces of the same era that share a land border."""
        return self.borders.get(area, frozenset())


@lru_cache(maxsize=4)
def load_units(folder: Path = GEO) -> Units:
    """Read `units.yml` and `neighbours.csv`, and from `data/` beside it ministries and countries.

    Raises ValueError when an id is given twice or a former province is not part of exactly one new.
    """
    raw = _read_yaml(folder / "units.yml")
    data = folder.parent / "data"
    units = [
        *_units([raw["nation"]], "nation"),
        *_units(raw["groups"], "group"),
        *_units(raw["provinces"], "province", (raw["provinces_from"], None)),
        *_units(raw["formers"], "former", (None, raw["formers_to"])),
        *_units(_read_yaml(data / "ministries.yml")["ministries"], "ministry"),
        *_units(_read_yaml(data / "countries.yml")["countries"], "country"),
    ]
    regions = {region: Text.of(name) for region, name in raw["regions"].items()}
    return Units(_by_id(_with_successors(units)), regions, _read_borders(folder / "neighbours.csv"))


def _read_yaml(path: Path) -> dict[str, Any]:
    return dict(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))


def _units(
    rows: Iterable[Mapping[str, Any]],
    kind: Kind,
    valid: tuple[date | None, date | None] = (None, None),
) -> Iterator[Unit]:
    for row in rows:
        communes = row.get("communes")
        yield Unit(
            id=row["id"],
            kind=kind,
            code=row["id"][-2:] if kind in ("province", "former") else row["id"],
            name=Text.of(row["name"]),
            aliases=tuple(row.get("aliases", ())),
            types=tuple(_dated_type(entry) for entry in row.get("types", ())),
            region=row.get("region", ""),
            parts=tuple(row.get("parts", ())),
            area_km2=row.get("area_km2"),
            communes=Communes(**communes) if communes else None,
            valid_from=valid[0],
            valid_to=valid[1],
        )


def _dated_type(row: Mapping[str, Any]) -> DatedType:
    name = Text.of(row["name"]) if "name" in row else None
    return DatedType(row["type"], row.get("since"), row.get("document"), name)


def _with_successors(units: list[Unit]) -> list[Unit]:
    """Tell every former province which new one lists it among its parts."""
    claims = [(part, unit.id) for unit in units for part in unit.parts]
    successors = dict(claims)
    formers = sorted(unit.id for unit in units if unit.kind == "former")
    if sorted(part for part, _ in claims) != formers:
        raise ValueError("every former province must be part of exactly one province in force")
    return [replace(unit, successor=successors.get(unit.id)) for unit in units]


def _by_id(units: list[Unit]) -> dict[str, Unit]:
    by_id = {unit.id: unit for unit in units}
    if len(by_id) < len(units):
        twice = [area for area, times in Counter(unit.id for unit in units).items() if times > 1]
        raise ValueError(f"area ids given twice: {', '.join(twice)}")
    return by_id


def _read_borders(path: Path) -> dict[str, frozenset[str]]:
    """Read pairs of neighbours, each written once, as neighbours both ways."""
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    borders: defaultdict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader(lines):
        borders[row["area"]].add(row["neighbour"])
        borders[row["neighbour"]].add(row["area"])
    return {area: frozenset(found) for area, found in borders.items()}

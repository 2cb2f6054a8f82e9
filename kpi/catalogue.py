"""The indicator dictionary: what each figure means, its targets and where figures come from.

Nouns live in `data/catalogue.yml`, `data/targets.yml` and `data/sources.yml`; the head of each
file explains its fields. Everything is checked on reading and all problems are told at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from kpi.entries import Entry, Problems, each_of, one_of, read_yaml
from kpi.language import Text

__all__ = ["Catalogue", "CatalogueError", "Indicator", "Source", "Target", "load_catalogue"]

DATA = Path(__file__).parent.parent / "data"
FILES = ("catalogue.yml", "targets.yml", "sources.yml")
Scope = Literal["national", "provincial", "international"]
T = TypeVar("T")
Homes = dict[str, Mapping[str, object]]  # field: the ids it may name

_CHOICES = {
    "direction": ("higher", "lower"),
    "frequency": ("A", "S", "Q", "M", "I"),
    "aggregation": ("sum", "ratio", "weighted_mean", "none"),
    "scope": ("national", "provincial", "international"),
    "seen": ("article", "excerpt", "cited", "generated"),
}


class CatalogueError(ValueError):
    """The data files do not fit together; `problems` lists every reason with file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Owner:
    """Who answers for an indicator: the agency, the office of its head, the unit to ask.

    `contact` is None where nobody published one.
    """

    agency: Text
    head: Text
    contact: Text | None = None


@dataclass(frozen=True)
class Break:
    """A day from which figures are not comparable with those before, and why."""

    day: date
    note: Text


@dataclass(frozen=True)
class Superseded:
    """A target that no longer stands: by which document, since when, why."""

    by: str
    day: date
    why: Text


@dataclass(frozen=True)
class Target:
    """A value to reach by a deadline. Never edited: a later document supersedes it."""

    indicator: str
    area: str
    value: float
    deadline: date
    document: str
    note: Text | None = None
    superseded: Superseded | None = None


@dataclass(frozen=True)
class Indicator:
    """One entry of the dictionary; fields are explained at the head of `data/catalogue.yml`."""

    id: str
    name: Text
    short: Text
    definition: Text
    unit: str
    unit_label: Text
    decimals: int
    direction: str
    valid: tuple[float, float | None]
    domain: tuple[float, float]
    frequency: str
    aggregation: str
    scope: Scope
    owner: Owner
    pillar: str
    source: str
    licence: str
    numerator: Text | None = None
    denominator: Text | None = None
    weight: str | None = None
    breaks: tuple[Break, ...] = ()
    note: Text | None = None
    proxy_of: str | None = None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Source:
    """A publication or document; `seen` says how it was read (article, excerpt, cited…)."""

    id: str
    title: str
    publisher: str
    published: str
    url: str | None
    seen: str


@dataclass(frozen=True)
class Catalogue(Mapping[str, Indicator]):
    """The indicators by id, with the sources and pillars they name."""

    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    pillars: Mapping[str, Text]

    def __getitem__(self, indicator: str) -> Indicator:
        return self.indicators[indicator]

    def __iter__(self) -> Iterator[str]:
        return iter(self.indicators)

    def __len__(self) -> int:
        return len(self.indicators)

    def of_scope(self, scope: Scope) -> tuple[Indicator, ...]:
        """Return the indicators whose figures exist down to this level, in the file's order."""
        return tuple(one for one in self.indicators.values() if one.scope == scope)


def load_catalogue(folder: Path = DATA) -> Catalogue:
    """Read and check the three files; CatalogueError lists every problem with file and line.

    Cached until one of the files changes.
    """
    return _load(folder, tuple((folder / name).stat().st_mtime_ns for name in FILES))


@lru_cache(maxsize=4)
def _load(folder: Path, _stamp: tuple[int, ...]) -> Catalogue:
    problems = Problems()
    try:
        top, plans, origins = (read_yaml(folder / name) for name in FILES)
        catalogue = _read(top, plans, origins, problems)
    except (KeyError, ValueError) as error:
        raise CatalogueError([*problems, str(error)]) from error
    if problems:
        raise CatalogueError(problems)
    return catalogue


def _read(top: Entry, plans: Entry, origins: Entry, problems: Problems) -> Catalogue:
    """Build every entry, then check what the entries say of each other."""
    sources = _by_id(Source, origins["sources"], problems, seen=_choice("seen"))
    pillars = {name: Text.of(raw) for name, raw in top["pillars"].items()}
    indicators = _by_id(
        Indicator,
        top["indicators"],
        problems,
        **{name: _choice(name) for name in _CHOICES},
        owner=one_of(_by_name(Owner, top["owners"], problems)),
        breaks=each_of(_by_name(Break, top["breaks"], problems)),
    )
    homes: Homes = {"source": sources, "pillar": pillars}
    homes |= dict.fromkeys(("weight", "proxy_of"), indicators)
    for entry in top["indicators"]:
        _check_references(entry, homes, problems)
        if one := indicators.get(entry.get("id")):
            _check_sense(entry, one, problems)
    homes = {"indicator": indicators, "document": sources}
    targets = _targets(plans["targets"], homes, problems)
    complete = {name: replace(one, targets=targets[name]) for name, one in indicators.items()}
    return Catalogue(complete, sources, pillars)


def _by_id(
    kind: Callable[..., T],
    entries: list[Entry],
    problems: Problems,
    **readers: Callable[[Any], Any],
) -> dict[str, T]:
    found: dict[str, T] = {}
    for entry in entries:
        built = problems.build(kind, entry, **readers)
        if entry.get("id") in found:
            problems.tell(entry, "id", f"{entry['id']!r} is defined twice")
        elif built is not None:
            found[entry["id"]] = built
    return found


def _by_name(kind: Callable[..., T], entries: Entry, problems: Problems) -> dict[str, T]:
    built = {name: problems.build(kind, entry) for name, entry in entries.items()}
    return {name: one for name, one in built.items() if one is not None}


def _targets(
    entries: list[Entry], homes: Homes, problems: Problems
) -> defaultdict[str, tuple[Target, ...]]:
    """Read the targets, by indicator, the earliest deadline first."""
    found: defaultdict[str, tuple[Target, ...]] = defaultdict(tuple)
    for entry in entries:
        _check_references(entry, homes, problems)
        record = partial(problems.build, Superseded)
        if (target := problems.build(Target, entry, superseded=record)) is not None:
            together = (*found[target.indicator], target)
            found[target.indicator] = tuple(sorted(together, key=lambda one: one.deadline))
    return found


def _check_references(entry: Entry, homes: Homes, problems: Problems) -> None:
    for field, home in homes.items():
        if entry.get(field) is not None and entry[field] not in home:
            problems.tell(entry, field, f"unknown {field} {entry[field]!r}")


def _check_sense(entry: Entry, one: Indicator, problems: Problems) -> None:
    (low, high), (first, last) = one.valid, one.domain
    if not (low <= first < last and (high is None or last <= high)):
        problems.tell(entry, "domain", f"domain {one.domain} lies outside valid {one.valid}")
    if one.aggregation == "weighted_mean" and one.weight is None:
        problems.tell(entry, "aggregation", "a weighted_mean needs a weight")
    if one.aggregation == "ratio" and not (one.numerator and one.denominator):
        problems.tell(entry, "aggregation", "a ratio needs a numerator and a denominator")


def _choice(name: str) -> Callable[[Any], str]:
    return one_of({choice: choice for choice in _CHOICES[name]})

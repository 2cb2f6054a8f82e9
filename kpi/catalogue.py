"""The indicator dictionary: what each figure means, its targets and where figures come from.

Nouns live in `data/catalogue.yml`, `data/targets.yml` and `data/sources.yml`; the head of each
file explains its fields. Everything is checked on reading and all problems are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

from kpi.language import Text
from kpi.located import Entry, read_yaml

__all__ = ["Catalogue", "CatalogueError", "Indicator", "Source", "Target", "load_catalogue"]

DATA = Path(__file__).parent.parent / "data"
FILES = ("catalogue.yml", "targets.yml", "sources.yml")
Scope = Literal["national", "provincial", "international"]
T = TypeVar("T")

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
    """Who answers for an indicator: the agency and the office of its head."""

    agency: Text
    head: Text


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
    try:
        top, plans, origins = (read_yaml(folder / name) for name in FILES)
    except ValueError as error:
        raise CatalogueError([str(error)]) from error
    reading = _Reading()
    catalogue = reading.catalogue(top, plans, origins)
    if reading.problems:
        raise CatalogueError(reading.problems)
    return catalogue


class _Reading:
    """One reading of the files; collects problems instead of stopping at the first."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def catalogue(self, top: Entry, plans: Entry, origins: Entry) -> Catalogue:
        """Build every entry, then check what they say of each other."""
        sources = self._named(origins["sources"], Source, {})
        pillars = {key: _text(raw) for key, raw in top["pillars"].items()}
        shared: dict[str, Callable[[Any], Any]] = {
            "owner": _one_of("owner", self._keyed(top["owners"], Owner)),
            "breaks": _each_of("break", self._keyed(top["breaks"], Break)),
        }
        indicators = self._named(top["indicators"], Indicator, shared)
        for entry in top["indicators"]:
            self._references(entry, indicators, sources, pillars)
        targets = self._targets(plans["targets"], indicators, sources)
        complete = {
            key: replace(one, targets=tuple(target for target in targets if target.indicator == key))
            for key, one in indicators.items()
        }
        return Catalogue(complete, sources, pillars)

    def _named(
        self, entries: list[Entry], kind: type[T], readers: Mapping[str, Callable[[Any], Any]]
    ) -> dict[str, T]:
        found: dict[str, T] = {}
        for entry in entries:
            if entry.get("id") in found:
                self._tell(entry, "id", f"{entry['id']!r} is defined twice")
            elif built := self._build(kind, entry, readers):
                found[entry["id"]] = built
        return found

    def _keyed(self, entries: Entry, kind: type[T]) -> dict[str, T]:
        built = {key: self._build(kind, entry, {}) for key, entry in entries.items()}
        return {key: one for key, one in built.items() if one is not None}

    def _build(
        self, kind: type[T], entry: Entry, readers: Mapping[str, Callable[[Any], Any]]
    ) -> T | None:
        """Make one dataclass of one entry, or tell what is unknown, missing or unreadable."""
        before = len(self.problems)
        known = {one.name: one for one in fields(kind)} if isinstance(kind, type) else {}  # type: ignore[arg-type]  # every kind here is a dataclass
        known.pop("targets", None)
        for name in entry.keys() - known.keys():
            self._tell(entry, name, f"unknown field {name!r}")
        for name, one in known.items():
            if one.default is MISSING and name not in entry:
                self._tell(entry, None, f"{entry.get('id', kind.__name__)}: field {name!r} missing")
        values: dict[str, Any] = {}
        for name in known.keys() & entry.keys():
            try:
                values[name] = {**_READERS, **readers}.get(name, _string)(entry[name])
            except (KeyError, TypeError, ValueError) as error:
                self._tell(entry, name, f"field {name!r}: {error}")
        return kind(**values) if len(self.problems) == before else None

    def _references(
        self,
        entry: Entry,
        indicators: Mapping[str, Indicator],
        sources: Mapping[str, Source],
        pillars: Mapping[str, Text],
    ) -> None:
        homes = {
            "source": sources, "pillar": pillars, "weight": indicators, "proxy_of": indicators,
        }
        for field, home in homes.items():
            if entry.get(field) is not None and entry[field] not in home:
                self._tell(entry, field, f"unknown {field} {entry[field]!r}")
        if (one := indicators.get(entry.get("id", ""))) is not None:
            self._sense(entry, one)

    def _sense(self, entry: Entry, one: Indicator) -> None:
        (low, high), (first, last) = one.valid, one.domain
        if not (low <= first < last and (high is None or last <= high)):
            self._tell(entry, "domain", f"domain {one.domain} lies outside valid {one.valid}")
        if one.aggregation == "weighted_mean" and one.weight is None:
            self._tell(entry, "aggregation", "a weighted_mean needs a weight")
        if one.aggregation == "ratio" and not (one.numerator and one.denominator):
            self._tell(entry, "aggregation", "a ratio needs a numerator and a denominator")

    def _targets(
        self,
        entries: list[Entry],
        indicators: Mapping[str, Indicator],
        sources: Mapping[str, Source],
    ) -> list[Target]:
        found = []
        for entry in entries:
            if entry.get("indicator") not in indicators:
                self._tell(entry, "indicator", f"unknown indicator {entry.get('indicator')!r}")
            if entry.get("document") not in sources:
                self._tell(entry, "document", f"unknown document {entry.get('document')!r}")
            reader = {"superseded": lambda raw: self._build(Superseded, raw, {})}
            if target := self._build(Target, entry, reader):
                found.append(target)
        return sorted(found, key=lambda target: target.deadline)

    def _tell(self, entry: Entry, field: str | None, message: str) -> None:
        self.problems.append(f"{entry.at(field)}: {message}")


def _string(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(f"a text is expected, not {raw!r}")
    return raw


def _label(raw: Mapping[str, str]) -> Text:
    if not isinstance(raw, dict) or raw.keys() != {"vi", "en"}:
        raise ValueError(f"a text in both languages, {{vi: …, en: …}}, is expected, not {raw!r}")
    return Text.of(raw)


def _text(raw: Mapping[str, str]) -> Text:
    return Text(*map(_string, _label(raw)))


def _number(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ValueError(f"a number is expected, not {raw!r}")
    return float(raw)


def _day(raw: object) -> date:
    if type(raw) is not date:
        raise ValueError(f"a day, YYYY-MM-DD, is expected, not {raw!r}")
    return raw


def _span(raw: list[float | None]) -> tuple[float, float | None]:
    low, high = raw
    return _number(low), None if high is None else _number(high)


def _optional(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda raw: None if raw is None else read(raw)


def _choice(name: str) -> Callable[[object], object]:
    return _one_of(name, {choice: choice for choice in _CHOICES[name]})


def _one_of(name: str, home: Mapping[str, T]) -> Callable[[Any], T]:
    def read(raw: Any) -> T:  # noqa: ANN401
        if raw not in home:
            raise ValueError(f"unknown {name} {raw!r}")
        return home[raw]

    return read


def _each_of(name: str, home: Mapping[str, T]) -> Callable[[list[Any]], tuple[T, ...]]:
    read = _one_of(name, home)
    return lambda raw: tuple(read(one) for one in raw)


_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("name", "short", "definition", "agency", "head", "why"), _text),
    **dict.fromkeys(("numerator", "denominator", "note"), _optional(_text)),
    **dict.fromkeys(("day", "deadline"), _day),
    **{name: _choice(name) for name in _CHOICES},
    "unit_label": _label,
    "url": _optional(_string),
    "weight": _optional(_string),
    "proxy_of": _optional(_string),
    "valid": _span,
    "domain": _span,
    "decimals": int,
    "value": _number,
}

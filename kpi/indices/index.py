"""Composite indices as data: one file of `data/indices/` each; decision_766.yml explains fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kpi.catalogue import DATA, Catalogue
from kpi.entries import Entry, Problems, one_of, optional, read_yaml
from kpi.language import Text

__all__ = ["FOLDER", "Group", "Index", "Indices", "load_indices"]

FOLDER = DATA / "indices"
_AREAS = ("provinces", "ministries", "countries")
_MOST_DECIMALS = 6


@dataclass(frozen=True)
class Group:
    """One group: its most points, its indicator, and the figures that bring none and all."""

    name: Text
    points: float
    zero: float
    full: float
    indicator: str | None = None


@dataclass(frozen=True)
class Index:
    """One composite index; totals run from 0 to `total`."""

    id: str
    name: Text
    short: Text
    unit_label: Text
    document: str
    areas: Literal["provinces", "ministries", "countries"]
    total: float
    decimals: int
    step: float
    groups: tuple[Group, ...]
    read_at: str | None = None
    indicator: str | None = None
    rank: str | None = None
    periods: tuple[str, ...] = ()
    note: Text | None = None

    @property
    def weights(self) -> tuple[float, ...]:
        """The official weights: the most points of each group."""
        return tuple(group.points for group in self.groups)

    @property
    def parts(self) -> tuple[str, ...]:
        """The indicators of the groups; () when not all groups have one."""
        named = tuple(group.indicator for group in self.groups if group.indicator)
        return named if len(named) == len(self.groups) else ()


@dataclass(frozen=True)
class Indices:
    """The indices by id, in the order of their files; `problems` as `file:line: reason`."""

    by_id: Mapping[str, Index]
    problems: tuple[str, ...] = ()


def load_indices(catalogue: Catalogue, folder: Path = FOLDER) -> Indices:
    """Read all files of a folder; one with a problem is told and left out, the rest is kept."""
    problems, found = Problems(), {}
    for path in sorted(folder.glob("*.yml")):
        try:
            index = _index(path, catalogue, problems)
        except (OSError, ValueError) as error:
            problems.append(str(error))
            continue
        if index is not None:
            found[index.id] = index
    return Indices(found, tuple(problems))


def _index(path: Path, catalogue: Catalogue, problems: Problems) -> Index | None:
    before, entry = len(problems), read_yaml(path)
    known = optional(one_of({name: name for name in catalogue}))
    groups = _groups(entry, known, catalogue, problems)
    lines = entry.lines
    named = Entry({**entry, "id": path.stem, "groups": ()})
    named.file, named.line, named.lines = entry.file, entry.line, lines
    built = problems.build(
        Index, named,
        document=one_of({name: name for name in catalogue.sources}),
        areas=one_of({name: name for name in _AREAS}),
        indicator=known, rank=known, read_at=str, periods=_periods,
        total=_above_zero, step=_above_zero, decimals=_digits, groups=lambda _: groups,
    )  # fmt: skip
    return built if len(problems) == before else None


def _groups(
    entry: Entry, known: Callable[[Any], Any], catalogue: Catalogue, problems: Problems
) -> tuple[Group, ...]:
    entries = entry.get("groups")
    if not isinstance(entries, list) or not entries:
        problems.tell(entry, "groups", "groups: a list of at least one group is expected")
        return ()
    built, seen = [], set()
    for one in entries:
        if not isinstance(one, Entry):
            problems.tell(entry, "groups", f"groups: fields are expected, not {one!r}")
        elif (
            group := problems.build(
                Group, one, points=_above_zero, zero=_figure, full=_figure, indicator=known
            )
        ) is not None:
            _check_sense(one, group, catalogue, problems)
            if group.indicator in seen:
                problems.tell(one, "indicator", f"{group.indicator!r} stands in two groups")
            seen |= {group.indicator} - {None}
            built.append(group)
    return tuple(built)


def _check_sense(entry: Entry, group: Group, catalogue: Catalogue, problems: Problems) -> None:
    """Hold a group's ends against each other and against its indicator's direction."""
    if group.zero == group.full:
        problems.tell(entry, "full", "zero and full are the same figure")
    elif group.indicator and (group.full > group.zero) != (
        catalogue[group.indicator].direction == "higher"
    ):
        problems.tell(entry, "full", f"full goes against the direction of {group.indicator!r}")


def _figure(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) < float("inf"):
        raise ValueError(f"a number is expected, not {raw!r}")
    return float(raw)


def _above_zero(raw: object) -> float:
    if (number := _figure(raw)) <= 0:
        raise ValueError(f"a number above 0 is expected, not {raw!r}")
    return number


def _digits(raw: object) -> int:
    if type(raw) is not int or not 0 <= raw <= _MOST_DECIMALS:
        raise ValueError(f"a whole number from 0 to {_MOST_DECIMALS} is expected, not {raw!r}")
    return raw


def _periods(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
        raise ValueError(f'a list of periods, ["2022"], is expected, not {raw!r}')
    return tuple(raw)

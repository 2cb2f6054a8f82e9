"""Headings: which one, Vietnamese, English or SDMX, stands for which field, period or indicator.

In the long form every heading names a field. In the wide forms headings name periods, indicators
or both, perhaps in two or three rows one under the other, and the cells below are their figures.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from kpi.names import fold
from kpi.periods import read_period
from kpi.problems import Problem, safe
from kpi.reading.fields import FIELDS, FIGURES, REQUIRED, field_of, forms, is_code, is_plain

__all__ = ["Group", "Headings", "read_headings"]

_SDMX = {"structure", "structure id"}
_LONGEST = 200  # letters of a heading that are looked at


@dataclass(frozen=True)
class Group:
    """Columns that tell of one indicator and period: `places` by field, among FIGURES."""

    indicator: str
    period: str
    places: Mapping[str, int]


@dataclass(frozen=True)
class Headings:
    """Where each field stands (column number from 0), and the headings that say nothing.

    `groups`: in the wide forms, the columns whose headings name an indicator or a period.
    """

    names: tuple[str, ...]
    places: Mapping[str, int]
    unknown: tuple[str, ...]
    repeated: Mapping[int, str]
    groups: tuple[Group, ...] = ()

    @property
    def layout(self) -> str:
        """Return long, sdmx-csv, wide-period, wide-indicator or wide (by both)."""
        if not self.groups:
            sdmx = {fold(name[:_LONGEST]) for name in self.names} >= _SDMX
            return "sdmx-csv" if sdmx else "long"
        by = {
            kind
            for group in self.groups
            for kind in ("period", "indicator")
            if getattr(group, kind)
        }
        return "wide" if len(by) == 2 else f"wide-{by.pop()}"

    @property
    def score(self) -> int:
        """How many columns are understood: the best reading of a head has most."""
        return len(self.places) + sum(len(group.places) for group in self.groups)

    @property
    def bare(self) -> bool:
        """Whether nothing tells of areas or figures, as in a list of sources or a glossary."""
        return not self.groups and not {"area", "value"} & set(self.places)

    @property
    def figures(self) -> list[int]:
        """The places of columns that hold numbers."""
        shared = [self.places[field] for field in FIGURES if field in self.places]
        return [*shared, *(place for group in self.groups for place in group.places.values())]

    def written(self, field: str) -> str | None:
        """Return the heading of a field as the file writes it."""
        place = self.places.get(field)
        return safe(self.names[place]) if place is not None else None

    def lacking(self, given: Sequence[str]) -> list[str]:
        """Return the needed fields that neither all of the table nor `given` holds."""
        held = {*self.places, *given}
        if self.groups:
            kinds = ("indicator", "period")
            held |= {"value"} | {kind for kind in kinds if all(map(attrgetter(kind), self.groups))}
        return [field for field in REQUIRED if field not in held]

    def problems(self, line: int, given: Sequence[str]) -> list[Problem]:
        """Name fields that are there twice or not at all (those `given` may be absent)."""
        missing = [
            Problem("missing_column", line, values={"field": FIELDS[field]})
            for field in self.lacking(given)
        ]
        return missing + [
            Problem("repeated_column", line, name, name, values={"first": self.written(field)})
            for place, field in self.repeated.items()
            for name in [safe(self.names[place])]
        ]


def read_headings(stacks: Sequence[Sequence[str]], indicators: Mapping[str, str]) -> Headings:
    """Match headings to fields; the first of two that mean the same field counts.

    `stacks`: of each column the texts one under the other; `indicators`: ids by folded name.
    """
    names = tuple(" ".join(dict.fromkeys(filter(None, stack))) for stack in stacks)
    told = [_Told.of(stack, indicators) for stack in stacks]
    alone = [one.field for one in told if not one.indicator and not one.period]
    wide = "value" not in alone
    told = [
        one._replace(
            indicator=one.indicator if wide and "indicator" not in alone else "",
            period=one.period if wide and "period" not in alone else "",
        )
        for one in told
    ]
    groups, rest = _groups(told)
    groups, nameless = _named(groups)
    places: dict[str, int] = {}
    repeated: dict[int, str] = {}
    unknown = [safe(names[place]) for place in nameless]
    for place in rest:
        field, name = told[place].field, names[place]
        if field is None or (len(groups) > 1 and field in FIGURES):
            unknown += [safe(name)] if name and not is_plain(name[:_LONGEST]) else []
        elif field == "area" and _code_beside(names, places, place):
            code, places["area"] = _code_first(names, places["area"], place)
            places["area_code"] = code
        elif field in places:
            repeated[place] = field
        else:
            places[field] = place
    return Headings(names, places, tuple(unknown), repeated, tuple(groups))


def _code_beside(names: Sequence[str], places: Mapping[str, int], place: int) -> bool:
    """Tell whether a second column of areas holds codes beside names, or names beside codes."""
    if "area" not in places or "area_code" in places:
        return False
    return is_code(names[places["area"]]) != is_code(names[place])


def _code_first(names: Sequence[str], first: int, second: int) -> tuple[int, int]:
    return (first, second) if is_code(names[first]) else (second, first)


class _Told(NamedTuple):
    """What the texts over one column say."""

    field: str | None
    indicator: str
    period: str

    @classmethod
    def of(cls, stack: Sequence[str], indicators: Mapping[str, str]) -> _Told:
        texts = list(dict.fromkeys(text.strip()[:_LONGEST] for text in stack if text.strip()))
        field = next((field for text in reversed(texts) if (field := field_of(text))), None)
        return cls(field, _indicator(texts, indicators), _period(tuple(texts)))


def _groups(told: Sequence[_Told]) -> tuple[list[Group], list[int]]:
    """Gather the columns of the same indicator and period; return also the other places."""
    places: dict[tuple[str, str], dict[str, int]] = {}
    rest = []
    for place, one in enumerate(told):
        key, field = (one.indicator, one.period), one.field or "value"
        held = places.get(key, {})
        if any(key) and field in FIGURES and field not in held:
            places[key] = {**held, field: place}
        else:
            rest.append(place)
    full = {key: held for key, held in places.items() if "value" in held}
    rest += [place for key, held in places.items() if key not in full for place in held.values()]
    return [Group(*key, held) for key, held in full.items()], sorted(rest)


def _named(groups: Sequence[Group]) -> tuple[list[Group], list[int]]:
    """Where some columns name indicators, set the places of those that name none apart."""
    named = [group for group in groups if group.indicator] or list(groups)
    return named, sorted(
        place for group in groups if group not in named for place in group.places.values()
    )


def _indicator(texts: Sequence[str], indicators: Mapping[str, str]) -> str:
    for text in texts:
        for form in forms(text):
            if found := indicators.get(fold(form)):
                return found
    return ""


@lru_cache(maxsize=4096)
def _period(texts: tuple[str, ...]) -> str:
    """Return the id of the period that one text names, or two together (`T1` under `Năm 2025`)."""
    both = [
        joined
        for upper, lower in itertools.pairwise(texts)
        for joined in (f"{lower} {upper}", f"{lower} năm {upper}")
    ]
    for text in (*both, *texts):
        for form in forms(text):
            if form and (found := read_period(form)):
                return found.id
    return ""

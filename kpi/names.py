"""Read the name of an area as people write it, and never guess.

A name is compared by its folded key, so case, diacritics, Unicode form, đ/ð, dashes, dots and
spaces do not matter. Whatever is not exactly a known name is refused, with a suggestion at most.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

from kpi.units import Unit, Units

Era = Literal["34", "63"]

_ERA_OF_KIND: dict[str, Era] = {"province": "34", "former": "63"}
_D = str.maketrans("đĐðÐɖƉ", "dDdDdD")  # the letters đ and eth have no Unicode decomposition
_ORDINAL = re.compile(r"^\s*\(?(?:\d{1,3}|[IVX]{1,5})\s*[.)/:\-–—]+\s*(?=\D)")
_TYPES = ("", "tinh", "t", "thanhpho", "tp", "tpho")
_PREFIXES = tuple(office + kind for office in ("", "ubnd") for kind in _TYPES)
_SUFFIXES = ("", "province", "city")
_LONGEST = 100  # letters; longer text is no name, and is neither compared nor kept
_NEAR, _NEAR_SHORT = 0.85, 0.8  # least similarity (difflib ratio) of a suggestion; of ≤ 6 letters


@dataclass(frozen=True)
class AreaReading:
    """What a text says about an area.

    `area` is set only when exactly one unit is meant; `candidates` are all the units that bear
    the name (more than one: ambiguous); `suggestion` is the nearest unit of a text that names none.
    """

    area: str | None
    candidates: tuple[str, ...] = ()
    suggestion: str | None = None


def fold(text: str) -> str:
    """Return the key two spellings of the same words share: "Thủ tục – Đất" gives "thu tuc dat".

    Insensitive to case, diacritics (so to tone placement), đ/ð, Unicode form, width, invisible
    characters, punctuation and spacing; words stay apart by one space.
    """
    letters = unicodedata.normalize("NFKD", text.translate(_D)).casefold()
    kept = (
        char if char.isalnum() else " "
        for char in letters
        if unicodedata.category(char) not in ("Mn", "Cf")
    )
    return " ".join("".join(kept).split())


def read_area(
    text: str, units: Units, era: Era | None = None, *, suggest: bool = True
) -> AreaReading:
    """Read a name, an alias, an area id, an ISO 3166-2 code or an official two-digit code.

    With `era` ("34" or "63") a name that both eras bear means the unit of that era; a name of the
    other era only means the unit of the other era, and the caller decides what to do about it.
    Without `era` a name or code that both bear is ambiguous. The suggestion is dear: every name is
    compared; without `suggest` there is none.
    """
    return _read(text, units, era, suggest) if len(text) <= _LONGEST else AreaReading(None)


@lru_cache(maxsize=8192)  # a table says the same few names over and over
def _read(text: str, units: Units, era: Era | None, suggest: bool) -> AreaReading:
    found = _matches(text, _index(units))
    in_era = [unit for unit in found if _era(unit) in (None, era)]
    candidates = tuple(unit.id for unit in (era and in_era) or found)
    if not candidates:
        return AreaReading(None, suggestion=_suggestion(text, units, era) if suggest else None)
    return AreaReading(candidates[0] if len(candidates) == 1 else None, candidates)


def _era(unit: Unit) -> Era | None:
    """Return the era a unit belongs to; a nation, a ministry or a country belongs to both."""
    return _ERA_OF_KIND.get(unit.kind)


def _compact(text: str) -> str:
    return fold(text).replace(" ", "")


def _names(unit: Unit) -> Iterator[str]:
    """Yield every name a unit has borne, its aliases and its id, in both languages."""
    dated = (kind.name for kind in unit.types if kind.name)
    for name in (unit.name, *dated):
        yield from (name.vi, name.en)
    yield from (*unit.aliases, unit.id)


@lru_cache(maxsize=4)
def _index(units: Units) -> dict[str, tuple[Unit, ...]]:
    """Map every compact key to the units it names, provinces in force first."""
    index: defaultdict[str, dict[str, Unit]] = defaultdict(dict)
    for unit in (units[area] for area in units):
        for key in _keys(unit):
            index[key][unit.id] = unit
    return {key: tuple(found.values()) for key, found in index.items()}


def _keys(unit: Unit) -> Iterator[str]:
    names = {_compact(name) for name in _names(unit)}
    if unit.kind not in _ERA_OF_KIND:
        yield from names
        return
    yield unit.code
    for name in names:
        yield from (before + name + after for before in _PREFIXES for after in _SUFFIXES)


def _matches(text: str, index: dict[str, tuple[Unit, ...]]) -> tuple[Unit, ...]:
    return index.get(_compact(text)) or index.get(_compact(_ORDINAL.sub("", text)), ())


def _suggestion(text: str, units: Units, era: Era | None) -> str | None:
    """Return the unit with the nearest name, of the era asked for where both bear it."""
    key = _compact(_ORDINAL.sub("", text))
    if key in _PREFIXES:
        return None
    found = _index(units).get(_nearest(key, units), ())
    return min(found, key=lambda unit: _era(unit) != (era or "34")).id if found else None


def _nearest(key: str, units: Units) -> str:
    """Return the nearest bare name, or the code whose leading zero a spreadsheet dropped."""
    if key.isdigit():
        return key.zfill(2)
    without = key.removeprefix(max(filter(key.startswith, _PREFIXES), key=len))
    names = _bare_names(units)
    cutoff = _NEAR_SHORT if len(without) <= 6 else _NEAR
    near = [name for k in (key, without) for name in get_close_matches(k, names, 1, cutoff)]
    return near[0] if near else ""


@lru_cache(maxsize=4)
def _bare_names(units: Units) -> tuple[str, ...]:
    return tuple({_compact(name): None for area in units for name in _names(units[area])})

"""Which areas a table means: first the era of its names, then the areas themselves.

Names and codes of provinces occur in both eras. The era follows, in this order, from the user's
answer; a name or code only the 63 had; the names of all 34; periods wholly on one side of the
merger. Otherwise the rows are ambiguous and the user is asked: nothing is guessed. A province the
merger left alone is the same place in either era and is placed by the period of its row.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from kpi.names import Era, fold, read_area
from kpi.reading.findings import Findings, lookup
from kpi.units import Units

__all__ = ["MERGER", "read_areas"]

MERGER = date(2025, 7, 1)
_MERGED = pd.Timestamp(MERGER)
_MOST, _MOST_NEAR = 2000, 200  # no table names more areas; the nearest name is dear to find
_KINDS = {"province": "34", "former": "63"}


def read_areas(
    findings: Findings, spans: pd.DataFrame, units: Units, era: Era | None
) -> tuple[pd.Series, Era | None]:
    """Return the area of each row ("" where it is not known) and the era of the file's names.

    `spans` holds `id`, `start` and `end` of each row's period, NaT where that is not known.
    """
    texts = findings.texts["area"]
    candidates = {text: read_area(text, units).candidates for text in _commonest(texts)}
    era = era or _era(texts, candidates, spans, units)
    known = [text for text, found in candidates.items() if found]
    before = {text: _area(text, units, era, "63") for text in known}
    after = {text: _area(text, units, era, "34") for text in known}
    later = spans["end"] >= _MERGED
    areas = lookup(texts, after.get).where(later, lookup(texts, before.get))
    _note_unread(findings, areas, candidates, units, era)
    _note_other_era(findings, areas, spans, units)
    return areas, era


def _commonest(texts: pd.Series) -> list[str]:
    """Return the different texts, the commonest first, as many as can be names of units."""
    return [str(text) for text in texts.value_counts().index[:_MOST]]


def _era(
    texts: pd.Series, candidates: dict[str, tuple[str, ...]], spans: pd.DataFrame, units: Units
) -> Era | None:
    """Apply the rules to the names that are no area ids."""
    named = {text: found for text, found in candidates.items() if not _is_id(text, found)}
    kinds = [{units[area].kind for area in found} for found in named.values() if found]
    if {"former"} in kinds:
        return "63"
    present = {area for found in named.values() for area in found}
    if present.issuperset(unit.id for unit in units.provinces):
        return "34"
    provincial = [text for text, found in named.items() if len(found) > 1]
    rows = spans[texts.isin(provincial) & spans["end"].notna()]
    if len(rows) and (rows["end"] < _MERGED).all():
        return "63"
    return "34" if len(rows) and (rows["start"] >= _MERGED).all() else None


def _is_id(text: str, found: tuple[str, ...]) -> bool:
    return len(found) == 1 and fold(text) == fold(found[0])


def _area(text: str, units: Units, era: Era | None, side: Era) -> str:
    """Return the area a text names, on one side of the merger if it is unchanged by it."""
    reading = read_area(text, units, era)
    if reading.area is None and _unchanged(reading.candidates, units):
        reading = read_area(text, units, side)
    return reading.area or ""


def _unchanged(areas: tuple[str, ...], units: Units) -> bool:
    """Tell whether these are one province of today and the only part it was made of."""
    return any(
        set(areas) == {unit.id, *unit.parts}
        for unit in map(units.__getitem__, areas)
        if len(unit.parts) == 1
    )


def _note_unread(
    findings: Findings,
    areas: pd.Series,
    candidates: dict[str, tuple[str, ...]],
    units: Units,
    era: Era | None,
) -> None:
    """Note rows without an area: nothing bears the name, or more than one unit does."""
    texts = findings.texts["area"]
    given = texts.tolist()
    unread = areas == ""
    unknown = [text for text in texts[unread].unique() if not candidates.get(text)]
    near = {text: read_area(text, units, era).suggestion for text in unknown[:_MOST_NEAR]}
    names = {text: units[area].name.vi for text, area in near.items() if area}
    findings.note(unread & texts.isin(unknown), "unknown_area", "area", suggestions=names)
    eras = {text for text, found in candidates.items() if _of_both_eras(found, units)}

    def written(row: int) -> dict[str, object]:
        return {"candidates": ", ".join(candidates[given[row]])}

    known = unread & ~texts.isin(unknown)
    findings.note(known & texts.isin(eras), "ambiguous_area", "area", facts=written)
    findings.note(
        known & ~texts.isin(eras), "ambiguous_area", "area", reason="names", facts=written
    )


def _of_both_eras(found: tuple[str, ...], units: Units) -> bool:
    return {units[area].kind for area in found} == {"province", "former"}


def _note_other_era(
    findings: Findings, areas: pd.Series, spans: pd.DataFrame, units: Units
) -> None:
    """Warn of names whose era is not their period's, unless given by id or untouched by it."""
    texts = findings.texts["area"]
    eras = {area: _KINDS.get(units[area].kind) for area in areas.unique() if area}
    changed = {area for area, era in eras.items() if era and not _alone(area, units)}
    ids = {text for text in texts.unique() if fold(text) in {fold(area) for area in changed}}
    named = areas.isin(changed) & ~texts.isin(ids)
    era_of = areas.map(eras)
    late = (era_of == "63") & (spans["start"] >= _MERGED)
    early = (era_of == "34") & (spans["end"] < _MERGED)
    findings.note(
        named & (late | early), "era_mismatch", "area",
        facts=lambda row: {"era": era_of.iat[row], "period": spans["id"].iat[row]},
    )  # fmt: skip


def _alone(area: str, units: Units) -> bool:
    successor = units[units[area].successor or area]
    return len(successor.parts) == 1

"""Which areas a table means: first the era of its names, then the areas themselves.

Names and codes of provinces occur in both eras. The era follows, in this order, from the user's
answer; a name or code only the 63 had; the names of all 34; periods wholly on one side of the
merger. Otherwise the rows are ambiguous and the user is asked: nothing is guessed. A province the
merger left alone is the same place in either era and is placed by the period of its row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kpi.names import Era, fold, read_area
from kpi.reading.cells import Spans
from kpi.reading.columns import Column
from kpi.reading.findings import Findings
from kpi.units import Units

__all__ = ["MERGED", "read_areas"]

MERGED = np.datetime64("2025-07-01")  # first day of the 34
_MOST, _MOST_NEAR = 2000, 200  # no table names more areas; the nearest name is dear to find
_KINDS: dict[str, Era] = {"province": "34", "former": "63"}
_TOTALS = frozenset(  # what the row of the nation is called in a table of provinces
    map(fold, ("Tổng", "Tổng số", "Tổng cộng", "Cộng", "Chung", "Chung cả nước", "Total", "All"))
)
Found = Mapping[str, tuple[str, ...]]  # the ids of all units that bear a name


def read_areas(
    findings: Findings, spans: Spans, units: Units, era: Era | None
) -> tuple[Column, Era | None]:
    """Return the area of each row ("" where it is not known) and the era of the file's names."""
    texts = findings.texts("area")
    found = {text: _candidates(text, units) for text in _commonest(texts)}
    codes = {text: _coded(text, units) for text in findings.texts("area_code").texts if text}
    era = era or _era(texts, {**codes, **found}, spans, units)
    known = [text for text, areas in found.items() if areas]
    before = texts.map({text: _area(text, found, units, era, "63") for text in known}.get)
    after = texts.map({text: _area(text, found, units, era, "34") for text in known}.get)
    late = spans.rows(spans.end >= MERGED)
    either = np.where(late, after.codes + np.int32(len(before.texts)), before.codes)
    areas = Column(either, [*before.texts, *after.texts]).map(str)
    _note_unread(findings, areas, found, units, era)
    _note_other_era(findings, areas, spans, units)
    if codes:
        _note_conflicts(findings, areas, codes)
    return areas, era


def _commonest(texts: Column) -> list[str]:
    """Return the different texts, the commonest first, as many as can be names of units."""
    order = np.argsort(-texts.counts(), kind="stable")[:_MOST]
    return list(dict.fromkeys(texts.texts[code] for code in order))


def _candidates(text: str, units: Units) -> tuple[str, ...]:
    if fold(text[:100]) in _TOTALS:
        return ("VN",)
    return read_area(text, units, suggest=False).candidates


def _coded(text: str, units: Units) -> tuple[str, ...]:
    """Return the areas of a code; a spreadsheet may have dropped its leading zero."""
    code = text.zfill(2) if text.isdigit() else text
    return read_area(code, units, suggest=False).candidates


def _note_conflicts(findings: Findings, areas: Column, codes: Found) -> None:
    """Note rows whose code stands for other areas than their name."""
    given = findings.texts("area_code")
    pairs = areas.codes * np.int32(len(given.texts)) + given.codes
    wrong = [
        pair
        for pair in np.unique(pairs).tolist()
        for area, code in [
            (areas.texts[pair // len(given.texts)], given.texts[pair % len(given.texts)])
        ]
        if area and code and area not in codes[code]
    ]
    findings.note(
        np.isin(pairs, wrong), "area_conflict", "area", facts=lambda row: {"code": given.at(row)}
    )


def _era(texts: Column, found: Found, spans: Spans, units: Units) -> Era | None:
    """Apply the rules to the names that are no area ids."""
    named = {text: areas for text, areas in found.items() if not _is_id(text, areas)}
    kinds = [{units[area].kind for area in areas} for areas in named.values() if areas]
    if {"former"} in kinds:
        return "63"
    present = {area for areas in named.values() for area in areas}
    if present.issuperset(unit.id for unit in units.provinces):
        return "34"
    provincial = texts.is_(*(text for text, areas in named.items() if len(areas) > 1))
    used = np.unique(spans.ids.codes[provincial & ~spans.ids.is_("")])
    if len(used) and (spans.end[used] < MERGED).all():
        return "63"
    return "34" if len(used) and (spans.start[used] >= MERGED).all() else None


def _is_id(text: str, areas: Sequence[str]) -> bool:
    return len(areas) == 1 and fold(text) == fold(areas[0])


def _area(text: str, found: Found, units: Units, era: Era | None, side: Era) -> str:
    """Return the area a text names, on one side of the merger if it is unchanged by it."""
    if found[text] == ("VN",):
        return "VN"
    reading = read_area(text, units, era, suggest=False)
    if reading.area is None and _unchanged(reading.candidates, units):
        reading = read_area(text, units, side, suggest=False)
    return reading.area or ""


def _unchanged(areas: tuple[str, ...], units: Units) -> bool:
    """Tell whether these are one province of today and the only part it was made of."""
    return any(
        set(areas) == {unit.id, *unit.parts}
        for unit in map(units.__getitem__, areas)
        if len(unit.parts) == 1
    )


def _note_unread(
    findings: Findings, areas: Column, found: Found, units: Units, era: Era | None
) -> None:
    """Note rows without an area: nothing bears the name, or more than one unit does."""
    unread = areas.is_("")
    if not unread.any():
        return
    texts = findings.texts("area")
    unknown = [text for text in texts.texts if not found.get(text)]
    near = {text: read_area(text, units, era).suggestion for text in unknown[:_MOST_NEAR]}
    names = {text: units[area].name.vi for text, area in near.items() if area}
    nowhere = texts.is_(*unknown)
    findings.note(unread & nowhere, "unknown_area", "area", suggestions=names)
    eras = texts.is_(*(text for text, units_ in found.items() if _of_both_eras(units_, units)))

    def written(row: int) -> dict[str, object]:
        return {"candidates": ", ".join(found[texts.at(row)])}

    known = unread & ~nowhere
    findings.note(known & eras, "ambiguous_area", "area", facts=written)
    findings.note(known & ~eras, "ambiguous_area", "area", reason="names", facts=written)


def _of_both_eras(found: tuple[str, ...], units: Units) -> bool:
    return {units[area].kind for area in found} == {"province", "former"}


def _note_other_era(findings: Findings, areas: Column, spans: Spans, units: Units) -> None:
    """Warn of names whose era is not their period's, unless given by id or untouched by it."""
    kinds = {area: _KINDS.get(units[area].kind) for area in areas.texts if area}
    changed = {area: era for area, era in kinds.items() if era and not _alone(area, units)}
    late = spans.rows(spans.start >= MERGED)
    early = spans.rows(spans.end < MERGED)
    other = late & areas.is_(*(area for area, era in changed.items() if era == "63"))
    other |= early & areas.is_(*(area for area, era in changed.items() if era == "34"))
    if not other.any():
        return
    texts = findings.texts("area")
    ids = {fold(area) for area in changed}
    findings.note(
        other & ~texts.is_(*(text for text in texts.texts if fold(text) in ids)),
        "era_mismatch", "area",
        facts=lambda row: {"era": kinds[areas.at(row)], "period": spans.ids.at(row)},
    )  # fmt: skip


def _alone(area: str, units: Units) -> bool:
    successor = units[units[area].successor or area]
    return len(successor.parts) == 1

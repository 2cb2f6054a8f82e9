"""What fills the areas of a map: classes of values, or verdicts, with how many each has."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kpi.charts import look
from kpi.course import WORDS
from kpi.exhibits.exhibit import Exhibit
from kpi.language import Language
from kpi.pictures.svg import tag
from kpi.verdict_map import ORDER

__all__ = ["LINE", "MISSING", "Fills", "fills", "sign_colour"]

LINE = "#57606A"
MISSING = "url(#missing)"
_HATCH = "M-1,8L8,-1M-1,1L1,-1M6,8L8,6"
# On a white ground, as `--kd-…` in ui/web/style.css.
_STYLES = {
    "met": "#227159",
    "moderate": "#9B611D",
    "insufficient": "#A11100",
    "away": "#6C100E",
    "past": "#45121C",
}
# Verdicts are told apart by their marks as well, as on the page (ui/map/verdicts.js).
_MARKS = (
    "",
    "M5,0V10",
    "M2,2h2v2h-2zM7,7h2v2h-2z",
    "M0,5H10",
    "M-1,-1L11,11M9,-1L11,1M-1,9L1,11",
    "M0,0L10,10M10,0L0,10",
)


@dataclass(frozen=True)
class Fills:
    """How a map is filled: each area, and the legend's entries (fill, words) under a note."""

    areas: dict[str, str]
    entries: tuple[tuple[str, str], ...]
    note: str
    patterns: str  # what the fills refer to


def fills(exhibit: Exhibit, lang: Language) -> Fills:
    """Choose the fills of a map of values or of verdicts."""
    hatch = _pattern("missing", 7, "#FFFFFF", _HATCH, LINE, 0.9)
    if exhibit.verdicts:
        return _of_verdicts(exhibit, lang, hatch)
    edges, colours = exhibit.domain, exhibit.colours
    placed = {area: _class(value, edges) for area, value in exhibit.areas if value is not None}
    many = list(placed.values())
    entries = [(colour, f"{_range(n, exhibit, lang)} ({many.count(n)})")
               for n, colour in enumerate(colours)]  # fmt: skip
    entries.append((MISSING, f"{lang._('no figures')} ({len(exhibit.areas) - len(placed)})"))
    note = ", ".join(filter(None, (exhibit.unit, lang._("darker is better"))))
    found = {area: colours[place] for area, place in placed.items()}
    return Fills(found, tuple(entries), note, tag("defs", hatch))


def sign_colour(verdict: str) -> str:
    """Return the colour of a verdict in words, by its sign; that of all words if it has none."""
    known = {one.sign: _STYLES[one.style] for one in WORDS.values() if one.style in _STYLES}
    return next((known[letter] for letter in verdict if letter in known), look.INK[0])


def _class(value: float, edges: tuple[float, ...]) -> int:
    """Return the class of a value: from its lower limit on; outside of all, the nearest."""
    return min(max(bisect_right(edges, value) - 1, 0), len(edges) - 2)


def _range(n: int, exhibit: Exhibit, lang: Language) -> str:
    """Name a class as the map on the page does; the outermost are open where values lie outside."""
    edges, decimals = exhibit.domain, max(exhibit.decimals, 0)
    known = [value for _, value in exhibit.areas if value is not None]
    (low, high), last = edges[n : n + 2], n == len(edges) - 2
    first, then = (lang.number(edge, decimals, least=0) for edge in (low, high))
    if n == 0 and any(value < low for value in known):
        return f"< {then}"
    if last:  # of ranks nobody knows beforehand how many there are
        ranks = exhibit.domain[0] == 1 and not decimals
        beyond = ranks or any(value > high for value in known)
        return f"≥ {first}" if beyond else f"{first}–{then}"
    return f"{first}–<{then}" if decimals else f"{first}–{lang.number(high - 1)}"


def _of_verdicts(exhibit: Exhibit, lang: Language, hatch: str) -> Fills:
    patterns, entries = [hatch], []
    found: dict[str, str] = {}
    given = [name for _, name in exhibit.verdicts]
    for n, name in enumerate(ORDER):
        word = WORDS[name]
        fill = MISSING
        if word.style in _STYLES:
            fill = f"url(#verdict-{n})"
            patterns.append(_pattern(f"verdict-{n}", 10, _STYLES[word.style], _MARKS[n]))
        entries.append((fill, f"{word.sign} {lang._(word.text)} ({given.count(name)})"))
        found |= dict.fromkeys((area for area, one in exhibit.verdicts if one == name), fill)
    return Fills(found, tuple(entries), "", tag("defs", *patterns))


def _pattern(
    name: str, size: float, ground: str, marks: str, colour: str = "#FFFFFF", thick: float = 1.2
) -> str:
    """Write a tile; marks on coloured ground are faint."""
    faint = 0.5 if colour == "#FFFFFF" else 1.0
    tile = tag("rect", width=size, height=size, fill=ground)
    path = tag("path", d=marks, fill="none", stroke=colour, stroke_width=thick, opacity=faint)
    return tag("pattern", tile, path if marks else "", id=name, width=size, height=size,
               patternUnits="userSpaceOnUse")  # fmt: skip

"""The map of a slide: the country with both archipelagos, its legend, and its areas in order."""

from __future__ import annotations

from html import escape
from typing import Any

from kpi.exhibits import Exhibit
from kpi.language import Language
from kpi.map_words import map_islands
from kpi.mapping import CITIES
from kpi.pictures.borders import HEIGHT, INLAND, WIDTH, borders, project
from kpi.pictures.classes import MISSING, Fills, fills
from kpi.pictures.country import credit
from kpi.pictures.svg import tag
from kpi.show.drawn import written
from kpi.units import load_units

__all__ = ["country", "outlines"]

_TYPE, _SMALL = 25, 21  # drawing units


def outlines(layer: str) -> str:
    """Return the areas' outlines, once for all maps of a document."""
    return "".join(tag("path", id=f"o-{one.id}", d=one.path, fill_rule="evenodd")
                   for one in borders(layer))  # fmt: skip


def country(exhibit: Exhibit, lang: Language) -> tuple[str, str]:
    """Return the map beside its list, as HTML, and the patterns its fills refer to."""
    filled = fills(exhibit, lang)
    said = _said(exhibit, lang)
    return (
        f'<div class="country">{_drawing(exhibit, filled, said, lang)}'
        f'<div class="beside">{_legend(filled)}{_ranked(exhibit, filled, lang)}</div></div>'
        f'<p class="credit">{escape(credit(lang))}</p>'
    ), filled.patterns


def _said(exhibit: Exhibit, lang: Language) -> dict[str, str]:
    """Return what is said of each area: its name and its figure or verdict."""
    units = load_units()
    if exhibit.verdicts:
        words = {str(row[0]): ", ".join(map(str, row[1:])) for row in exhibit.table.rows}
        names = {area: lang.pick(units[area].name) for area, _ in exhibit.verdicts}
        return {area: f"{name}: {words.get(name, '')}" for area, name in names.items()}
    return {
        area: f"{lang.pick(units[area].name)}: "
        + (written(value, exhibit.unit, exhibit.decimals, lang) or lang._("no figures"))
        for area, value in exhibit.areas
    }


def _drawing(exhibit: Exhibit, filled: Fills, said: dict[str, str], lang: Language) -> str:
    layer = "former" if exhibit.era == "63" else "provinces"
    areas = "".join(
        tag("use", href=f"#o-{one.id}", fill=filled.areas.get(one.id, MISSING), class_="area",
            tabindex="0", role="img", aria_label=said[one.id], data_said=said[one.id])
        for one in borders(layer)
    )  # fmt: skip
    islands = "".join(_islands(one, filled, said) for one in map_islands(layer, lang))
    cities = "".join(_city(one.id, one.box, lang) for one in borders(layer) if one.id in CITIES)
    label = escape(lang._("Map of provinces and cities"))
    return (
        f'<svg class="land" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="group" aria-label="{label}">'
        f'<rect class="sea" width="{WIDTH:g}" height="{HEIGHT:g}" rx="8"/>{areas}{islands}{cities}'
        "</svg>"
    )


def _islands(group: dict[str, Any], filled: Fills, said: dict[str, str]) -> str:
    """Draw an archipelago in its dashed box, or a single island, with its name."""
    spots = [project(*point) for point in group["points"]]
    xs, ys = zip(*spots, strict=True)
    fill = filled.areas.get(group["area"], MISSING)
    marks = "".join(tag("circle", cx=x, cy=y, r=6.5, fill=fill, class_="isle",
                        data_said=said.get(group["area"], "")) for x, y in spots)  # fmt: skip
    if not group["framed"]:
        return marks + _words(group["label"][0], xs[0] + 14, ys[0] + 7, "small")
    frame = tag("rect", x=min(xs) - 13, y=min(ys) - 13, width=max(xs) - min(xs) + 26,
                height=max(ys) - min(ys) + 26, rx=3, class_="frame")  # fmt: skip
    middle, foot, lines = (min(xs) + max(xs)) / 2, min(ys) - 20, group["label"]
    label = "".join(
        _words(line, middle, foot - (len(lines) - 1 - n) * _SMALL * 1.2, "small middle")
        for n, line in enumerate(lines)
    )
    return frame + marks + label


def _words(text: str, x: float, y: float, kind: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def _city(area: str, box: tuple[float, float, float, float], lang: Language) -> str:
    """Name a city that one finds one's way by; those at the coast beside it, in the sea."""
    x0, y0, x1, y1 = box
    inland = (x0 + x1) / 2 < INLAND
    x, kind = ((x0 + x1) / 2, "city middle") if inland else (x1 + 8, "city")
    return _words(lang.pick(load_units()[area].name), x, (y0 + y1) / 2 + _TYPE * 0.3, kind)


def _legend(filled: Fills) -> str:
    note = f"<p>{escape(filled.note)}</p>" if filled.note else ""
    entries = "".join(
        f'<li><svg class="swatch" viewBox="0 0 30 18" aria-hidden="true">'
        f'<rect width="30" height="18" rx="2" fill="{escape(fill)}"/></svg>{escape(text)}</li>'
        for fill, text in filled.entries
    )
    return f'<div class="legend">{note}<ul>{entries}</ul></div>'


def _ranked(exhibit: Exhibit, filled: Fills, lang: Language) -> str:
    """List the areas in the order of the table, each with a mark in its colour."""
    units = load_units()
    fill = {lang.pick(units[area].name): filled.areas.get(area, MISSING)
            for area, _ in exhibit.areas}  # fmt: skip
    lines = [(str(row[0]), _figure(row[-1 if exhibit.verdicts else 1], exhibit, lang))
             for row in exhibit.table.rows]  # fmt: skip
    items = "".join(
        f'<li><svg class="swatch" viewBox="0 0 30 18" aria-hidden="true">'
        f'<rect width="30" height="18" rx="2" fill="{escape(fill.get(name, MISSING))}"/></svg>'
        f"<span>{escape(name)}</span><b>{escape(value) or '–'}</b></li>"
        for name, value in lines
    )
    return f'<ol class="ranked n{len(lines)}">{items}</ol>'


def _figure(cell: str | float | None, exhibit: Exhibit, lang: Language) -> str:
    if isinstance(cell, str):
        return cell
    return written(cell, exhibit.unit, exhibit.decimals, lang)

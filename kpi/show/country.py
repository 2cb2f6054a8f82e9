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

_SEA = 70  # drawing units more to the east, for the names of islands in large type
_NORTHERN = 300  # as far south as Bạch Long Vĩ stands, and not Cồn Cỏ
_SHORT = 10  # letters of a name beside the coast; a longer one would reach an archipelago


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
    label, wide = escape(lang._("Map of provinces and cities")), f"{WIDTH + _SEA:g}"
    parts = areas + islands + cities
    return (
        f'<svg class="land" viewBox="0 0 {wide} {HEIGHT:g}" role="group" aria-label="{label}">'
        f'<rect class="sea" width="{wide}" height="{HEIGHT:g}" rx="8"/>{parts}</svg>'
    )


def _islands(group: dict[str, Any], filled: Fills, said: dict[str, str]) -> str:
    """Draw an archipelago in its dashed box, or a single island, with its name."""
    spots = [project(*point) for point in group["points"]]
    xs, ys = zip(*spots, strict=True)
    fill = filled.areas.get(group["area"], MISSING)
    marks = "".join(tag("circle", cx=x, cy=y, r=6.5, fill=fill, class_="isle",
                        data_said=said.get(group["area"], "")) for x, y in spots)  # fmt: skip
    if not group["framed"]:
        lower = 0.33 if ys[0] < _NORTHERN else -0.2  # Cồn Cỏ: over the corner of Hoàng Sa's frame
        return marks + _words(group["label"][0], xs[0] + 14, ys[0], "small", lower)
    frame = tag("rect", x=min(xs) - 13, y=min(ys) - 13, width=max(xs) - min(xs) + 26,
                height=max(ys) - min(ys) + 26, rx=3, class_="frame")  # fmt: skip
    above = min(ys) > HEIGHT / 2  # the northern one's name stands below, off the cities' names
    foot, lines = min(ys) - 20 if above else max(ys) + 20, group["label"]
    label = "".join(
        _words(line, WIDTH + _SEA - 8, foot, "small end",
               1.15 * (n - len(lines) + 1) if above else 0.8 + 1.15 * n)
        for n, line in enumerate(lines)
    )  # fmt: skip
    return frame + marks + label


def _words(text: str, x: float, y: float, kind: str, lower: float) -> str:
    """Write a text; `lower`: by how many of its own heights, as the screen decides on its size."""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}" dy="{lower:g}em">{escape(text)}</text>'


def _city(area: str, box: tuple[float, float, float, float], lang: Language) -> str:
    """Name a city that one finds one's way by: those at the coast beside it, in the sea.

    In the middle of the country there is no room before Hoàng Sa; names stand to the west there.
    """
    x0, y0, x1, y1 = box
    name, y = lang.pick(load_units()[area].name), (y0 + y1) / 2
    if (x0 + x1) / 2 < INLAND:
        return _words(name, x1, y, "city end", 0.3)
    if HEIGHT / 3 < y < HEIGHT / 2:
        return _words(name, x0 - 8, y, "city end", 0.3)
    first, rest = _broken(name) if len(name) > _SHORT else (name, "")
    lines = [_words(first, x1 + 8, y, "city", 0.3)]
    return "".join([*lines, _words(rest, x1 + 8, y, "city", 1.35)] if rest else lines)


def _broken(name: str) -> tuple[str, str]:
    """Break a name into two lines as even as they come."""
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    middle = min(spaces, key=lambda at: abs(2 * at - len(name)))
    return name[:middle], name[middle + 1 :]


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
    lines, when = _figures(exhibit, lang)
    fill = {lang.pick(units[area].name): filled.areas.get(area, MISSING)
            for area, _ in exhibit.areas}  # fmt: skip
    items = "".join(
        f'<li><svg class="swatch" viewBox="0 0 30 18" aria-hidden="true">'
        f'<rect width="30" height="18" rx="2" fill="{escape(fill.get(name, MISSING))}"/></svg>'
        f"<span>{escape(name)}</span><b>{escape(value) or '–'}</b></li>"
        for name, value in lines
    )
    said = f'<p class="when">{escape(when)}</p>' if when else ""
    return f'{said}<ol class="ranked n{len(lines)}">{items}</ol>'


def _figures(exhibit: Exhibit, lang: Language) -> tuple[list[tuple[str, str]], str]:
    """Return name and figure of each area; and the period that all figures have in brackets."""
    lines = [(str(row[0]), _figure(row[-1 if exhibit.verdicts else 1], exhibit, lang))
             for row in exhibit.table.rows]  # fmt: skip
    ends = {value.partition(" (")[2] for _, value in lines if value}
    when = ends.pop().removesuffix(")") if len(ends) == 1 else ""
    if not when:
        return lines, ""
    return [(name, value.partition(" (")[0]) for name, value in lines], when


def _figure(cell: str | float | None, exhibit: Exhibit, lang: Language) -> str:
    if isinstance(cell, str):
        return cell
    return written(cell, exhibit.unit, exhibit.decimals, lang)

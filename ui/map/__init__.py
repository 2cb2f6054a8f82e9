"""The province map: one component of plain SVG with legend, ranking and period slider.

What never changes is sent once: an element of its own (`_engine`) carries script, style sheet,
texts and islands, so the browser keeps it, and the map's own element carries figures only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from kpi.language import LANGUAGES, language
from kpi.map_words import map_islands, map_words

_HERE = Path(__file__).parent
_PARTS = ("geometry.js", "figures.js", "drawing.js", "ranking.js", "map.js")
_MEETING = """
globalThis.provinceMap ??= (() => {
  let resolve;
  const ready = new Promise((done) => { resolve = done; });
  return { ready, resolve };
})();
"""
_FORWARD = """
export default async (component) => (await globalThis.provinceMap.ready)(component);
"""
_RESERVE = """
.province-map:not(.ready) { min-height: 900px; }
@media (max-width: 700px) { .province-map:not(.ready) { min-height: 2200px; } }
"""


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _constant() -> dict[str, Any]:
    """Gather what all maps share, in both languages."""
    languages = {code: language(code) for code in LANGUAGES}
    return {
        "css": _read("map.css"),
        "words": {code: map_words(lang) for code, lang in languages.items()},
        "islands": {
            code: {layer: map_islands(layer, lang) for layer in ("provinces", "former")}
            for code, lang in languages.items()
        },
    }


_engine = st.components.v2.component(
    "province_map_engine", js="\n".join([_MEETING, *map(_read, _PARTS)])
)
_map = st.components.v2.component(
    "province_map",
    html='<div class="province-map"></div>',
    css=_RESERVE,
    js=_MEETING + _FORWARD,
)


def province_map(
    payload: Mapping[str, Any],
    *,
    key: str,
    geometry_url: str,
    selected: str | None = None,
    period: str | None = None,
    address_key: str | None = None,
    height: int = 600,
) -> str | None:
    """Draw `payload` (`kpi.mapping.map_payload`); return the area id opened in this run, else None.

    `geometry_url` serves the TopoJSON with the layers `provinces` and `former`. `selected` is
    outlined; `period` (default: the last) is where the slider stands when it changes, and with
    `address_key` the browser keeps the slider's period in the address, without a rerun. `height`
    is the least of map and ranking, in pixels: a taller window gives more, and on a phone they
    stand one under the other.
    """
    view = {
        "geometryUrl": geometry_url,
        "selected": selected,
        "period": period,
        "addressKey": address_key,
        "height": height,
    }
    with st.container(gap=None):
        _engine(key=f"{key}-engine", data=_constant())
        # Nested, since Streamlit looks into every top value for a table on every run.
        result = _map(key=key, data={"map": payload, "view": view}, on_open_change=lambda: None)
    opened = result.open
    return opened if isinstance(opened, str) and opened in payload["areas"] else None

"""The province map: one component of plain SVG with legend, ranking and period slider.

The script is a module of its own (`ui/server/map_script.py`), fetched once; a rerun carries
figures only, as bytes that Streamlit hands on as they are.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache

import streamlit as st

from ui.server import asset_url, map_script_url

_FORWARD = """
const scripts = {};
export default async (component) => {
  const { script } = JSON.parse(new TextDecoder().decode(component.data)).view;
  scripts[script] ??= import(new URL(script, document.baseURI));
  return (await scripts[script]).default(component);
};
"""
_RESERVE = """
.province-map:not(.ready) { min-height: 900px; }
@media (max-width: 700px) { .province-map:not(.ready) { min-height: 2200px; } }
"""
_map = st.components.v2.component(
    "province_map", html='<div class="province-map"></div>', css=_RESERVE, js=_FORWARD
)


@cache
def _addresses() -> dict[str, str]:
    return {"script": map_script_url(), "geometryUrl": asset_url("vietnam.topojson")}


def province_map(
    payload: bytes,
    areas: Collection[str],
    *,
    key: str,
    selected: str | None = None,
    period: str | None = None,
    address_key: str | None = None,
    height: int = 600,
) -> str | None:
    """Draw `payload`; return the one of `areas` that was opened in this run, else None.

    `payload` is what `kpi.mapping.map_payload` returns, as JSON. `selected` is outlined;
    `period` (default: the last) is where the slider stands when it changes, and with
    `address_key` the browser keeps the slider's period in the address, without a rerun. `height`
    is the least of map and ranking, in pixels: a taller window gives more, and on a phone they
    stand one under the other.
    """
    view = {
        **_addresses(),
        "selected": selected,
        "period": period,
        "addressKey": address_key,
        "height": height,
    }
    told = b'{"view":%b,"map":%b}' % (json.dumps(view).encode(), payload)
    opened = _map(key=key, data=told, on_open_change=lambda: None).open
    return opened if isinstance(opened, str) and opened in areas else None

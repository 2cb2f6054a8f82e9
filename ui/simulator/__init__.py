"""The index simulator: weights and figures to move, ranks that follow in the browser.

The browser counts while a slider moves (`simulator.js`); when it rests, what was moved goes into
the address, from which every run reads it back (`settings`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

import streamlit as st

from kpi.indices.settings import Moved
from ui.server import asset_url
from ui.simulator.settings import KEY

__all__ = ["simulator"]

_FORWARD = """
const scripts = {};
export default async (component) => {
  const { script } = JSON.parse(new TextDecoder().decode(component.data)).view;
  scripts[script] ??= import(new URL(script, document.baseURI));
  return (await scripts[script]).default(component);
};
"""
_RESERVE = """
.simulator:not(.ready) { min-height: 1500px; }
@media (max-width: 700px) { .simulator:not(.ready) { min-height: 3600px; } }
"""
_simulator = st.components.v2.component(
    "index_simulator", html='<div class="simulator"></div>', css=_RESERVE, js=_FORWARD
)


@cache
def _addresses() -> dict[str, str]:
    return {"script": asset_url("simulator.js"), "style": asset_url("simulator.css")}


def simulator(payload: bytes, moved: Moved, at: int, changed: Callable[[], None]) -> None:
    """Draw `payload` (`kpi.indices.payload`, as JSON) with the area in line `at` to be moved.

    `changed` is called before the run in which something new was moved.
    """
    view = {**_addresses(), "at": at, "weights": moved.weights, "figures": moved.figures}
    told = b'{"view":%b,"race":%b}' % (json.dumps(view).encode(), payload)
    _simulator(key=KEY, data=told, on_moved_change=changed)

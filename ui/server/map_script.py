"""The map's script, as one file the browser keeps: its parts, and what all maps show alike.

Texts and islands in both languages and the style sheet never change between two releases, so
they travel with the script, and a rerun carries figures only.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kpi.language import LANGUAGES, language
from kpi.map_words import map_islands, map_words
from ui.server.assets import FOREVER, MEDIA_TYPES, Asset, pack, site_path

MAP = Path(__file__).parents[1] / "map"
PARTS = ("geometry.js", "figures.js", "drawing.js", "ranking.js", "verdicts.js", "map.js")
_PATH = "dashboard-map/map.js"


def map_script_url() -> str:
    """Return the address of the module whose default export draws the map."""
    return site_path(f"{_PATH}?v={_script().version}")


@cache
def _script() -> Asset:
    constant = f"const constant = {json.dumps(_constant(), ensure_ascii=False)};"
    return pack("\n".join([constant, *map(_read, PARTS)]).encode(), MEDIA_TYPES[".js"])


def _constant() -> dict[str, Any]:
    languages = {code: language(code) for code in LANGUAGES}
    return {
        "css": _read("map.css"),
        "words": {code: map_words(lang) for code, lang in languages.items()},
        "islands": {
            code: {layer: map_islands(layer, lang) for layer in ("provinces", "former")}
            for code, lang in languages.items()
        },
    }


def _read(name: str) -> str:
    return (MAP / name).read_text(encoding="utf-8")


async def _send(request: Request) -> Response:
    current = request.query_params.get("v") == _script().version
    return _script().response(request.headers, FOREVER if current else "no-cache")


ROUTES: list[BaseRoute] = [Route(site_path(_PATH), _send, name="dashboard-map")]

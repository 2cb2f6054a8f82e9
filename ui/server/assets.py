"""Files sent to the browser: compressed once, kept in memory, named by their content.

An address from `asset_url` carries the version of the file (`?v=…`), so the browser keeps it
for a year and asks for it again only when the file has changed.
"""

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from streamlit import config

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "dashboard-web": ROOT / "ui" / "web",
    "dashboard-geo": ROOT / "geo" / "boundaries",
    "dashboard-simulator": ROOT / "ui" / "simulator",
}
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".topojson": "application/json",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".wasm": "application/wasm",
}
FOREVER = "public, max-age=31536000, immutable"
GZIP_ACCEPTED = re.compile(r"\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$)[\d.]+\s*)?")


@dataclass(frozen=True)
class Asset:
    """A file ready to send: gzipped bytes, their type, and a hash of the content."""

    packed: bytes
    media_type: str
    version: str

    def response(self, request: Headers, cache: str) -> Response:
        """Return the answer to a GET or HEAD with these request headers.

        It is 304 when the reader's copy is this version, and plain for a reader who does not
        take gzip. `cache` is the Cache-Control to send. Range is ignored: the whole is sent.
        """
        headers = {
            "ETag": f'W/"{self.version}"',
            "Cache-Control": cache,
            "Vary": "Accept-Encoding",
        }
        if self.version in re.findall(r'"([^"]*)"', request.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        if not takes_gzip(request):
            return Response(gzip.decompress(self.packed), headers=headers | self._type)
        return Response(self.packed, headers=headers | self._type | {"Content-Encoding": "gzip"})

    @property
    def _type(self) -> dict[str, str]:
        return {"Content-Type": self.media_type}


def takes_gzip(request: Headers) -> bool:
    """Say whether these request headers accept gzip (RFC 9110 §12.5.3; `q=0` refuses)."""
    codings = request.get("accept-encoding", "").split(",")
    return any(GZIP_ACCEPTED.fullmatch(coding) for coding in codings)


def pack(content: bytes, media_type: str) -> Asset:
    """Compress content for sending; the same content always gives the same bytes."""
    version = sha256(content).hexdigest()[:16]
    return Asset(gzip.compress(content, 9, mtime=0), media_type, version)


def pack_file(path: Path) -> Asset:
    """Compress a file, once for as long as it does not change."""
    return _pack_file(path, path.stat().st_mtime_ns)


# All of Streamlit's bundles take 6 MB packed, so the cache cannot grow beyond that.
@lru_cache(maxsize=512)
def _pack_file(path: Path, _changed: int) -> Asset:
    return pack(path.read_bytes(), MEDIA_TYPES[path.suffix])


def site_path(path: str) -> str:
    """Return an address on this server, under `server.baseUrlPath` where that is set."""
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/{path}" if base else f"/{path}"


def asset_path(name: str) -> str:
    """Return `folder/name?v=version` of a file in one of the folders.

    Raises FileNotFoundError when no folder has a file of that name.
    """
    for route, folder in FOLDERS.items():
        if (folder / name).is_file():
            return f"{route}/{name}?v={pack_file(folder / name).version}"
    raise FileNotFoundError(f"no file {name!r} in {[str(folder) for folder in FOLDERS.values()]}")


def asset_url(name: str) -> str:
    """Return the address at which the browser finds a file, as `asset_url("style.css")`.

    Raises FileNotFoundError when there is no such file.
    """
    return site_path(asset_path(name))


def _route(route: str, folder: Path) -> BaseRoute:
    async def send(request: Request) -> Response:
        name = request.path_params["name"]
        known = {path.name for path in folder.glob("*") if path.suffix in MEDIA_TYPES}
        if name not in known:
            raise HTTPException(404)
        asset = await run_in_threadpool(pack_file, folder / name)
        current = request.query_params.get("v") == asset.version
        return asset.response(request.headers, FOREVER if current else "no-cache")

    return Route(site_path(f"{route}/{{name}}"), send, name=route)


ROUTES = [_route(route, folder) for route, folder in FOLDERS.items()]

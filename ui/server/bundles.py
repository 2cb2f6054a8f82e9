"""Streamlit's own scripts and styles, compressed once each.

Streamlit leaves its bundles to a proxy to compress (starlette_gzip_middleware.py says why:
each request would compress again). Kept packed in memory they cost that once, and a page with
a chart falls to a third of its bytes also where no proxy compresses.
"""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import file_util

from ui.server.assets import FOREVER, MEDIA_TYPES, pack_file, site_path

STATIC = Path(file_util.get_static_dir())


class Bundles:
    """Answers for every compressible file of Streamlit's; passes all else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        # The names are known beforehand, so no request can lead out of the folder.
        self.files = {
            site_path(path.relative_to(STATIC).as_posix()): path
            for path in (STATIC / "static").rglob("*")
            if path.suffix in MEDIA_TYPES
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        readable = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        path = self.files.get(scope["path"]) if readable else None
        if path is None:
            await self.app(scope, receive, send)
            return
        asset = await run_in_threadpool(pack_file, path)
        await asset.response(Headers(scope=scope), FOREVER)(scope, receive, send)

"""Meetings on the server: the presentation of a visit's meeting, its files, and short links.

A meeting is found under a name of 192 random bits that only its visit knows. The server keeps
the newest few hundred; one that was given up is kept again by the next look at its page.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kpi.exhibits import Meeting
from kpi.links import PATH, expanded
from kpi.meeting_files import Progress
from kpi.show import policy, to_html
from ui import history
from ui.meeting.formats import FORMATS
from ui.meeting.shown import gathered
from ui.server.assets import Asset, pack, site_path
from ui.shelf import Shelf

__all__ = ["ROUTES", "file_url", "keep", "made", "make", "show_url"]

_SHOW, _FILE = "trinh-chieu", "cuoc-hop-tep"
_MOST, _MOST_LETTERS = 300, 20_000_000  # meetings, and letters in all of them
_HEADERS = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
# Whoever asks for many files waits; the pages do not, and presentations wait for no file.
_MADE, _SHOWN = Shelf(most=8), Shelf(most=8)
_ONE = anyio.CapacityLimiter(1)


class _Kept(NamedTuple):
    meeting: Meeting
    base: str
    letters: int


class _Meetings:
    """The newest meetings by their names."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = Lock()

    def keep(self, token: str, meeting: Meeting, base: str) -> None:
        kept = _Kept(meeting, base, len(repr(meeting)))
        with self._lock:
            self._kept[token] = kept
            self._kept.move_to_end(token)
            total = sum(one.letters for one in self._kept.values())
            while len(self._kept) > 1 and (len(self._kept) > _MOST or total > _MOST_LETTERS):
                total -= self._kept.popitem(last=False)[1].letters

    def find(self, token: str) -> _Kept:
        found = self._kept.get(token)
        if found is None:
            raise HTTPException(404)
        return found


_MEETINGS = _Meetings()
keep = _MEETINGS.keep


def show_url(token: str) -> str:
    """Return the address of a meeting's presentation."""
    return site_path(f"{_SHOW}/{token}")


def file_url(token: str, form: str) -> str:
    """Return the address of a meeting's file."""
    return site_path(f"{_FILE}/{token}/{_FILE.removesuffix('-tep')}.{form}")


async def _show(request: Request) -> Response:
    kept = _MEETINGS.find(request.path_params["token"])
    key = _key(kept, "show")
    asset = await anyio.to_thread.run_sync(lambda: _SHOWN.kept(key, lambda: _document(kept)))
    response = asset.response(request.headers, "private, no-store")
    response.headers.update(_HEADERS)
    response.headers["Content-Security-Policy"] = f"{policy()}; frame-ancestors 'none'"
    return response


async def _file(request: Request) -> Response:
    kept = _MEETINGS.find(request.path_params["token"])
    form = request.path_params["name"].rpartition(".")[2]
    if form not in FORMATS:
        raise HTTPException(404)
    key = _key(kept, form)
    asset = await anyio.to_thread.run_sync(
        lambda: _MADE.kept(key, lambda: _packed(kept, form, None)),
        limiter=None if key in _MADE else _ONE,
    )
    response = asset.response(request.headers, "private, no-store")
    response.headers.update(_HEADERS)
    mark = "mo-phong-" if gathered(kept.meeting).simulated else ""
    response.headers["Content-Disposition"] = f'attachment; filename="{mark}cuoc-hop.{form}"'
    return response


def _document(kept: _Kept) -> Asset:
    return pack(to_html(gathered(kept.meeting), kept.base), "text/html; charset=utf-8")


def _packed(kept: _Kept, form: str, progress: Progress | None) -> Asset:
    wanted = FORMATS[form]
    return pack(wanted.make(gathered(kept.meeting), kept.base, progress), wanted.media_type)


def _key(kept: _Kept, form: str) -> tuple[object, ...]:
    return history.state(), history.clock(), kept.meeting, kept.base, form


def made(token: str, form: str) -> bool:
    """Tell whether a meeting's file is there, so that its address answers at once."""
    return _key(_MEETINGS.find(token), form) in _MADE


def make(token: str, form: str, progress: Progress) -> None:
    """Make a meeting's file for its address, telling how many of its steps are done."""
    kept = _MEETINGS.find(token)
    _MADE.kept(_key(kept, form), lambda: _packed(kept, form, progress))


async def _follow(request: Request) -> Response:
    """Lead from a short link to its view on this server; 404 for anything else."""
    try:
        address = expanded(request.path_params["code"])
    except ValueError as error:
        raise HTTPException(404) from error
    return RedirectResponse(site_path(address.removeprefix("/")))


ROUTES = [
    Route(site_path(f"{_SHOW}/{{token}}"), _show, name=_SHOW),
    Route(site_path(f"{_FILE}/{{token}}/{{name}}"), _file, name=_FILE),
    Route(site_path(f"{PATH}/{{code}}"), _follow, name="short-link"),
]

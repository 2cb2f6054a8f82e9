"""What a page shows, as a picture or on paper: made when its link is followed.

`/dashboard-pictures/ban-do.svg?chi-so=…&tinh-den=v12` draws what the page of that address shows;
`.pdf` prints all of the page, and of a province its profile, with the short link and QR code of
each view at the address the visitor came by. A visitor's own file is not given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

import anyio
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kpi import meeting_files
from kpi.exhibits import PAGES, ExhibitError, Gathered, Item, Meeting, province, resolve
from kpi.headlines import RANKS
from kpi.language import LANGUAGES, Lang, language
from kpi.pictures import drawable, to_png, to_svg
from kpi.store import StoreError
from ui import history
from ui.meeting.shown import LIBRARY, gathered
from ui.server.assets import Asset, pack, site_path
from ui.shelf import Shelf

__all__ = ["PICTURES", "ROUTE", "picture_url"]

ROUTE = "dashboard-pictures"
_HOME = "tong-quan"  # what the overview's files are called
_TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
_NAME = re.compile(r"(?P<page>[a-z-]{1,40})\.(?P<form>svg|png|pdf)")
# Whoever asks for many files waits; the pages do not, and pictures wait for no pages on paper.
_MADE = {form: Shelf(most=32) for form in _TYPES}
_ONE = {form: anyio.CapacityLimiter(1) for form in _TYPES}


def picture_url(page: str, query: Mapping[str, str], form: str) -> str:
    """Return the address of a file (`svg`, `png`, `pdf`) of what a page shows with a query."""
    asked = urlencode({key: text for key, text in query.items() if text}, safe=",")
    return f"{site_path(ROUTE)}/{page or _HOME}.{form}?{asked}"


async def send(request: Request) -> Response:
    """Answer with a file; 404 for what there is not, or of which there is no picture."""
    found = _NAME.fullmatch(request.path_params["file"])
    page = found["page"] if found else ""
    page = "" if page == _HOME else page
    if found is None or page not in PAGES:
        raise HTTPException(404)
    query, form = dict(request.query_params), found["form"]
    lang: Lang = next((code for code in LANGUAGES if code == query.get("lang")), "vi")
    base = f"{request.url.scheme}://{request.url.netloc}{site_path('').rstrip('/')}"
    key = (history.state(), history.clock(), page, tuple(sorted(query.items())), form, base)
    try:
        asset = await anyio.to_thread.run_sync(
            lambda: _MADE[form].kept(key, lambda: _make(page, query, form, lang, base)),
            limiter=_ONE[form],
        )
    except ExhibitError as error:
        raise HTTPException(404, " ".join(error.messages(language(lang)))) from error
    except StoreError as error:
        raise HTTPException(404, error.message(language(lang))) from error
    except ValueError as error:
        told = language(lang)._("There is no picture of a table: take the PDF.")
        raise HTTPException(404, told) from error
    response = asset.response(request.headers, "no-cache")
    mark = "mo-phong-" if query.get("bo-so-lieu") == "practice" else ""
    name = f"{mark}{found['page']}.{form}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _make(page: str, query: Mapping[str, str], form: str, lang: Lang, base: str) -> Asset:
    address = f"/{page}?{urlencode(query)}"
    if form == "pdf":
        printed = _printed(page, query, address, lang)
        return pack(meeting_files.pages(printed, base), _TYPES[form])
    shown = resolve(Item(address), lang, LIBRARY)
    if not drawable(shown):
        raise ValueError(f"no picture of a {shown.kind}")
    made = to_svg(shown).encode() if form == "svg" else to_png(shown)
    return pack(made, _TYPES[form])


def _printed(page: str, query: Mapping[str, str], address: str, lang: Lang) -> Gathered:
    """Return all parts of a page, without those that have no figure; of a province its profile."""
    if page == "tinh-thanh" and query.get("tinh"):
        practice = query.get("bo-so-lieu") == "practice"
        return province(query["tinh"], query.get("tinh-den", ""), lang, LIBRARY, practice=practice)
    first = resolve(Item(address), lang, LIBRARY)
    # on paper the ranks stand together in their table
    items = tuple(Item(address, part) for part in PAGES[page] if part not in RANKS)
    found = gathered(Meeting(first.title, items, lang=lang))
    kept = Meeting(first.title, tuple(slide.item for slide in found.shown), lang=lang)
    return Gathered(kept, found.shown, ())


PICTURES = Route(site_path(f"{ROUTE}/{{file}}"), send, name=ROUTE)

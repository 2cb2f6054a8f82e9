"""Figures to take away: the bytes behind a page's links, made when they are asked for.

`/dashboard-figures/ban-do.xlsx?bo-so-lieu=published&dia-gioi=34&chi-so=…&tinh-den=v12` gives what
all may see anyway, published or for practice. Figures that a visitor brought are never given here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast
from urllib.parse import quote, urlencode

import anyio
import pandas as pd
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kpi.figures import ERAS, Era
from kpi.handout import FORMS, Form, handout
from kpi.language import LANGUAGES, Lang, language
from kpi.store import StoreError
from ui import data, history
from ui.data import Figures
from ui.server.assets import Asset, pack, site_path
from ui.shelf import Shelf

ROUTE = "dashboard-figures"
SIMULATED = "SỐ LIỆU MÔ PHỎNG / SIMULATED"
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "sdmx.csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_MOST_ROWS = 20_000  # of a workbook, which takes a second for 5,000
_NAME = re.compile(r"(?P<name>[A-Za-z0-9_-]{1,100})\.(?P<form>csv|xlsx|sdmx\.csv)")
_MADE = Shelf(most=32)
_ONE = anyio.CapacityLimiter(1)  # whoever asks for many files waits, the pages do not


@dataclass(frozen=True)
class Part:
    """A part of the figures of a workspace: what a picture shows, and the table behind it.

    `indicators`: their ids, () for all. `areas`: ids, or beginnings of ids that end with a
    hyphen (`VN34-`), () for all.
    """

    indicators: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    def rows(self, figures: Figures) -> pd.DataFrame:
        """Return the rows, looked for once."""
        return figures.shelf.kept((Part, self), lambda: self._found(figures.frame))

    def _found(self, frame: pd.DataFrame) -> pd.DataFrame:
        if self.indicators:
            frame = frame[frame["indicator"].isin(self.indicators)]
        if self.areas:
            begun = tuple(area for area in self.areas if area.endswith("-"))
            frame = frame[frame["area"].isin(self.areas) | frame["area"].str.startswith(begun)]
        return frame


@dataclass(frozen=True)
class Wanted:
    """A file: which figures, as of which version of the store, how written."""

    workspace: Literal["published", "practice"]
    era: Era
    part: Part
    version: int | None
    form: Form
    lang: Lang


def figures_url(name: str, figures: Figures, part: Part, form: Form, lang: Lang) -> str:
    """Return the address of a file of these figures; they must not be a visitor's own."""
    choices = {
        "bo-so-lieu": figures.workspace,
        "dia-gioi": figures.era,
        "chi-so": ",".join(part.indicators),
        "khu-vuc": ",".join(part.areas),
        "tinh-den": "" if figures.version is None else f"v{figures.version}",
        "lang": lang,
    }
    query = urlencode({key: text for key, text in choices.items() if text}, safe=",")
    return f"{site_path(ROUTE)}/{quote(name)}.{form}?{query}"


async def send(request: Request) -> Response:
    """Answer with a file; 404 for what there is not, 413 for what is too much for a workbook."""
    name, wanted = _read(request)
    try:
        asset = await anyio.to_thread.run_sync(_made, wanted, limiter=_ONE)
    except StoreError as error:
        raise HTTPException(404, error.message(language(wanted.lang))) from error
    except ValueError as error:
        raise HTTPException(413, "Too many rows for a workbook: take the CSV file.") from error
    response = asset.response(request.headers, "no-cache")
    mark = "mo-phong-" if wanted.workspace == "practice" else ""
    response.headers["Content-Disposition"] = f'attachment; filename="{mark}{name}.{wanted.form}"'
    return response


def _read(request: Request) -> tuple[str, Wanted]:
    """Read what is asked for; every choice must be one that there is."""
    file, asked = _NAME.fullmatch(request.path_params["file"]), request.query_params
    workspace, era = asked.get("bo-so-lieu", "published"), asked.get("dia-gioi", "34")
    lang, moment = asked.get("lang", "vi"), history.moment(asked.get("tinh-den", ""))
    part = Part(_ids(asked.get("chi-so", "")), _ids(asked.get("khu-vuc", "")))
    known = set(part.indicators) <= set(data.catalogue()) and all(map(_is_area, part.areas))
    pinned = moment is not None or not asked.get("tinh-den")
    if not (
        file and known and pinned
        and workspace in ("published", "practice") and era in ERAS and lang in LANGUAGES
    ):  # fmt: skip
        raise HTTPException(404)
    version = moment.version if moment and workspace == "published" else None
    return file["name"], Wanted(
        cast(Literal["published", "practice"], workspace), era, part, version,
        next(form for form in FORMS if form == file["form"]), lang,
    )  # fmt: skip


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, text.split(","))))


def _is_area(text: str) -> bool:
    return text in data.units() or text in ("VN34-", "VN63-", "VNM-")


def _made(wanted: Wanted) -> Asset:
    key = (history.state() if wanted.version is None else history.place(), history.files(), wanted)
    return _MADE.kept(key, lambda: _make(wanted))


def _make(wanted: Wanted) -> Asset:
    figures = data.shared(wanted.workspace, wanted.era, wanted.version)
    rows = wanted.part.rows(figures)
    if wanted.form == "xlsx" and len(rows) > _MOST_ROWS:
        raise ValueError(f"{len(rows)} rows")
    mark = SIMULATED if figures.simulated else ""
    file = handout(rows, wanted.form, language(wanted.lang), data.catalogue(), data.units(), mark)
    return pack(file, MEDIA_TYPES[wanted.form])


FIGURES = Route(site_path(f"{ROUTE}/{{file}}"), send, name=ROUTE)

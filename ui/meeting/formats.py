"""The files a meeting can be made into. A format joins by one entry in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kpi.exhibits import Gathered
from kpi.language import N_
from kpi.meeting_files import handout, presentation, tables
from kpi.show import to_html

__all__ = ["FORMATS", "Format"]


class Format(NamedTuple):
    """A kind of file: what it is called (a message), its media type, and what makes it.

    `make(gathered, base)`: `base` is the dashboard's address for links, "" where it is not known.
    It runs in a thread of its own, one file at a time, and may take long.
    """

    name: str
    media_type: str
    make: Callable[[Gathered, str], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {  # by the file's ending
    "pptx": Format(N_("Slides (PPTX)"), f"{_OFFICE}.presentationml.presentation", presentation),
    "pdf": Format(N_("Handout (PDF)"), "application/pdf", handout),
    "xlsx": Format(N_("Tables (XLSX)"), f"{_OFFICE}.spreadsheetml.sheet", tables),
    "html": Format(N_("Offline kit (HTML)"), "text/html; charset=utf-8", to_html),
}

"""The files a meeting can be made into. A format joins by one entry in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kpi.exhibits import Gathered
from kpi.language import N_
from kpi.meeting_files import Progress, handout, kit, presentation, tables, text

__all__ = ["FORMATS", "Format"]


class Format(NamedTuple):
    """A kind of file: what it is called (a message), its media type, and what makes it.

    `make(gathered, base, progress)`: `base` is the dashboard's address for links, "" where it is
    not known; `progress` is told how many steps are done. It runs in a thread and may take long.
    """

    name: str
    media_type: str
    make: Callable[[Gathered, str, Progress | None], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {  # by the file's ending
    "pptx": Format(
        N_("Slides (PPTX)"),
        f"{_OFFICE}.presentationml.presentation",
        lambda made, base, tell: presentation(made, base, None, tell),
    ),
    "docx": Format(N_("Text (DOCX)"), f"{_OFFICE}.wordprocessingml.document", text),
    "pdf": Format(N_("Handout (PDF)"), "application/pdf", handout),
    "xlsx": Format(N_("Tables (XLSX)"), f"{_OFFICE}.spreadsheetml.sheet", tables),
    "html": Format(N_("Offline kit (HTML)"), "text/html; charset=utf-8", kit),
}

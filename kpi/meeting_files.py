"""A gathered meeting as files, for the page of the meeting and for the command alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kpi import pdf, slides, workbook
from kpi.exhibits import Exhibit, Gathered, Meeting
from kpi.links import short_link

__all__ = ["handout", "pages", "presentation", "tables"]


def presentation(
    gathered: Gathered,
    base: str = "",
    template: bytes | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return PowerPoint slides; raises `kpi.slides.TemplateError` for an unfit template.

    `base`: the address of the dashboard, for links; "" leaves them relative.
    """
    shown, meeting = _shown(gathered, base)
    return slides.to_pptx(shown, meeting, template, gathered.problems, progress)


def handout(gathered: Gathered, base: str = "") -> bytes:
    """Return a PDF of slides at 16:9."""
    shown, meeting = _shown(gathered, base)
    return pdf.to_pdf(shown, meeting, "slides", gathered.problems)


def pages(gathered: Gathered, base: str = "") -> bytes:
    """Return a PDF to read, on A4."""
    shown, meeting = _shown(gathered, base)
    return pdf.to_pdf(shown, meeting, "a4", gathered.problems)


def tables(gathered: Gathered, base: str = "") -> bytes:
    """Return a workbook of all tables behind the views."""
    shown, meeting = _shown(gathered, base)
    return workbook.to_xlsx(shown, meeting, gathered.problems)


def _shown(gathered: Gathered, base: str) -> tuple[Sequence[Exhibit], Meeting]:
    """Return what can be shown, and the meeting without what cannot."""
    pairs = [(slide.item, slide.exhibit) for slide in gathered.shown if slide.exhibit]
    exhibits = [
        replace(one, address=base.rstrip("/") + one.address, link=short_link(base, one.address))
        for _, one in pairs
    ]
    return exhibits, replace(gathered.meeting, items=tuple(item for item, _ in pairs))

"""A gathered meeting as files, for the page of the meeting and for the command alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kpi import pdf, report, show, slides, workbook
from kpi.exhibits import Exhibit, Gathered, Meeting
from kpi.links import short_link

__all__ = ["Progress", "handout", "kit", "pages", "presentation", "tables", "text"]

Progress = Callable[[int, int], None]  # how many steps are done, of how many


def presentation(
    gathered: Gathered,
    base: str = "",
    template: bytes | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Return PowerPoint slides; raises `kpi.slides.TemplateError` for an unfit template.

    `base`: the address of the dashboard, for links; "" leaves them relative.
    """
    shown, meeting = _shown(gathered, base)
    return slides.to_pptx(shown, meeting, template, gathered.problems, progress)


def handout(gathered: Gathered, base: str = "", progress: Progress | None = None) -> bytes:
    """Return a PDF of slides at 16:9."""
    shown, meeting = _shown(gathered, base)
    return pdf.to_pdf(shown, meeting, "slides", gathered.problems, progress)


def pages(gathered: Gathered, base: str = "") -> bytes:
    """Return a PDF to read, on A4."""
    shown, meeting = _shown(gathered, base)
    return pdf.to_pdf(shown, meeting, "a4", gathered.problems)


def tables(gathered: Gathered, base: str = "", progress: Progress | None = None) -> bytes:
    """Return a workbook of all tables behind the views."""
    shown, meeting = _shown(gathered, base)
    return workbook.to_xlsx(shown, meeting, gathered.problems, progress)


def text(gathered: Gathered, _base: str = "", progress: Progress | None = None) -> bytes:
    """Return the meeting as a text in the form of Decree 30, with its own letterhead.

    Without one it has the project's. The views are drawn in the first half of its steps, and
    written in the second.
    """
    letter = gathered.meeting.letter
    if letter == report.Letterhead():
        letter = report.read_letterhead()
    told = report.of_meeting(gathered, _half(progress, 0))
    return report.to_docx(told, letter, _half(progress, 1))


def _half(progress: Progress | None, past: int) -> Progress | None:
    """Return what tells of the first half of the steps, or (`past` 1) of the second."""
    if progress is None:
        return None
    return lambda done, count: progress(past * count + done, 2 * count)


def kit(gathered: Gathered, base: str = "", progress: Progress | None = None) -> bytes:
    """Return the presentation as one HTML file."""
    return show.to_html(gathered, base, progress)


def _shown(gathered: Gathered, base: str) -> tuple[Sequence[Exhibit], Meeting]:
    """Return what can be shown, and the meeting without what cannot."""
    pairs = [(slide.item, slide.exhibit) for slide in gathered.shown if slide.exhibit]
    exhibits = [
        replace(one, address=base.rstrip("/") + one.address, link=short_link(base, one.address))
        for _, one in pairs
    ]
    return exhibits, replace(gathered.meeting, items=tuple(item for item, _ in pairs))

"""A page, a province's profile or a meeting as PDF: A4 to read, or 16:9 as a handout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kpi.exhibits.exhibit import Exhibit
from kpi.exhibits.meeting import Meeting
from kpi.pdf.content import Paper, item_of, whole
from kpi.pictures.typesetting import typeset

__all__ = ["Paper", "to_pdf"]

_SETTING = 2  # to set the pages takes as long as to draw the views twice
_PAGES = Path(__file__).with_name("handout.typ")


def to_pdf(
    exhibits: Sequence[Exhibit],
    meeting: Meeting,
    paper: Paper = "slides",
    problems: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Set a meeting as PDF with page numbers and text that can be searched and copied.

    `exhibits` are those of `meeting.items`, in their order; ValueError if there are not as many.
    `problems`: why some views of the meeting are not among them. `progress`: each view is a step,
    and setting them all the others.
    """
    items, steps = [], (1 + _SETTING) * len(exhibits)
    for done, (exhibit, item) in enumerate(zip(exhibits, meeting.items, strict=True), 1):
        items.append(item_of(exhibit, item, paper))
        if progress:
            progress(done, steps)
    made = typeset(_PAGES.read_bytes(), whole(meeting, items, paper, problems), "pdf")
    if progress and steps:
        progress(steps, steps)
    return made

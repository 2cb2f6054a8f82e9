"""A meeting as PowerPoint slides: charts with their data, tables, crisp maps, speaker's notes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

from kpi.charts import look
from kpi.exhibits.exhibit import Exhibit
from kpi.exhibits.meeting import Meeting
from kpi.language import Lang, language
from kpi.pictures.letters import clean
from kpi.slides.deck import Deck, TemplateError, open_deck
from kpi.slides.fit import Frame, Run, fitted, write
from kpi.slides.slide import add_slides

__all__ = ["TemplateError", "to_pptx"]

Progress = Callable[[int, int], None]  # how many are done, of how many


def to_pptx(
    exhibits: Sequence[Exhibit],
    meeting: Meeting,
    template: bytes | None = None,
    problems: Sequence[str] = (),
    progress: Progress | None = None,
) -> bytes:
    """Make slides of a meeting: a cover, then each exhibit with its item's headline and notes.

    `exhibits` are those of `meeting.items`, in their order; ValueError if there are not as many.
    `problems`: why some views of the meeting are not among them.
    `template`: a .pptx or .potx whose layouts are used; raises TemplateError if it does not serve.
    """
    deck = open_deck(template)
    _cover(deck, meeting, problems, simulated=any(one.simulated for one in exhibits))
    for done, (exhibit, item) in enumerate(zip(exhibits, meeting.items, strict=True), 1):
        add_slides(deck, exhibit, item)
        if progress:
            progress(done, len(exhibits))
    file = io.BytesIO()
    deck.presentation.save(file)
    return file.getvalue()


def _cover(deck: Deck, meeting: Meeting, problems: Sequence[str], *, simulated: bool) -> None:
    lang = language(cast(Lang, meeting.lang))
    slide = deck.presentation.slides.add_slide(deck.cover)
    title = meeting.title or lang._("Digital transformation indicators")
    day = lang.date(date.fromisoformat(meeting.day)) if meeting.day else ""
    place = ", ".join(filter(None, (meeting.place, day)))
    empty = "" if meeting.items else lang._("This meeting has no views yet.")
    below = [place, meeting.presenter, empty, look.PRACTICE_WORDS if simulated else ""]
    runs = [Run(text, 20 * deck.scale, look.MUTED[0]) for text in below if text]
    runs += [Run(text, 14 * deck.scale) for text in problems]
    for shape, wanted in (
        (slide.shapes.title, [Run(title, 40 * deck.scale, bold=True)]),
        (slide.placeholders[1], runs or [Run("", 20)]),
    ):
        frame = Frame(shape.left, shape.top, shape.width, shape.height)
        fit, _ = fitted(wanted, frame, shrink=(1, 0.8, 0.6, 0.45))
        write(shape, fit)
    if problems:
        slide.notes_slide.notes_text_frame.text = clean("\n".join(problems))
    core = deck.presentation.core_properties
    core.title, core.author = clean(title)[:250], clean(meeting.presenter)[:250]

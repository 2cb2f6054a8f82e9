"""A meeting as a report: each saved view a section, in the meeting's order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kpi.exhibits import Gathered, Slide
from kpi.language import Language, language
from kpi.periods import read_period
from kpi.report.content import Block, Head, Report, Said
from kpi.report.shown import shown

__all__ = ["of_meeting"]


def of_meeting(held: Gathered, progress: Callable[[int, int], None] | None = None) -> Report:
    """Return a meeting's views as a report; what cannot be shown is said at the end.

    `progress` is told how many views are drawn, of how many.
    """
    lang = language("en" if held.meeting.lang == "en" else "vi")
    blocks: list[Block] = [Said(_opening(held, lang))]
    for done, slide in enumerate(held.shown, 1):
        blocks += _section(slide)
        if progress:
            progress(done, len(held.shown))
    if held.problems:
        blocks.append(Head(lang._("What cannot be shown"), 1))
        blocks += [Said(f"- {one}") for one in held.problems]
    return Report(held.meeting.title, tuple(blocks), (), held.simulated, lang.code)


def _opening(held: Gathered, lang: Language) -> str:
    """Say where, when and by whom, as far as known, and how much is shown."""
    meeting = held.meeting
    day = read_period(meeting.day)
    when = lang.date(day.end) if day and day.frequency == "D" else meeting.day
    told = ", ".join(filter(None, (meeting.place, when, meeting.presenter)))
    counted = lang._("Views shown: {count}.", count=lang.number(len(held.shown)))
    return f"{told}. {counted}" if told else counted


def _section(slide: Slide) -> Iterator[Block]:
    """Return the exhibit's title, the presenter's own headline, and the exhibit."""
    if slide.exhibit is None:
        return
    yield Head(slide.exhibit.title, 2)
    if slide.item.headline:
        yield Said(slide.item.headline)
    yield from shown(slide.exhibit)

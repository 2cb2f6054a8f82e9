"""A report on paper, from the head of the letter to its last annex."""

from __future__ import annotations

import io
from collections.abc import Callable

from kpi.language import language
from kpi.letterhead import Letterhead
from kpi.report.content import Block, Report, Said
from kpi.report.word.body import ROMAN, Body
from kpi.report.word.letter import annex_head, head, signature, subject
from kpi.report.word.page import annex_section, new_document
from kpi.report.word.text import clean

__all__ = ["to_docx"]


def to_docx(
    report: Report, letter: Letterhead, progress: Callable[[int, int], None] | None = None
) -> bytes:
    """Return a report as a Word document (.docx) in the form of Decree 30/2020/NĐ-CP.

    `progress` is told how many blocks of its text are written, of how many.
    """
    lang = language(report.lang)
    made = new_document(report.lang, simulated=report.simulated)
    properties = made.core_properties
    properties.title, properties.author = clean(report.subject)[:255], clean(letter.agency)[:255]
    properties.comments, properties.language = "", report.lang
    head(made, letter, lang)
    subject(made, report.subject, letter, lang)
    body = Body(made, lang)
    body.write(_ended(report), progress)
    signature(made, letter, lang)
    for at, annex in enumerate(report.annexes):
        annex_section(made)
        number = ROMAN[at] if len(report.annexes) > 1 else ""
        annex_head(made, number, annex.title, letter, lang)
        body.write(annex.blocks)
    body.notes.write(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _ended(report: Report) -> tuple[Block, ...]:
    """Close the text with `./.`, as Vietnamese official letters do."""
    last = report.blocks[-1] if report.blocks else None
    if report.lang != "vi" or not isinstance(last, Said):
        return report.blocks
    return (*report.blocks[:-1], Said(last.text.rstrip(".") + "./.", last.notes))

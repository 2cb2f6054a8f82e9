"""The periodic report: text made of the figures, and the Word document it becomes.

`basis` holds what was known on a day; `national`, `province` and `meeting` say what the figures
say; `content` is what they say it in; `word` puts that on paper. docs/report.md tells how to use
it.
"""

from kpi.letterhead import Letterhead, LetterheadError, read_letterhead
from kpi.report.basis import Basis, basis
from kpi.report.meeting import of_meeting
from kpi.report.national import national
from kpi.report.province import of_province
from kpi.report.word import to_docx

__all__ = [
    "Basis",
    "Letterhead",
    "LetterheadError",
    "basis",
    "national",
    "of_meeting",
    "of_province",
    "read_letterhead",
    "to_docx",
]

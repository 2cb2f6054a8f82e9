"""A report as a Word document, in the form of Decree 30/2020/NĐ-CP, Annex I."""

from kpi.report.word.document import to_docx
from kpi.report.word.letterhead import Letterhead, LetterheadError, read_letterhead

__all__ = ["Letterhead", "LetterheadError", "read_letterhead", "to_docx"]

"""A report as a Word document, in the form of Decree 30/2020/NĐ-CP, Annex I."""

from kpi.report.word.document import to_docx

__all__ = ["to_docx"]

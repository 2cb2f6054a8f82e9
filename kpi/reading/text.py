"""From bytes to text: UTF-8, or UTF-16 that says so; everything else is refused with a reason."""

from __future__ import annotations

import codecs

from kpi.problems import Problem

__all__ = ["Refused", "decode"]

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # XLSX and ODS; XLS


class Refused(Exception):  # noqa: N818 - the file is refused, the program made no error
    """The whole file is refused, for the one reason in `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding, or raise Refused."""
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise Refused(Problem("not_a_table", reason="empty"))
    if data.startswith(_SPREADSHEETS):
        raise Refused(Problem("not_a_table", reason="spreadsheet"))
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        reason = "binary" if b"\0" in data else "encoding"
        raise Refused(Problem("not_a_table", reason=reason)) from None
    if "\0" in text or text.startswith("%PDF"):
        raise Refused(Problem("not_a_table", reason="binary"))
    if text.lstrip()[:1] in ("<", "{"):
        raise Refused(Problem("not_a_table", reason="markup"))
    return text, encoding

"""From bytes to lines of UTF-8: UTF-8, UTF-16 and Windows-1258; others are refused with a reason.

Large files stay bytes: a text of Vietnamese letters takes twice the room.
"""

from __future__ import annotations

import codecs
import unicodedata

import numpy as np
import pyarrow as pa

from kpi.problems import Problem
from kpi.reading.legacy import WINDOWS_1258, legacy_encoding

__all__ = ["Refused", "decode", "refuse_legacy"]

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_SAMPLE = 1 << 16


class Refused(Exception):  # noqa: N818 - the file is refused, the program made no error
    """The whole file is refused, for the one reason in `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def decode(data: bytes) -> tuple[bytes, str]:
    """Return the text as UTF-8 with line feeds, and the name of its encoding, or raise Refused."""
    if not data[:_SAMPLE].strip(_BLANK) and not data.strip(_BLANK):
        raise Refused(Problem("not_a_table", reason="empty"))
    text, encoding = _as_utf8(data)
    if b"\0" in text or text.startswith(b"%PDF"):
        raise Refused(Problem("not_a_table", reason="binary"))
    if text[:_SAMPLE].lstrip()[:1] in (b"<", b"{"):
        raise Refused(Problem("not_a_table", reason="markup"))
    refuse_legacy(text[:_SAMPLE].decode("utf-8", "ignore"))
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text, encoding


def refuse_legacy(letters: str) -> None:
    """Raise Refused when Unicode letters stand for those of an old Vietnamese font."""
    if (name := legacy_encoding(letters)) in ("TCVN3", "VNI"):
        raise Refused(Problem("not_a_table", reason="font", values={"encoding": name}))


def _as_utf8(data: bytes) -> tuple[bytes, str]:
    mark, encoding = next((one for one in _MARKS if data.startswith(one[0])), (b"", "utf-8"))
    encoding = _unmarked_utf16(data) or encoding
    if encoding.startswith("utf-8"):
        text = data.removeprefix(mark)
        return (text, encoding) if _is_utf8(text) else (_from_1258(data), WINDOWS_1258)
    try:
        return data.decode(encoding).encode("utf-8"), encoding
    except UnicodeError:  # halves of letters, as in a file cut short
        raise Refused(Problem("not_a_table", reason="binary")) from None


def _is_utf8(data: bytes) -> bool:
    ends = pa.py_buffer(np.array([0, len(data)], np.int64))
    whole = pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(data)])
    try:
        whole.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the byte order when every second byte of the head is nearly always zero."""
    zeros = [data[at:512:2].count(0) / max(1, len(data[at:512:2])) for at in (0, 1)]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or max(zeros) < 0.5:
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _from_1258(data: bytes) -> bytes:
    """Decode Windows-1258, whose tones are letters of their own, and put letter and tone together.

    Raises Refused for anything else.
    """
    if b"\0" in data:
        raise Refused(Problem("not_a_table", reason="binary"))
    name = legacy_encoding(data[:_SAMPLE].decode("latin-1"), WINDOWS_1258)
    if name is None:
        raise Refused(Problem("not_a_table", reason="encoding"))
    if name != WINDOWS_1258:
        raise Refused(Problem("not_a_table", reason="font", values={"encoding": name}))
    try:
        return unicodedata.normalize("NFC", data.decode("cp1258")).encode("utf-8")
    except UnicodeDecodeError:
        raise Refused(Problem("not_a_table", reason="encoding")) from None

"""What a spreadsheet file may be before it is opened: its kind, its size, nothing hostile.

XLSX and ODS are ZIP archives of XML. A few kilobytes can claim gigabytes: by packing them well, by
one cell in the last row and column, or by entities. All of that is refused before any cell is read.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from kpi.problems import Problem
from kpi.reading.text import Refused

__all__ = ["column_number", "sheet_kind"]

MOST_BYTES = 512 * 2**20  # unpacked
_MOST_FILES = 2_000
_MOST_CELLS = 12_000_000  # of one sheet, empty ones between others included
_UNSOUND = (  # what the reader of archives raises for bytes that lie about themselves
    BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError,
    struct.error,
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
_REPEATED = re.compile(
    rb"<table:table-(row|cell)\b[^>]*?number-(?:rows|columns)-repeated=\"([0-9]+)\""
)


def sheet_kind(data: bytes) -> str | None:
    """Return xlsx, ods or xls by what the bytes begin with; None for no spreadsheet.

    Raises Refused for a ZIP archive that is none, or a broken one.
    """
    if data.startswith(_OLE):
        return "xls"
    if not data.startswith(b"PK\x03\x04"):
        return None
    with _open_sound(data) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "mimetype" in names and archive.read("mimetype").strip() == _ODS:
            return "ods"
    raise Refused(Problem("not_a_table", reason="binary"))


def _open_sound(data: bytes) -> ZipFile:
    """Open an archive whose every part was unpacked once and found sound; else raise Refused."""
    try:
        archive = ZipFile(BytesIO(data))
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > MOST_BYTES or len(parts) > _MOST_FILES:
            size_told = {"size": size / 2**20, "limit": MOST_BYTES / 2**20}
            raise Refused(Problem("too_large", reason="bytes", values=size_told))
        for part in parts:
            if part.filename.endswith(".xml"):
                _inspect(archive.read(part))
            elif part.filename.endswith((".rels", "mimetype")):
                archive.read(part)
    except _UNSOUND:
        raise Refused(Problem("not_a_table", reason="broken")) from None
    return archive


def _inspect(xml: bytes) -> None:
    """Raise Refused for entities, and for cells so far apart that the sheet fills the memory."""
    if b"<!DOCTYPE" in xml[:4096] or b"<!ENTITY" in xml:
        raise Refused(Problem("not_a_table", reason="broken"))
    rows, letters = 0, {b"A"}
    for cell in _CELL.finditer(xml):
        letters.add(cell[1])
        if (row := int(cell[2])) > rows:
            rows = row
    columns = max(map(column_number, letters)) + 1
    rows += sum(count for kind, count in _repeats(xml) if kind == b"row")
    columns = max([columns, *(count for kind, count in _repeats(xml) if kind == b"cell")])
    if rows * columns > _MOST_CELLS:
        size = {"size": rows * columns, "limit": _MOST_CELLS}
        raise Refused(Problem("too_large", reason="cells", values=size))


def _repeats(xml: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield how often rows and cells of an ODS file are repeated, up to the last filled one."""
    last = xml.rfind(b"office:value-type")
    for found in _REPEATED.finditer(xml, 0, max(last, 0)):
        row = found[1] == b"row"
        end = last if row else xml.find(b"</table:table-row>", found.end())
        if row or xml.find(b"office:value-type", found.start(), end) >= 0:
            yield found[1], int(found[2])


def column_number(letters: bytes) -> int:
    """Return the number of a column from 0: `A` is 0, `AA` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1

"""A file as lines of cells, hostile or not: CSV, TSV and TXT, or one sheet of a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from kpi.problems import Problem
from kpi.reading.archives import sheet_kind
from kpi.reading.formats import shown_cells
from kpi.reading.lines import Lines, read_cells
from kpi.reading.sheets import cell_text
from kpi.reading.text import Refused, decode

__all__ = ["MOST_BYTES", "Line", "Rows", "rows_of"]

MOST_BYTES = 8 * 2**20
_TOP = 4000  # bytes that tell the separator
Line = tuple[int, list[str] | None]  # its number, and its cells; None where a quote is broken


class Rows(NamedTuple):
    """The lines that are not blank; of a workbook their sheet, and all that hold anything."""

    lines: Iterator[Line]
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def rows_of(data: bytes, wanted: str = "") -> Rows:
    """Read a file; raises kpi.reading.text.Refused for what is no table.

    Of a workbook the sheet that is wanted is read, else the first that is filled.
    """
    if len(data) > MOST_BYTES:
        size = {"size": len(data) / 2**20, "limit": MOST_BYTES / 2**20}
        raise Refused(Problem("too_large", reason="bytes", values=size))
    kind = sheet_kind(data)
    found = _of_sheet(data, kind, wanted) if kind else Rows(_of_text(decode(data)[0]))
    return found._replace(lines=(
        (line, cells) for line, cells in found.lines if cells is None or any(map(str.strip, cells))
    ))  # fmt: skip


def _of_text(text: bytes) -> Iterator[Line]:
    lines = Lines(text)
    top = text[:_TOP].decode("utf-8", "ignore")
    delimiter, at = max(";,\t", key=top.count), 0
    while at < lines.count:
        cells, after = read_cells(lines, at, delimiter)
        broken = len(cells) == 1 and '"' in cells[0]  # read_cells gives such a line as it stands
        yield at + 1, None if broken else cells
        at = after


def _of_sheet(data: bytes, kind: str, wanted: str) -> Rows:
    shown_cells(data, kind)  # refuses parts that are no sound XML
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                      for name in book.sheet_names}  # fmt: skip
    except PasswordError:
        raise Refused(Problem("not_a_table", reason="password")) from None
    except (CalamineError, OSError, ValueError):
        raise Refused(Problem("not_a_table", reason="broken")) from None
    filled = {name: rows for name, rows in sheets.items() if any(map(any, rows))}
    if not filled:
        raise Refused(Problem("not_a_table", reason="empty"))
    sheet = wanted if wanted in filled else next(iter(filled))
    lines = ((at, [cell_text(cell) for cell in row]) for at, row in enumerate(filled[sheet], 1))
    return Rows(lines, sheet, tuple(filled))

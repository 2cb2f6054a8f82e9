"""A file as lines of cells, hostile or not: CSV, TSV and TXT, or the first sheet that is filled."""

from __future__ import annotations

import io
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from kpi.problems import Problem
from kpi.reading.archives import sheet_kind
from kpi.reading.formats import shown_cells
from kpi.reading.lines import Lines, read_cells
from kpi.reading.sheets import cell_text
from kpi.reading.text import Refused, decode

__all__ = ["MOST_BYTES", "Line", "lines_of"]

MOST_BYTES = 8 * 2**20
_TOP = 4000  # bytes that tell the separator
Line = tuple[int, list[str] | None]  # its number, and its cells; None where a quote is broken


def lines_of(data: bytes) -> Iterator[Line]:
    """Yield the lines that are not blank; raises kpi.reading.text.Refused for what is no table."""
    if len(data) > MOST_BYTES:
        size = {"size": len(data) / 2**20, "limit": MOST_BYTES / 2**20}
        raise Refused(Problem("too_large", reason="bytes", values=size))
    kind = sheet_kind(data)
    found = _of_sheet(data, kind) if kind else _of_text(decode(data)[0])
    return ((line, cells) for line, cells in found if cells is None or any(map(str.strip, cells)))


def _of_text(text: bytes) -> Iterator[Line]:
    lines = Lines(text)
    top = text[:_TOP].decode("utf-8", "ignore")
    delimiter, at = max(";,\t", key=top.count), 0
    while at < lines.count:
        cells, after = read_cells(lines, at, delimiter)
        broken = len(cells) == 1 and '"' in cells[0]  # read_cells gives such a line as it stands
        yield at + 1, None if broken else cells
        at = after


def _of_sheet(data: bytes, kind: str) -> Iterator[Line]:
    shown_cells(data, kind)  # refuses parts that are no sound XML
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                      for name in book.sheet_names]  # fmt: skip
    except PasswordError:
        raise Refused(Problem("not_a_table", reason="password")) from None
    except (CalamineError, OSError, ValueError):
        raise Refused(Problem("not_a_table", reason="broken")) from None
    filled = next((rows for rows in sheets if any(map(any, rows))), None)
    if filled is None:
        raise Refused(Problem("not_a_table", reason="empty"))
    return ((at, [cell_text(cell) for cell in row]) for at, row in enumerate(filled, 1))

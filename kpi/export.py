"""Tables as files that a spreadsheet opens safely: CSV, XLSX and SDMX-CSV."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime

import pandas as pd
import xlsxwriter

__all__ = ["FORMATS", "neutral", "to_csv", "to_sdmx_csv", "to_xlsx"]

FORMATS = {"csv": "csv", "xlsx": "xlsx", "sdmx-csv": "csv"}  # and the ending of their files
# A cell that starts so is run as a formula by spreadsheets (OWASP, "CSV injection").
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_NEGATIVE = re.compile(r"-\d+(?:[.,]\d+)*\s?%?")
_STRUCTURE = ("dataflow", "VN_KPI:OBSERVATIONS(1.0.0)", "I")
_CONCEPTS = {
    "indicator": "INDICATOR",
    "area": "REF_AREA",
    "period": "TIME_PERIOD",
    "value": "OBS_VALUE",
    "unit": "UNIT_MEASURE",
    "status": "OBS_STATUS",
    "note": "OBS_COMMENT",
}
_LONGEST, _MOST = 32_767, 1_048_576  # letters in a cell, rows in a sheet: what Excel takes
_NARROW, _WIDE = 8, 48  # columns, in letters
_MADE = datetime(2025, 7, 1)


def neutral(cell: object) -> object:
    """Return `cell` so that no spreadsheet runs it: texts like formulas get a leading quote.

    Numbers and negative numbers written as text stay as they are; `+2.1` does not.
    """
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NEGATIVE.fullmatch(cell):
        return "'" + cell
    return cell


def _safe(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table in which every cell and every heading is neutral."""
    safe = table.rename(columns=lambda name: neutral(str(name)))
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(neutral)
    return safe


def to_csv(table: pd.DataFrame) -> bytes:
    """Write a table as UTF-8 CSV with a byte-order mark, every cell and header neutral."""
    return _written(table).encode("utf-8-sig")


def to_sdmx_csv(rows: pd.DataFrame) -> bytes:
    """Write observations as SDMX-CSV 2.0 (sdmx-twg/sdmx-csv, "data message"), every cell neutral.

    The columns STRUCTURE, STRUCTURE_ID and ACTION come first (`I`: information), then the
    dimensions, the value and the attributes; a missing value is an empty cell with OBS_STATUS M.
    """
    names = [str(name) for name in rows.columns]
    order = [name for name in _CONCEPTS if name in names]
    order += [name for name in names if name not in _CONCEPTS]
    named = rows[order].rename(columns=lambda name: _CONCEPTS.get(name, name.upper()))
    for place, (name, text) in enumerate(
        zip(("STRUCTURE", "STRUCTURE_ID", "ACTION"), _STRUCTURE, strict=True)
    ):
        named.insert(place, name, text)
    return _written(named).encode()


def _written(table: pd.DataFrame) -> str:
    """Write with CRLF (RFC 4180), so that a lone CR in a cell is quoted and starts no line."""
    return _safe(table).to_csv(index=False, lineterminator="\r\n")


def to_xlsx(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Write a workbook: a sheet a table, under its name, every cell neutral.

    Numbers are numbers, missing ones blank; the heading stays in sight; columns are as wide as
    their cells and a page as wide as the table. The same tables give the same bytes. Raises
    ValueError for more rows than a sheet can hold.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True, "bottom": 1})
        for name, table in sheets.items():
            if len(table) >= _MOST:
                raise ValueError(f"{len(table)} rows do not fit into a sheet")
            _write(book.add_worksheet(name), _safe(table), bold)
    return file.getvalue()


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, table: pd.DataFrame, bold: xlsxwriter.format.Format
) -> None:
    for place, name in enumerate(table.columns):
        sheet.write_string(0, place, name, bold)
        for line, cell in enumerate(table[name].tolist(), 1):
            if isinstance(cell, str):
                sheet.write_string(line, place, cell[:_LONGEST])
            elif not pd.isna(cell):
                sheet.write_number(line, place, cell)
        longest = max((len(str(cell)) for cell in table[name].dropna()), default=0)
        sheet.set_column(place, place, min(max(longest, len(name), _NARROW) + 1, _WIDE))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table), 1), max(len(table.columns) - 1, 0))
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)

"""The fix file: a table back as it was sent, with what is wrong in a first column, to be mended.

The column stands first, so that a row with too many or too few cells stays one, and headings that
are merged across do not reach it. Sent again it is a column that is not read.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from kpi.export import neutral
from kpi.language import LANGUAGES, N_, Language, language
from kpi.originals import Line, Sheet, head_lines, sheets_of
from kpi.reading import Reading

__all__ = ["fix_file"]

_HEADING = N_("What to mend")
_LONGEST, _MOST_NAME = 32_767, 31  # letters in a cell, and in a sheet's name: what Excel takes
_WIDTH = 48  # of the column, in letters
_SILENT = ("#", "sep=")  # lines above the head that begin so are no cells
_Told = Mapping[tuple[str, int], str]


def fix_file(data: bytes, reading: Reading, lang: Language) -> tuple[bytes, str]:
    """Return the file with the problems by line, and the ending of its name: csv or xlsx.

    A text keeps its separator and its lines; a spreadsheet its sheets, merged cells and numbers.
    Cells that a spreadsheet would run as formulas are neutral. Raises what opening a file raises
    that was refused: there is no table to mend in it.
    """
    sheets = sheets_of(data, reading)
    told, heads = _told(reading, lang), head_lines(reading)
    if reading.format == "csv":
        return _text(next(sheets), told, heads, reading.delimiter or ",", lang), "csv"
    return _workbook(sheets, told, heads, lang), "xlsx"


def _told(reading: Reading, lang: Language) -> _Told:
    """Say what is wrong with each line; what concerns the whole file stands at line 0."""
    said: dict[tuple[str, int], dict[str, None]] = {}
    # no word that a footnote begins with: the last line would be taken for one
    kinds = {"error": lang._("Error"), "warning": lang._("Still used")}
    for one in reading.problems:
        column = f" ({one.column})" if one.column else ""
        words = f"{kinds[one.severity]}{column}: {one.message(lang)} {one.advice(lang)}"
        words = " ".join(words.split())  # what was given may hold line breaks
        said.setdefault((one.sheet, one.line or 0), {})[words] = None
    told = {place: " ".join(words) for place, words in said.items()}
    if reading.more:  # of very many problems of a kind only the first are told apart
        wrong = reading.named[reading.named["why"] == "error"]
        words = lang._("Error: of a kind that is named in lines above.")
        told = dict.fromkeys(zip(wrong["sheet"], wrong["line"], strict=True), words) | told
    return told


def _lines(sheet: Sheet, told: _Told, heads: Sequence[int], lang: Language) -> Iterator[Line]:
    """Yield the lines with the new first cell, without the one of an earlier fix file."""
    again = False
    first = heads[0] if heads else 1
    for line in sheet.lines:
        if line.number == first:
            again = bool(line.cells) and _is_ours(line.cells[0])
        cells, stored = (line.cells[1:], line.stored[1:]) if again else (line.cells, line.stored)
        words = told.get((sheet.name, line.number), "")
        if line.number == first:
            words = _heading(words, told.get((sheet.name, 0), ""), lang)
        if line.number < first and (not cells or cells[0].startswith(_SILENT)):
            yield Line(line.number, cells, stored)
        else:
            yield Line(line.number, [words, *cells] if words or cells else [], [None, *stored])


def _heading(line: str, whole: str, lang: Language) -> str:
    words = f"{whole} {line}".strip()
    return f"{lang._(_HEADING)}: {words}" if words else lang._(_HEADING)


def _is_ours(cell: str) -> bool:
    return any(cell.startswith(language(code)._(_HEADING)) for code in LANGUAGES)


def _text(
    sheet: Sheet, told: _Told, heads: Mapping[str, list[int]], mark: str, lang: Language
) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark, lineterminator="\r\n")
    for line in _lines(sheet, told, heads.get("", []), lang):
        writer.writerow([neutral(cell) for cell in line.cells])
    return out.getvalue().encode("utf-8-sig")


def _workbook(
    sheets: Iterator[Sheet], told: _Told, heads: Mapping[str, list[int]], lang: Language
) -> bytes:
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        looks = {
            "told": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#8E1B1B"}),
            "percent": book.add_format({"num_format": "0.######%"}),
        }
        for at, sheet in enumerate(sheets, 1):
            page = _page(book, sheet.name, at)
            page.set_column(0, 0, _WIDTH)
            _merge(page, sheet)
            for line in _lines(sheet, told, heads.get(sheet.name, []), lang):
                _write(page, line, looks)
    return file.getvalue()


def _page(book: xlsxwriter.Workbook, name: str, at: int) -> xlsxwriter.worksheet.Worksheet:
    """Add a sheet under its name; a name that Excel does not take becomes a number."""
    try:
        return book.add_worksheet(name[:_MOST_NAME])
    except xlsxwriter.exceptions.XlsxInputError:
        return book.add_worksheet(f"({at})")


def _merge(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet) -> None:
    """Merge what was merged, one column to the right; the first cell is written later."""
    for (top, left), (bottom, right) in sheet.merged:
        try:
            page.merge_range(top, left + 1, bottom, right + 1, "")
        except OverlappingRange:  # no spreadsheet program writes such a file
            continue


def _write(
    page: xlsxwriter.worksheet.Worksheet,
    line: Line,
    looks: Mapping[str, xlsxwriter.format.Format],
) -> None:
    row = line.number - 1
    for place, (cell, number) in enumerate(zip(line.cells, line.stored, strict=False)):
        if number is not None and math.isfinite(number):
            page.write_number(row, place, number, looks["percent"] if "%" in cell else None)
        elif cell:
            text = str(neutral(cell))[:_LONGEST]
            page.write_string(row, place, text, None if place else looks["told"])

"""How the numbers of a spreadsheet are shown: which cells are percentages, which dates are months.

A cell shown as 85.3 % holds 0.853, and one shown as 10/2025 holds the first of the month. Readers
of values do not tell; the formats stand in the file's styles, which are read here.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZipFile

import xlrd
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse
from xlrd.compdoc import CompDocError

from kpi.problems import Problem
from kpi.reading.archives import column_number
from kpi.reading.text import Refused

__all__ = ["Shown", "shown_cells"]

Kind = Literal["percent", "month"]
Cells = dict[tuple[int, int], Kind]  # by row and column, from 0
_UNSOUND = (  # what the readers of XML and of XLS raise for bytes that lie about themselves
    ParseError, DefusedXmlException, ArithmeticError, LookupError, ValueError, TypeError,
    AssertionError, struct.error, xlrd.XLRDError, CompDocError,
)  # fmt: skip
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_KIND = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_BUILT_IN: dict[int, Kind] = {9: "percent", 10: "percent", 17: "month"}  # ECMA-376, 18.8.30
_START = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\bs="([0-9]+)"')


class Shown(NamedTuple):
    """The cells of one sheet that are shown as percentages or months."""

    sheet: str
    cells: Cells


def shown_cells(data: bytes, kind: str) -> dict[str, Cells]:
    """Return such cells by sheet; Refused when the parts of the file are no sound XML.

    `kind`: what `sheet_kind` found the file to be.
    """
    try:
        if kind == "xls":
            return dict(_of_xls(data))
        with ZipFile(BytesIO(data)) as archive:
            return dict(_of_ods(archive) if kind == "ods" else _of_xlsx(archive))
    except _UNSOUND:
        raise Refused(Problem("not_a_table", reason="broken")) from None


def _kind(code: str) -> Kind | None:
    """Read a number format: quoted text, colours and escaped letters say nothing."""
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.', "", code).lower().split(";")[0]
    if "%" in bare:
        return "percent"
    return "month" if "y" in bare and "m" in bare and "d" not in bare else None


def _of_xlsx(archive: ZipFile) -> Iterator[Shown]:
    names = set(archive.namelist())
    styles = _styles(fromstring(archive.read("xl/styles.xml"))) if "xl/styles.xml" in names else {}
    links = fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): str(one.get("Target")) for one in links.iter(f"{_LINKS}Relationship")}
    for sheet in fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_LINK), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if styles and path in names:
            yield Shown(str(sheet.get("name")), _styled(archive.read(path), styles))


def _styles(root: Element) -> dict[bytes, Kind]:
    """Map the numbers of cell styles to what they show."""
    codes = {str(one.get("numFmtId")): str(one.get("formatCode")) for one in _formats(root)}
    kinds = {}
    for number, style in enumerate(root.findall(f"{_MAIN}cellXfs/{_MAIN}xf")):
        code = str(style.get("numFmtId", "0"))
        own = codes.get(code)
        kind = _kind(own) if own is not None else _BUILT_IN.get(int(code))
        if kind:
            kinds[str(number).encode()] = kind
    return kinds


def _formats(root: Element) -> Iterator[Element]:
    return root.iter(f"{_MAIN}numFmt")


def _styled(xml: bytes, styles: dict[bytes, Kind]) -> Cells:
    cells: Cells = {}
    for start in _START.finditer(xml):
        style, place = _STYLE.search(start[1]), _PLACE.search(start[1])
        if style and place and style[1] in styles:
            cells[int(place[2]) - 1, column_number(place[1])] = styles[style[1]]
    return cells


def _of_ods(archive: ZipFile) -> Iterator[Shown]:
    with archive.open("content.xml") as content:
        for _, table in iterparse(content, forbid_dtd=True):
            if table.tag == f"{_TABLE}table":
                yield Shown(str(table.get(f"{_TABLE}name")), _percents(table))
                table.clear()


def _percents(table: Element) -> Cells:
    cells: Cells = {}
    row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in line:
            times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            if cell.get(_KIND) == "percentage":
                cells.update({(row, column + at): "percent" for at in range(times)})
            column += times
        row += int(line.get(f"{_TABLE}number-rows-repeated", "1"))
    return cells


def _of_xls(data: bytes) -> Iterator[Shown]:
    with xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=_Silence()) as book:
        kinds = [_kind(book.format_map[style.format_key].format_str) for style in book.xf_list]
        for sheet in book.sheets():
            cells: Cells = {}
            for row, width in zip(count(), map(sheet.row_len, range(sheet.nrows)), strict=False):
                for column in range(width):
                    if kind := kinds[sheet.cell_xf_index(row, column)]:
                        cells[row, column] = kind
            yield Shown(sheet.name, cells)


class _Silence:
    """Where the XLS reader's remarks go."""

    def write(self, _: str) -> None:
        return

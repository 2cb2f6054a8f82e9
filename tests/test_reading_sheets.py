"""Spreadsheets that would harm: refused before any cell is read."""

import io
import zipfile
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from kpi.catalogue import load_catalogue
from kpi.reading import archives, read_table
from kpi.units import load_units

CORPUS = Path(__file__).parent / "corpus"
GOOD = (CORPUS / "typed_cells.xlsx").read_bytes()
read = partial(read_table, catalogue=load_catalogue(), units=load_units(), today=date(2026, 2, 1))


def changed(name, content):
    """The good workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


def codes(data):
    return [(problem.code, problem.reason) for problem in read(data, "x.xlsx").problems]


def test_what_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 100_000)
    assert codes(changed("docProps/app.xml", b" " * 200_000)) == [("too_large", "bytes")]


@pytest.mark.parametrize(
    "content",
    [b"", b"<a>", b"<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", b"\0\1"],
)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
def test_broken_parts_are_refused(part, content):
    assert codes(changed(part, content)) == [("not_a_table", "broken")]


@pytest.mark.parametrize("keep", [10, 100, len(GOOD) // 2, len(GOOD) - 30])
def test_files_cut_short_are_refused(keep):
    assert codes(GOOD[:keep]) == [("not_a_table", "broken")]


def test_a_file_that_lost_bytes_on_its_way_is_refused():
    assert codes(GOOD[:100] + GOOD[104:]) == [("not_a_table", "broken")]


@pytest.mark.parametrize("name", ["percent_cells.xls", "percent_cells.ods", "typed_cells.xlsx"])
@pytest.mark.parametrize("wrong", [b"\xff", b"\x00"])
def test_no_damage_to_a_spreadsheet_goes_unanswered(name, wrong):
    good = (CORPUS / name).read_bytes()
    for at in [*range(24, 1024, 40), *range(1024, len(good) - 2, len(good) // 15)]:
        reading = read(good[:at] + wrong * 2 + good[at + 2 :], name)
        assert reading.problems or len(reading.observations)


def test_archives_that_are_no_spreadsheet_are_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert codes(out.getvalue()) == [("not_a_table", "binary")]


def test_a_lie_about_the_size_is_noticed():
    data = bytearray(changed("xl/styles.xml", b"<a>" + b" " * 5000 + b"</a>"))
    at = data.find(b"PK\x01\x02")
    while data[at + 46 : at + 59] != b"xl/styles.xml":
        at = data.find(b"PK\x01\x02", at + 4)
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert codes(bytes(data)) == [("not_a_table", "broken")]


def test_repeated_ods_rows_are_counted_before_they_are_made():
    out = io.BytesIO()
    row = '<table:table-row table:number-rows-repeated="1000000">' + (
        '<table:table-cell table:number-columns-repeated="100" office:value-type="float"/>'
    )
    with zipfile.ZipFile(out, "w", 8) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<x>{row}</table:table-row></x>")
    assert codes(out.getvalue()) == [("too_large", "cells")]

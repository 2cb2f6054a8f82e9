"""What can be wrong with a table that somebody sends: codes, and what to say about them.

A problem holds a code and facts; the sentences are made late, in the reader's language. A text
taken from the file is shortened, and whatever in it looks like a person's number is masked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kpi.language import N_, Language, Text

__all__ = ["CODES", "MOST", "Problem", "Severity", "safe"]

Severity = Literal["error", "warning"]
MOST = 100_000  # problems of one code that are kept of a file; the rest are counted
_LONGEST, _CUT = 60, 1000  # characters shown, and looked at
_PERSONAL = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+|(?<![\d.,-])(?:\+84|0)(?:[ .-]?[0-9]){8,11}(?![0-9])"
)

# code, or code/reason: what is wrong, and what to do about it
_TEXTS: dict[str, tuple[str, str]] = {
    "not_a_table/empty": (
        N_("The file is empty."),
        N_("Download the template, fill it in and send it again."),
    ),
    "not_a_table/unreadable": (
        N_("The file cannot be opened."),
        N_("Check the name of the file and the right to read it."),
    ),
    "not_a_table/broken": (
        N_("This spreadsheet is damaged, or holds what no spreadsheet program writes."),
        N_("Open it in a spreadsheet program and save it again."),
    ),
    "not_a_table/password": (
        N_("This spreadsheet is protected by a password."),
        N_("Save it without the password."),
    ),
    "not_a_table/sheet": (
        N_("No table was found in this sheet; nothing of it is read."),
        N_("If it should be read, name its columns: indicator, area, period, value."),
    ),
    "not_a_table/binary": (
        N_("This is not a text file."),
        N_("Save the table as CSV in UTF-8 and send that file."),
    ),
    "not_a_table/encoding": (
        N_("The letters of this file cannot be read: "
        "it is neither Unicode nor Windows-1258."),
        N_("In the spreadsheet program choose “Save as”, then “CSV UTF-8”."),
    ),
    "not_a_table/font": (
        N_("The letters of this file are in {encoding}, from before Unicode, and cannot be read."),
        N_("Convert it to Unicode first (in Unikey: “Chuyển mã”, from {encoding} to Unicode)."),
    ),
    "not_a_table/markup": (
        N_("This is a web page or a data document, not a table."),
        N_("Save the table itself as CSV in UTF-8."),
    ),
    "not_a_table/columns": (
        N_("No line was found that names known columns."),
        N_("A line above the figures must name the columns: indicator, area, period, value."),
    ),
    "too_large/bytes": (
        N_("The file has {size} MB; at most {limit} MB can be read."),
        N_("Split it, by year for example."),
    ),
    "too_large/rows": (
        N_("The file has {size} rows; at most {limit} can be read."),
        N_("Split it, by year for example."),
    ),
    "too_large/cells": (
        N_("A sheet spans {size} cells; at most {limit} can be read."),
        N_("Delete what stands far below or beside the table."),
    ),
    "too_large/columns": (
        N_("The table has more than {limit} columns; no more can be read."),
        N_("Keep the columns that are needed."),
    ),
    "personal_data": (
        N_("Column “{column}” seems to hold personal data ({count} cells). "
        "The file was refused and nothing of it was kept."),
        N_("Remove these cells or the column. This system holds totals only, never people."),
    ),
    "missing_column": (
        N_("There is no column for “{field}”."),
        N_("Add a column named “{field}”."),
    ),
    "repeated_column": (
        N_("Column “{given}” means the same as column “{first}”."),
        N_("Keep one of the two."),
    ),
    "no_rows": (
        N_("The file names its columns but holds no row."),
        N_("Put one observation in each line under the head."),
    ),
    "bad_structure/fields": (
        N_("The line has {found} cells where the head has {expected}."),
        N_("A value that holds the separator “{delimiter}” must stand in double quotes."),
    ),
    "bad_structure/quote": (
        N_("A double quote is opened and not closed, or closed in the middle of a cell."),
        N_("Write every quote inside a quoted cell twice, and close the cell."),
    ),
    "bad_structure/action": (
        N_("The line asks to delete a figure (ACTION D); a table can only add and correct."),
        N_("Leave the line out, or publish the figure as missing (status M)."),
    ),
    "unknown_indicator": (
        N_("“{given}” is no indicator of the catalogue."),
        N_("See the list of indicators."),
    ),
    "unknown_indicator/column": (
        N_("No indicator of the catalogue is called “{given}”; its column is not read."),
        N_("See the list of indicators, and head the column with a name or an id from there."),
    ),
    "unknown_area": (
        N_("“{given}” is no known province, city, ministry or country."),
        N_("Write the full name or the area id."),
    ),
    "ambiguous_area": (
        N_("“{given}” names a unit both before and after the merger of 1 July 2025."),
        N_("Say whether the file means the 34 or the 63 provinces, or write one of: {candidates}."),
    ),
    "ambiguous_area/names": (
        N_("“{given}” names several units."),
        N_("Write one of: {candidates}."),
    ),
    "area_conflict": (
        N_("The code “{code}” does not stand for “{given}”."),
        N_("Correct the code or the name; one of them may be of the other division."),
    ),
    "era_mismatch": (
        N_("“{given}” is read as a unit of the {era} provinces, which is not the division "
        "of the period {period}."),
        N_("Check the name and the period; the line is kept as it is."),
    ),
    "bad_period": (
        N_("“{given}” is no period."),
        N_("Write for example 2025, Q3/2025, 06/2025, 26/10/2025 or 2025-Q3."),
    ),
    "future_period": (
        N_("The period “{given}” had not begun on {today}."),
        N_("Check the year, or give the status F if it is a forecast."),
    ),
    "future_period/unfinished": (
        N_("The period “{given}” had not ended on {today}."),
        N_("If the figure is provisional, give the status P."),
    ),
    "bad_number": (
        N_("“{given}” is no number."),
        N_("Write digits only, with one decimal mark throughout the column."),
    ),
    "bad_number/mark": (
        N_("“{given}” can be read in two ways: its mark may be decimal or may part thousands."),
        N_("Write it without the mark for thousands, or with another number of decimals."),
    ),
    "bad_number/mixed": (
        N_("“{given}” does not follow this column, where the decimal mark is “{mark}”."),
        N_("Use one decimal mark throughout the column."),
    ),
    "out_of_range": (
        N_("{given} is outside the valid range of “{indicator}” ({low} to {high})."),
        N_("Check the unit and the digits."),
    ),
    "out_of_range/numerator": (
        N_("The numerator {given} is negative."),
        N_("Check the sign."),
    ),
    "unit_suspect": (
        N_("All values of “{indicator}” lie between 0 and 1: they may be percentages or ratios."),
        N_("Write 85.3 or 85.3% for 85.3 per cent, or say which of the two the file means."),
    ),
    "unit_suspect/sign": (
        N_("“{given}” has a percent sign, but “{indicator}” is no percentage."),
        N_("Check the indicator and the value."),
    ),
    "bad_denominator": (
        N_("The denominator must be more than 0; {given} is not."),
        N_("Correct the denominator, or leave numerator and denominator empty."),
    ),
    "numerator_above_denominator": (
        N_("The numerator {given} is above the denominator {denominator}."),
        N_("Check whether the two columns are exchanged."),
    ),
    "ratio_mismatch": (
        N_("The value is {given}, but numerator and denominator give {expected}%."),
        N_("Correct the value or its parts."),
    ),
    "additivity": (
        N_("The nation has {given}, but the provinces add up to {sum}."),
        N_("Check whether a province is wrong, or say in the note what the nation counts besides."),
    ),
    "jump_suspect": (
        N_("From {last} published before to {given}: more than twice any change of this series."),
        N_("Check the unit and the digits; the line is kept."),
    ),
    "missing_value": (
        N_("There is no value."),
        N_("The line is kept as missing (status M)."),
    ),
    "bad_status": (
        N_("“{given}” is no status."),
        N_("Use one of A, B, E, F, I, M, P, or leave the cell empty."),
    ),
    "duplicate": (
        N_("The line repeats line {first}."),
        N_("It is kept once; nothing needs to be done."),
    ),
    "conflict": (
        N_("Line {first} gives another value for the same indicator, area and period."),
        N_("Keep the right one of these lines."),
    ),
}  # fmt: skip
_WARNINGS = {"additivity", "duplicate", "era_mismatch", "jump_suspect", "missing_value"}
CODES = frozenset(key.partition("/")[0] for key in _TEXTS)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file, with where it stands and what was given there.

    `line` is the physical line of the file, counted from 1; `column` the heading as written;
    `given` the cell, shortened and masked; `suggestion` what could be written instead. `reason`
    tells variants of a code apart; `values` are the further facts of its sentences; `sheet` is the
    sheet of a spreadsheet, and `line` then its row.
    """

    code: str
    line: int | None = None
    column: str | None = None
    given: str | None = None
    suggestion: str | None = None
    reason: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    sheet: str = ""

    @property
    def severity(self) -> Severity:
        """Tell whether the line can be kept (warning) or not (error)."""
        warns = self.code in _WARNINGS or self.reason in ("unfinished", "sheet", "column")
        return "warning" if warns else "error"

    def message(self, lang: Language) -> str:
        """Say what is wrong, in a sentence."""
        return self._say(lang, 0)

    def advice(self, lang: Language) -> str:
        """Say what to do about it."""
        if self.suggestion:
            return lang._("Did you mean “{suggestion}”?", suggestion=self.suggestion)
        return self._say(lang, 1)

    def _say(self, lang: Language, which: int) -> str:
        key = f"{self.code}/{self.reason}" if self.reason else self.code
        facts = {"given": self.given or "", "column": self.column or "", **self.values}
        told = {name: _told(value, lang) for name, value in facts.items()}
        return lang._(_TEXTS[key][which], **told)


def safe(text: str) -> str:
    """Shorten a text from a file to one line and mask e-mail addresses and long numbers."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text[:_CUT]).split())
    masked = _PERSONAL.sub("•••", line)
    return masked if len(masked) <= _LONGEST else masked[: _LONGEST - 1] + "…"


def _told(value: object, lang: Language) -> str:
    """Write a fact the way the reader writes it; numbers with at most four decimals."""
    if isinstance(value, Text):
        return lang.pick(value)
    if isinstance(value, date):
        return lang.date(value)
    if isinstance(value, int | float):
        decimals = len(f"{value:.4f}".rstrip("0").partition(".")[2])
        return lang.number(value, decimals)
    return str(value)

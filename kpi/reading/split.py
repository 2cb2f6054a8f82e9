"""From a text to a table: the separator, where head and footnotes are, and the rows between."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice

from kpi.problems import Problem
from kpi.reading.body import read_body
from kpi.reading.head import TOP, Row, find_foot, find_head
from kpi.reading.headings import Headings
from kpi.reading.lines import Lines, read_cells
from kpi.reading.tables import Table, Words, as_table
from kpi.reading.text import Refused

__all__ = ["FOOT", "WIDEST", "refuse_size", "split_text"]

DELIMITERS = (",", ";", "\t", "|")
FOOT = 40  # lines in which footnotes are looked for
_SEARCHED = 1000  # lines in which the head is looked for: comments and blank ones count too
_MOST_COLUMNS = 500  # every column costs time even when it is not read
WIDEST = _MOST_COLUMNS + 1  # cells of a row that are looked at for a head


def split_text(data: bytes, words: Words, max_rows: int) -> Table:
    """Split a text into rows; Refused when no line names a known column or lines are too many."""
    lines = Lines(data)
    tops = {mark: list(_top(lines, mark)) for mark in DELIMITERS}
    parted = {mark: rows for mark, rows in tops.items() if any(len(row.cells) > 1 for row in rows)}
    tops = parted or tops
    heads = {mark: find_head(rows, words.indicators) for mark, rows in tops.items()}
    found = {mark: head for mark, head in heads.items() if head}
    if not found:
        line = min((rows[0].line + 1 for rows in tops.values() if rows), default=1)
        raise Refused(Problem("not_a_table", line=line, reason="columns"))
    mark = max(found, key=lambda one: (found[one].headings.score, len(found[one].headings.names)))
    head, rows = found[mark], tops[mark]
    first, width = rows[head.after - 1].after, len(head.headings.names)
    refuse_size(width, lines.count - first, max_rows, rows[head.first].line + 1)
    foot = _foot(lines, first, mark, head.headings)
    body = read_body(lines.before(foot), first, mark, width, set(head.headings.figures))
    return as_table(rows, head, body, (foot, lines.count), words, mark)


def refuse_size(columns: int, rows: int, max_rows: int, line: int) -> None:
    """Raise Refused for a table with too many columns or rows."""
    if columns > _MOST_COLUMNS:
        facts = {"limit": _MOST_COLUMNS}
        raise Refused(Problem("too_large", line, reason="columns", values=facts))
    if rows > max_rows:
        size = {"size": rows, "limit": max_rows}
        raise Refused(Problem("too_large", reason="rows", values=size))


def _top(lines: Lines, delimiter: str) -> Iterator[Row]:
    """Yield the first rows that are neither blank nor comments; a broken one as its first line."""
    at = found = 0
    while at < min(lines.count, _SEARCHED) and found < TOP:
        text = next(lines.from_(at))
        after = at + 1
        if text.strip(" \t\n,;|") and not text.startswith(("#", "sep=")):
            cells, after = read_cells(lines, at, delimiter)
            found += 1
            yield Row(at, after, cells[:WIDEST])
        at = after


def _foot(lines: Lines, first: int, delimiter: str, headings: Headings) -> int:
    """Return the line from which on there are only footnotes, the number of lines if none."""
    start = max(first, lines.count - FOOT)
    texts = islice(lines.from_(start), FOOT)
    rows = [
        Row(start + at, start + at + 1, cells)
        for at, text in enumerate(texts)
        for cells in [_parted(text, delimiter)]
    ]
    return start + find_foot(rows, len(headings.names), headings.figures)


def _parted(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:  # a cell of more letters than a note has
        return text.split(delimiter)

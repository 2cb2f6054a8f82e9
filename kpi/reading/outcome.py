"""What became of every line: observations, lines named for a problem, lines that are no row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd

from kpi.reading.cells import read_text
from kpi.reading.checks import Meanings
from kpi.reading.columns import Column
from kpi.reading.findings import Findings
from kpi.reading.result import COLUMNS
from kpi.reading.tables import Table

__all__ = ["lines_aside", "lines_named", "observations"]

_Lines = tuple[str, Sequence[int] | np.ndarray, str]  # sheet, its lines, and why


def lines_aside(tables: Sequence[Table], others: Iterable[tuple[str, int]]) -> pd.DataFrame:
    """Return sheet, line and why of all lines that are no row.

    `others`: sheets that hold no table, and how many lines they have.
    """
    told = [(table.sheet, lines, why) for table in tables for why, lines in table.aside.items()]
    told += [(sheet, range(1, size + 1), "no table") for sheet, size in others]
    return _lines(told)


def lines_named(tables: Sequence[Table], findings: Findings, repeats: np.ndarray) -> pd.DataFrame:
    """Return sheet, line and why of all lines with something that is no observation."""
    told: list[_Lines] = [(table.sheet, table.body.broken, "error") for table in tables]
    for why, rows in (("error", findings.wrong), ("repeated", repeats)):
        told += [(sheet, lines, why) for sheet, lines in findings.lines_by_sheet(rows).items()]
    return _lines(told).drop_duplicates(ignore_index=True)


def _lines(told: Sequence[_Lines]) -> pd.DataFrame:
    filled = [(sheet, np.asarray(lines, int), why) for sheet, lines, why in told if len(lines)]
    sizes = [len(lines) for _, lines, _ in filled]
    columns: Mapping[str, object] = {
        "sheet": np.repeat(np.array([one[0] for one in filled], object), sizes),
        "line": np.concatenate([lines for _, lines, _ in filled] or [np.zeros(0, int)]),
        "why": np.repeat(np.array([one[2] for one in filled], object), sizes),
    }
    return pd.DataFrame(columns)


def observations(findings: Findings, meanings: Meanings, rows: np.ndarray) -> pd.DataFrame:
    """Return some rows as a table of observations, in the order of their lines."""
    whole = len(rows) == findings.rows
    if not np.all(findings.lines[1:] >= findings.lines[:-1]):
        rows, whole = rows[np.argsort(findings.lines[rows], kind="stable")], False
    texts: dict[str, Column] = {
        "indicator": meanings.indicator, "area": meanings.area, "period": meanings.spans.ids,
        "qualifier": meanings.qualifier, "status": meanings.status,
        "published": meanings.published, "sheet": findings.sheets(),
        **{name: read_text(findings, name) for name in ("source", "note", "note_en")},
    }  # fmt: skip
    arrays = {**meanings.figures, "line": findings.lines}
    keys = {name: one.texts[0] if len(one.texts) == 1 else name for name, one in texts.items()}
    once = {keys[name]: one for name, one in texts.items()}  # empty columns share their cells
    with ThreadPoolExecutor() as pool:
        cells = pool.map(lambda one: (one if whole else one.take(rows)).strings(), once.values())
    strings = dict(zip(once, cells, strict=True))
    columns = {
        **{name: strings[key] for name, key in keys.items()},
        **{name: one if whole else one[rows] for name, one in arrays.items()},
    }
    return pd.DataFrame({name: columns[name] for name in COLUMNS}, copy=False)

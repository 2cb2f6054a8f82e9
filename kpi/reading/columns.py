"""A column of texts, held as its different texts and which of them stands in each row.

A table says the same few names over and over: each is read once and the meaning is spread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["Cells", "Column", "Raw", "as_column", "coded"]


@dataclass(frozen=True)
class Column:
    """Row by row texts: `texts[codes[row]]`; each text stands once and is stripped.

    `stored`: texts written from numbers that a spreadsheet holds, so with a decimal point,
    whatever the marks of the other cells are.
    """

    codes: np.ndarray
    texts: Sequence[str]
    stored: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.codes)

    @classmethod
    def constant(cls, text: str, rows: int) -> Column:
        """Return a column that says the same in every row."""
        return cls(np.zeros(rows, np.int32), [text])

    @classmethod
    def of(cls, texts: Sequence[str], stored: Sequence[bool] = ()) -> Column:
        """Take cells one by one; equal texts count as one, unless only one of them is `stored`."""
        column = coded(pa.chunked_array([pa.array(texts, pa.string())]).dictionary_encode())
        if not any(stored):
            return column
        kinds, codes = np.unique(2 * column.codes + np.array(stored), return_inverse=True)
        words = [column.texts[kind // 2] for kind in kinds]
        own = frozenset(np.flatnonzero(kinds % 2).tolist())
        return cls(codes.astype(np.int32), words, own)

    def at(self, row: int) -> str:
        """Return the text of one row."""
        return self.texts[int(self.codes[row])]

    def spread(self, values: Sequence[object] | np.ndarray) -> np.ndarray:
        """Return, row by row, what `values` holds for the different texts."""
        known = np.asarray(values)
        if len(known) and (len(known) == 1 or (known.dtype == bool and (known == known[0]).all())):
            return np.broadcast_to(known[0], len(self))
        rows: np.ndarray = known[self.codes]
        return rows

    def map(self, meaning: Callable[[str], str | None]) -> Column:
        """Return the column of meanings, "" where a text has none."""
        found: dict[str, int] = {}
        codes = [found.setdefault(meaning(text) or "", len(found)) for text in self.texts]
        return Column(self.spread(np.array(codes, np.int32)), list(found))

    def is_(self, *texts: str) -> np.ndarray:
        """Tell which rows say one of these texts."""
        wanted = frozenset(texts)
        return self.spread(np.array([text in wanted for text in self.texts], bool))

    def counts(self) -> np.ndarray:
        """Return how many rows say each text."""
        return np.bincount(self.codes, minlength=len(self.texts))

    def take(self, rows: np.ndarray) -> Column:
        """Return some rows only."""
        return Column(self.codes[rows], self.texts, self.stored)

    def strings(self) -> pd.Series:
        """Return the texts row by row, as a pandas column."""
        words = pa.array(self.texts, pa.large_string())
        if len(words) == 1:
            return _repeated(self.texts[0], len(self))
        taken = words.take(pa.array(self.codes)) if len(self) else words[:0]
        return pd.Series(pd.array(taken, dtype="str"))

    @staticmethod
    def joined(columns: Sequence[Column]) -> Column:
        """Put columns under one another."""
        if len(columns) == 1:
            return columns[0]
        texts: list[str] = []
        codes, stored = [], set()
        for one in columns:
            codes.append(one.codes + len(texts))
            stored |= {code + len(texts) for code in one.stored}
            texts += one.texts
        return Column(np.concatenate(codes), texts, frozenset(stored))


@dataclass(frozen=True)
class Raw:
    """A column of many different texts, numbers mostly, as they stand in the file."""

    cells: pa.ChunkedArray

    def __len__(self) -> int:
        return len(self.cells)

    @cached_property
    def column(self) -> Column:
        """The same texts, each once."""
        return coded(self.cells.dictionary_encode())

    @cached_property
    def longest(self) -> int:
        """Bytes of the longest text."""
        return pc.max(pc.binary_length(self.cells)).as_py() or 0

    def at(self, row: int) -> str:
        """Return the text of one row."""
        return str(self.cells[row].as_py()).strip()


Cells = Column | Raw


def _repeated(text: str, rows: int) -> pd.Series:
    whole = text.encode("utf-8")
    ends = np.arange(rows + 1, dtype=np.int64) * len(whole)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(whole * rows)]
    cells = pa.Array.from_buffers(pa.large_string(), rows, buffers)
    return pd.Series(pd.array(cells, dtype="str"))


def as_column(cells: Cells) -> Column:
    """Return a column whose different texts are known."""
    return cells.column if isinstance(cells, Raw) else cells


def coded(cells: pa.ChunkedArray) -> Column:
    """Turn a dictionary-encoded array into a column."""
    whole = cells.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):  # no rows
        return Column(np.zeros(0, np.int32), [])
    texts = [text.strip() for text in whole.dictionary.to_pylist()]
    return Column(whole.indices.to_numpy(), texts)

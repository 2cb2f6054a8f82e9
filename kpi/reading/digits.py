"""The common case of numbers, at full speed: a column of digits with at most one kind of mark.

A column of a large table has as many different texts as rows. When every cell is nothing but
digits, perhaps with a minus before and one mark within, and some cell shows that the mark is
decimal, the bytes of the column say all there is to know. Anything else is left to `numbers`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pyarrow as pa

from kpi.reading.numbers import Numbers

__all__ = ["Digits", "scan_digits"]

_LONGEST = 32  # bytes of a cell
_DIGIT, _POINT, _COMMA, _MINUS, _OTHER = 0, 1, 2, 4, 8
_KINDS = np.full(256, _OTHER, np.uint8)
_KINDS[ord("0") : ord("9") + 1] = _DIGIT
_KINDS[[ord("."), ord(","), ord("-")]] = _POINT, _COMMA, _MINUS


class Digits(NamedTuple):
    """A column of plain numbers: its cells, its decimal mark ("" if none) and its decimals."""

    cells: pa.ChunkedArray
    mark: str
    decimals: np.ndarray
    missing: np.ndarray

    def numbers(self) -> Numbers:
        """Convert the cells."""
        chunks = [_floats(chunk, self.mark) for chunk in self.cells.chunks]
        no = np.broadcast_to(np.False_, len(self.missing))
        values = np.concatenate(chunks)
        return Numbers(values, self.missing, no, no, no, no, self.decimals, self.mark)


def scan_digits(cells: pa.ChunkedArray) -> Digits | None:
    """Return a column of plain numbers, or None when it holds anything else or is not clear."""
    scanned = []
    for chunk in cells.chunks:
        if (one := _scan(chunk)) is None:
            return None
        scanned.append(one)
    kinds = {one.kind for one in scanned if one.kind}
    if len(kinds) > 1 or (kinds and not any(one.clear for one in scanned)):
        return None
    mark = {_POINT: ".", _COMMA: ","}.get(kinds.pop(), "") if kinds else ""
    if not scanned:
        return None
    decimals = np.concatenate([one.decimals for one in scanned])
    return Digits(cells, mark, decimals, np.concatenate([one.missing for one in scanned]))


class _Scanned(NamedTuple):
    kind: int  # of the mark
    clear: bool  # a cell shows that the mark is decimal
    decimals: np.ndarray
    missing: np.ndarray


def _bytes(chunk: pa.StringArray) -> tuple[np.ndarray, np.ndarray]:
    """Return where each cell begins (and the last ends), and the bytes of all cells."""
    _, ends, data = chunk.buffers()
    at = np.frombuffer(ends, np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
    text = np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8)
    return at - at[0], text[at[0] : at[-1]]


def _scan(chunk: pa.StringArray) -> _Scanned | None:
    at, text = _bytes(chunk)
    lengths = np.diff(at)
    kinds = np.take(_KINDS, text)
    held = int(np.bitwise_or.reduce(kinds)) if len(kinds) else 0
    if held & _OTHER or (held & 3) == 3 or (len(lengths) and lengths.max() > _LONGEST):
        return None
    filled = np.flatnonzero(lengths)
    signs = np.zeros(len(lengths), np.int32)
    if held & _MINUS:
        signs[filled] = kinds[at[filled]] == _MINUS
        if signs.sum() != np.count_nonzero(kinds == _MINUS) or (lengths == signs)[filled].any():
            return None
    decimals = _decimals(kinds, at, lengths) if held & 3 else np.zeros(len(lengths), np.int8)
    if decimals is None:
        return None
    marked = np.flatnonzero(decimals)
    before = (lengths - decimals - 1 - signs)[marked]
    if (before < 1).any():
        return None
    zero = (before == 1) & (text[at[marked] + signs[marked]] == ord("0"))
    clear = bool(((decimals[marked] != 3) | (before > 3) | zero).any())
    return _Scanned(held & 3, clear, decimals, lengths == 0)


def _decimals(kinds: np.ndarray, at: np.ndarray, lengths: np.ndarray) -> np.ndarray | None:
    """Return how many digits follow each cell's mark; None when one has two, or none after it."""
    marks = int(np.count_nonzero(kinds & 3))
    decimals = np.zeros(len(lengths), np.int8)
    found, ends, shortest = 0, at[1:] - 1, int(lengths.min())
    for places in range(int(lengths.max())):
        if places < shortest:
            hits = np.flatnonzero(kinds[ends - places] & 3)
        else:
            rows = np.flatnonzero(lengths > places)
            hits = rows[(kinds[ends[rows] - places] & 3) > 0]
        if len(hits) and (places == 0 or decimals[hits].any()):
            return None
        decimals[hits] = places
        found += len(hits)
        if found == marks:
            break
    return decimals


def _floats(chunk: pa.StringArray, mark: str) -> np.ndarray:
    """Convert digits; NaN where there are none."""
    at, text = _bytes(chunk)
    if mark == ",":
        text = np.where(text == ord(","), np.uint8(ord(".")), text)
    valid = np.packbits(np.diff(at) > 0, bitorder="little")
    buffers = [pa.py_buffer(valid), pa.py_buffer(at), pa.py_buffer(np.ascontiguousarray(text))]
    cells = pa.Array.from_buffers(pa.string(), len(chunk), buffers)
    floats: np.ndarray = cells.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return floats

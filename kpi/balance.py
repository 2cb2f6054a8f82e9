"""Whether every line of a file is accounted for: usable, with an error, repeated, or set aside."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from kpi.reading import Reading

__all__ = ["Balance", "balance"]


class Balance(NamedTuple):
    """Lines of a file: `lines` = `usable` + `wrong` + `repeated` + `aside`.

    `usable`: at least one figure of it is kept; of these `partly`: another one is not.
    """

    lines: int
    usable: int
    wrong: int
    repeated: int
    aside: int
    partly: int


def balance(reading: Reading) -> Balance:
    """Account for the lines of a file that was read (not refused)."""
    kept, named = _lines(reading.observations), reading.named
    errors = _lines(named[named["why"] == "error"])
    again = _lines(named[named["why"] == "repeated"])
    partly = errors.isin(kept).sum()
    repeated = (~again.isin(kept) & ~again.isin(errors)).sum()
    counts = (len(kept), len(errors) - partly, repeated, len(reading.aside), partly)
    return Balance(reading.lines, *map(int, counts))


def _lines(table: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(table[["sheet", "line"]].drop_duplicates())

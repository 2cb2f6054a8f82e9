"""Whether every line of a file is accounted for: usable, with an error, repeated, or set aside."""

from __future__ import annotations

from typing import NamedTuple

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
    told = [one for one in reading.problems if one.line]
    errors = {(one.sheet, one.line) for one in told if one.severity == "error"}
    again = {(one.sheet, one.line) for one in told if one.code == "duplicate"} - errors
    kept = reading.observations[["sheet", "line"]].drop_duplicates()
    named = kept[kept["line"].isin({line for _, line in errors | again})]
    usable = set(zip(named["sheet"], named["line"], strict=True))
    repeated, aside = len(again - usable), len(reading.aside)
    wrong = reading.lines - len(kept) - repeated - aside
    return Balance(reading.lines, len(kept), wrong, repeated, aside, len(errors & usable))

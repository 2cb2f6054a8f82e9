"""What must hold between the cells of a row, and between the rows of a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpi.catalogue import Catalogue, Indicator
from kpi.reading.cells import Spans
from kpi.reading.columns import Column
from kpi.reading.fields import FIGURES
from kpi.reading.findings import Findings
from kpi.reading.numbers import Numbers

__all__ = [
    "Meanings",
    "check_ranges",
    "check_ratios",
    "check_repeats",
    "facts_of",
    "find_unscaled",
    "which",
]

_FIGURE = ["indicator", "area", "period"]
_LARGEST = 1e15  # beyond it no figure is meant, and digits are lost
_MOST_KEYS = 50_000_000  # so many different keys are marked in a table, one byte each


@dataclass(frozen=True)
class Meanings:
    """What the cells of each row mean, column by column; `figures`: FIGURES as floats."""

    indicator: Column
    area: Column
    spans: Spans
    published: Column
    status: Column
    qualifier: Column
    numbers: dict[str, Numbers]
    figures: dict[str, np.ndarray]

    @property
    def key(self) -> tuple[Column, Column, Column, Column]:
        """What no two rows may share."""
        return self.indicator, self.area, self.spans.ids, self.published


def which(
    meanings: Meanings, catalogue: Catalogue, holds: Callable[[Indicator], bool]
) -> np.ndarray:
    """Tell which rows belong to indicators of which something holds."""
    ids = [one for one in meanings.indicator.texts if one and holds(catalogue[one])]
    return meanings.indicator.is_(*ids)


def facts_of(meanings: Meanings, catalogue: Catalogue) -> Callable[[int], dict[str, object]]:
    """Return what tells the name of a row's indicator."""
    return lambda row: {"indicator": catalogue[meanings.indicator.at(row)].name}


def check_ranges(findings: Findings, meanings: Meanings, catalogue: Catalogue) -> None:
    """Values must lie in the indicator's valid range, numerators must not be negative."""
    texts = meanings.indicator.texts
    valid = [catalogue[one].valid if one else (-np.inf, np.inf) for one in texts]
    low = meanings.indicator.spread(np.array([one[0] for one in valid], float))
    high = meanings.indicator.spread(
        np.array([_LARGEST if one[1] is None else one[1] for one in valid])
    )
    name = facts_of(meanings, catalogue)

    def facts(row: int) -> dict[str, object]:
        return {**name(row), "low": float(low[row]), "high": float(high[row])}

    value = meanings.figures["value"]
    findings.note((value < low) | (value > high), "out_of_range", "value", facts=facts)
    negative = meanings.figures["numerator"] < 0
    findings.note(negative, "out_of_range", "numerator", reason="numerator")


def check_ratios(
    findings: Findings, meanings: Meanings, catalogue: Catalogue, tolerance: np.ndarray
) -> None:
    """Check that a share is 100 x numerator / denominator, as far as its decimals tell.

    `tolerance`: half of the last decimal written, in per cent.
    """
    value, numerator, denominator, _ = (meanings.figures[field] for field in FIGURES)
    findings.note(denominator <= 0, "bad_denominator", "denominator")
    shares = which(meanings, catalogue, _is_share)
    above = shares & (denominator > 0) & (numerator > denominator)
    findings.note(
        above, "numerator_above_denominator", "numerator",
        facts=lambda row: {"denominator": float(denominator[row])},
    )  # fmt: skip
    expected = _shares(meanings)
    apart = np.abs(value - expected) > tolerance * (1 + 1e-9) + 1e-9
    apart &= shares & ~above & meanings.qualifier.is_("")
    findings.note(
        apart, "ratio_mismatch", "value", facts=lambda row: {"expected": float(expected[row])}
    )


def _is_share(indicator: Indicator) -> bool:
    """Tell whether an indicator is the percentage that its numerator is of its denominator."""
    told = indicator.unit, indicator.aggregation, indicator.valid[1]
    return told == ("percent", "ratio", 100)


def _shares(meanings: Meanings) -> np.ndarray:
    """Return 100 x numerator / denominator, NaN where they give none."""
    denominator = meanings.figures["denominator"]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        shares = meanings.figures["numerator"] / denominator * 100
        shares[~(denominator > 0)] = np.nan
        return np.asarray(shares)


def find_unscaled(
    meanings: Meanings, percent: np.ndarray, published: pd.DataFrame | None
) -> np.ndarray:
    """Return the `percent` rows of indicators all of whose values lie between 0 and 1.

    Rows with a percent sign are clear; so is an indicator one of whose values is, to within a
    tenth, 100 times its numerator over its denominator, or is what is published for its figure.
    """
    value, codes = meanings.figures["value"], meanings.indicator.codes
    bare = percent & ~meanings.numbers["value"].percent & ~np.isnan(value)

    def has(rows: np.ndarray) -> np.ndarray:
        held = np.zeros(len(meanings.indicator.texts), bool)
        held[codes[rows]] = True
        return held

    small = has(bare & (value > 0)) & ~has(bare & ((value < 0) | (value > 1)))
    if not small.any():
        return np.zeros(len(codes), bool)
    shares = _shares(meanings)
    small &= ~has(np.abs(value - shares) <= 0.1 * shares)
    if published is not None:
        doubtful = bare & meanings.indicator.spread(small)
        small &= ~has(_repeats_published(meanings, doubtful, published))
    unscaled: np.ndarray = bare & meanings.indicator.spread(small)
    return unscaled


def _repeats_published(meanings: Meanings, rows: np.ndarray, published: pd.DataFrame) -> np.ndarray:
    """Return which of `rows` give the value that is published for their figure."""
    at = np.flatnonzero(rows)
    keys = meanings.indicator, meanings.area, meanings.spans.ids
    figures = pd.MultiIndex.from_arrays([key.take(at).strings() for key in keys])
    known = published.drop_duplicates(_FIGURE).set_index(_FIGURE)["value"].reindex(figures)
    same = np.zeros(len(rows), bool)
    same[at] = known.to_numpy() == meanings.figures["value"][at]
    return same


def check_repeats(findings: Findings, meanings: Meanings, readable: np.ndarray) -> np.ndarray:
    """Note repeated keys among `readable` rows; return the rows that only repeat another."""
    repeats = np.zeros(len(readable), bool)
    again = _repeated(meanings, readable)
    if not len(again):
        return repeats
    rows = pd.DataFrame({"key": _keys(meanings)[again]}, again)
    for field in FIGURES:
        rows[field] = np.nan_to_num(meanings.figures[field][again], nan=np.inf)
    rows["qualifier"], rows["status"] = (
        one.map(str).codes[again] for one in (meanings.qualifier, meanings.status)
    )
    leader = pd.Series(again, again).groupby(rows["key"]).transform("min")
    same = (rows == rows.loc[leader].to_numpy()).all(axis=1)
    agreed = same.groupby(leader).transform("all")
    second = pd.Series(again, again).where(leader != again).groupby(rows["key"]).transform("min")
    other = leader.where(leader != again, second).astype(int)
    repeats[again[(agreed & (leader != again)).to_numpy()]] = True
    conflicts = np.zeros(len(readable), bool)
    conflicts[again[~agreed.to_numpy()]] = True

    def facts(row: int) -> dict[str, object]:
        first = int(other[row])
        sheet = findings.sheet(first)
        where = f"{sheet} – " if sheet != findings.sheet(row) else ""
        return {"first": f"{where}{findings.line(first)}"}

    findings.note(repeats, "duplicate", "value", facts=facts)
    findings.note(conflicts, "conflict", "value", facts=facts)
    return repeats


def _keys(meanings: Meanings) -> np.ndarray:
    """Return one number for each row, the same for rows that tell of the same thing."""
    keys = np.zeros(len(meanings.area), np.int64)
    for column in meanings.key:
        keys *= len(column.texts)
        keys += column.codes
    return keys


def _repeated(meanings: Meanings, readable: np.ndarray) -> np.ndarray:
    """Return the readable rows whose key occurs more than once."""
    rows = np.flatnonzero(readable)
    keys = _keys(meanings)[rows]
    most = int(np.prod([len(column.texts) for column in meanings.key], dtype=object))
    if most <= _MOST_KEYS:
        seen = np.zeros(most, bool)
        seen[keys] = True
        if np.count_nonzero(seen) == len(keys):
            return rows[:0]
    return rows[pd.Series(keys).duplicated(keep=False).to_numpy()]

"""What must hold between the cells of a row, and between the rows of a table."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from kpi.catalogue import Catalogue
from kpi.reading.findings import Findings

__all__ = [
    "KEY",
    "check_ranges",
    "check_ratios",
    "check_repeats",
    "find_unscaled",
    "is_percent",
    "names",
]

KEY = ["indicator", "area", "period", "published"]
_SAID = ["value", "numerator", "denominator", "of", "qualifier", "status"]


def is_percent(frame: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """Tell which rows belong to percent indicators."""
    percent = [name for name, one in catalogue.indicators.items() if one.unit == "percent"]
    return frame["indicator"].isin(percent)


def names(frame: pd.DataFrame, catalogue: Catalogue) -> Callable[[int], dict[str, object]]:
    """Return what tells the name of a row's indicator."""
    return lambda row: {"indicator": catalogue[str(frame["indicator"].iat[row])].name}


def check_ranges(findings: Findings, frame: pd.DataFrame, catalogue: Catalogue) -> None:
    """Values must lie in the indicator's valid range, numerators must not be negative."""
    limits = {name: one.valid for name, one in catalogue.indicators.items()}
    low = frame["indicator"].map({name: at[0] for name, at in limits.items()}).astype(float)
    high = frame["indicator"].map({name: at[1] for name, at in limits.items()}).astype(float)
    lows, highs, name = low.tolist(), high.tolist(), names(frame, catalogue)

    def facts(row: int) -> dict[str, object]:
        top = highs[row]
        return {**name(row), "low": lows[row], "high": "∞" if np.isnan(top) else top}

    outside = (frame["value"] < low) | (frame["value"] > high)
    findings.note(outside, "out_of_range", "value", facts=facts)
    findings.note(frame["numerator"] < 0, "out_of_range", "numerator", reason="numerator")


def check_ratios(
    findings: Findings, frame: pd.DataFrame, catalogue: Catalogue, tolerance: pd.Series
) -> None:
    """Check that a share is 100 x numerator / denominator, as far as its decimals tell.

    `tolerance`: half of the last decimal written, in per cent.
    """
    numerator, denominator = frame["numerator"], frame["denominator"]
    findings.note(denominator <= 0, "bad_denominator", "denominator")
    shares = _shares(frame, catalogue)
    above = shares & (denominator > 0) & (numerator > denominator)
    findings.note(
        above, "numerator_above_denominator", "numerator",
        facts=lambda row: {"denominator": denominator.to_numpy(float)[row]},
    )  # fmt: skip
    expected = 100 * numerator / denominator.where(denominator > 0)
    apart = (frame["value"] - expected).abs() > tolerance * (1 + 1e-9) + 1e-9
    findings.note(
        apart & shares & ~above & frame["qualifier"].eq(""), "ratio_mismatch", "value",
        facts=lambda row: {"expected": expected.to_numpy(float)[row]},
    )  # fmt: skip


def _shares(frame: pd.DataFrame, catalogue: Catalogue) -> pd.Series:
    """Tell which rows are percentages of a whole."""
    names = [
        name
        for name, one in catalogue.indicators.items()
        if one.unit == "percent" and one.aggregation == "ratio" and one.valid[1] == 100
    ]
    return frame["indicator"].isin(names)


def find_unscaled(frame: pd.DataFrame, signed: pd.Series) -> pd.Series:
    """Return the rows of indicators all of whose values in the file lie between 0 and 1.

    Rows with a percent sign (`signed`) are clear; so is an indicator one of whose values is, to
    within a tenth, 100 times its numerator over its denominator.
    """
    unsigned = frame["value"].where(~signed)
    values = unsigned.groupby(frame["indicator"])
    small = (values.transform("min") >= 0) & values.transform("max").between(0, 1, "right")
    shares = 100 * frame["numerator"] / frame["denominator"].where(frame["denominator"] > 0)
    clear = ((frame["value"] - shares).abs() <= 0.1 * shares).groupby(frame["indicator"])
    return unsigned.notna() & small & ~clear.transform("any")


def check_repeats(findings: Findings, frame: pd.DataFrame, readable: pd.Series) -> pd.Series:
    """Note repeated keys among `readable` rows; return the rows that only repeat another."""
    rows = frame[readable]
    rows = rows[rows.duplicated(KEY, keep=False)].fillna(dict.fromkeys(_SAID[:4], np.inf))
    first = pd.Series(rows.index, rows.index).groupby([rows[name] for name in KEY])
    leader = first.transform("min")
    same = (rows[_SAID] == rows.loc[leader, _SAID].to_numpy()).all(axis=1)
    agreed = same.groupby(leader).transform("all")
    other = leader.where(leader != rows.index, first.transform(_second))

    def facts(row: int) -> dict[str, object]:
        return {"first": str(findings.line(other[row]))}

    def among(index: pd.Index) -> pd.Series:
        return pd.Series(frame.index.isin(index), frame.index)

    repeats = among(rows.index[agreed & (leader != rows.index)])
    findings.note(repeats, "duplicate", "value", facts=facts)
    findings.note(among(rows.index[~agreed]), "conflict", "value", facts=facts)
    return repeats


def _second(group: pd.Series) -> int:
    return int(group.iloc[1])

"""Whether the provinces add up to the nation; only a warning, as it may count what none does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from kpi.catalogue import Catalogue
from kpi.reading.checks import Meanings
from kpi.reading.findings import Findings
from kpi.units import Units

__all__ = ["check_totals"]

_FIELDS = {"sum": ("value",), "ratio": ("numerator", "denominator")}


def check_totals(
    findings: Findings, meanings: Meanings, catalogue: Catalogue, units: Units
) -> None:
    """Warn of national counts that all provinces together do not give, beyond rounding.

    Counts are compared by their values, shares by numerator and denominator. Each figure may be
    off by half its last decimal. Without all 34 or all 63 there is nothing to compare.
    """
    nation = meanings.area.is_("VN") & ~findings.wrong
    if not nation.any():
        return
    groups = _groups(meanings)
    among = np.isin(groups, groups[nation]) & ~findings.wrong
    for kind in ("province", "former"):
        ids = {unit.id for unit in units.of(kind)}
        local = np.flatnonzero(among & meanings.area.is_(*ids))
        sizes = pd.Series(meanings.area.codes[local]).groupby(groups[local]).nunique()
        whole = sizes.index[sizes == len(ids)]
        for field, rows in _comparable(meanings, catalogue, np.isin(groups[local], whole), local):
            _note_sums(findings, meanings, field, groups, rows, nation)


def _groups(meanings: Meanings) -> np.ndarray:
    """Return one number for each indicator, period and publication."""
    groups = meanings.indicator.codes.astype(np.int64)
    for column in (meanings.spans.ids, meanings.published):
        groups = groups * len(column.texts) + column.codes
    return groups


def _comparable(
    meanings: Meanings, catalogue: Catalogue, whole: np.ndarray, local: np.ndarray
) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the fields that add up and the provinces' rows to add, none with a gap."""
    rows = local[whole]
    indicators = meanings.indicator
    for kind, fields in _FIELDS.items():
        adds = [one for one in indicators.texts if one and catalogue[one].aggregation == kind]
        for field in fields:
            yield field, rows[indicators.is_(*adds)[rows]]


def _note_sums(
    findings: Findings,
    meanings: Meanings,
    field: str,
    groups: np.ndarray,
    rows: np.ndarray,
    nation: np.ndarray,
) -> None:
    values = meanings.figures[field]
    half = 0.5 * 10.0 ** -meanings.numbers[field].decimals.astype(float)
    table = pd.DataFrame({"sum": values[rows], "slack": half[rows]}).groupby(groups[rows])
    sums, slack = table["sum"].sum(skipna=False), table["slack"].sum()
    told = np.flatnonzero(nation & np.isin(groups, sums.index.to_numpy()))
    expected = sums.reindex(groups[told]).to_numpy()
    allowed = slack.reindex(groups[told]).to_numpy() + half[told] + 1e-9 * np.abs(expected)
    apart = told[np.abs(values[told] - expected) > allowed]
    marked = np.zeros(findings.rows, bool)
    marked[apart] = True
    by_row = dict(zip(told.tolist(), expected.tolist(), strict=True))
    findings.note(marked, "additivity", field, facts=lambda row: {"sum": by_row[row]})

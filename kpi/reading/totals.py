"""Whether the provinces add up to the nation, and a figure fits the series that it continues.

Both only warn: the nation may count what no province does, and a series may really jump.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from kpi.catalogue import Catalogue
from kpi.observations import usable
from kpi.reading.checks import Meanings
from kpi.reading.findings import Findings
from kpi.units import Units

__all__ = ["check_jumps", "check_totals"]

_FIELDS = {"sum": ("value",), "ratio": ("numerator", "denominator")}
_LEAST = 4  # changes that make a history
_TIMES = 2.0  # a change this many times the largest before is suspect


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


def check_jumps(findings: Findings, meanings: Meanings, published: pd.DataFrame) -> None:
    """Warn of changes more than twice as large as any the series had before.

    `published`: rows of `load_published`, one vintage a figure. A figure is compared with the one
    published for its period or, failing that, for the last period before.
    """
    history = _histories(published)
    value = meanings.figures["value"]
    good = ~findings.wrong & ~np.isnan(value)
    known = meanings.indicator.is_(*{key[0] for key in history})
    jumps = np.zeros(findings.rows, bool)
    last: dict[int, float] = {}
    for row in np.flatnonzero(good & known).tolist():
        key = meanings.indicator.at(row), meanings.area.at(row)
        end = meanings.spans.end[meanings.spans.ids.codes[row]]
        before = history[key].before(end) if key in history else None
        if before is not None and abs(value[row] - before) > _TIMES * history[key].largest:
            jumps[row], last[row] = True, before
    findings.note(jumps, "jump_suspect", "value", facts=lambda row: {"last": last[row]})


class _History:
    """One published series in the order of its periods."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self._ends = rows["end"].to_numpy("datetime64[D]")
        self._values = rows["value"].to_numpy(float)
        self.largest = float(np.abs(np.diff(self._values)).max())

    def before(self, end: np.datetime64) -> float | None:
        """Return the value at this end of a period, or the last one before."""
        at = int(np.searchsorted(self._ends, end, "right"))
        return float(self._values[at - 1]) if at else None


def _histories(published: pd.DataFrame) -> Mapping[tuple[str, str], _History]:
    """Return the series long enough to have a history, by indicator and area."""
    rows = usable(published).sort_values("end").drop_duplicates(["indicator", "area", "end"])
    groups = rows.groupby(["indicator", "area"])
    return {
        (str(key[0]), str(key[1])): _History(group) for key, group in groups if len(group) > _LEAST
    }

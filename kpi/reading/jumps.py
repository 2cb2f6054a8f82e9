"""Whether a figure fits the published series that it continues; only a warning: series do jump."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from kpi.observations import usable
from kpi.reading.checks import Meanings
from kpi.reading.findings import Findings

__all__ = ["check_jumps"]

_LEAST = 4  # changes that make a history
_TIMES = 2.0  # a change this many times the largest before is suspect
_DAYS = 10_000_000  # more than there are days in the calendar


def check_jumps(findings: Findings, meanings: Meanings, published: pd.DataFrame) -> None:
    """Warn of changes more than twice as large as any the series had before.

    `published`: rows of `load_published`, one vintage a figure. A figure is compared with the one
    published for its period or, failing that, for the last period before.
    """
    history = _history(published)
    if not history.series:
        return
    series = _series(meanings, history)
    ends = _days(meanings.spans.end)[meanings.spans.ids.codes]
    last = np.searchsorted(history.points, series * _DAYS + ends, "right") - 1
    known = (series >= 0) & (last >= 0)
    known &= history.points[last] // _DAYS == series
    before = np.where(known, history.values[last], np.nan)
    change = np.abs(meanings.figures["value"] - before)
    jumps = ~findings.wrong & (change > _TIMES * history.largest[series])
    findings.note(jumps, "jump_suspect", "value", facts=lambda row: {"last": float(before[row])})


class _History(NamedTuple):
    """Published series, one under the other, each in the order of its periods.

    `series`: their numbers, by indicator and area; `points`: of each figure its series times
    _DAYS plus the last day of its period, ascending; `values`: the figures; `largest`: the
    largest change of each series.
    """

    series: Mapping[tuple[str, str], int]
    points: np.ndarray
    values: np.ndarray
    largest: np.ndarray


def _history(published: pd.DataFrame) -> _History:
    """Return the series long enough to have a history."""
    key = ["indicator", "area"]
    rows = usable(published).drop_duplicates([*key, "end"])
    rows = rows[rows.groupby(key)["value"].transform("size") > _LEAST].sort_values([*key, "end"])
    groups = rows.groupby(key)
    number = groups.ngroup().to_numpy()
    names = rows[key].drop_duplicates().itertuples(index=False, name=None)
    largest = groups["value"].diff().abs().groupby(number).max()
    return _History(
        {name: at for at, name in enumerate(names)},
        number * _DAYS + _days(rows["end"].to_numpy()),
        rows["value"].to_numpy(float),
        largest.to_numpy(float),
    )


def _days(ends: np.ndarray) -> np.ndarray:
    """Return days as numbers between 0 and _DAYS; 0 where there is none."""
    days = ends.astype("datetime64[D]")
    return np.where(np.isnat(days), 0, days.astype(np.int64) + _DAYS // 2)


def _series(meanings: Meanings, history: _History) -> np.ndarray:
    """Return the number of each row's series, -1 where it has no history."""
    indicators = {text: code for code, text in enumerate(meanings.indicator.texts)}
    areas = {text: code for code, text in enumerate(meanings.area.texts)}
    numbers = np.full((len(indicators), len(areas)), -1)
    for (indicator, area), number in history.series.items():
        if indicator in indicators and area in areas:
            numbers[indicators[indicator], areas[area]] = number
    found: np.ndarray = numbers[meanings.indicator.codes, meanings.area.codes]
    return found

"""The figures of one indicator and area in the order of time, as far as they may be compared.

A figure stands at the last day of its period. Only exact figures are used: no bounds ("under
10 %"), no rounded words ("about 84 %"), no forecasts. Of two periods that end on one day the
shorter counts. A series falls into stretches where it breaks: nothing is compared across a break.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.catalogue import Indicator
from kpi.observations import known_since, newest
from kpi.standing import age, begun

__all__ = ["Point", "Series", "all_series", "known_on", "series_of"]

_KEY = ["indicator", "area"]
_UNUSED = ("F", "M")  # a forecast is no observation, a missing value no figure


class Point(NamedTuple):
    """One figure: its period's SDMX id and last day, the value in the indicator's unit, status."""

    period: str
    day: date
    value: float
    status: str


@dataclass(frozen=True)
class Series:
    """All exact figures of one indicator and area up to a day, the oldest first.

    `stretch`: for each point the number of the unbroken stretch it lies in; `since`: the year in
    which a stretch begins, None for the first. `inexact`: the last day a bound or a rounded figure
    stands for, None where there is none; it is told, never used.
    """

    indicator: str
    area: str
    points: tuple[Point, ...] = ()
    stretch: tuple[int, ...] = ()
    since: tuple[int | None, ...] = (None,)
    inexact: date | None = None

    def until(self, day: date) -> tuple[tuple[Point, ...], int | None]:
        """Return the comparable points up to a day, and the year the series changed before them."""
        known = sum(point.day <= day for point in self.points)
        if not known:
            return (), None
        last = self.stretch[known - 1]
        return self.points[self.stretch.index(last) : known], self.since[last]


def known_on(frame: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return what was known on a day: of the figures published by then the newest of each.

    `frame`: rows with all vintages, as `kpi.observations.load_published` gives them.
    """
    days = {text: known_since(text) <= f"{day}" for text in frame["published"].unique()}
    return newest(frame[frame["published"].map(days).astype(bool)])


def series_of(frame: pd.DataFrame, indicator: Indicator, area: str, as_of: date) -> Series:
    """Return one series; an empty one where there is no figure. `frame`: as for `all_series`."""
    rows = frame[(frame["indicator"] == indicator.id) & (frame["area"] == area)]
    found = all_series(rows, {indicator.id: indicator}, as_of)
    return found.get((indicator.id, area), Series(indicator.id, area))


def all_series(
    frame: pd.DataFrame, indicators: Mapping[str, Indicator], as_of: date
) -> dict[tuple[str, str], Series]:
    """Return the series of every indicator and area with a figure for a period over by `as_of`.

    `frame`: rows with indicator, area, period, value, qualifier, status, start and end; one
    vintage of each figure. Rows of indicators that are not among `indicators` are left out.
    """
    over = frame["indicator"].isin(list(indicators)) & (frame["end"] <= pd.Timestamp(as_of))
    rows = frame[over & np.isfinite(frame["value"]) & ~frame["status"].isin(_UNUSED)]
    exact = rows["qualifier"] == ""
    inexact = rows[~exact].groupby(_KEY)["end"].max().dt.date.to_dict()
    rows = rows[exact].sort_values([*_KEY, "end", "start"])
    rows = rows.drop_duplicates([*_KEY, "end"], keep="last")
    found = {(one, area): Series(one, area, inexact=day) for (one, area), day in inexact.items()}
    return found | _cut(rows, indicators, inexact)


def _cut(
    rows: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    inexact: Mapping[tuple[str, str], date],
) -> dict[tuple[str, str], Series]:
    """Cut sorted rows into series."""
    figures = (rows["period"], rows["end"].dt.date, rows["value"], rows["status"])
    points = list(map(Point, *(column.tolist() for column in figures)))
    names, areas = rows["indicator"].tolist(), rows["area"].tolist()
    ages: dict[tuple[str, date], int] = {}
    found = {}
    for first, last in zip(*_runs(rows), strict=True):
        key = (names[first], areas[first])
        own = tuple(points[first:last])
        stretch, since = _stretches(own, indicators[key[0]], ages)
        found[key] = Series(*key, own, stretch, since, inexact.get(key))
    return found


def _runs(rows: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each series begins and ends in rows sorted by indicator and area."""
    if rows.empty:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    codes = np.stack([pd.factorize(rows[column])[0] for column in _KEY])
    starts = np.flatnonzero((codes[:, 1:] != codes[:, :-1]).any(axis=0)) + 1
    return np.append(0, starts), np.append(starts, len(rows))


def _stretches(
    points: tuple[Point, ...], indicator: Indicator, ages: dict[tuple[str, date], int]
) -> tuple[tuple[int, ...], tuple[int | None, ...]]:
    """Give stretches numbers: one begins on a day the catalogue names and at a row marked B."""
    numbers: list[int] = []
    since: list[int | None] = [None]
    before = None
    for point in points:
        key = (indicator.id, point.day)
        if key not in ages:
            ages[key] = age(point.day, indicator)
        if before is not None and (ages[key] != before or point.status == "B"):
            since.append(begun(ages[key], indicator) if ages[key] != before else point.day.year)
        before = ages[key]
        numbers.append(len(since) - 1)
    return tuple(numbers), tuple(since)

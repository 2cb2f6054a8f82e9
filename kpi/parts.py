"""Former units side by side: one indicator's figures laid out by period and by part.

Every former province lies wholly in one province of today, so the parts of a province can stand
in neighbouring columns, and a rule of the merger becomes one sum along runs of columns.
`kpi.merger` holds the rules, `kpi.shift_share` takes a change apart; both read from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.units import Units

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

POPULATION = "population"


@dataclass(frozen=True, eq=False)
class Parts:
    """One indicator in the former units. Arrays are periods × formers, or periods × provinces."""

    rows: pd.DataFrame  # the observations, as given
    periods: tuple[str, ...]  # ids, in order of their last day
    formers: tuple[str, ...]  # VN63 ids, parts of one province side by side
    provinces: tuple[str, ...]  # VN34 ids
    sizes: Places  # number of parts of each province
    at: Places  # periods × formers: the position in `rows`, −1 where there is no row

    @classmethod
    def of(cls, rows: pd.DataFrame, units: Units, periods: tuple[str, ...] | None = None) -> Parts:
        """Lay out `rows`: one indicator, one row a former unit and period.

        `periods`: those to lay out, by default all that occur, in order.
        Raises ValueError when a unit and period occur twice: choose a vintage first.
        """
        provinces = units.provinces
        formers = tuple(part for province in provinces for part in province.parts)
        periods = periods or tuple(sorted(rows["period"].unique(), key=_order))
        at = np.full((len(periods), len(formers)), -1, dtype=np.int64)
        line = pd.Index(periods, dtype=object).get_indexer(pd.Index(rows["period"], dtype=object))
        column = pd.Index(formers, dtype=object).get_indexer(pd.Index(rows["area"], dtype=object))
        if (column < 0).any():
            raise ValueError(f"no former unit: {sorted(set(rows['area'][column < 0]))}")
        at[line, column] = np.arange(len(rows))
        if (at >= 0).sum() != len(rows):
            raise ValueError("several vintages of one figure: choose one before merging")
        sizes = np.array([len(province.parts) for province in provinces], dtype=np.int64)
        return cls(rows, periods, formers, tuple(p.id for p in provinces), sizes, at)

    @cached_property
    def usable(self) -> Flags:
        """Where a part has a figure that may be added: a number, not a band around one."""
        return ~np.isnan(self["value"]) & ~self.flags("qualifier", "lt", "gt")

    def __getitem__(self, column: str) -> Floats:
        """Figures of a numeric column, NaN where there is no row."""
        figures = np.append(self.rows[column].to_numpy(np.float64), np.nan)
        return np.asarray(figures[self.at], dtype=np.float64)

    def flags(self, column: str, *texts: str) -> Flags:
        """Where a part's row has one of these texts in a column."""
        return np.asarray(np.append(self.rows[column].isin(texts), [False])[self.at], dtype=bool)

    @property
    def ends(self) -> NDArray[np.datetime64]:
        """The last day of each period."""
        days = [parse_period(period).end for period in self.periods]
        return np.array(days, dtype="datetime64[D]")

    @cached_property
    def starts(self) -> Places:
        """The column of each province's first part."""
        return np.concatenate([[0], np.cumsum(self.sizes)[:-1]])

    def total(self, figures: Floats) -> Floats:
        """Sum over the parts of each province; NaN counts as nothing."""
        return np.asarray(np.add.reduceat(np.nan_to_num(figures), self.starts, axis=1))

    def every(self, flags: Flags) -> Flags:
        """Whether all parts of each province are flagged."""
        return np.asarray(np.logical_and.reduceat(flags, self.starts, axis=1))

    def some(self, flags: Flags) -> Flags:
        """Whether any part of each province is flagged."""
        return np.asarray(np.logical_or.reduceat(flags, self.starts, axis=1))

    def weights(self, bases: list[Floats], needed: Flags) -> Floats:
        """Choose the first basis that every needed part of a province has; NaN where none has.

        One province and period never mixes two bases: dossiers and persons do not add.
        """
        chosen = np.full(self.at.shape, np.nan)
        for basis in reversed(bases):
            known = np.repeat(self.every(~np.isnan(basis) | ~needed), self.sizes, axis=1)
            chosen = np.where(known, basis, chosen)
        return chosen


class Weights:
    """What parts may be weighed by, found in `observations`."""

    def __init__(self, observations: pd.DataFrame, units: Units) -> None:
        self._observations = observations[is_former(observations["area"])]
        self._units = units
        self._found: dict[str, Parts] = {}

    def bases(self, parts: Parts, indicator: Indicator) -> list[Floats]:
        """List what weighs the parts, best first; each periods × formers, NaN where unknown.

        The figure's own denominator; the indicator named as its weight, in the same period; the
        population: the newest figure at or before the period's end, else the earliest after it.
        """
        bases = [parts["denominator"]]
        if indicator.weight and indicator.weight != POPULATION:
            bases.append(self._same_period(parts, indicator.weight))
        return [*bases, self._population_at(parts)]

    def _same_period(self, parts: Parts, weight: str) -> Floats:
        known = self._of(weight)
        line = pd.Index(known.periods, dtype=object).get_indexer(pd.Index(parts.periods))
        return np.vstack([known["value"], np.full(len(known.formers), np.nan)])[line]

    def _population_at(self, parts: Parts) -> Floats:
        known = self._of(POPULATION)
        if not known.periods:
            return np.full(parts.at.shape, np.nan)
        carried = pd.DataFrame(known["value"]).ffill().bfill().to_numpy()
        line = np.searchsorted(known.ends, parts.ends, side="right") - 1
        return np.asarray(carried[np.maximum(line, 0)], dtype=np.float64)

    def _of(self, indicator: str) -> Parts:
        if indicator not in self._found:
            rows = self._observations[self._observations["indicator"] == indicator]
            self._found[indicator] = Parts.of(rows, self._units)
        return self._found[indicator]


def _order(period: str) -> tuple[date, str]:
    return parse_period(period).end, period


def is_former(area: pd.Series[str]) -> pd.Series[bool]:
    """Whether an area id is a former province's."""
    return area.str.startswith("VN63-")

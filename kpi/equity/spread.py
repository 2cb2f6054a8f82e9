"""How far apart provinces are, period by period: the gap, P90/P10, standard deviation and CV.

Percentiles by linear interpolation (R. J. Hyndman and Y. Fan, "Sample quantiles in statistical
packages", The American Statistician 50 (1996) 361-365, type 7). The deviation is that of all
provinces there are, not of a sample: divided by their number. The coefficient of variation is
Karl Pearson's (1896): deviation over mean. Provinces count alike, whatever their size.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from kpi.catalogue import Indicator
from kpi.observations import usable
from kpi.periods import parse_period
from kpi.standing import age

__all__ = ["LEAST", "Spread", "spread", "spreads"]

LEAST = 5  # provinces; of fewer no spread is told
_NEARLY = 0.9  # of the widest period's provinces a period must have: else other ones are compared


@dataclass(frozen=True)
class Spread:
    """How far apart provinces are in one period; values in the indicator's unit.

    `best` and `worst` are area ids, by the indicator's direction; `high` and `low` the largest and
    smallest value. `ratio` (P90/P10) and `variation` (CV) are None where they would divide by
    nothing. `age`: spreads of two ages do not compare (the series broke in between).
    """

    period: str
    number: int
    best: str
    worst: str
    high: float
    low: float
    p90: float
    middle: float
    p10: float
    deviation: float
    ratio: float | None
    variation: float | None
    age: int = 0

    @property
    def gap(self) -> float:
        """The best less the worst, 0 or more."""
        return self.high - self.low


def spreads(rows: pd.DataFrame, indicator: Indicator, areas: Collection[str]) -> list[Spread]:
    """Return the spreads of all periods that compare, the oldest first.

    `rows`: observations of one indicator in one era's borders. Only periods of the kind (month,
    year …) that the most figures are of, and of nearly all the areas the widest of them has. Ranks
    always run from 1 to their number: they have no spread, and none is returned.
    """
    if indicator.unit == "rank":
        return []
    known = usable(rows[rows["area"].isin(areas)])
    kinds = known["period"].map(lambda text: parse_period(text).frequency)
    if known.empty:
        return []
    known = known[kinds == kinds.mode().iloc[0]]
    counts = known.groupby("period")["area"].nunique()
    wide = counts[(counts >= LEAST) & (counts >= _NEARLY * counts.max())].index
    parts = known[known["period"].isin(wide)].sort_values("end").groupby("period", sort=False)
    return [spread(str(period), part, indicator) for period, part in parts]


def spread(period: str, rows: pd.DataFrame, indicator: Indicator) -> Spread:
    """Measure one period: `rows` are usable, one an area, at least one."""
    ordered = rows.sort_values(["value", "area"], ascending=indicator.direction == "lower")
    values = rows["value"].to_numpy(dtype=float)
    p10, middle, p90 = (float(one) for one in np.percentile(values, [10, 50, 90]))
    mean, deviation = float(values.mean()), float(values.std())
    return Spread(
        period, len(rows), str(ordered["area"].iloc[0]), str(ordered["area"].iloc[-1]),
        float(values.max()), float(values.min()), p90, middle, p10, deviation,
        p90 / p10 if p10 > 0 else None,
        deviation / mean if mean > 0 else None,
        age(parse_period(period).end, indicator),
    )  # fmt: skip

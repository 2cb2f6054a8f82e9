"""Places: by level, and by improvement against an area's own baseline.

Ties get the same place and the places after them stay empty: 1, 2, 2, 4 ("standard competition
ranking"). What has no figure has no place and takes none from others.

The place by improvement is the "delta ranking" of India's Aspirational Districts Programme:
districts ranked by their incremental progress since a baseline of their own beside the ranking by
level (NITI Aayog, "NITI Aayog releases Baseline Ranking of Aspirational Districts", Press
Information Bureau, 28 March 2018, https://pib.gov.in/newsite/PrintRelease.aspx?relid=178133).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from kpi.catalogue import Indicator

__all__ = ["by_level", "competition", "improvement", "relative"]

_EXACT = 9  # digits of a difference: 54.3 − 54.1 is 0.2 whatever its last bits


def competition(values: pd.Series[float], higher: bool = True) -> pd.Series[float]:
    """Return places from 1, ties sharing the better one; NaN where there is no value."""
    return values.rank(method="min", ascending=not higher)


def by_level(values: pd.Series[float], indicator: Indicator) -> pd.Series[float]:
    """Return places by level; a figure that was published as a rank is its place."""
    if indicator.unit == "rank":
        return values.astype(float)
    return competition(values, indicator.direction == "higher")


def improvement(
    now: pd.Series[float], then: pd.Series[float], indicator: Indicator
) -> pd.Series[float]:
    """Return by how much each area is better than at its own baseline; negative is worse.

    Δ = d · (x − x₀) in the indicator's unit (percentages in points, ranks in places), d = 1 where
    higher is better, else −1. Counts that add up grow with the area's size, so they are compared
    in percent of the baseline: Δ = d · 100 · (x / x₀ − 1), NaN where x₀ is not positive.
    """
    sign = 1.0 if indicator.direction == "higher" else -1.0
    if relative(indicator):
        return (sign * 100 * (now / then.where(then > 0) - 1)).round(_EXACT)
    return (sign * (now - then)).astype(np.float64).round(_EXACT) + 0.0  # no −0


def relative(indicator: Indicator) -> bool:
    """Tell whether improvement is told in percent of the baseline."""
    return indicator.aggregation == "sum"

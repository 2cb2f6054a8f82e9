"""How sure a place is: intervals of rates by chance, and of the places that follow from them.

A rate counted in n cases moves by chance: 54.1 % against 54.0 % of a few thousand dossiers is no
lead. Each area's rate has the interval of E. B. Wilson ("Probable inference, the law of
succession, and statistical inference", Journal of the American Statistical Association 22 (1927),
209–212), and the intervals of all areas hold together with the joint confidence: each alone at
confidence^(1/number of areas), the counts of two areas being independent.

The places follow by M. Klein, T. Wright and J. Wieczorek ("A joint confidence region for an overall
ranking of populations", Journal of the Royal Statistical Society C 69 (2020), 589–606): an area is
surely behind those whose whole interval is better than its own, surely ahead of those whose
interval is worse, and its place lies between. With the joint confidence this is so for all areas at
once. Two areas whose intervals meet cannot be told apart.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["CONFIDENCE", "joint_intervals", "meet", "place_bounds"]

CONFIDENCE = 0.95  # that all intervals hold at once

Floats = NDArray[np.float64]


def joint_intervals(
    numerator: pd.Series[float], denominator: pd.Series[float], confidence: float = CONFIDENCE
) -> tuple[Floats, Floats]:
    """Return the low and high ends (percent) of all rates, which hold together.

    Needs 0 ≤ numerator ≤ denominator and denominator > 0 in every row.
    """
    cases = denominator.to_numpy(np.float64)
    share = numerator.to_numpy(np.float64) / cases
    alone = confidence ** (1 / max(len(cases), 1))
    z = NormalDist().inv_cdf(0.5 + alone / 2)
    centre = (share + z**2 / (2 * cases)) / (1 + z**2 / cases)
    spread = np.sqrt(share * (1 - share) / cases + z**2 / (4 * cases**2))
    reach = z * spread / (1 + z**2 / cases)
    return 100 * np.maximum(centre - reach, 0), 100 * np.minimum(centre + reach, 1)


def place_bounds(
    low: Floats, high: Floats, higher: bool = True
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the best and the worst place each area may truly have."""
    if not higher:
        low, high = -high, -low
    ahead = low[None, :] > high[:, None]  # row: an area; column: who is surely ahead of it
    return 1 + ahead.sum(axis=1), len(low) - ahead.sum(axis=0)


def meet(low: Floats, high: Floats) -> NDArray[np.bool_]:
    """Tell of each area whether its interval meets that of the next in the list."""
    return np.asarray((low[:-1] <= high[1:]) & (low[1:] <= high[:-1]))

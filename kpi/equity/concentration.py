"""Where those without the service are: how few provinces hold how much of the national shortfall.

The curve is M. O. Lorenz's ("Methods of measuring the concentration of wealth", Publications of
the American Statistical Association 9 (1905) 209-219), of cases without the service over all cases,
provinces from the smallest to the largest share without it. The index is C. Gini's (1912) for
grouped figures, by M. C. Brown's formula ("Using Gini-style indices to evaluate the spatial
patterns of health practitioners", Social Science & Medicine 38 (1994) 1243-1256):
G = 1 - sum of (X_i - X_(i-1)) (Y_i + Y_(i-1)), X and Y the cumulated shares of cases and shortfall.
0: the shortfall is spread as the cases are; towards 1: all of it is in one small province.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import pandas as pd

from kpi.catalogue import Indicator
from kpi.compare.lines import counted

__all__ = ["Concentration", "Shortfall", "concentration", "shortfalls"]


@dataclass(frozen=True)
class Shortfall:
    """Cases (dossiers, people, services) of a province, and how many are without the service."""

    area: str
    missing: float
    whole: float

    @property
    def rate(self) -> float:
        """The share of its cases without the service, 0 to 1."""
        return self.missing / self.whole


@dataclass(frozen=True)
class Concentration:
    """The shortfall by province, the largest first, with its curve and index.

    `curve`: (share of cases, share of shortfall), cumulated, from (0, 0) to (1, 1). `half`: how
    many provinces hold half of the shortfall.
    """

    provinces: tuple[Shortfall, ...]
    missing: float
    whole: float
    curve: tuple[tuple[float, float], ...]
    index: float
    half: int

    def shares(self, areas: Collection[str]) -> tuple[float, float]:
        """Return what share of the shortfall, and of all cases, lies in some areas, 0 to 1."""
        inside = [one for one in self.provinces if one.area in areas]
        return (
            sum(one.missing for one in inside) / self.missing,
            sum(one.whole for one in inside) / self.whole,
        )


def shortfalls(rows: pd.DataFrame, indicator: Indicator, areas: Collection[str]) -> list[Shortfall]:
    """Return the shortfall of each area whose numerator and denominator are known.

    `rows`: usable observations of one indicator and period. Of an indicator of which less is better
    the numerator itself is the shortfall.
    """
    found = []
    for row in rows[rows["area"].isin(areas)].to_dict("records"):
        if (one := counted(row, indicator)) is not None:
            missing = one.whole - one.part if indicator.direction == "higher" else one.part
            found.append(Shortfall(str(row["area"]), missing, one.whole))
    return found


def concentration(found: Sequence[Shortfall]) -> Concentration | None:
    """Measure how the shortfall is concentrated; None where nobody is without the service."""
    missing, whole = sum(one.missing for one in found), sum(one.whole for one in found)
    if missing <= 0:
        return None
    ordered = sorted(found, key=lambda one: one.rate)
    curve = [
        (0.0, 0.0),
        *zip(
            accumulate(one.whole / whole for one in ordered),
            accumulate(one.missing / missing for one in ordered),
            strict=True,
        ),
    ]
    index = 1 - sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(curve))
    largest = sorted(found, key=lambda one: (-one.missing, one.area))
    reached = accumulate(one.missing / missing for one in largest)
    half = next(at for at, share in enumerate(reached, 1) if share >= 0.5 - 1e-12)
    return Concentration(tuple(largest), missing, whole, tuple(curve), max(index, 0.0), half)

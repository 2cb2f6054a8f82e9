"""What each former province brings to a merged figure, and what moved it between two periods.

A merged ratio is R = Σ sᵢ·rᵢ with the parts' ratios rᵢ and shares of weight sᵢ. Its change is
taken apart symmetrically (T. L. Bennet, "The theory of measurement of changes in cost of living",
Journal of the Royal Statistical Society 83 (1920), 455–462), with a bar for the mean of both ends:

    R₁ − R₀ = Σ s̄ᵢ·(rᵢ₁ − rᵢ₀)  +  Σ (r̄ᵢ − R̄)·(sᵢ₁ − sᵢ₀)
              the parts' own change   the change of their weights

Subtracting R̄ changes no total, as shares add up to 1 at both ends; it makes a part count for
the weights when it gains share above the average or loses share below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kpi.parts import Floats, Parts, Weights

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.units import Units

__all__ = ["ShiftShare", "contributions", "shift_share"]


@dataclass(frozen=True, eq=False)
class ShiftShare:
    """A change taken apart, in the indicator's unit: `total` = `own` + `weight`.

    `by_part`: one row a former unit with `area`, `own`, `weight`, and `value_start`, `value_end`,
    `share_start`, `share_end` (0–1). The columns add up to the fields.
    """

    total: float
    own: float
    weight: float
    by_part: pd.DataFrame


def contributions(
    frame: pd.DataFrame, indicator: Indicator, province: str, period: str, units: Units
) -> pd.DataFrame:
    """Show what each former unit brings to a province; NaN where it has no usable figure.

    `frame` is as `kpi.merger.view` takes it, with the population in it. Columns `area`, `value`,
    `numerator`, `denominator`, `weight` (of a count: the count) and `share` (0–1, of the weight
    of the parts with a figure). For a ratio, Σ share·value is the province's figure.
    """
    members = units[province].parts
    frame = frame[frame["area"].isin(members)]
    rows = frame[(frame["indicator"] == indicator.id) & (frame["period"] == period)]
    parts = Parts.of(rows, units, (period,))
    figures = {name: parts[name] for name in ("value", "numerator", "denominator")}
    figures["weight"] = _weight(parts, indicator, frame, units)
    columns = [parts.formers.index(member) for member in members]
    shown = {
        name: np.where(parts.usable, array, np.nan)[0, columns] for name, array in figures.items()
    }
    table = pd.DataFrame({"area": list(members), **shown})
    return table.assign(share=table["weight"] / table["weight"].sum())


def _weight(parts: Parts, indicator: Indicator, frame: pd.DataFrame, units: Units) -> Floats:
    if indicator.aggregation == "sum":
        return parts["value"]
    return parts.weights(Weights(frame, units).bases(parts, indicator), parts.usable)


def shift_share(
    frame: pd.DataFrame, indicator: Indicator, province: str, start: str, end: str, units: Units
) -> ShiftShare | None:
    """Take apart the change of a province's figure between two periods.

    None unless every part has a figure and a weight in both, or where the indicator cannot be
    merged. Of a count all change is the parts' own.
    """
    tables = [contributions(frame, indicator, province, at, units) for at in (start, end)]
    r0, r1 = (_levels(table, indicator) for table in tables)
    s0, s1 = (table["share"].to_numpy(np.float64) for table in tables)
    if indicator.aggregation == "none" or np.isnan([r0, r1, s0, s1]).any():
        return None
    if indicator.aggregation == "sum":
        own, weight = r1 - r0, np.zeros(len(r0))
    else:
        mean = (r0 @ s0 + r1 @ s1) / 2
        own, weight = (s0 + s1) / 2 * (r1 - r0), ((r0 + r1) / 2 - mean) * (s1 - s0)
    by_part = pd.DataFrame({
        "area": tables[0]["area"], "own": own, "weight": weight,
        "value_start": r0, "value_end": r1, "share_start": s0, "share_end": s1,
    })  # fmt: skip
    return ShiftShare(own.sum() + weight.sum(), own.sum(), weight.sum(), by_part)


def _levels(table: pd.DataFrame, indicator: Indicator) -> Floats:
    """Return the parts' values; of ratios the unrounded ones, where all parts have the terms."""
    exact = table["numerator"] / table["denominator"]
    if indicator.aggregation == "ratio" and exact.notna().all():
        return (exact * (100 if indicator.unit == "percent" else 1)).to_numpy(np.float64)
    return table["value"].to_numpy(np.float64)

"""How places moved: the same areas in every period between baseline and now."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pandas as pd

from kpi.periods import parse_period
from kpi.ranking.places import by_level

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.periods import Period

__all__ = ["courses"]

_MOST = 13  # periods in a picture: a year of months with both its ends


def courses(
    rows: pd.DataFrame, areas: Collection[str], earlier: str, later: str, indicator: Indicator
) -> pd.DataFrame:
    """Return the places of `areas` among each other: one row an area, one column a period.

    `rows`: usable ones of the indicator. Only periods in which all of the areas have a figure
    are shown, at most 13 evenly chosen, always with both ends.
    """
    first, last = parse_period(earlier), parse_period(later)
    inside = rows[rows["area"].isin(areas)].drop_duplicates(["area", "period"])
    counts = inside.groupby("period")["area"].nunique()
    whole = [parse_period(str(text)) for text in counts.index[counts == len(areas)]]
    between = sorted(
        (one for one in whole
         if one.frequency == last.frequency and first.end <= one.end <= last.end),
        key=lambda one: one.end,
    )  # fmt: skip
    chosen = [one.id for one in _evenly(between)]
    values = inside[inside["period"].isin(chosen)].pivot(
        index="area", columns="period", values="value"
    )
    return values[chosen].apply(lambda column: by_level(column, indicator))


def _evenly(items: list[Period]) -> list[Period]:
    """Keep at most so many, as evenly apart as can be, with the first and the last."""
    if len(items) <= _MOST:
        return items
    step = (len(items) - 1) / (_MOST - 1)
    return [items[round(at * step)] for at in range(_MOST)]

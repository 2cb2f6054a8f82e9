"""A group of provinces against the rest: where each stands, and whether that is only chance."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from kpi.catalogue import Indicator
from kpi.compare.lines import counted
from kpi.compare.proportions import Counted, Interval, difference, holm, p_value
from kpi.equity.groups import Group

__all__ = ["LEAST", "Gap", "Side", "gaps"]

LEAST = 3  # provinces with a figure that a side must have, and half of its own
_HALF = 0.5


@dataclass(frozen=True)
class Side:
    """One side: its provinces, how many of them have a figure, and where they stand.

    `value` is in the indicator's unit, None where too few have a figure.
    """

    number: int
    known: int
    value: float | None
    counted: Counted | None = None


@dataclass(frozen=True)
class Gap:
    """A group and the rest. `difference`: the group less the rest, in the indicator's unit.

    `interval` (95 %) and `p` (Holm's, over all groups) where both sides were counted, else None.
    """

    group: Group
    inside: Side
    outside: Side
    difference: float | None = None
    interval: Interval | None = None
    p: float | None = None


def gaps(
    rows: pd.DataFrame,
    indicator: Indicator,
    groups: Sequence[tuple[Group, Collection[str]]],
    areas: Sequence[str],
) -> list[Gap]:
    """Set each group (with its members among `areas`) against the other areas.

    `rows`: usable observations of one indicator and period. Where every one of them was counted,
    a side is the sum of numerators over the sum of denominators, as if it were one province;
    else its middle province (median), which does not ask how many people live where.
    """
    records = rows[rows["area"].isin(areas)].to_dict("records")
    counts = [counted(row, indicator) for row in records]
    if counts and all(counts):
        held = {str(row["area"]): one for row, one in zip(records, counts, strict=True) if one}
        found = [_pooled(held, group, members, areas) for group, members in groups]
    else:
        values = {str(row["area"]): float(row["value"]) for row in records}
        found = [_middle(values, group, members, areas) for group, members in groups]
    return _adjusted([_apart(one) for one in found])


def _pooled(
    held: dict[str, Counted], group: Group, members: Collection[str], areas: Sequence[str]
) -> Gap:
    def side(own: Sequence[str]) -> Side:
        known = [held[area] for area in own if area in held]
        if not _enough(len(known), len(own)):
            return Side(len(own), len(known), None)
        whole = Counted(sum(one.part for one in known), sum(one.whole for one in known))
        return Side(len(own), len(known), 100 * whole.share, whole)

    return Gap(group, side(_inside(members, areas)), side(_outside(members, areas)))


def _middle(
    values: dict[str, float], group: Group, members: Collection[str], areas: Sequence[str]
) -> Gap:
    def side(own: Sequence[str]) -> Side:
        known = [values[area] for area in own if area in values]
        enough = _enough(len(known), len(own))
        return Side(len(own), len(known), float(pd.Series(known).median()) if enough else None)

    return Gap(group, side(_inside(members, areas)), side(_outside(members, areas)))


def _inside(members: Collection[str], areas: Sequence[str]) -> list[str]:
    return [area for area in areas if area in members]


def _outside(members: Collection[str], areas: Sequence[str]) -> list[str]:
    return [area for area in areas if area not in members]


def _enough(known: int, number: int) -> bool:
    return known >= LEAST and known >= _HALF * number


def _apart(gap: Gap) -> Gap:
    if gap.inside.value is None or gap.outside.value is None:
        return gap
    gap = replace(gap, difference=gap.inside.value - gap.outside.value)
    one, other = gap.inside.counted, gap.outside.counted
    if one is None or other is None:
        return gap
    found = difference(one, other)
    interval = Interval(100 * found.low, 100 * found.high)
    return replace(gap, interval=interval, p=p_value(one, other))


def _adjusted(found: Sequence[Gap]) -> list[Gap]:
    tested = [at for at, gap in enumerate(found) if gap.p is not None]
    sure = dict(zip(tested, holm([gap.p for gap in found if gap.p is not None]), strict=True))
    return [replace(gap, p=sure.get(at)) for at, gap in enumerate(found)]

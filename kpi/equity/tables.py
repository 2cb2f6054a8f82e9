"""What is told of equity as tables: groups, the gap over time, and the provinces with the most."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from kpi.equity import words
from kpi.equity.concentration import Concentration

if TYPE_CHECKING:
    from kpi.equity.seen import Seen
    from kpi.language import Language
    from kpi.units import Units

__all__ = ["MOST", "Holder", "by_group", "group_heads", "holders", "over_time"]

MOST = 8  # provinces listed; the others are told together


class Holder(NamedTuple):
    """A province with many without the service: how many, and shares from 0 to 1."""

    area: str
    missing: float
    share: float  # of all without it
    reached: float  # with those before it
    rate: float  # of its own cases


def group_heads(lang: Language) -> list[str]:
    """Return the columns of `by_group`."""
    return [
        lang._("Group"), lang._("Provinces with a figure"), lang._("The group"), lang._("The rest"),
        lang._("Distance"), lang._("Chance"),
    ]  # fmt: skip


def by_group(shown: Seen, lang: Language) -> list[tuple[str, ...]]:
    """Return a line a group: where it and the rest stand, how far apart, and by chance or not."""
    one = shown.indicator
    return [
        (
            lang.pick(gap.group.name),
            lang._(
                "{known} of {number}",
                known=lang.number(gap.inside.known),
                number=lang.number(gap.inside.number),
            ),
            words.side(gap.inside, one, lang),
            words.side(gap.outside, one, lang),
            words.difference(gap, one, lang),
            words.chance(gap, one, lang),
        )
        for gap in shown.gaps
    ]


def over_time(shown: Seen, lang: Language, units: Units) -> pd.DataFrame:
    """Return all periods' measures as a table to take away."""
    return pd.DataFrame(
        {
            "period": one.period,
            lang._("Provinces"): one.number,
            lang._("Best"): lang.pick(units[one.best].name),
            lang._("Worst"): lang.pick(units[one.worst].name),
            lang._("highest"): one.high,
            lang._("lowest"): one.low,
            lang._("Gap, best to worst"): one.gap,
            "P90": one.p90,
            lang._("median"): one.middle,
            "P10": one.p10,
            "P90/P10": one.ratio,
            lang._("Standard deviation"): one.deviation,
            lang._("Coefficient of variation"): one.variation,
        }
        for one in shown.course
    )


def holders(where: Concentration, most: int | None = MOST) -> list[Holder]:
    """Return the provinces with the most without the service, the most first; None for all."""
    found, reached = [], 0.0
    for one in where.provinces[:most]:
        share = one.missing / where.missing
        reached += share
        found.append(Holder(one.area, one.missing, share, reached, one.rate))
    return found

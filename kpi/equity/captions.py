"""What stands over and under the pictures of equity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi.equity.concentration import Concentration
from kpi.equity.gaps import Gap
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language

__all__ = ["how", "index", "rest", "titled"]


def titled(indicator: Indicator, period: str, lang: Language) -> str:
    """Name the picture of groups."""
    name, when = lang.pick(indicator.short), lang.period(parse_period(period))
    return lang._("{name}, {period}: each group and the rest", name=name, period=when)


def how(found: Sequence[Gap], lang: Language) -> str:
    """Say how a side's figure is made."""
    if any(gap.inside.counted or gap.outside.counted for gap in found):
        return lang._("Each side as one province: sum of numerators over sum of denominators")
    return lang._("Each side: its middle province (median), each province counts alike")


def index(where: Concentration, lang: Language) -> str:
    """Name the index of concentration with its two ends."""
    return lang._(
        "Concentration index {index}: 0 is spread like the cases, 1 all in one place",
        index=lang.number(where.index, 2),
    )


def rest(where: Concentration, listed: int, reached: float, lang: Language) -> str:
    """Say what the provinces hold that are not `listed`; "" where all are."""
    others = len(where.provinces) - listed
    if not others:
        return ""
    return lang._(
        "The other {count} provinces: {share} of those without it.",
        count=lang.number(others), share=lang.percent(100 * (1 - reached), 1),
    )  # fmt: skip

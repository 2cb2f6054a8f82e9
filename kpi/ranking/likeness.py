"""Like-for-like: between which periods improvement and places may be compared, and for whom.

Nothing is compared across a break of the series. The merger of 2025-07-01 is such a break for the
former provinces, which end there. For the provinces in force earlier figures are those of their
parts, merged: both sides are then of the same units, and what is compared is marked estimated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import pandas as pd

from kpi.figures import Scope
from kpi.periods import Period, parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Break, Indicator

__all__ = ["Baseline", "Refusal", "Scope", "baselines", "broken", "crosses", "refusal", "usual"]

MERGER = date(2025, 7, 1)  # first day of the provinces in force; a test holds it to units.yml
_ENOUGH = 0.5  # share of the areas ranked now that a usual baseline has


@dataclass(frozen=True)
class Refusal:
    """Why no improvement and no change of place is told.

    `kind`: no earlier figures of this kind of period (`first`), the merger lies between and the
    areas are former provinces (`merger`), the series changed (`break`, with which), nobody has
    figures that compare in both periods (`nobody`).
    """

    kind: Literal["first", "merger", "break", "nobody"]
    cut: Break | None = None


@dataclass(frozen=True)
class Baseline:
    """A period to compare with, and why it is the usual one: a `year` before, or the `newest`."""

    period: str
    why: Literal["year", "newest"]


def baselines(periods: Mapping[str, int], period: str) -> list[str]:
    """Return the earlier periods of the same kind, the newest first.

    `periods`: ids with the number of areas that have figures. Ranges with a beginning of their
    own differ in length and are compared with nothing.
    """
    at = parse_period(period)
    read = [parse_period(text) for text in periods]
    like = [one for one in read if one.frequency == at.frequency != "R" and one.end < at.end]
    return [one.id for one in sorted(like, key=lambda one: one.end, reverse=True)]


def usual(
    periods: Mapping[str, int], period: str, indicator: Indicator, scope: Scope
) -> Baseline | None:
    """Choose the baseline: the same span a year before, else the newest, if it may be compared.

    A year before has the same season. It must have figures of half as many areas as are ranked
    now, and so must the newest if there is such a one.
    """
    at = parse_period(period)
    fit = [
        text for text in baselines(periods, period)
        if refusal(parse_period(text), at, indicator, scope) is None
    ]  # fmt: skip
    wide = [text for text in fit if periods[text] >= _ENOUGH * periods.get(period, 0)]
    before = f"{int(period[:4]) - 1}{period[4:]}"
    if before in wide:
        return Baseline(before, "year")
    newest = next(iter([*wide, *fit]), None)
    return None if newest is None else Baseline(newest, "newest")


def refusal(earlier: Period, later: Period, indicator: Indicator, scope: Scope) -> Refusal | None:
    """Say why two periods do not compare for anyone, or None."""
    between = [cut for cut in indicator.breaks if earlier.end < cut.day <= later.end]
    changed = [cut for cut in between if cut.day != MERGER]
    if changed:
        return Refusal("break", changed[-1])
    if scope == "63" and crosses(earlier, later):
        return Refusal("merger")
    return None


def crosses(earlier: Period, later: Period) -> bool:
    """Tell whether the merger lies between two periods, by their last days."""
    return earlier.end < MERGER <= later.end


def broken(rows: pd.DataFrame, earlier: Period, later: Period, scope: Scope) -> frozenset[str]:
    """Return the areas whose own series breaks between two periods (status B).

    `rows`: of one indicator, with `area`, `status`, `start` and `end`. For provinces in force the
    break that the merger is does not count: their earlier figures are merged.
    """
    merger, after = pd.Timestamp(MERGER), pd.Timestamp(earlier.end)
    cut = (rows["status"] == "B") & (rows["end"] > after) & (rows["end"] <= pd.Timestamp(later.end))
    if scope == "34":
        cut &= ~((rows["start"] <= merger) & (merger <= rows["end"]))
    return frozenset(rows.loc[cut, "area"])

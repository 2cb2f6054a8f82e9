"""The ranking of one indicator in one period: who is where, who moved how, who is not ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kpi.observations import usable
from kpi.periods import parse_period
from kpi.ranking import intervals, places
from kpi.ranking.course import courses
from kpi.ranking.likeness import Refusal, Scope, broken, crosses, refusal

if TYPE_CHECKING:
    from kpi.catalogue import Indicator

__all__ = ["Ranking", "counts", "ranking"]

_FACTS = ["value", "of", "qualifier", "status", "numerator", "denominator", "source", "period"]


@dataclass(frozen=True, eq=False)
class Ranking:
    """A ranking; frames are indexed by area id and must not be changed.

    `table`: areas with an exact figure, the best first: the figure's columns and `place`; since
    the baseline, NaN where it does not compare: `base` (value then), `delta` and `delta_place`
    (see `places.improvement`), `moved` (places gained among those compared); by chance, NaN
    where it is not known: `low`, `high` (percent), `first`, `last` (places).
    `bounds`: rows of areas known by a bound only. `missing`: areas without a figure.
    `moves`: places of those compared, by period. `merged`: the merger lies between.
    """

    indicator: Indicator
    scope: Scope
    period: str
    baseline: str | None
    table: pd.DataFrame
    bounds: pd.DataFrame
    missing: tuple[str, ...]
    refused: Refusal | None
    moves: pd.DataFrame
    merged: bool

    @property
    def sure(self) -> bool:
        """Whether it is known how far places move by chance."""
        return bool(self.table["first"].notna().any())

    @property
    def compared(self) -> pd.DataFrame:
        """The rows that compare with the baseline, the most improved first."""
        known = self.table[self.table["delta"].notna()]
        return known.sort_values("delta_place", kind="stable")


def counts(rows: pd.DataFrame, areas: Sequence[str]) -> dict[str, int]:
    """Return the periods with figures of any of the areas, newest first, and of how many."""
    inside = rows[rows["area"].isin(areas) & rows["value"].notna()]
    found = inside.groupby("period")["area"].nunique()
    order = sorted(found.index, key=lambda text: parse_period(str(text)).end, reverse=True)
    return {str(text): int(found[text]) for text in order}


def ranking(
    rows: pd.DataFrame,
    indicator: Indicator,
    scope: Scope,
    areas: Sequence[str],
    period: str,
    baseline: str | None = None,
) -> Ranking:
    """Rank `areas` by an indicator in a period, and by what they improved since a baseline.

    `rows` as `kpi.merger.view` gives them, of this indicator; `areas` are all that belong to the
    ranking, in the order in which equals are listed.
    """
    ours = rows[rows["area"].isin(areas)]
    now = ours[ours["period"] == period].drop_duplicates("area").set_index("area")
    now = now.reindex([area for area in areas if area in now.index])
    exact, known = usable(now), now[now["value"].notna()]
    table = exact[_FACTS].assign(place=places.by_level(exact["value"], indicator))
    table = table.sort_values("place", kind="stable")
    table = table.join(_by_chance(table, indicator))
    refused, then = _then(ours, indicator, scope, period, baseline)
    table, moves = _since(table, then, ours, indicator, period, baseline)
    if baseline is not None and refused is None and moves.empty:
        refused = Refusal("nobody")
    return Ranking(
        indicator, scope, period, baseline, table,
        known.loc[known.index.difference(exact.index, sort=False)],
        tuple(area for area in areas if area not in known.index),
        refused, moves,
        baseline is not None and crosses(parse_period(baseline), parse_period(period)),
    )  # fmt: skip


def _by_chance(table: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return the intervals, where every area ranked is counted in cases; else NaN."""
    above, below = table["numerator"], table["denominator"]
    counted = indicator.aggregation == "ratio" and indicator.unit == "percent" and len(table) > 1
    if not counted or not ((above >= 0) & (above <= below) & (below > 0)).all():
        return pd.DataFrame(np.nan, index=table.index, columns=["low", "high", "first", "last"])
    low, high = intervals.joint_intervals(above, below)
    first, last = intervals.place_bounds(low, high, indicator.direction == "higher")
    found = {"low": low, "high": high, "first": first, "last": last}
    return pd.DataFrame(found, index=table.index, dtype=float)


def _then(
    rows: pd.DataFrame, indicator: Indicator, scope: Scope, period: str, baseline: str | None
) -> tuple[Refusal | None, pd.Series[float]]:
    """Return the figures at the baseline that compare with now, or why none do."""
    none = pd.Series(dtype=float)
    if baseline is None:
        return Refusal("first"), none
    earlier, later = parse_period(baseline), parse_period(period)
    refused = refusal(earlier, later, indicator, scope)
    if refused is not None:
        return refused, none
    cut = broken(rows, earlier, later, scope)
    then = usable(rows[(rows["period"] == baseline) & ~rows["area"].isin(cut)])
    return None, then.drop_duplicates("area").set_index("area")["value"]


def _since(
    table: pd.DataFrame,
    then: pd.Series[float],
    rows: pd.DataFrame,
    indicator: Indicator,
    period: str,
    baseline: str | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add what happened since the baseline, and return how places moved among those compared."""
    base = then.reindex(table.index)
    delta = places.improvement(table["value"], base, indicator)
    compared = list(delta.index[delta.notna()])
    moves = pd.DataFrame()
    if baseline is not None and len(compared) > 1:
        moves = courses(usable(rows), compared, baseline, period, indicator)
    moved = moves[baseline] - moves[period] if baseline in moves else pd.Series(dtype=float)
    added = table.assign(
        base=base,
        delta=delta,
        delta_place=places.competition(delta),
        moved=moved.reindex(table.index),
    )
    return added, moves

"""What a version would do to what people look at: the headlines and the merged provinces."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

import pandas as pd

from kpi.catalogue import Catalogue
from kpi.merger import view
from kpi.observations import dated, latest_rows, newest
from kpi.parts import POPULATION
from kpi.store.dry_run import KEY, Plan
from kpi.store.states import same_facts
from kpi.units import Units

__all__ = ["Effects", "effects"]

NATION = "VN"
_TOLD = ["period", "value", "status"]
_SEEN = ["value", "status", "coverage"]


class Effects(NamedTuple):
    """Two tables of what is seen before (`old_…`) and after (`new_…`), NaN where nothing is.

    `headlines`: indicator, area `VN`, and period, value, status of the nation's last figure.
    `provinces`: indicator, area, period, and value, status, coverage of provinces that were
    merged of several parts.
    """

    headlines: pd.DataFrame
    provinces: pd.DataFrame


def effects(plan: Plan, catalogue: Catalogue, units: Units) -> Effects:
    """Work out what the planned version changes in the 34 provinces' view."""
    touched = _touched(plan, catalogue)
    old, new = (_seen(rows, touched, catalogue, units) for rows in (plan.before, plan.after))
    lasts = [_headlines(frame) for frame in (old, new)]
    merged = [frame[frame["parts"] > 1].set_index(KEY)[_SEEN] for frame in (old, new)]
    return Effects(_differing(lasts[0], lasts[1]), _differing(merged[0], merged[1]))


def _touched(plan: Plan, catalogue: Catalogue) -> set[str]:
    """Return the indicators that can change: those in the plan, and all weighed by one of them."""
    changed = set(plan.changes["indicator"])
    if POPULATION in changed:  # it weighs whatever has no other weight
        return set(catalogue)
    return changed | {one.id for one in catalogue.values() if one.weight in changed}


def _seen(
    rows: pd.DataFrame, touched: Set[str], catalogue: Catalogue, units: Units
) -> pd.DataFrame:
    """Return the rows of some indicators as the dashboard shows them."""
    weights = {POPULATION, *(one.weight for one in catalogue.values())}
    shown = dated(newest(rows[rows["indicator"].isin(touched | weights)]))
    seen = view(shown, "34", catalogue, units)
    return seen[seen["indicator"].isin(touched)]


def _headlines(seen: pd.DataFrame) -> pd.DataFrame:
    last = latest_rows(seen[seen["area"] == NATION])
    rows = pd.DataFrame(last.values(), columns=seen.columns)
    return rows.set_index(["indicator", "area"])[_TOLD]


def _differing(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Put two tables side by side and keep the lines in which they differ."""
    names, both = old.columns, old.index.union(new.index)
    old, new = old.reindex(both), new.reindex(both)
    told = [frame.add_prefix(f"{age}_") for age, frame in (("old", old), ("new", new))]
    apart = ~same_facts(old, new, list(names))
    return pd.concat(told, axis=1)[apart].reset_index()

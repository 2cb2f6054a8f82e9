"""How much of the country the figures cover, and which of them a map should open on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

import pandas as pd

from kpi.observations import usable
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.language import Language
    from kpi.units import Unit, Units

# Shown beside the figures, but no measure of the digital transformation.
CONTEXT = frozenset({"population"})
_NEARLY = 0.9

Counts = dict[tuple[str, str], int]


class Opening(NamedTuple):
    """An indicator and the era in whose borders it covers the country best."""

    indicator: str
    era: str


def covered(frame: pd.DataFrame, era: str) -> Counts:
    """Return the number of the era's areas with a figure, by (indicator, period)."""
    rows = usable(frame)
    inside = rows[rows["area"].str.startswith(f"VN{era}-")]
    counts = inside.groupby(["indicator", "period"])["area"].nunique()
    return cast(Counts, counts.to_dict())


def opening(held: Mapping[str, Counts], order: Sequence[str]) -> Opening:
    """Choose what a map opens on: the widest coverage, among equals the newest period.

    `held` maps an era (`34`, `63`) to its `covered` counts. Coverage is a share of the era's
    areas, so 63 of 63 equals 34 of 34. Among equals still, the era first in `held` stays, and
    in it the indicator that comes first in `order`.
    """
    candidates = [
        ((areas / int(era), parse_period(period).end, -at, -order.index(indicator)), indicator, era)
        for at, (era, counts) in enumerate(held.items())
        for (indicator, period), areas in counts.items()
        if indicator not in CONTEXT
    ]
    if not candidates:
        return Opening("population", "34")
    _, indicator, era = max(candidates)
    return Opening(indicator, era)


def widest_period(held: Counts, indicator: str) -> str | None:
    """Return the newest period that covers nearly as many areas (90 %) as the widest does."""
    counts = {period: areas for (name, period), areas in held.items() if name == indicator}
    enough = _NEARLY * max(counts.values(), default=0)
    wide = [period for period, areas in counts.items() if areas >= enough]
    return max(wide, key=lambda text: parse_period(text).end, default=None)


def reach(frame: pd.DataFrame) -> pd.DataFrame:
    """Return what each indicator's figures reach: one row an indicator.

    Columns: `areas` and `periods` (numbers of them), `first` and `last` (period ids, by their
    last day), `published` (the newest date of publication, as known).
    """
    rows = usable(frame).sort_values("end", kind="stable")
    grouped = rows.groupby("indicator", observed=True)
    return grouped.agg(
        areas=("area", "nunique"),
        periods=("period", "nunique"),
        first=("period", "first"),
        last=("period", "last"),
        published=("published", "max"),
    )


def areas_of(rows: pd.DataFrame, era: str, units: Units, lang: Language) -> list[str]:
    """Return the areas that have rows: nation and groups first, then the era's provinces."""
    held = [units[area] for area in rows["area"].unique() if area in units]
    wide = [unit.id for unit in held if unit.kind in ("nation", "group")]
    local = in_order((unit for unit in held if unit.id.startswith(f"VN{era}-")), lang)
    other = in_order((unit for unit in held if unit.kind in ("ministry", "country")), lang)
    return [*sorted(wide, key=lambda area: (area != "VN", area)), *local, *other]


def in_order(units: Iterable[Unit], lang: Language) -> list[str]:
    """Return the ids of units in Vietnamese order of their names."""
    return [unit.id for unit in sorted(units, key=lambda unit: lang.sort_key(lang.pick(unit.name)))]

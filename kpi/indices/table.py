"""A race as a table to take away, with the weights it was run by; an index as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from kpi.indices.settings import percentages

if TYPE_CHECKING:
    from kpi.indices.index import Index
    from kpi.indices.race import Race
    from kpi.language import Language
    from kpi.units import Units

__all__ = ["structure", "table"]


def table(
    race: Race,
    moved: Race,
    weights: Sequence[float],
    lang: Language,
    units: Units,
    mark: str = "",
) -> pd.DataFrame:
    """Return one line an area, the best first and those without a total last.

    `race` holds the figures as they are, `moved` those that were tried with `weights`. `mark` says
    what the figures are where they are not published ones.
    """
    index, _ = race.index, lang._
    tried, official = moved.standing(weights), race.standing(index.weights)
    lines = pd.DataFrame({"mark": mark} if mark else {}, index=tried.index)
    lines[_("Rank")] = tried["rank"].astype("Int64")
    lines["area"] = lines.index
    lines[_("Area")] = [lang.pick(units[str(area)].name) for area in lines.index]
    lines[_("Total")] = tried["total"]
    for column, (group, weight) in enumerate(zip(index.groups, percentages(weights), strict=True)):
        lines[f"{lang.pick(group.name)} ({lang.percent(weight, 2, 0)})"] = moved.values[:, column]
    lines[_("Rank by the official weights")] = official["rank"].astype("Int64")
    lines[_("Total by the official weights")] = official["total"]
    lines[_("Total as published")] = pd.Series(race.published, dtype=float).reindex(lines.index)
    lines[_("Keeps its place ±1, share of 1,000 weightings")] = race.robustness.stays
    lines[_("Among the first five, share of 1,000 weightings")] = race.robustness.first
    return lines.sort_values(_("Rank"), kind="stable", na_position="last").reset_index(drop=True)


def structure(index: Index, lang: Language) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return heads and lines: each group, its most points and its weight."""
    whole = sum(index.weights)
    lines: list[tuple[str, ...]] = [
        (lang.pick(group.name), lang.number(group.points), lang.percent(100 * group.points / whole))
        for group in index.groups
    ]
    return (lang._("Group"), lang._("Most points"), lang._("Weight")), lines

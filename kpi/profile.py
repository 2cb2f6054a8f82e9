"""One province in words: what it is, and its figures among its peers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from kpi import sentences
from kpi.observations import latest, usable

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.figures import Figures
    from kpi.language import Language
    from kpi.units import Unit, Units

__all__ = ["KEY_FIGURES", "compared", "introduction"]

KEY_FIGURES = 6  # of a province, told first


def introduction(
    place: Unit, held: Sequence[Indicator], today: date, units: Units, lang: Language
) -> str:
    """Say what a province is and how many indicators have figures of it (`held`)."""
    words = {
        "name": lang.pick(place.full_name(today)),
        "region": lang.pick(units.regions[place.region]),
        "known": lang.number(len(held)),
    }
    if not place.parts[1:]:
        return lang._("{name}, {region}; indicators with figures: {known}.", **words)
    words["parts"] = ", ".join(lang.pick(units[part].name) for part in place.parts)
    return lang._(
        "{name}, {region}, merged from {parts}; indicators with figures: {known}.", **words
    )


def compared(
    figures: Figures, indicator: Indicator, own: pd.Series, units: Units, lang: Language
) -> list[tuple[str, str]]:
    """Say an area's place among its peers, and the figures of all localities and the nation.

    All are of the area's own period; a place among less than half of the areas would say little.
    """
    rows = figures.of(indicator.id)
    rows = usable(rows[rows["period"] == own["period"]])
    peers = rows[rows["area"].str.startswith(f"VN{figures.era}-")]["value"]
    ahead = peers > own["value"] if indicator.direction == "higher" else peers < own["value"]
    lines = []
    if indicator.unit != "rank" and 2 * len(peers) >= int(figures.era):
        place_of = f"{int(ahead.sum()) + 1}/{len(peers)}"
        lines.append((lang._("Place among those with figures"), place_of))
    for area, name in (
        ("VN-PROVINCES", lang.pick(units["VN-PROVINCES"].name)),
        ("VN", lang._("Whole country")),
    ):
        whole = latest(rows, indicator.id, area)
        if whole is not None:
            lines.append((name, sentences.figure(whole, indicator, lang)))
    return lines

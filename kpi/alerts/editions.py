"""All editions of all figures in the borders of the 34 provinces, to look at on any past day."""

from __future__ import annotations

from datetime import date

import pandas as pd

from kpi.catalogue import Catalogue
from kpi.merger import view
from kpi.observations import known_since, newest
from kpi.units import Units

__all__ = ["editions", "known", "publication_days"]

_KEY = ["indicator", "area", "period"]
_FORMER = "VN63-"


def editions(rows: pd.DataFrame, catalogue: Catalogue, units: Units) -> pd.DataFrame:
    """Return all vintages of `rows` as the 34 provinces have them.

    Figures of areas that were not merged pass untouched. Merged ones are made of the newest
    editions of their parts; of indicators whose parts were revised, once for each publication.
    """
    former = rows["area"].str.startswith(_FORMER)
    revised = set(rows.loc[former & rows.duplicated(_KEY, keep=False), "indicator"])
    seen = view(newest(rows), "34", catalogue, units)
    merged = seen[seen["area"].str.startswith("VN34-") & ~seen["indicator"].isin(revised)]
    merged = merged[~_index(merged).isin(_index(rows))]
    past = [_once_known(rows, name, catalogue, units) for name in sorted(revised)]
    return pd.concat([rows[~former], merged, *past], ignore_index=True)


def _index(rows: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows[_KEY])


def _once_known(
    rows: pd.DataFrame, indicator: str, catalogue: Catalogue, units: Units
) -> pd.DataFrame:
    """Merge one indicator as it was known on each day on which something of it came out."""
    own = rows[rows["indicator"] == indicator]
    weights = newest(rows[rows["indicator"] != indicator])
    parts = []
    for day in publication_days(own):
        seen = view(pd.concat([known(own, day), weights]), "34", catalogue, units)
        ours = (seen["indicator"] == indicator) & seen["area"].str.startswith("VN34-")
        parts.append(seen[ours].assign(published=f"{day}"))
    return pd.concat(parts, ignore_index=True)


def known(frame: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the newest edition of each figure that had come out by a day."""
    days = {text: known_since(text) <= f"{day}" for text in frame["published"].unique()}
    return newest(frame[frame["published"].map(days).astype(bool)])


def publication_days(frame: pd.DataFrame) -> tuple[date, ...]:
    """Return the days on which something came out, in order."""
    texts = {known_since(text) for text in frame["published"].unique()}
    return tuple(sorted(map(date.fromisoformat, texts)))

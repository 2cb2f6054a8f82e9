"""The practice workspace at the size of 30 indicators, each with figures and a target everywhere.

The panel has nineteen; eleven more are copies of one of them under ids of their own, and those
without a target get one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from kpi.catalogue import Catalogue, Indicator, Target, load_catalogue
from kpi.practice import practice_panel

__all__ = ["COUNT", "thirty"]

COUNT = 30
_COPIED = "on_time_rate"
_DUE = date(2027, 12, 31)


def thirty() -> tuple[pd.DataFrame, Catalogue]:
    """Return the panel of the 63 former provinces with 30 indicators, and their catalogue."""
    panel, known = practice_panel(), load_catalogue()
    copied = panel[panel["indicator"] == _COPIED]
    extra = [f"bench_{at}" for at in range(COUNT - panel["indicator"].nunique())]
    rows = pd.concat([panel, *(copied.assign(indicator=name) for name in extra)])
    entries = {name: known[name] for name in panel["indicator"].unique()}
    entries |= {name: replace(known[_COPIED], id=name) for name in extra}
    highest = rows.groupby("indicator")["value"].max()
    aimed = {name: _aimed(one, float(highest[name])) for name, one in entries.items()}
    everything = {**known.indicators, **aimed}
    return rows.reset_index(drop=True), replace(known, indicators=everything)


def _aimed(one: Indicator, highest: float) -> Indicator:
    if one.targets:
        return one
    value = 2 * highest if one.valid[1] is None else one.valid[1]
    return replace(one, targets=(Target(one.id, "VN", value, _DUE, one.source),))

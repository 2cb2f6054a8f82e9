"""Rules on targets: the needed pace, the chance of reaching them; and on data quality."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from kpi import quality
from kpi.alerts.rules import Rule
from kpi.alerts.series import COLUMNS
from kpi.catalogue import Catalogue, Indicator
from kpi.course import Judged, judge_all
from kpi.units import Units

__all__ = ["aimed", "below_quality", "beyond_best", "open_targets", "unlikely"]


def open_targets(catalogue: Mapping[str, Indicator], day: date) -> dict[str, Indicator]:
    """Return the indicators with a deadline still to come."""
    return {
        name: one
        for name, one in catalogue.items()
        if any(target.deadline >= day for target in one.targets)
    }


def aimed(frame: pd.DataFrame, catalogue: Mapping[str, Indicator], day: date) -> Judged:
    """Judge the areas of Viet Nam of all indicators with a target still to come."""
    ours = frame[frame["area"].str.startswith("VN")]
    return judge_all(ours, open_targets(catalogue, day), day)


def beyond_best(judged: Judged, rule: Rule) -> pd.DataFrame:
    """Judge paces: `value` required a month, `bar` the best ever held, `extra` months left."""
    table = _ahead(judged)
    ratio, verdict = table["pace_value"], table["pace"]
    never = (verdict == "beyond_best") & ratio.isna()  # the best pace was none at all
    known = verdict != "not_enough_data"
    holds = ((ratio > rule.limit) & (verdict == "beyond_best")) | never | (verdict == "impossible")
    return _rows(
        table, holds.astype(float).where(known), table["required_pace"], table["best_pace"],
        table["months_left"],
    )  # fmt: skip


def unlikely(judged: Judged, rule: Rule) -> pd.DataFrame:
    """Judge chances: `value` the probability, `bar` the least, `extra` what is expected."""
    table = _ahead(judged)
    chance = table["probability"]
    holds = (chance < rule.limit).astype(float).where(chance.notna())
    holds = holds.mask(table["overall"] == "achieved", 0.0)
    return _rows(table, holds, chance, rule.limit, table["projected"])


def _ahead(judged: Judged) -> pd.DataFrame:
    table = judged.frame
    return table[table["deadline"].notna() & ~table["past"].astype(bool)]


def _rows(
    table: pd.DataFrame, holds: pd.Series, value: pd.Series, bar: pd.Series | float,
    extra: pd.Series,
) -> pd.DataFrame:  # fmt: skip
    told = table.assign(subject=table["indicator"], holds=holds, value=value, bar=bar, extra=extra)
    return told.assign(on=told["deadline"].dt.strftime("%Y-%m-%d"), since=None)[COLUMNS]


def below_quality(
    frame: pd.DataFrame, rule: Rule, catalogue: Catalogue, units: Units, day: date
) -> pd.DataFrame:
    """Judge indicators by the mean of the six words: `value` the score, `bar` the least."""
    seen = frame[frame["end"] <= pd.Timestamp(day)]
    found = quality.checks(seen, catalogue, units, day)
    score = quality.overall(quality.scores(found, "indicator"))
    table = {
        "subject": score.index, "area": "VN", "holds": (score < rule.limit).astype(float),
        "value": score.to_numpy(), "bar": rule.limit, "extra": np.nan, "on": "", "since": None,
    }  # fmt: skip
    return pd.DataFrame(table).reset_index(drop=True)

"""Rules on the course of figures: a fall, no improvement, no update, under the region, sums.

Each takes the figures known on a day and returns one row an indicator and area: `holds` (1, 0,
NaN where the figures asked for are not there) and the numbers that say why: `value`, `bar`,
`extra` in the indicator's unit or in days, `on` the period, `since` a day where the condition's
first day is known exactly.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.alerts.rules import Rule
from kpi.catalogue import Catalogue
from kpi.observations import usable
from kpi.units import Units

__all__ = ["COLUMNS", "comparable", "fallen", "flat", "stale", "sums", "under_region"]

Floats = NDArray[np.float64]
COLUMNS = ["subject", "area", "holds", "value", "bar", "extra", "on", "since"]
_KEY = ["indicator", "area"]
_USED = [*_KEY, "period", "value", "qualifier", "status", "start", "end"]
_DAYS = {"A": 365, "S": 182, "Q": 91, "M": 30, "I": 365}  # of one period, as in kpi.quality
_CHANGES = 4  # earlier changes that tell a series' noise
_OTHERS = 4  # provinces that make a region's range
_ROBUST = 1.4826  # median distance → standard deviation of a normal law (Hampel, JASA 69, 1974)


def comparable(frame: pd.DataFrame, catalogue: Catalogue, day: date) -> pd.DataFrame:
    """Return the exact figures of Viet Nam since the last break of each series, oldest first.

    Adds `good`: the value, negative where lower is better. Cut as `kpi.course.series` does.
    Background figures, as the population, are no achievement and left out.
    """
    rows = _told(frame, catalogue, day)
    background = {name for name, one in catalogue.items() if one.pillar == "background"}
    rows = rows[~rows["indicator"].isin(background)]
    rows = rows[(rows["qualifier"] == "") & ~rows["status"].isin(("F", "M"))]
    rows = rows.sort_values([*_KEY, "end", "start"])
    rows = rows.drop_duplicates([*_KEY, "end"], keep="last")
    cuts = (rows["status"] == "B").groupby(_by(rows)).cumsum()
    rows = rows.assign(_age=_ages(rows, catalogue), _cut=cuts)
    last = rows.groupby(_KEY)[["_age", "_cut"]].transform("last")
    rows = rows[(rows[["_age", "_cut"]] == last).all(axis=1)]
    lower = {name for name, one in catalogue.items() if one.direction == "lower"}
    return rows.assign(good=rows["value"].where(~rows["indicator"].isin(lower), -rows["value"]))


def _ages(rows: pd.DataFrame, catalogue: Catalogue) -> NDArray[np.int64]:
    """Count the breaks the catalogue names up to each figure, as `kpi.standing.age` does."""
    ages, ends = np.zeros(len(rows), np.int64), rows["end"].to_numpy()
    for name, places in rows.groupby("indicator").indices.items():
        cuts = pd.DatetimeIndex(sorted(cut.day for cut in catalogue[str(name)].breaks))
        ages[places] = np.searchsorted(cuts.to_numpy(), ends[places], side="right")
    return ages


def _by(rows: pd.DataFrame) -> list[pd.Series]:
    return [rows[name] for name in _KEY]


def _told(frame: pd.DataFrame, catalogue: Catalogue, day: date) -> pd.DataFrame:
    """Keep numbers of Viet Nam for periods that are over."""
    ours = frame["area"].str.startswith("VN") & frame["indicator"].isin(list(catalogue))
    over = frame["end"] <= pd.Timestamp(day)
    told: pd.DataFrame = frame.loc[ours & over & np.isfinite(frame["value"]), _USED]
    return told


def _rows(last: pd.DataFrame, **numbers: pd.Series | float) -> pd.DataFrame:
    """Write results under each series' last row."""
    told = last.assign(subject=last["indicator"], on=last["period"], since=None, **numbers)
    return told.reindex(columns=COLUMNS)


def _holds(condition: pd.Series, known: pd.Series) -> pd.Series:
    return condition.astype(float).where(known)


def fallen(rows: pd.DataFrame, rule: Rule, catalogue: Catalogue) -> pd.DataFrame:
    """Judge the last change: `value` is the last figure, `bar` the noise, `extra` the change.

    `rows`: as `comparable` gives them. The bar is never less than the last digit shown.
    """
    change = rows["good"].groupby(_by(rows)).diff()
    is_last = ~rows.duplicated(_KEY, keep="last")
    earlier = change.where(~is_last)
    grouped = earlier.groupby(_by(rows))
    off = (earlier - grouped.transform("median")).abs()
    noise = _ROBUST * off.groupby(_by(rows)).transform("median")
    digit = rows["indicator"].map({name: 10.0**-one.decimals for name, one in catalogue.items()})
    bar = (rule.limit * noise).clip(lower=digit)
    last, known = rows[is_last], grouped.transform("count") >= _CHANGES
    holds = _holds(-change > bar, known)[is_last]
    signed = change.where(rows["good"] == rows["value"], -change)
    return _rows(last, holds=holds, bar=bar[is_last], extra=signed[is_last])


def flat(rows: pd.DataFrame, rule: Rule, catalogue: Catalogue) -> pd.DataFrame:
    """Judge whether the last figures brought nothing: `bar` is the figure before them.

    A series at the good end of its scale cannot improve and is not flat.
    """
    place = rows.groupby(_KEY).cumcount(ascending=False)
    best = rows.loc[place < rule.periods].groupby(_KEY)["good"].max()
    before = rows.loc[place == rule.periods].set_index(_KEY)
    last = rows[place == 0]
    index = pd.MultiIndex.from_frame(last[_KEY])
    bar = pd.Series(before["value"].reindex(index).to_numpy(), last.index)
    good = pd.Series(before["good"].reindex(index).to_numpy(), last.index)
    ends = {name: one.valid[one.direction == "higher"] for name, one in catalogue.items()}
    at_end = last["value"] == last["indicator"].map(ends).astype(float)
    reached = pd.Series(best.reindex(index).to_numpy(), last.index)
    return _rows(last, holds=_holds((reached <= good) & ~at_end, good.notna()), bar=bar)


def stale(frame: pd.DataFrame, rule: Rule, catalogue: Catalogue, day: date) -> pd.DataFrame:
    """Judge the age of the last figure: `extra` days since its period ended, `bar` allowed.

    A single figure promises no other: there the rule says nothing.
    """
    rows = usable(_told(frame, catalogue, day)).sort_values([*_KEY, "end", "start"])
    count = rows.groupby(_KEY)["end"].transform("nunique")
    is_last = ~rows.duplicated(_KEY, keep="last")
    last, count = rows[is_last], count[is_last]
    length = {name: _DAYS[one.frequency] for name, one in catalogue.items()}
    allowed = last["indicator"].map(length).astype(int) + rule.days
    old = (pd.Timestamp(day) - last["end"]).dt.days
    told = _rows(last, holds=_holds(old > allowed, count > 1), bar=allowed, extra=old)
    ends = zip(last["end"].dt.date, allowed, strict=True)
    return told.assign(since=[end + timedelta(int(most) + 1) for end, most in ends])


def under_region(
    rows: pd.DataFrame, rule: Rule, catalogue: Catalogue, units: Units
) -> pd.DataFrame:
    """Judge provinces against the others of their region: `bar` the fence, `extra` the median.

    The fence is the worse quartile less `limit` quartile distances (J. W. Tukey, "Exploratory
    Data Analysis", 1977), of the others' figures for the indicator's newest period.
    Counts grow with a province's size and are not compared.
    """
    counts = [name for name, one in catalogue.items() if one.aggregation == "sum"]
    local = rows[rows["area"].str.startswith("VN34-") & ~rows["indicator"].isin(counts)]
    local = local[local["end"] == local.groupby("indicator")["end"].transform("max")]
    regions = {unit.id: unit.region for unit in units.provinces}
    good, groups = local["good"].to_numpy(dtype=np.float64), [
        local["indicator"], local["area"].map(regions)
    ]  # fmt: skip
    fence, middle = np.full((2, len(local)), np.nan)
    for places in local.groupby(groups).indices.values():
        if len(places) > _OTHERS:
            fence[places], middle[places] = _fence(good[places], rule.limit)
    sign = np.sign(good * local["value"].to_numpy(dtype=np.float64))
    holds = pd.Series(np.where(np.isnan(fence), np.nan, good < fence), local.index)
    bars = pd.DataFrame({"bar": sign * fence, "extra": sign * middle}, local.index)
    return _rows(local, holds=holds, bar=bars["bar"], extra=bars["extra"])


def _fence(good: Floats, limit: float) -> tuple[Floats, Floats]:
    """Return for each of a region's provinces the fence and the median of the others."""
    others = np.stack([np.delete(good, at) for at in range(len(good))])
    low, middle, high = np.quantile(others, (0.25, 0.5, 0.75), axis=1)
    return low - limit * (high - low), middle


def sums(frame: pd.DataFrame, rule: Rule, catalogue: Catalogue, units: Units,
         day: date) -> pd.DataFrame:  # fmt: skip
    """Judge counts of the newest whole period: `value` the provinces' sum, `bar` the nation's."""
    adding = [name for name, one in catalogue.items() if one.aggregation == "sum"]
    rows = usable(_told(frame, catalogue, day))
    rows = rows[rows["indicator"].isin(adding)]
    key = ["indicator", "period"]
    local = rows[rows["area"].isin([unit.id for unit in units.provinces])]
    whole = local.groupby(key)["value"].agg(["size", "sum"]).reset_index()
    both = rows[rows["area"] == "VN"].merge(whole, on=key).sort_values(["indicator", "end"])
    both = both[both["size"] == len(units.provinces)].drop_duplicates("indicator", keep="last")
    apart = (both["sum"] - both["value"]).abs() > rule.limit / 100 * both["value"].abs()
    told = _rows(both, holds=apart.astype(float), bar=both["value"])
    return told.assign(value=both["sum"], extra=both["sum"] - both["value"])

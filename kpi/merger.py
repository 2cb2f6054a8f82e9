"""From 63 provinces to 34: the rules by which figures of the parts become the province's.

Counts add. Ratios are the sum of numerators over the sum of denominators, never a mean of
percentages; where only percentages were published, their mean weighted by the own denominator,
else by population, is an estimate. Ranks are never merged. docs/merger.md works an example of
each rule by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.parts import POPULATION, Flags, Floats, Parts, Places, Weights, is_former

if TYPE_CHECKING:
    from kpi.catalogue import Catalogue, Indicator
    from kpi.units import Units

__all__ = ["ENOUGH", "to_provinces", "view"]

ENOUGH = 0.8  # share of weight below which a merged figure is missing
_WEAKENING = "APEIFB"  # of several statuses the last one stands; a break wins over all
_WHOLES = ("numerator", "denominator", "of")  # columns in which a whole is the sum of its parts
_TEXTS = ("area", "period", "qualifier", "status", "source", "published")

Table = dict[str, NDArray[np.generic]]


def view(
    frame: pd.DataFrame, era: Literal["34", "63"], catalogue: Catalogue, units: Units
) -> pd.DataFrame:
    """All observations as one era sees them: "34" merges the former units, "63" shows them.

    `frame` holds one row an indicator, area and period (choose a vintage first) and the figures
    that weigh, above all the population. Rows of the nation, of groups, ministries and countries
    are the same in both views. Adds the columns of `to_provinces`.
    """
    if era == "63":
        return _as_published(frame[~frame["area"].str.startswith("VN34-")])
    indicators = catalogue.indicators.values()
    used = {POPULATION, *(indicator.weight for indicator in indicators)}
    return _regroup(frame, indicators, units, frame[frame["indicator"].isin(used)])


def to_provinces(
    frame: pd.DataFrame,
    indicator: Indicator,
    units: Units,
    weights: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One indicator for today's provinces; rows that are not of former units pass untouched.

    `weights`: observations to find weights in (population, the indicator's weight), by default
    `frame`. Adds `coverage` (0–1, the share of weight that has a figure), `low` and `high` (the
    range of the parts, where the figure is a ratio or mean) and `parts` (their number; 0 for a
    figure published as such). Below a coverage of 0.8 the value is NaN with status M.
    Raises ValueError where a former unit has two rows for one period.
    """
    rows = frame[frame["indicator"] == indicator.id]
    return _regroup(rows, [indicator], units, frame if weights is None else weights)


def _regroup(
    frame: pd.DataFrame, indicators: Iterable[Indicator], units: Units, weights: pd.DataFrame
) -> pd.DataFrame:
    former = is_former(frame["area"])
    rows, published = frame[former].reset_index(drop=True), frame[~former]
    lines, known = rows.groupby("indicator").indices, Weights(weights, units)
    plain = rows[["value", *_WHOLES, *_TEXTS]].astype(dict.fromkeys(_TEXTS, object))  # faster
    carried, merged = [], []
    for indicator in indicators:
        if indicator.id not in lines:
            continue
        parts = Parts.of(plain.iloc[lines[indicator.id]], units)
        if indicator.unit != "rank":  # a place among 63 is no place among 34
            carried.append(_carried(parts))
        if indicator.aggregation != "none":
            merged.append(_merged(parts, indicator, known.bases(parts, indicator)))
    return _published_wins(published, [_filled(rows, carried), _filled(rows, merged)])


def _published_wins(published: pd.DataFrame, computed: list[pd.DataFrame]) -> pd.DataFrame:
    """Put what was published for a province of today in place of what was computed for it."""
    key = ["indicator", "area", "period"]
    taken = pd.MultiIndex.from_frame(published[published["area"].str.startswith("VN34-")][key])
    free = [rows[~pd.MultiIndex.from_frame(rows[key]).isin(taken)] for rows in computed]
    return pd.concat([_as_published(published), *free], ignore_index=True)


def _as_published(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(coverage=1.0, low=np.nan, high=np.nan, parts=0)


def _filled(rows: pd.DataFrame, tables: list[Table]) -> pd.DataFrame:
    """Full rows from tables of new figures; `row` is the place of the row the rest comes from."""
    tables = [table for table in tables if len(table["row"])]
    if not tables:
        return _as_published(rows.iloc[:0])
    figures = {name: np.concatenate([table[name] for table in tables]) for name in tables[0]}
    return rows.iloc[figures.pop("row")].assign(**figures)


def _carried(parts: Parts) -> Table:
    """Provinces that were not merged: the former unit's figure, under today's id."""
    alone = parts.sizes == 1
    position = parts.at[:, parts.starts[alone]]
    line, column = np.nonzero(position >= 0)
    row = position[line, column]
    value = parts.rows["value"].to_numpy(np.float64)[row]
    return {
        "row": parts.rows.index.to_numpy()[row],
        "area": np.array(parts.provinces, dtype=object)[alone][column],
        "coverage": np.ones(len(row)),
        "low": value,
        "high": value,
        "parts": np.ones(len(row), dtype=np.int64),
    }


def _merged(parts: Parts, indicator: Indicator, bases: list[Floats]) -> Table:
    """Provinces of several parts, wherever at least one of them has a row."""
    value, estimated = _values(parts, indicator, parts.weights(bases, parts.usable))
    coverage = _coverage(parts, parts.weights(bases, np.ones_like(parts.usable)))
    shown = coverage >= ENOUGH - 1e-12  # 4/5 of weight is enough, whatever its last bit
    about = parts.some(parts.usable & parts.flags("qualifier", "about", "over"))
    row = _newest_row(parts)
    line, column = np.nonzero((row >= 0) & (parts.sizes > 1))
    arrays = {
        "value": np.where(shown, value, np.nan),
        **{name: np.where(shown, _whole(parts, name), np.nan) for name in _WHOLES},
        "status": _status(parts, estimated, shown & ~np.isnan(value)),
        "source": _sources(parts),
        "qualifier": np.where(about, "about", ""),
        "coverage": coverage,
        **_range(parts, indicator),
    }
    if indicator.aggregation != "sum":  # the whole a count is counted in adds up, no other
        arrays["of"] = np.full_like(value, np.nan)
    blank = np.full(len(line), "", dtype=object)
    return {
        "row": parts.rows.index.to_numpy()[row[line, column]],
        "area": np.array(parts.provinces, dtype=object)[column],
        **{name: array[line, column] for name, array in arrays.items()},
        **{"note": blank, "note_en": blank, "parts": parts.sizes[column]},
    }


def _values(parts: Parts, indicator: Indicator, weights: Floats) -> tuple[Floats, Flags]:
    """Values by province, and where they are estimates."""
    value = np.where(parts.usable, parts["value"], np.nan)
    if indicator.aggregation == "sum":
        return parts.total(value), ~parts.every(parts.usable)
    mean = _over(parts.total(weights * value), _sum_of_all(parts, weights))
    if indicator.aggregation == "weighted_mean":
        return mean, np.ones_like(mean, dtype=bool)
    exact = _over(_whole(parts, "numerator"), _whole(parts, "denominator"))
    exact = exact * (100 if indicator.unit == "percent" else 1)
    estimated = np.isnan(exact) | ~parts.every(parts.usable)
    return np.where(np.isnan(exact), mean, exact), estimated


def _over(above: Floats, below: Floats) -> Floats:
    """Divide, NaN where there is nothing to divide by."""
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)


def _whole(parts: Parts, column: str) -> Floats:
    """Sum a column over the usable parts, NaN unless all of them have it."""
    return _sum_of_all(parts, parts[column])


def _sum_of_all(parts: Parts, figures: Floats) -> Floats:
    known = parts.every(~np.isnan(figures) | ~parts.usable)
    return np.where(known, parts.total(np.where(parts.usable, figures, 0)), np.nan)


def _coverage(parts: Parts, weights: Floats) -> Floats:
    """Return the share of weight with a figure: 1 if no part is missing, 0 if weights unknown."""
    share = _over(parts.total(np.where(parts.usable, weights, 0)), parts.total(weights))
    return np.where(parts.every(parts.usable), 1.0, np.nan_to_num(share))


def _range(parts: Parts, indicator: Indicator) -> dict[str, Floats]:
    """Return the smallest and largest part: a merged ratio lies between them, a sum does not."""
    value = np.where(parts.usable & (indicator.aggregation != "sum"), parts["value"], np.nan)
    return {
        "low": np.fmin.reduceat(value, parts.starts, axis=1),
        "high": np.fmax.reduceat(value, parts.starts, axis=1),
    }


def _status(parts: Parts, estimated: Flags, known: Flags) -> NDArray[np.object_]:
    """Return B if any part is B, else E where estimated, else the parts' weakest."""
    codes = parts.rows["status"].map({s: i for i, s in enumerate(_WEAKENING)})
    placed = np.append(codes.fillna(0).to_numpy(np.int64), 0)[parts.at]
    code = np.maximum.reduceat(np.where(parts.usable, placed, 0), parts.starts, axis=1)
    code = np.where(estimated & (code != _WEAKENING.index("B")), _WEAKENING.index("E"), code)
    return np.where(known, np.array(list(_WEAKENING), dtype=object)[code], "M")


def _newest_row(parts: Parts) -> Places:
    """Find the part's row published last, by period and province; −1 where no part has a row."""
    days, _ = pd.factorize(parts.rows["published"].to_numpy(object), sort=True)
    order = np.argsort(days, kind="stable")
    rank = np.append(np.argsort(order), -1)[parts.at]
    return np.append(order, -1)[np.maximum.reduceat(rank, parts.starts, axis=1)]


def _sources(parts: Parts) -> NDArray[np.object_]:
    """Join the sources of the parts by "; ", each named once, in order."""
    codes, names = pd.factorize(parts.rows["source"].to_numpy(object), sort=True)
    placed = np.append(codes, -1)[parts.at]
    last = np.maximum.reduceat(placed, parts.starts, axis=1)
    first = np.minimum.reduceat(np.where(placed < 0, len(names), placed), parts.starts, axis=1)
    joined = np.append(names, "").astype(object)[last]
    for line, column in np.argwhere(first < last):
        run = placed[line, parts.starts[column] :][: parts.sizes[column]]
        joined[line, column] = "; ".join(names[code] for code in sorted(set(run.tolist()) - {-1}))
    return joined

"""Data quality by the six words of Plan 02: đúng, đủ, sạch, sống, thống nhất, dùng chung.

Each word is a list of checks on figures; a check gives a number from 0 to 1, and the score of an
indicator, or of a province, is the mean of its checks. docs/data-quality.md states each formula
with an example worked by hand.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from kpi.catalogue import Catalogue
from kpi.language import Text
from kpi.observations import usable
from kpi.units import Units

__all__ = ["CHECKS", "WORDS", "checks", "failed", "overall", "scores"]

CHECKS = ("value", "there", "lines", "age", "break", "sum", "source")

WORDS: Mapping[str, Text] = {
    "correct": Text("đúng", "correct"),
    "complete": Text("đủ", "complete"),
    "clean": Text("sạch", "clean"),
    "live": Text("sống", "live"),
    "consistent": Text("thống nhất", "consistent"),
    "shared": Text("dùng chung", "shared"),
}
NATION = "VN"
_DAYS = {"A": 365, "S": 182, "Q": 91, "M": 30, "I": 365}  # of one period; I: at least yearly
_SPANS = {"Y": r"\d{4}", "Q": r"\d{4}-Q\d", "M": r"\d{4}-\d\d"}  # periods to count through
_APART = 0.005  # provinces may differ from the nation by rounding: 0.5 %
_ROW = ["indicator", "area", "period", "check", "passed"]


def checks(
    seen: pd.DataFrame,
    catalogue: Catalogue,
    units: Units,
    today: date,
    clean_lines: Mapping[int, float] | None = None,
) -> pd.DataFrame:
    """Return all checks: columns word, indicator, area, period, check (CHECKS), passed (0–1).

    `seen`: figures in the borders of the 34 provinces (`kpi.merger.view`), one edition each.
    `clean_lines`: by version of the store, the share of its files' lines that were neither left
    out nor repeated; 1 where nothing is said.
    """
    rows = usable(seen)
    rows = rows[rows["area"].str.startswith("VN")].reset_index(drop=True)
    provinces = [unit.id for unit in units.provinces]
    found = {
        "correct": _correct(rows, catalogue),
        "complete": _complete(rows, catalogue, provinces),
        "clean": _clean(rows, clean_lines or {}),
        "live": _live(rows, catalogue, today),
        "consistent": pd.concat(
            [_comparable(rows, catalogue), _additive(rows, catalogue, provinces)]
        ),
        "shared": _shared(rows, catalogue),
    }
    told = pd.concat(found, names=["word"]).reset_index("word").reset_index(drop=True)
    return told.astype({"passed": float})


def failed(found: pd.DataFrame, by: Literal["indicator", "area"]) -> pd.DataFrame:
    """Return the checks that were not all passed, put together, the worst first.

    Columns: word, check, `all` (their number), `passed` (their mean), and `short`: the
    indicators or areas (`by`) in which some failed, the worst first.
    """
    key = ["word", "check"]
    told = found.groupby(key)["passed"].agg(["size", "mean"])
    each = found.groupby([*key, by])["passed"].mean().sort_values(kind="stable")
    short = each[each < 1].reset_index(by).groupby(key)[by].agg(list)
    told = told.join(short, how="inner").reset_index()
    told = told.rename(columns={"size": "all", "mean": "passed", by: "short"})
    return told.sort_values(["passed", *key], kind="stable", ignore_index=True)


def overall(table: pd.DataFrame) -> pd.Series[float]:
    """Return the mean of the six words (`scores`), the worst first."""
    return table.mean(axis=1).sort_values(kind="stable")


def scores(found: pd.DataFrame, by: Literal["indicator", "area"]) -> pd.DataFrame:
    """Return the mean of the checks: a row an indicator or area, a column a word, NaN: no check."""
    table = found.pivot_table(index=by, columns="word", values="passed", aggfunc="mean")
    return table.reindex(columns=list(WORDS)).rename_axis(columns=None)


def _correct(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Đúng: the value lies in the valid range, and is what its numerator and denominator give."""
    low = _of(rows, catalogue, lambda one: one.valid[0])
    high = _of(rows, catalogue, lambda one: np.inf if one.valid[1] is None else one.valid[1])
    share = _of(rows, catalogue, lambda one: one.unit == "percent" and one.aggregation == "ratio")
    half = 0.5 * 10.0 ** -_of(rows, catalogue, lambda one: one.decimals)
    apart = (rows["value"] - 100 * rows["numerator"] / rows["denominator"]).abs()
    fits = ~(share.astype(bool) & (apart > half + 1e-9))
    return rows.assign(passed=rows["value"].between(low, high) & fits, check="value")[_ROW]


def _of(rows: pd.DataFrame, catalogue: Catalogue, fact: Callable[..., float]) -> pd.Series[float]:
    """Return a fact of each row's indicator."""
    facts = {name: float(fact(catalogue[name])) for name in rows["indicator"].unique()}
    return rows["indicator"].map(facts).astype(float)


def _complete(rows: pd.DataFrame, catalogue: Catalogue, provinces: list[str]) -> pd.DataFrame:
    """Đủ: of the areas and periods that should have a figure, this one has."""
    known: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, area, period in zip(rows["indicator"], rows["area"], rows["period"], strict=True):
        known[name].add((area, period))
    told = []
    for name, there in known.items():
        areas = _expected_areas({area for area, _ in there}, catalogue[name].scope, provinces)
        periods = _expected_periods({period for _, period in there})
        told += [
            (name, area, period, "there", (area, period) in there)
            for area in areas
            for period in periods
        ]
    return pd.DataFrame(told, columns=_ROW)


def _expected_areas(there: set[str], scope: str, provinces: list[str]) -> list[str]:
    """List all 34 provinces where one has a figure, and whatever other areas have one."""
    expected = provinces if scope == "provincial" and there & set(provinces) else []
    return [*expected, *sorted(there - set(provinces))]


def _expected_periods(periods: set[str]) -> list[str]:
    """List the periods any area has, and those between the first and the last of one kind."""
    told = set(periods)
    for frequency, pattern in _SPANS.items():
        some = sorted(text for text in told if re.fullmatch(pattern, text))
        if some:
            first, last = (pd.Period(text.replace("-Q", "Q"), frequency)
                           for text in (some[0], some[-1]))  # fmt: skip
            told |= {str(one).replace("Q", "-Q") for one in pd.period_range(first, last)}
    return sorted(told)


def _clean(rows: pd.DataFrame, clean_lines: Mapping[int, float]) -> pd.DataFrame:
    """Sạch: the share of lines that were neither bad nor repeated in the files it came with."""
    versions = rows["version"] if "version" in rows else pd.Series(0, index=rows.index)
    passed = versions.map(clean_lines).astype(float).fillna(1.0)
    return rows.assign(passed=passed, check="lines")[_ROW]


def _live(rows: pd.DataFrame, catalogue: Catalogue, today: date) -> pd.DataFrame:
    """Sống: 1 up to two periods after the last one, one to run and one to tell; then 2 L / age."""
    last = rows.sort_values("end").drop_duplicates(["indicator", "area"], keep="last")
    age = (pd.Timestamp(today) - last["end"]).dt.days.clip(lower=1)
    length = _of(last, catalogue, lambda one: _DAYS[one.frequency])
    return last.assign(passed=(2 * length / age).clip(upper=1), check="age")[_ROW]


def _comparable(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Thống nhất: no break in the method lies between this figure and its series' last."""
    last = rows.groupby(["indicator", "area"])["end"].transform("max")
    passed = pd.Series(True, index=rows.index)
    for name in rows["indicator"].unique():
        for cut in catalogue[str(name)].breaks:
            day = pd.Timestamp(cut.day)
            passed &= ~((rows["indicator"] == name) & (rows["end"] < day) & (last >= day))
    return rows.assign(passed=passed, check="break")[_ROW]


def _additive(rows: pd.DataFrame, catalogue: Catalogue, provinces: list[str]) -> pd.DataFrame:
    """Thống nhất: the 34 add up to the nation; a national share lies between theirs."""
    inside = rows[rows["area"].isin(provinces)]
    grouped = inside.groupby(["indicator", "period"])["value"]
    whole = grouped.agg(["count", "sum", "min", "max"]).reset_index()
    nation = rows.loc[rows["area"] == NATION, ["indicator", "area", "period", "value"]]
    both = nation.merge(whole[whole["count"] == len(provinces)], on=["indicator", "period"])
    adds = (both["sum"] - both["value"]).abs() <= _APART * both["value"].abs()
    within = both["value"].between(both["min"], both["max"])
    kind = both["indicator"].map({name: one.aggregation for name, one in catalogue.items()})
    passed = adds.where(kind == "sum", within)
    both = both.assign(passed=passed, check="sum")
    return both[kind.isin(["sum", "ratio", "weighted_mean"])][_ROW]


def _shared(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Dùng chung: it names a known source, that source an address, the indicator a licence."""
    told = {text: _told(text, catalogue) for text in rows["source"].unique()}
    licence = _of(rows, catalogue, lambda one: bool(one.licence))
    passed = (rows["source"].map(told).astype(float) + licence) / 3
    return rows.assign(passed=passed, check="source")[_ROW]


def _told(text: str, catalogue: Catalogue) -> int:
    """Count what is told of a figure's sources: one that is known, the address of one."""
    known = [catalogue.sources[name] for name in text.split("; ") if name in catalogue.sources]
    return bool(known) + any(source.url for source in known)

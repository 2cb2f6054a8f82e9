"""What the commands say: figures and changes in words, or as JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

import pandas as pd

from kpi.catalogue import load_catalogue
from kpi.language import Language
from kpi.periods import parse_period
from kpi.units import load_units

__all__ = ["as_json", "figure", "name_place", "records", "where"]


def as_json(told: object) -> None:
    """Print one object to standard output."""
    print(json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1))


def records(table: pd.DataFrame) -> list[dict[Any, Any]]:
    """Return the lines of a table as objects; what is missing is null."""
    plain = table.astype(object)
    return plain.where(plain.notna(), None).to_dict("records")


def name_place(place: str, lang: Language) -> None:
    """Say where the store is, on standard error: standard output may be meant for a program."""
    print(lang._("Store: {place}", place=place), file=sys.stderr)


def where(row: Mapping[Any, Any], lang: Language) -> str:
    """Name an indicator, an area and, where there is one, a period."""
    indicator = load_catalogue()[row["indicator"]]
    told = [lang.pick(indicator.short), lang.pick(load_units()[row["area"]].name)]
    if "period" in row:
        told.append(lang.period(parse_period(row["period"])))
    return ", ".join(told)


def figure(row: Mapping[Any, Any], age: str, lang: Language) -> str:
    """Write the `old` or the `new` value of a change; a dash where there was none."""
    value = row[f"{age}_value"]
    if pd.isna(value):
        return "–"
    of, qualifier = row.get(f"{age}_of"), row.get(f"{age}_qualifier") or ""
    indicator = load_catalogue()[row["indicator"]]
    said = lang.value(value, indicator, None if of is None or pd.isna(of) else of, qualifier)
    period = row.get(f"{age}_period")
    return said if period is None else f"{said} ({lang.period(parse_period(period))})"

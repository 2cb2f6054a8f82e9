"""What the map component draws: one indicator's areas, periods, values and colour classes.

The payload travels on every rerun that changes it, so numbers are packed (`kpi.packing`) and
whatever is rare (a status, a range of parts, a published band) is listed only where it occurs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from kpi.packing import Matrix, alike, headed, once, pack, pack_some
from kpi.periods import Period, parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator, Source, Target
    from kpi.language import Language
    from kpi.units import Units

NATION = "VN"
# Named on the map to find one's way by: the centrally-run cities of long standing, by their code in
# both eras, and Huế.
CITIES = {f"{era}-{code}" for era in ("VN34", "VN63") for code in ("01", "31", "48", "79", "92")}
CITIES |= {"VN34-46"}
_MOST_CLASSES = 7
# ColorBrewer YlGnBu, light to dark, safe for colour-blind readers (colorbrewer2.org).
_RAMPS = {
    3: "edf8b1 7fcdbb 2c7fb8",
    4: "ffffcc a1dab4 41b6c4 225ea8",
    5: "ffffcc a1dab4 41b6c4 2c7fb8 253494",
    6: "ffffcc c7e9b4 7fcdbb 41b6c4 2c7fb8 253494",
    7: "ffffcc c7e9b4 7fcdbb 41b6c4 1d91c0 225ea8 0c2c84",
}


def map_payload(
    frame: pd.DataFrame,
    indicator: Indicator,
    lang: Language,
    units: Units,
    areas: Sequence[str],
    *,
    sources: Mapping[str, Source],
    target: Target | None = None,
    simulated: bool = False,
) -> dict[str, Any]:
    """Build what the map shows of one indicator, ready for JSON.

    `frame` has one row an area and period (newest vintage; ValueError if there are more), with
    `coverage`, `low` and `high` where merged; rows of other indicators and areas are left out.
    `areas` are all areas of one era, whether they have figures or not.
    """
    place = places(areas, lang, units)
    order = place["areas"]
    rows = frame[(frame["indicator"] == indicator.id) & frame["area"].isin([*order, NATION])]
    rows = rows.assign(qualifier=rows["qualifier"].fillna(""), status=rows["status"].fillna("A"))
    periods = _periods(rows[rows["area"] != NATION])
    usable = rows[(rows["qualifier"] == "") & (rows["status"] != "M")]
    values = _matrix(usable, "value", [*order, NATION], periods)
    return {
        **place,
        "indicator": indicator.id,
        "title": lang.pick(indicator.name),
        "unit": indicator.unit,
        "unitLabel": lang.pick(indicator.unit_label),
        "decimals": indicator.decimals,
        "direction": indicator.direction,
        "periods": _ids(periods),
        "labels": headed([lang.period(period) for period in periods]),
        "before": _comparable(periods, indicator),
        "values": pack(values[:-1], indicator.decimals),
        "nation": pack(values[-1:], indicator.decimals),
        "wholes": _wholes(usable, periods) if indicator.unit == "rank" else None,
        **_particulars(rows, usable, order, periods, indicator, lang),
        **_classes(indicator),
        "target": _target(target, lang),
        "sources": _source_lines(rows, periods, sources, lang),
        "simulated": simulated,
    }


def places(areas: Sequence[str], lang: Language, units: Units) -> dict[str, Any]:
    """Return what every map says of its areas: their order, names, and which are named on it."""
    order = sorted(areas, key=lambda area: lang.sort_key(lang.pick(units[area].name)))
    return {
        "lang": lang.code,
        "layer": "former" if areas[0].startswith("VN63") else "provinces",
        "areas": order,
        "names": [lang.pick(units[area].name) for area in order],
        **_full_names(order, lang, units),
        "cities": [n for n, area in enumerate(order) if area in CITIES],
    }


def class_edges(domain: tuple[float, float], *, whole: bool = False) -> tuple[float, ...]:
    """Cut a colour domain into three to seven classes with round edges (1, 2, 2.5 or 5 · 10^n).

    `whole` cuts ranks: 1–63 becomes 1, 11, 21 … 61, 71. The last edge may lie past the domain.
    """
    low, high = domain
    span = high - low + (1 if whole else 0)
    exponent = math.floor(math.log10(span / _MOST_CLASSES))
    steps = [m * 10.0**e for e in (exponent, exponent + 1) for m in (1, 2, 2.5, 5)]
    enough = [step for step in steps if span / step <= _MOST_CLASSES + 1e-9]
    exact = [step for step in enough[:3] if abs(span / step - round(span / step)) < 1e-9]
    step = (exact or enough)[0]
    count = max(3, math.ceil(span / step - 1e-9))
    return tuple(round(low + step * number, 10) for number in range(count + 1))


def class_colours(count: int, *, lower_is_better: bool = False) -> list[str]:
    """Return the colours of three to seven classes, lowest class first: darker is better."""
    ramp = [f"#{colour}" for colour in _RAMPS[count].split()]
    return ramp[::-1] if lower_is_better else ramp


def _full_names(order: Sequence[str], lang: Language, units: Units) -> dict[str, Any]:
    """Full names as few patterns ("Tỉnh {name}") and which of them each area follows."""
    patterns: list[str] = []
    follows = []
    for area in order:
        short, full = (lang.pick(text) for text in (units[area].name, units[area].full_name()))
        pattern = full.replace(short, "{name}", 1)
        if pattern not in patterns:
            patterns.append(pattern)
        follows.append(patterns.index(pattern))
    return {"patterns": patterns, "follows": follows}


def _periods(rows: pd.DataFrame) -> list[Period]:
    """Every period with something to show, by its last day; of equal ends the longer later."""
    shown = rows[rows["value"].notna() & (rows["status"] != "M")]
    periods = [parse_period(text) for text in shown["period"].unique()]
    return sorted(periods, key=lambda period: (period.end, -period.start.toordinal()))


def _comparable(periods: Sequence[Period], indicator: Indicator) -> list[int]:
    """For each period the one to compare with: the last of its frequency, no break between; or -1.

    Ranges with a beginning of their own (frequency R) are not compared.
    """
    found = []
    for index, period in enumerate(periods):
        earlier = [n for n in range(index) if periods[n].frequency == period.frequency != "R"]
        before = earlier[-1] if earlier else -1
        broken = any(periods[before].end < cut.day <= period.end for cut in indicator.breaks)
        found.append(-1 if broken else before)
    return found


def _matrix(
    rows: pd.DataFrame, column: str, areas: Sequence[str], periods: Sequence[Period]
) -> Matrix:
    table = rows.pivot(index="area", columns="period", values=column)
    table = table.reindex(index=list(areas), columns=_ids(periods))
    return table.to_numpy(dtype=float)


def _wholes(rows: pd.DataFrame, periods: Sequence[Period]) -> list[int | None]:
    """How many were ranked in each period, where it was published."""
    largest = rows.groupby("period")["of"].max()
    sizes = (largest.get(period.id, math.nan) for period in periods)
    return [None if math.isnan(size) else int(size) for size in sizes]


def _particulars(
    rows: pd.DataFrame,
    usable: pd.DataFrame,
    order: Sequence[str],
    periods: Sequence[Period],
    indicator: Indicator,
    lang: Language,
) -> dict[str, Any]:
    """List what only some figures have: a status, a published band, a range of parts, coverage."""
    areas, times = ({name: n for n, name in enumerate(names)} for names in (order, _ids(periods)))
    marks = np.full((len(order), len(periods)), ".", dtype="<U1")
    own = usable[usable["area"] != NATION]
    for area, period, status in own[["area", "period", "status"]].itertuples(index=False):
        marks[areas[area], times[period]] = "." if status == "A" else status
    bands = rows[(rows["qualifier"] != "") & rows["value"].notna() & (rows["area"] != NATION)]
    cells = bands[["area", "period", "value", "qualifier"]].itertuples(index=False)
    ranged = own[own["status"].isin(["E", "B"])]
    ranged = ranged[ranged["high"] > ranged["low"]] if "high" in own else ranged.iloc[:0]
    covered = own[own["coverage"] < 1] if "coverage" in own else own.iloc[:0]
    return {
        "statuses": alike("".join(row) for row in marks),
        "bands": {
            f"{areas[area]},{times[period]}": lang.value(value, indicator, qualifier=qualifier)
            for area, period, value, qualifier in cells
        },
        "low": _sparse(ranged, "low", order, periods, indicator.decimals),
        "high": _sparse(ranged, "high", order, periods, indicator.decimals),
        "coverage": _sparse(covered, "coverage", order, periods, 2),
    }


def _ids(periods: Sequence[Period]) -> list[str]:
    return [period.id for period in periods]


def _sparse(
    rows: pd.DataFrame,
    column: str,
    order: Sequence[str],
    periods: Sequence[Period],
    decimals: int,
) -> dict[str, Any] | None:
    return None if rows.empty else pack_some(_matrix(rows, column, order, periods), decimals)


def _classes(indicator: Indicator) -> dict[str, Any]:
    """Cut and colour the catalogue's domain, darker is better; `open`: may values lie outside."""
    low, high = indicator.valid
    edges = class_edges(indicator.domain, whole=indicator.unit == "rank")
    lower = indicator.direction != "higher"
    return {
        "domain": list(indicator.domain),
        "edges": list(edges),
        "colours": class_colours(len(edges) - 1, lower_is_better=lower),
        "open": [low < indicator.domain[0], high is None or high > indicator.domain[1]],
    }


def _target(target: Target | None, lang: Language) -> dict[str, Any] | None:
    if target is None:
        return None
    return {"value": target.value, "deadline": lang.date(target.deadline)}


def _source_lines(
    rows: pd.DataFrame, periods: Sequence[Period], sources: Mapping[str, Source], lang: Language
) -> dict[str, Any]:
    """Source titles once, and for each period which of them and the newest day of publication."""
    known = rows.loc[rows["value"].notna(), ["period", "source", "published"]].drop_duplicates()
    found: dict[str, tuple[set[str], set[str]]] = {name: (set(), set()) for name in _ids(periods)}
    for period, source, published in known.itertuples(index=False):
        if period in found:  # merged figures name several sources: "a; b"
            found[period][0].update(str(source).split("; ") if isinstance(source, str) else ())
            found[period][1].add(published if isinstance(published, str) else "")
    names = sorted({name for named, _ in found.values() for name in named if name})
    of = [[n for n, name in enumerate(names) if name in named] for named, _ in found.values()]
    days = [max(days) for _, days in found.values()]
    return {
        "lines": [_source_line(name, sources) for name in names],
        "urls": [_address(sources.get(name)) for name in names],
        "of": once(of),
        "published": once([lang.published(day) if day else "" for day in days]),
    }


def _address(source: Source | None) -> str:
    """Return the web address of a source; "" for none, or for what no browser should open."""
    url = source.url if source else None
    return url if url and url.startswith(("https://", "http://")) else ""


def _source_line(name: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(name)
    return f"{source.publisher}: {source.title}" if source else name

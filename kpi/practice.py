"""The practice panel: simulated figures of full size, to try every screen with.

63 former provinces by month from 2023-01 to 2026-10, every rate with the dossiers, services or
people it is counted in. Nothing in it is a published figure except the population it starts from;
every row says so with the source "practice", which no other row ever carries.

A rate follows a logistic curve (P.-F. Verhulst, "Notice sur la loi que la population suit dans son
accroissement", 1838) from a low level to a ceiling. Provinces differ in level and pace; the
merger of 2025-07-01 throws them back for some months, most where provinces were joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kpi.observations import OBSERVATION_COLUMNS, load_published, newest
from kpi.periods import parse_period
from kpi.units import Units, load_units

__all__ = ["PRACTICE", "practice_panel"]

PRACTICE = "practice"  # the source of every row

_MONTHS = tuple(f"{at // 12}-{at % 12 + 1:02}" for at in range(2023 * 12, 2026 * 12 + 10))
_MERGER = _MONTHS.index("2025-07")
_YEARS = ("2023", "2024", "2025")
_GROWTH = 1.009  # population, a year
_DOSSIERS = 0.045  # a head and month: some 26 million in half a year for the nation
_SEASON = np.array([0.9, 0.72, 1.1, 1.05, 1.02, 1.05, 1.06, 1.04, 1.0, 1.03, 1.02, 1.01])
_BLANK = ("qualifier", "note", "note_en")
_LATE = 12  # former provinces with a gap in their reports

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Curve:
    """How a rate grows: shares of `whole` from `low` to `high`, fastest in month `middle`."""

    indicator: str
    whole: str
    low: float
    high: float
    middle: float  # months from 2023-01
    width: float  # months in which the odds grow by a factor e


_RATES = (
    _Curve("full_process_dossier_rate", "settled", 0.12, 0.80, 31, 8),
    _Curve("adult_online_service_rate", "adults", 0.04, 0.50, 33, 10),
    _Curve("dossier_personal_id_rate", "received", 0.25, 0.98, 25, 6),
    _Curve("full_process_service_rate", "services", 0.35, 0.95, 21, 8),
    _Curve("online_dossier_rate", "received", 0.38, 0.92, 19, 9),
    _Curve("on_time_rate", "settled", 0.90, 0.985, 20, 10),
    _Curve("satisfaction_rate", "rated", 0.83, 0.96, 24, 12),
    _Curve("online_payment_rate", "with_fee", 0.12, 0.75, 26, 9),
    _Curve("digitised_dossier_rate", "received", 0.18, 0.85, 24, 8),
    _Curve("data_reuse_rate", "papers", 0.04, 0.60, 34, 9),
    _Curve("leader_digital_signing_rate", "leaders", 0.50, 0.995, 16, 7),
    _Curve("official_digital_signing_rate", "officials", 0.15, 0.90, 26, 8),
)
_SCORES = (  # shares of the points Decision 766/QĐ-TTg allows each group
    (18, _Curve("s766_transparency", "received", 0.60, 0.97, 15, 9)),
    (20, _Curve("s766_progress", "received", 0.75, 0.98, 18, 10)),
    (22, _Curve("s766_digitisation", "received", 0.30, 0.88, 24, 9)),
    (22, _Curve("s766_online_services", "received", 0.35, 0.90, 26, 9)),
    (18, _Curve("s766_satisfaction", "received", 0.80, 0.97, 20, 12)),
)


def practice_panel(seed: int = 20250701) -> pd.DataFrame:
    """Simulate the panel: rows as `load_published` gives them, the same for the same seed.

    Months of a former province that sent no report have no row; the nation's figure is then the
    sum over those that did, provisional (P). 2025-07 is a break (B), the last month provisional.
    """
    units = load_units()
    people = _population(units)
    rng = np.random.default_rng(seed)
    joined = [len(units[units[area].successor or area].parts) > 1 for area in people.index]
    world = _World(rng, np.array(people, dtype=np.float64), np.array(joined))
    received = world.wholes["received"]
    figures = {"dossiers_received": {"value": _with_nation(received)}}
    for curve in _RATES:
        whole = world.wholes[curve.whole]
        figures[curve.indicator] = _rate(np.rint(world.shares(curve) * whole), whole)
    for most, curve in _SCORES:
        figures[curve.indicator] = _score(np.round(most * world.shares(curve), 2), received)
    tables = {name: _rows(one, list(people.index), _MONTHS) for name, one in figures.items()}
    yearly = {"value": _with_nation(world.population())}
    tables["population"] = _rows(yearly, list(people.index), _YEARS)
    return _completed(pd.concat(dict(sorted(tables.items())), names=["indicator"]))


def _population(units: Units) -> pd.Series[float]:
    """Return the published population of 2020 of the former provinces, persons."""
    rows = newest(load_published())
    rows = rows[(rows["indicator"] == "population") & (rows["period"] == "2020")]
    return rows.set_index("area")["value"].loc[[unit.id for unit in units.formers]]


class _World:
    """What is drawn once for all indicators; arrays are former provinces × months.

    The order of draws is fixed, so that one seed gives one panel on every machine.
    """

    def __init__(self, rng: np.random.Generator, people: Floats, joined: NDArray[np.bool_]) -> None:
        self._rng, self._people = rng, people
        self._level = rng.normal(0, 1, len(people))
        self._dip = np.where(joined, rng.uniform(0.4, 1.1, len(people)), 0.15)
        self._silent = self._gaps()
        self.wholes = {name: self._heard(whole) for name, whole in self._wholes().items()}

    def population(self) -> Floats:
        """Persons at each of the years, grown evenly from 2020."""
        return np.rint(self._people[:, None] * _GROWTH ** np.array([int(y) - 2020 for y in _YEARS]))

    def shares(self, curve: _Curve) -> Floats:
        """Shares between 0 and 1: the curve, moved by level, pace, noise and merger."""
        shape = (len(self._people), len(_MONTHS))
        month, own = np.arange(shape[1]), self._rng.normal(0, 1, (3, shape[0], 1))
        level = self._level[:, None]
        late = curve.middle - 2 * level + 2 * own[0]
        rising = 1 / (1 + np.exp((late - month) / (curve.width * np.exp(0.15 * own[1]))))
        share = curve.low + (curve.high - curve.low) * rising
        odds = np.log(share / (1 - share)) + 0.25 * level + 0.15 * own[2]
        odds += self._rng.normal(0, 0.05, shape) - self._setback(month)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float64)

    def _setback(self, month: NDArray[np.int64]) -> Floats:
        """Return what the merger costs in log odds: two thirds wear off, by half in 3 months."""
        since = month - _MERGER
        wearing = (1 + 2 * 0.5 ** (np.maximum(since, 0) / 3)) / 3
        return np.where(since >= 0, self._dip[:, None] * wearing, 0.0)

    def _wholes(self) -> dict[str, Floats]:
        """Count what the rates are shares of."""
        rng, months = self._rng, len(_MONTHS)
        people = self._people[:, None] * _GROWTH ** (2.5 + np.arange(months) / 12)
        usual, varying = rng.normal(0, 0.1, (len(people), 1)), rng.normal(0, 0.04, people.shape)
        received = people * _DOSSIERS * np.exp(usual + varying) * _SEASON[np.arange(months) % 12]
        fixed = np.ones(months)
        wholes = {
            "received": received, "settled": 0.97 * received, "with_fee": 0.42 * received,
            "rated": 0.12 * received, "papers": 2.6 * received, "adults": 0.74 * people,
            "officials": people[:, :1] * 0.006 * fixed,
            "services": rng.integers(900, 1250, (len(people), 1)) * fixed,
            "leaders": rng.integers(60, 140, (len(people), 1)) * fixed,
        }  # fmt: skip
        return {name: np.rint(whole) for name, whole in wholes.items()}

    def _gaps(self) -> NDArray[np.bool_]:
        """Choose who sends no report when: some at the merger, some of late.

        The smallest is always late: the province it lies in has a value without it.
        """
        silent = np.zeros((len(self._people), len(_MONTHS)), dtype=bool)
        chosen = self._rng.permutation(len(self._people))[:_LATE]
        silent[self._people.argmin(), -2:] = True
        for place, months in zip(chosen, self._rng.integers(1, 4, _LATE), strict=True):
            first = _MERGER if place % 2 else len(_MONTHS) - months
            silent[place, first : first + months] = True
        return silent

    def _heard(self, figures: Floats) -> Floats:
        return np.where(self._silent, np.nan, figures)


def _with_nation(figures: Floats) -> Floats:
    """Put the nation's sum before the provinces' rows."""
    return np.vstack([np.nansum(figures, axis=0), figures])


def _rate(part: Floats, whole: Floats) -> dict[str, Floats]:
    numerator, denominator = _with_nation(part), _with_nation(whole)
    value = np.round(100 * numerator / denominator, 4)
    return {"value": value, "numerator": numerator, "denominator": denominator}


def _score(points: Floats, weight: Floats) -> dict[str, Floats]:
    """Give the nation the mean of the points, weighted; no points where no weight was told."""
    told = np.where(np.isnan(weight), np.nan, points)
    nation = np.nansum(told * weight, axis=0) / np.nansum(weight, axis=0)
    return {"value": np.vstack([np.round(nation, 4), told])}


def _rows(figures: dict[str, Floats], areas: list[str], periods: tuple[str, ...]) -> pd.DataFrame:
    """Turn arrays into one row an area and period that has a figure."""
    value = figures["value"]
    status = np.full(value.shape, "A", dtype=object)
    status[0, np.isnan(value).any(axis=0)] = "P"
    if periods == _MONTHS:
        status[:, -1] = "P"
        status[:, _MERGER] = "B"
    names = np.array(["VN", *areas], dtype=object)
    table = {"area": np.repeat(names, len(periods)), "period": list(periods) * len(names)}
    table |= {name: array.ravel() for name, array in figures.items()} | {"status": status.ravel()}
    return pd.DataFrame(table)[~np.isnan(value.ravel())]


def _completed(rows: pd.DataFrame) -> pd.DataFrame:
    """Add what is the same in all rows or follows from the period."""
    rows = rows.reset_index("indicator").reset_index(drop=True)
    periods = {period: parse_period(period) for period in (*_MONTHS, *_YEARS)}
    start = {period: pd.Timestamp(one.start) for period, one in periods.items()}
    end = {period: pd.Timestamp(one.end) for period, one in periods.items()}
    told = {period: f"{last + timedelta(days=10):%Y-%m-%d}" for period, last in end.items()}
    at = rows["period"]
    rows = rows.assign(start=at.map(start), end=at.map(end), published=at.map(told))
    rows = rows.assign(of=np.nan, source=PRACTICE, vintage=1, **dict.fromkeys(_BLANK, ""))
    return rows[[*OBSERVATION_COLUMNS, "start", "end", "vintage"]]

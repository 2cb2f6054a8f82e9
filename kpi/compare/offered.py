"""What can be compared: the areas, periods and indicators that are offered, and the usual ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from kpi import ministry
from kpi.coverage import CONTEXT, in_order
from kpi.observations import usable
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Catalogue
    from kpi.figures import Figures, Scope
    from kpi.language import Language
    from kpi.units import Units

__all__ = [
    "areas", "of_ministries", "periods", "usual_area", "usual_areas", "usual_pair",
    "usual_periods", "widest",
]  # fmt: skip

_WIDE = ("nation", "group")


def areas(figures: Figures, units: Units, lang: Language, scope: Scope) -> list[str]:
    """Return the areas that have figures: nation, groups, the era's provinces, ministries.

    Where ministries are looked at (`bo`), these alone and the wholes.
    """
    known = figures.frame[figures.frame["value"].notna()]  # a bound is shown, though not compared
    held = [units[area] for area in known["area"].unique() if area in units]
    wide = [unit.id for unit in held if unit.kind in _WIDE]
    local = [unit for unit in held if unit.id.startswith(f"VN{scope}-")]
    ministries = [unit for unit in held if unit.kind == "ministry"]
    return [
        *sorted(wide, key=lambda one: (one != "VN", one)),
        *in_order(local, lang),
        *in_order(ministries, lang),
    ]


def usual_area(figures: Figures, offered: Sequence[str], scope: Scope) -> str:
    """Return the area whose periods are compared first: the nation, or the ministry known best."""
    ministries = [one for one in offered if one.startswith(ministry.PREFIX)]
    if scope == "bo" and ministries:
        return ministry.most_figures(figures, ministries)
    return next(iter(offered), "")


def usual_areas(figures: Figures, offered: Sequence[str], scope: Scope) -> list[str]:
    """Return the two areas to begin with: the two largest cities, else the first two.

    Of ministries the two with most figures of one indicator and period in common.
    """
    if scope == "bo":
        return _usual_ministries(figures, offered)
    usual = [one for one in (f"VN{scope}-01", f"VN{scope}-79") if one in offered]
    return usual if len(usual) == 2 else list(offered[:2])


def _usual_ministries(figures: Figures, offered: Sequence[str]) -> list[str]:
    rows = usable(ministry.held(figures))
    keys = rows.assign(key=rows["indicator"] + " " + rows["period"])
    known = keys.groupby("area")["key"].agg(set)
    pairs = combinations([area for area in offered if area in known.index], 2)
    best = max(pairs, key=lambda pair: len(known[pair[0]] & known[pair[1]]), default=())
    return list(best) or list(offered[:2])


def periods(figures: Figures, chosen: Sequence[str]) -> list[str]:
    """Return the periods of which one of the areas has a figure, the newest first."""
    rows = figures.frame[figures.frame["value"].notna()]
    rows = rows[rows["area"].isin(chosen)].drop_duplicates("period")
    return [str(one) for one in rows.sort_values(["end", "start"], ascending=False)["period"]]


def usual_periods(figures: Figures, area: str) -> list[str]:
    """Return two periods of the commonest kind: the newest, and a year before it or the next.

    Two that have an indicator in common, where there are such.
    """
    rows = usable(figures.frame)
    rows = rows[rows["area"] == area]
    counts = Counter(parse_period(one).frequency for one in rows["period"])
    kind = max(counts, key=counts.__getitem__, default="A")
    alike = [one for one in periods(figures, (area,)) if parse_period(one).frequency == kind]
    if len(alike) < 2:
        return alike
    held = rows.groupby("period")["indicator"].agg(set)
    pairs = [
        [earlier, newest] for at, newest in enumerate(alike)
        for earlier in sorted(alike[at + 1 :], key=lambda one: one != _year_before(newest))
    ]  # fmt: skip
    common = (pair for pair in pairs if held.get(pair[0], set()) & held.get(pair[1], set()))
    return next(common, pairs[0])


def _year_before(period: str) -> str:
    return f"{int(period[:4]) - 1}{period[4:]}"


def of_ministries(figures: Figures) -> list[str]:
    """Return the indicators of which at least two ministries have exact figures in a period."""
    rows = usable(ministry.held(figures))
    counts = rows.groupby(["indicator", "period"])["area"].nunique()
    return [str(name) for name in counts[counts > 1].index.unique("indicator")]


def usual_pair(figures: Figures, catalogue: Catalogue) -> list[str]:
    """Return the two indicators that most ministries have figures of, if they can in one period.

    Two ranks or two measures: a rank beside what it ranks says nothing.
    """
    rows = usable(ministry.held(figures))
    rows = rows[rows["indicator"].isin(of_ministries(figures))]
    known = rows.groupby(["indicator", "period"])["area"].agg(set)
    found: dict[tuple[str, str], tuple[int, bool, bool]] = {}
    for (one, first), (other, second) in combinations(known.index, 2):
        if one != other:
            alike = (catalogue[one].unit == "rank") is (catalogue[other].unit == "rank")
            size = len(known[one, first] & known[other, second]), alike, first == second
            found[one, other] = max(size, found.get((one, other), size))
    return list(max(found, key=found.__getitem__, default=()))


def widest(figures: Figures) -> list[str]:
    """Return the two indicators that cover the era's areas best, measures before context."""
    counts: dict[str, int] = {}
    for (name, _), number in figures.covered.items():
        counts[name] = max(number, counts.get(name, 0))
    order = sorted(counts, key=lambda name: (name in CONTEXT, -counts[name]))
    return order[:2]

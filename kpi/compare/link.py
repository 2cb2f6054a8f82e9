"""Two indicators over provinces or ministries: their pairs, how they move, what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi.compare import words
from kpi.compare.correlation import LEAST, Correlation, Pairs, correlate, paired
from kpi.periods import parse_period

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.figures import Figures, Scope
    from kpi.language import Language
    from kpi.units import Kind, Units

__all__ = ["Link", "answer", "axis_name", "link", "note", "side_by_side", "sources"]


@dataclass(frozen=True)
class Link:
    """Two indicators, the areas that have both, and how these move together (None: not told)."""

    x: Indicator
    y: Indicator
    pairs: Pairs
    found: Correlation | None
    scope: Scope = "34"

    @property
    def is_drawn(self) -> bool:
        """Whether there is a picture: two indicators, and areas that have both."""
        return self.x.id != self.y.id and len(self.pairs.rows) > 0


def link(figures: Figures, x: Indicator, y: Indicator, units: Units, scope: Scope) -> Link:
    """Pair two indicators over the provinces of an era, or over the ministries."""
    kinds: dict[Scope, Kind] = {"34": "province", "63": "former", "bo": "ministry"}
    areas = [one.id for one in units.of(kinds[scope])]
    pairs = paired(figures.of(x.id), figures.of(y.id), areas)
    return Link(x, y, pairs, correlate(list(pairs.rows["x"]), list(pairs.rows["y"])), scope)


def answer(shown: Link, lang: Language) -> str:
    """Say how the two move together, or why that is not told."""
    x, y = (lang.pick(one.short) for one in (shown.x, shown.y))
    if shown.x.id == shown.y.id:
        return lang._("Choose two different indicators.")
    if shown.found is not None:
        return words.related(shown.found, x, y, lang)
    number = len(shown.pairs.rows)
    if number == 0:
        return lang._("Not one area has both figures, {x} and {y}: choose two others.", x=x, y=y)
    if number < LEAST:
        return lang._(
            "Only {number} areas have both figures, {x} and {y}: of fewer than {least} nothing is "
            "said.",
            number=lang.number(number), least=lang.number(LEAST), x=x, y=y,
        )  # fmt: skip
    return lang._("All areas have the same value of {x} or of {y}: there is no link.", x=x, y=y)


def side_by_side(
    shown: Link, units: Units, lang: Language
) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Return the heads and, of each area, its name and both figures; the highest `x` first."""
    heads = [
        lang._("Area"),
        axis_name(shown.x, shown.pairs.x_period, lang),
        axis_name(shown.y, shown.pairs.y_period, lang),
    ]
    rows = shown.pairs.rows.sort_values("x", ascending=False, kind="stable")
    lines = [
        (lang.pick(units[area].name), lang.value(x, shown.x), lang.value(y, shown.y))
        for area, x, y in rows[["area", "x", "y"]].itertuples(index=False)
    ]
    return heads, lines


def axis_name(indicator: Indicator, period: str | None, lang: Language) -> str:
    """Name an axis: the indicator and its period."""
    name = lang.pick(indicator.short)
    return name if period is None else f"{name} ({lang.period(parse_period(period))})"


def note(lang: Language, scope: Scope) -> str:
    """Say what a link does not show, and by whose method its intervals are."""
    if scope == "bo":
        return lang._(
            "Ministries differ in size and work, and each counts alike; those known by a bound "
            "only are left out. A third thing may move both. Intervals: Fisher (1921) for "
            "Pearson's r, Bonett and Wright (2000) for Spearman's ρ."
        )
    return lang._(
        "Provinces are compared, not people: what holds for provinces need not hold for the "
        "people in them. A third thing may move both. Intervals: Fisher (1921) for Pearson's r, "
        "Bonett and Wright (2000) for Spearman's ρ; every province counts alike."
    )


def sources(figures: Figures, shown: Link) -> list[str]:
    """Return the sources of both indicators in their periods."""
    told = (shown.x, shown.pairs.x_period), (shown.y, shown.pairs.y_period)
    held = [(figures.of(one.id), period) for one, period in told]
    return [
        str(source)
        for rows, period in held
        for source in rows[rows["period"] == period]["source"].unique()
    ]

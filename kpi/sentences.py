"""Answers in one sentence: what the figures say, and nothing that they do not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi.observations import usable
from kpi.periods import parse_period
from kpi.standing import Standing, standing

if TYPE_CHECKING:
    from datetime import date

    from kpi.catalogue import Indicator
    from kpi.language import Language
    from kpi.units import Units


Row = pd.Series | Mapping[Any, Any]


def figure(row: Row, indicator: Indicator, lang: Language) -> str:
    """Write one observation's value with its unit: `36,8 %`, `hạng 71/193`."""
    return lang.value(float(row["value"]), indicator, float(row["of"]), str(row["qualifier"]))


def told(row: Row, indicator: Indicator, lang: Language) -> str:
    """Write one observation's value as a sentence says it: `trên 84 %` for the sign `> 84 %`."""
    plain = lang.value(float(row["value"]), indicator, float(row["of"]))
    words = {
        "lt": lang._("under {value}", value=plain),
        "gt": lang._("over {value}", value=plain),
        "over": lang._("over {value}", value=plain),
        "about": lang._("about {value}", value=plain),
    }
    return words.get(str(row["qualifier"]), plain)


def when(row: Row, lang: Language) -> str:
    """Write one observation's period, and that it is estimated or provisional: `2025, sơ bộ`."""
    words = {"E": lang._("estimated"), "P": lang._("provisional")}
    how = words.get(str(row["status"]))
    return ", ".join(filter(None, (lang.period(parse_period(str(row["period"]))), how)))


def dated(row: Row, lang: Language, by: str = "") -> str:
    """Write when a figure is of and when it was published, with the name of who did."""
    period, end = when(row, lang), f" ({by})" if by else ""
    if not row["published"]:
        return period + end
    day = lang.published(row["published"])
    return lang._("{period}, published {published}", period=period, published=day) + end


def of_row(row: pd.Series | None, indicator: Indicator, today: date, lang: Language) -> str:
    """Say where an area stands by one of its observations, or that there is none."""
    if row is None:
        return lang._("No figure has been published.")
    return state(row, indicator, standing(indicator, row, today), lang)


def state(row: pd.Series, indicator: Indicator, standing: Standing | None, lang: Language) -> str:
    """Say the latest value, its period, and how it stands against its target."""
    start = lang._(
        "{name}: {value} ({period})",
        name=lang.pick(indicator.short), value=told(row, indicator, lang), period=when(row, lang),
    )  # fmt: skip
    if standing is None:
        return lang._("{state}; no target set.", state=start)
    return f"{start}; {against(standing, indicator, lang)}."


def against(standing: Standing, indicator: Indicator, lang: Language) -> str:
    """Say how a value stands against its target: met or not, past or ahead, how much is missing.

    A national target held against a part of the country, and a value from before the deadline,
    are said to be such.
    """
    target = lang.target(standing.target.value, indicator)
    values = {
        "target": lang._("{target} for the whole country", target=target)
        if standing.national
        else target,
        "deadline": lang.date(standing.target.deadline),
        "missing": distance(standing, indicator, lang),
    }
    if standing.met:
        return lang._("the target {target} by {deadline} is met", **values)
    if standing.past and standing.day < standing.target.deadline:
        return lang._(
            "the target {target} fell due on {deadline}; the last figure before it was {missing} "
            "short",
            **values,
        )
    if standing.past:
        return lang._(
            "the target {target} fell due on {deadline} and is missed by {missing}", **values
        )
    return lang._("{missing} short of the target {target} due on {deadline}", **values)


def distance(standing: Standing, indicator: Indicator, lang: Language) -> str:
    """Say what is missing to the target: in points, places or the indicator's own unit."""
    missing = standing.distance
    if indicator.unit == "percent":
        return lang._("{number} points", number=lang.number(missing, indicator.decimals, least=0))
    if indicator.unit == "rank":
        return lang._("{number} places", number=lang.number(missing))
    return lang.value(missing, indicator)


def changed(year: int, lang: Language) -> str:
    """Say that figures from before a break of the series do not compare with those since."""
    return lang._("series changed in {year}; not comparable", year=year)


def spread(
    rows: pd.DataFrame, indicator: Indicator, areas: int, units: Units, lang: Language
) -> str:
    """Say who leads and who trails in one period, and how many of `areas` have figures.

    `rows`: observations of one indicator and period, of the areas compared. Nobody is called last
    where most areas have no figure, or where some are known by a bound only: they may trail.
    """
    known = usable(rows).sort_values("value", ascending=indicator.direction == "lower")
    if known.empty:
        return lang._("No figure has been published for these areas.")
    first, final = known.iloc[0], known.iloc[-1]
    if 2 * len(known) < areas or rows["value"].notna().sum() > len(known):
        return lang._(
            "{period}: only {known} of {all} areas have an exact figure; "
            "the best of them is {first} with {best}.",
            period=_capital(lang.period(parse_period(str(first["period"])))),
            known=len(known),
            all=areas,
            first=lang.pick(units[first["area"]].name),
            best=figure(first, indicator, lang),
        )
    return lang._(
        "{period}: {first} leads with {best}, {final} is last with {worst}; "
        "{known} of {all} areas have figures.",
        period=_capital(lang.period(parse_period(str(first["period"])))),
        first=lang.pick(units[first["area"]].name),
        best=figure(first, indicator, lang),
        final=lang.pick(units[final["area"]].name),
        worst=figure(final, indicator, lang),
        known=len(known),
        all=areas,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""What a composite index says, in sentences."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kpi.indices.steps import Way, to_next_point
from kpi.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi.indices.index import Index
    from kpi.indices.race import Race
    from kpi.language import Language
    from kpi.units import Units

__all__ = ["agreement", "answer", "lacking", "none_at_all", "rise", "total", "tried"]


def total(value: float, index: Index, lang: Language) -> str:
    """Write a total: `85,90 điểm`, `0,8002`."""
    return " ".join(filter(None, (lang.number(value, index.decimals), lang.pick(index.unit_label))))


def rise(share: float, lang: Language) -> str:
    """Write by how much a group must rise, in per cent of its most points, rounded up."""
    return lang.percent(math.ceil(share * 1000 - 1e-6) / 10)


def answer(race: Race, area: str, lang: Language, units: Units) -> str:
    """Say who leads by the official weights, where an area stands, and its cheapest next point."""
    index, standing = race.index, race.standing(race.index.weights)
    first, line = standing["total"].idxmax(), race.areas.index(area)
    own = total(float(standing["total"].iloc[line]), index, lang)
    if len(race.complete) == 1:
        return lang._(
            "{index}, {period}: only {area} has figures of all groups, {total}; there is nobody to "
            "rank it against.",
            index=lang.pick(index.short), period=lang.period(parse_period(race.period)),
            area=lang.pick(units[area].name), total=own,
        )  # fmt: skip
    best = total(float(standing["total"].max()), index, lang)
    lead = lang._(
        "{index}, {period}: {first} leads with {best} ({count} of {all} have all figures).",
        index=lang.pick(index.short), period=lang.period(parse_period(race.period)),
        first=lang.pick(units[str(first)].name), best=best,
        count=len(race.complete), all=len(race.areas),
    )  # fmt: skip
    place = lang._(
        "{area} is number {rank}: {total}.",
        area=lang.pick(units[area].name), rank=int(standing["rank"].iloc[line]),
        total=own,
    )  # fmt: skip
    way = to_next_point(race.shares[line], index.weights, index)
    return f"{lead} {place} {_cheapest(way, index, lang)}"


def tried(
    race: Race, trial: Race, weights: Sequence[float], area: str, lang: Language, units: Units
) -> str:
    """Say where an area stands as moved (`trial` with `weights`), and where it stood before.

    In the sentences that the simulator in the browser says.
    """
    index = race.index
    line = race.areas.index(area)
    now, before = (held.iloc[line].to_dict() for held in
                   (trial.standing(weights), race.standing(index.weights)))  # fmt: skip
    state = lang._(
        "{area} has {total} and is number {rank} of {count}.",
        area=lang.pick(units[area].name), total=total(float(now["total"]), index, lang),
        rank=int(now["rank"]), count=len(trial.complete),
    )  # fmt: skip
    official = lang._(
        "By the official weights and its own figures: {total}, number {rank}.",
        total=total(float(before["total"]), index, lang), rank=int(before["rank"]),
    )  # fmt: skip
    return f"{lang._('As moved:')} {state} {official}"


def _cheapest(way: Way, index: Index, lang: Language) -> str:
    step = lang.number(index.step, index.decimals, 0)
    if way.cheapest is None:
        return lang._("No single group has room to add {step}.", step=step)
    return lang._(
        "The cheapest way to add {step}: raise “{group}” by {rise} of its maximum.",
        step=step,
        group=lang.pick(index.groups[way.cheapest].name),
        rise=rise(float(way.rises[way.cheapest]), lang),
    )  # fmt: skip


def none_at_all(index: Index, lang: Language) -> str:
    """Say that no total can be computed, and why."""
    return lang._(
        "No total of {index} can be computed: nobody has figures of all {count} groups for the "
        "same period.",
        index=lang.pick(index.short), count=len(index.groups),
    )  # fmt: skip


def lacking(race: Race, lang: Language, units: Units) -> list[tuple[str, str]]:
    """Return who has no total: what is missing, and the names of those who miss it."""
    found: dict[str, list[str]] = {}
    groups = race.index.groups
    for area in race.areas:
        missing = race.lacking(area)
        if missing:
            named = ", ".join(lang.pick(groups[at].name) for at in missing)
            every = len(missing) == len(groups)
            what = lang._("all groups") if every else named
            found.setdefault(what, []).append(lang.pick(units[area].name))
    return [(what, ", ".join(sorted(names, key=lang.sort_key))) for what, names in found.items()]


def agreement(race: Race, lang: Language) -> str:
    """Say how far the computed totals are from the published ones; "" where none were published."""
    found = race.differences().values()
    if not found:
        return ""
    return lang._(
        "Computed totals against published ones: {count} compared, the largest difference is "
        "{most}.",
        count=len(found), most=lang.number(max(map(abs, found)), 4),
    )  # fmt: skip

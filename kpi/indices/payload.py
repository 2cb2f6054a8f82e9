"""What the simulator in the browser is given: figures, official weights, robustness and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpi.indices import words
from kpi.indices.robustness import FIRST, NEAR, WEIGHTINGS
from kpi.indices.settings import percentages
from kpi.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kpi.catalogue import Indicator
    from kpi.indices.race import Race
    from kpi.language import Language
    from kpi.units import Units

__all__ = ["payload"]


def payload(
    race: Race,
    catalogue: Mapping[str, Indicator],
    lang: Language,
    units: Units,
    *,
    simulated: bool = False,
) -> dict[str, Any]:
    """Return all that depends on index, period and borders; areas with all groups only."""
    index = race.index
    lines = [race.areas.index(area) for area in race.complete]
    decimals = [catalogue[part].decimals for part in index.parts]
    values = [
        [round(float(value), places) for value, places in zip(line, decimals, strict=True)]
        for line in race.values[lines]
    ]
    told = race.robustness
    return {
        "lang": lang.code,
        "title": f"{lang.pick(index.name)} · {lang.period(parse_period(race.period))}",
        "unit": lang.pick(index.unit_label),
        "total": index.total, "decimals": index.decimals, "step": index.step,
        "official": percentages(index.weights),
        "groups": [
            {"name": lang.pick(group.name), "zero": group.zero, "full": group.full,
             "decimals": places}
            for group, places in zip(index.groups, decimals, strict=True)
        ],
        "areas": list(race.complete),
        "names": [lang.pick(units[area].name) for area in race.complete],
        "estimated": [at for at, area in enumerate(race.complete) if area in race.estimated],
        "values": values,
        "stays": [round(float(one), 3) for one in told.stays[lines]],
        "first": [round(float(one), 3) for one in told.first[lines]],
        "apart": words.lacking(race, lang, units),
        "among": FIRST,
        "simulated": simulated,
        "words": _words(lang),
    }  # fmt: skip


def _words(lang: Language) -> dict[str, str]:
    _ = lang._
    return {
        "groups": _("Weights, and the figures of {area}", area="{area}"),
        "weight": _("Weight"),
        "figure": _("Figure of {area}", area="{area}"),
        "point": _("To add {step}", step="{step}"),
        "rank": _("For the next place"),
        "cheapest": _("cheapest"),
        "none": _("not alone"),
        "official": _("Official weights"),
        "own": _("Figures as they are"),
        "trial": _("A trial, not a published result"),
        "simulated": _("SIMULATED FIGURES"),
        "idle": _("Move a slider to try; the figures themselves stay as they are."),
        "moved": _("As moved:"),
        "state": _("{area} has {total} and is number {rank} of {count}.", area="{area}",
                   total="{total}", rank="{rank}", count="{count}"),
        "before": _("By the official weights and its own figures: {total}, number {rank}.",
                    total="{total}", rank="{rank}"),
        "toPoint": _(
            "The cheapest way to add {step}: raise “{group}” by {rise} of its maximum.",
            step="{step}", group="{group}", rise="{rise}",
        ),
        "toRank": _(
            "The cheapest way to the next place: raise “{group}” by {rise} of its maximum.",
            group="{group}", rise="{rise}",
        ),
        "noPoint": _("No single group has room to add {step}.", step="{step}"),
        "noRank": _("No single group is enough for the next place."),
        "ahead": _("Nobody is ahead."),
        "zero": _("All weights are zero: nothing can be ranked. Raise at least one."),
        "places": _("Ranks by these weights"),
        "place": _("Rank"), "area": _("Area"), "sum": _("Total"), "bar": _("Points by group"),
        "change": _("Against official"), "same": _("same"),
        "up": _("up {places}", places="{places}"), "down": _("down {places}", places="{places}"),
        "stays": _("Keeps its place ±{near}", near=NEAR),
        "first": _("Among the first {first}", first=FIRST),
        "robust": _(
            "Keeps its place, among the first {first}: how often, over {count} random weightings "
            "of the figures as they are.", first=FIRST, count=lang.number(WEIGHTINGS),
        ),
        "estimated": _("In italics: a joined province, its figures estimated from its parts."),
        "apart": _("No total, because a group is missing:"),
    }  # fmt: skip

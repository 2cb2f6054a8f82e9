"""The reasons beside a ranking: why nothing is compared, why this baseline, who is a peer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi.ranking import places
from kpi.ranking.likeness import Baseline, Refusal, Scope
from kpi.ranking.words import name, period_words
from kpi.sentences import figure

if TYPE_CHECKING:
    from kpi.language import Language
    from kpi.ranking.board import Ranking
    from kpi.ranking.peers import Kind
    from kpi.units import Units

__all__ = ["peer_reason", "refused", "standing", "usual"]


def refused(why: Refusal, made: Ranking, lang: Language) -> str:
    """Say why improvement and change of place are not told, and what can be done."""
    period = period_words(made.period, lang)
    if why.kind == "merger":
        return lang._(
            "No improvement and no change of place: the merger of 1 July 2025 lies between, and "
            "the former provinces ended with it. Choose the 34 provinces, whose earlier figures "
            "are merged, or a baseline on the same side."
        )
    if why.kind == "break" and why.cut is not None:
        return lang._(
            "No improvement and no change of place: the series changed on {day}. {why}",
            day=lang.date(why.cut.day), why=lang.pick(why.cut.note),
        )  # fmt: skip
    if made.indicator.unit == "rank" and made.scope == "34":
        return lang._(
            "No improvement and no change of place: ranks among 63 former provinces are not "
            "merged into ranks among 34."
        )
    if why.kind == "nobody":
        return lang._(
            "No improvement and no change of place: fewer than two areas have figures that "
            "compare in both periods."
        )
    return lang._(
        "No improvement and no change of place: no earlier figures compare with {period}.",
        period=period,
    )


def usual(chosen: Baseline | None, made: Ranking, lang: Language) -> str:
    """Say what improvement is counted from and how, and why this baseline is the usual one."""
    if made.baseline is None or made.refused is not None:
        return ""
    baseline = period_words(made.baseline, lang)
    reasons = {
        "year": lang._("It is the usual one: a year before, so that both have the same season."),
        "newest": lang._("It is the usual one: the newest earlier figures that compare."),
    }
    usual = chosen is not None and chosen.period == made.baseline
    said = [
        lang._("Improvement is each area’s own change since the baseline, {baseline}.",
               baseline=baseline),
        reasons[chosen.why] if usual and chosen is not None else "",
        lang._("It compares {known} of {all} areas ranked.",
               known=lang.number(len(made.compared)), all=lang.number(len(made.table))),
    ]  # fmt: skip
    if made.merged:
        said.append(
            lang._(
                "The merger of 1 July 2025 lies between: the figures before it are those of the "
                "former provinces, merged; improvement and change of place are estimated (E)."
            )
        )
    return " ".join(filter(None, said))


def peer_reason(kind: Kind, scope: Scope, lang: Language) -> str:
    """Say who counts as a peer, and why; the region is the usual choice."""
    reasons = {
        "region": lang._(
            "Peers are the provinces of its economic region. It is the usual choice: drawn "
            "officially and by nobody here, of like land and with a plan in common."
        ),
        "type": lang._("Peers are of its type (province or city) on the last day of the period."),
        "border": lang._("Peers share a land border with it: people there see both services."),
        "population": lang._(
            "Peers are the five nearest in population, none over twice or under half as large: "
            "dossiers and staff grow with people."
        ),
        "density": lang._(
            "Peers are the five nearest in persons per km² of natural area, none over twice or "
            "under half as dense: distance to an office is alike."
        ),
    }
    said = [reasons[kind]]
    if kind == "density" and scope == "63":
        said.append(
            lang._(
                "The former provinces’ areas are shared out from those of today as the map draws "
                "them: good enough to find peers, and told nowhere as figures."
            )
        )
    return " ".join(said)


def standing(made: Ranking, area: str, others: Sequence[str], units: Units, lang: Language) -> str:
    """Say where an area stands among all, and by level and improvement among its peers."""
    if area not in made.table.index:
        return lang._(
            "{area} has no exact figure in this period and is not ranked.",
            area=name(area, units, lang),
        )
    near = made.table[made.table.index.isin([area, *others])]
    row = near.to_dict("index")[area]
    values = {
        "area": name(area, units, lang),
        "place": lang.number(row["place"]),
        "all": lang.number(len(made.table)),
        "value": figure(row, made.indicator, lang),
    }
    said = [lang._("{area} has place {place} ({value}; {all} areas are ranked).", **values)]
    if made.scope == "bo":  # ministries have no peers
        return " ".join(said)
    if len(near) < 2:
        said.append(lang._("None of its peers has an exact figure."))
        return " ".join(said)
    among = places.competition(near["value"], made.indicator.direction == "higher")
    said.append(
        lang._("Among its peers it has place {place} of {count}.",
               place=lang.number(among[area]), count=lang.number(len(near)))
    )  # fmt: skip
    moved = near["delta"].dropna()
    if made.refused is None and area in moved.index and len(moved) > 1:
        said.append(
            lang._(
                "By improvement it has place {place} of {count} among them.",
                place=lang.number(places.competition(moved)[area]),
                count=lang.number(len(moved)),
            )
        )
    return " ".join(said)

"""What the parts of pages are called, where one of them is chosen for a meeting."""

from __future__ import annotations

from kpi.editions import INDICES
from kpi.headlines import HEADLINES, RANKS
from kpi.language import Language
from ui.meeting.shown import LIBRARY

__all__ = ["part_names"]

_CARDS = (*(names[0] for names in HEADLINES), *RANKS, *INDICES["egdi"].parts)


def part_names(lang: Language) -> dict[str, str]:
    """Name all parts of pages by their ids."""
    names = {name: lang.pick(LIBRARY.catalogue[name].short) for name in _CARDS}
    return names | {
        "plan": lang._("The plan: Plan 02-KH/BCĐTW"),
        "programmes": lang._("Programmes that are counted"),
        "signing": lang._("Digital signing"),
        "horizon": lang._("The next horizon, 2026–2030"),
        "newest": lang._("What changed last"),
        "attention": lang._("Needs attention"),
        "ranks": lang._("In the world and at home"),
        "rank": lang._("The rank"),
        "score": lang._("The score"),
        "profile": lang._("The profile"),
        "parts": lang._("What each former province brings"),
        "comparison": lang._("The comparison"),
        "table": lang._("The table"),
        "groups": lang._("The groups"),
        "gap": lang._("The gap over time"),
        "concentration": lang._("Where those without it are"),
        "standing": lang._("Ranks and totals"),
        "trend": lang._("The figures over time"),
        "course": lang._("The verdict, method by method"),
        "ranking": lang._("The ranking"),
        "moves": lang._("How places moved"),
        "points": lang._("Points by group"),
        "scores": lang._("Scores by the six words"),
        "failures": lang._("Which checks failed"),
    }

"""What the parts of pages are called, where one of them is chosen for a meeting."""

from __future__ import annotations

from collections.abc import Mapping

from kpi.language import N_, Language
from ui import data

__all__ = ["part_name"]

_NAMES: Mapping[str, str] = {
    "plan": N_("The plan: Plan 02-KH/BCĐTW"),
    "programmes": N_("Programmes that are counted"),
    "signing": N_("Digital signing"),
    "horizon": N_("The next horizon, 2026–2030"),
    "newest": N_("What changed last"),
    "attention": N_("Needs attention"),
    "ranks": N_("In the world and at home"),
    "rank": N_("The rank"),
    "score": N_("The score"),
    "profile": N_("The profile"),
    "parts": N_("What each former province brings"),
    "comparison": N_("The comparison"),
    "table": N_("The table"),
    "groups": N_("The groups"),
    "gap": N_("The gap over time"),
    "concentration": N_("Where those without it are"),
    "standing": N_("Ranks and totals"),
    "trend": N_("The figures over time"),
    "course": N_("The verdict, method by method"),
    "ranking": N_("The ranking"),
    "moves": N_("How places moved"),
    "points": N_("Points by group"),
    "scores": N_("Scores by the six words"),
    "failures": N_("Which checks failed"),
}


def part_name(part: str, lang: Language) -> str:
    """Name a part of a page by its id: a card bears the name of its indicator."""
    if part in _NAMES:
        return lang._(_NAMES[part])
    return lang.pick(data.catalogue()[part].short)

"""Where figures come from, as readers are told: title, publisher, date and address."""

from __future__ import annotations

from collections.abc import Iterable

from kpi.exhibits.pieces import cited
from kpi.language import Language
from kpi.practice import PRACTICE
from ui import data, markup
from ui.data import Figures


def named(ids: Iterable[str], lang: Language) -> list[markup.Origin]:
    """Name sources by their ids, each once; a merged figure's ids are joined by "; ".

    Those that the catalogue does not know are named as who sent the figures wrote them.
    """
    found = cited(ids, data.catalogue(), lang)
    return [markup.Origin(one.title, one.detail, one.url or None) for one in found]


def cell(ids: str, lang: Language) -> list[markup.Origin]:
    """Name the sources of one line of a table; what nobody published is said to be simulated."""
    if ids == PRACTICE:
        return [markup.Origin(lang._("simulated"))]
    return named([ids], lang) or [markup.Origin(ids)]


def below(figures: Figures, ids: Iterable[str], lang: Language, *notes: str) -> str:
    """Return what stands below a picture: its sources, and what must be known of it."""
    if figures.simulated:
        made = markup.Origin(lang._("generated for practice; no relation to real provinces"))
        return markup.sources(lang._("Source"), [made], notes)
    return markup.sources(lang._("Sources"), named(ids, lang), notes)

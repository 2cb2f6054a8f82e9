"""Find indicators by words, with or without diacritics: `thu tuc` finds `thủ tục`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kpi.names import fold

if TYPE_CHECKING:
    from kpi.catalogue import Catalogue, Indicator

_folded = lru_cache(maxsize=1024)(fold)  # the catalogue's texts are searched at every letter typed


def find(query: str, catalogue: Catalogue) -> list[Indicator]:
    """Return the indicators in whose texts, in either language, every word of `query` occurs.

    Those with a word in their name come first; otherwise the order is the catalogue's.
    """
    words = fold(query).split()
    found = [one for one in catalogue.values() if _holds(_everything(one, catalogue), words)]
    return sorted(found, key=lambda one: not _holds(_names(one), words))


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def _names(one: Indicator) -> str:
    return _folded(" ".join((one.id.replace("_", " "), *one.name, *one.short)))


def _everything(one: Indicator, catalogue: Catalogue) -> str:
    texts = [one.definition, one.owner.agency, catalogue.pillars[one.pillar]]
    texts += [text for text in (one.numerator, one.denominator, one.note) if text]
    return " ".join((_names(one), _folded(" ".join(side for text in texts for side in text))))

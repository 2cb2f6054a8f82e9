"""International rankings: which indicators make up each index, and the newest edition said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from kpi import sentences
from kpi.observations import usable
from kpi.periods import parse_period
from kpi.standing import since_break

if TYPE_CHECKING:
    from kpi.catalogue import Indicator
    from kpi.language import Language

__all__ = ["INDICES", "Index", "sentence"]


class Index(NamedTuple):
    """Ids of an index's rank, score, the parts of the score, and ranks that are only listed."""

    rank: str
    score: str | None
    parts: tuple[str, ...]
    listed: tuple[str, ...]

    @property
    def ids(self) -> list[str]:
        """All its indicators."""
        return [one for one in (self.rank, self.score, *self.parts, *self.listed) if one]


INDICES: Mapping[str, Index] = {  # by the id in the address
    "egdi": Index(
        "egdi_rank", "egdi_score", ("egdi_osi", "egdi_tii", "egdi_hci", "epi_score"),
        ("egdi_osi_rank", "egdi_tii_rank", "egdi_hci_rank", "epi_rank", "ogdi_rank"),
    ),
    "gii": Index("gii_rank", None, (), ("gii_input_rank", "gii_output_rank")),
    "gci": Index(
        "gci_rank", "gci_score",
        ("gci_legal", "gci_technical", "gci_organisational", "gci_capacity", "gci_cooperation"), (),
    ),
    "ai": Index("ai_readiness_rank", "ai_readiness_score", (), ()),
}  # fmt: skip


def sentence(rows: pd.DataFrame, rank: Indicator, lang: Language) -> str:
    """Say the rank of the newest edition and the places won or lost since the one before.

    No places are counted across a break, which is said; of an estimated rank its note is said too.
    """
    known = usable(rows[rows["area"] == "VN"]).sort_values("end")
    if known.empty:
        return lang._("No figure has been published.")
    last = known.iloc[-1]
    words = {
        "name": lang.pick(rank.short),
        "edition": sentences.when(last, lang),
        "rank": sentences.figure(last, rank, lang),
    }
    alike, year = since_break(known, rank)
    if len(alike) == 1:
        said = lang._("{name} {edition}: {rank}.", **words)
        broken = "" if year is None else _sentence(sentences.changed(year, lang))
        remark = last["note" if lang.code == "vi" else "note_en"] if last["status"] == "E" else ""
        return " ".join(filter(None, (said, broken, remark)))
    before = alike.iloc[-2]
    words["before"] = lang.period(parse_period(before["period"]))
    return _moved(int(before["value"] - last["value"]), words, lang)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _moved(gained: int, words: dict[str, str], lang: Language) -> str:
    if gained == 0:
        return lang._("{name} {edition}: {rank}, as in {before}.", **words)
    if gained > 0:
        return lang._(
            "{name} {edition}: {rank}, up {places} places on {before}.", places=gained, **words
        )
    return lang._(
        "{name} {edition}: {rank}, down {places} places on {before}.", places=-gained, **words
    )

"""International rankings in words: the newest edition in a sentence, all editions in a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kpi import sentences
from kpi.catalogue import Indicator
from kpi.language import Language
from kpi.observations import usable
from kpi.periods import parse_period
from ui import data, markup

_AVERAGES = ("WORLD", "ASIA", "SEA")


def sentence(rows: pd.DataFrame, rank: Indicator, lang: Language) -> str:
    """Say the rank of the newest edition and the places won or lost since the one before."""
    known = usable(rows[rows["area"] == "VN"]).sort_values("end")
    if known.empty:
        return lang._("No figure has been published.")
    last = known.iloc[-1]
    words = {
        "name": lang.pick(rank.short),
        "edition": lang.period(parse_period(last["period"])),
        "rank": sentences.figure(last, rank, lang),
    }
    if len(known) == 1:
        return lang._("{name} {edition}: {rank}.", **words)
    before = known.iloc[-2]
    words["before"] = lang.period(parse_period(before["period"]))
    return _moved(int(before["value"] - last["value"]), words, lang)


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


def table(rows: pd.DataFrame, ids: Sequence[str], lang: Language) -> str:
    """Return one line an edition, newest first, one column an indicator."""
    catalogue = data.catalogue()
    shown = [one for one in ids if one in set(rows["indicator"])]
    head = [lang._("Edition"), *(lang.pick(catalogue[one].short) for one in shown)]
    body = []
    for end in sorted(rows["end"].unique(), reverse=True):
        edition = rows[(rows["end"] == end) & rows["value"].notna()]
        cells = {row["indicator"]: row for row in edition.to_dict("records")}
        if not cells:
            continue
        line = [lang.period(parse_period(str(edition["period"].iloc[0])))]
        for one in shown:
            row = cells.get(one)
            line.append("–" if row is None else sentences.figure(row, catalogue[one], lang))
        body.append(line)
    return markup.table(head, body)


def averages(rows: pd.DataFrame, score: Indicator, lang: Language) -> str:
    """Return the averages of regions that were published beside a score, as facts; "" for none."""
    units = data.units()
    shown = [row for row in usable(rows).to_dict("records") if row["area"] in _AVERAGES]
    return markup.facts(
        (
            f"{lang.pick(units[row['area']].name)}, {lang.period(parse_period(row['period']))}",
            sentences.figure(row, score, lang),
        )
        for row in shown
    )


def remarks(rows: pd.DataFrame, lang: Language) -> list[str]:
    """Return what must be known of single figures: the notes that stand by them, newest first."""
    catalogue, column = data.catalogue(), "note" if lang.code == "vi" else "note_en"
    noted = rows[rows[column] != ""].sort_values("end", ascending=False, kind="stable")
    return [
        f"{lang.pick(catalogue[row['indicator']].short)} "
        f"{lang.period(parse_period(row['period']))}: {row[column]}"
        for row in noted.to_dict("records")
    ]

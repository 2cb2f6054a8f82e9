"""International rankings in words: the newest edition in a sentence, all editions in a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kpi import sentences
from kpi.catalogue import Indicator
from kpi.language import Language
from kpi.observations import usable
from kpi.periods import parse_period
from ui import data, markup, origins, shell
from ui.data import Figures
from ui.draw import once

_AVERAGES = ("WORLD", "ASIA", "SEA")


@once
def scored(figures: Figures, score: str | None) -> Indicator | None:
    """Return the indicator of a score that has figures, None without."""
    known = score is not None and not usable(figures.of(score)).empty
    return data.catalogue()[score] if score and known else None


@once
def countries(figures: Figures, rank: Indicator) -> list[str]:
    """Return the countries that have figures of a rank."""
    areas = figures.of(rank.id)["area"].unique()
    return [area for area in areas if data.units()[area].kind in ("country", "nation")]


def told(figures: Figures, rows: pd.DataFrame, ids: Sequence[str], score: Indicator | None) -> str:
    """Return all editions: their table, the averages of regions, sources and remarks."""
    lang, own = shell.view().lang, rows[rows["area"] == "VN"]
    return (
        markup.section(lang._("Editions"))
        + _table(own, ids, lang)
        + (_averages(figures.of(score.id), score, lang) if score else "")
        + origins.below(figures, rows["source"], lang, *_remarks(own, lang))
    )


def _table(rows: pd.DataFrame, ids: Sequence[str], lang: Language) -> str:
    """Return one line an edition, newest first, one column an indicator."""
    catalogue = data.catalogue()
    shown = [one for one in ids if one in set(rows["indicator"])]
    head = [lang._("Edition"), *(lang.pick(catalogue[one].short) for one in shown)]
    body: list[list[markup.Cell]] = []
    for end in sorted(rows["end"].unique(), reverse=True):
        edition = rows[(rows["end"] == end) & rows["value"].notna()]
        cells = {row["indicator"]: row for row in edition.to_dict("records")}
        if not cells:
            continue
        line: list[markup.Cell] = [lang.period(parse_period(str(edition["period"].iloc[0])))]
        for one in shown:
            row = cells.get(one)
            line.append("–" if row is None else _told(row, catalogue[one], lang))
        body.append(line)
    return markup.table(head, body)


def _told(row: sentences.Row, indicator: Indicator, lang: Language) -> str:
    figure = sentences.figure(row, indicator, lang)
    return f"{figure} ({lang._('estimated')})" if row["status"] == "E" else figure


def _averages(rows: pd.DataFrame, score: Indicator, lang: Language) -> str:
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


def _remarks(rows: pd.DataFrame, lang: Language) -> list[str]:
    """Return what must be known of single figures: the notes that stand by them, newest first."""
    catalogue, column = data.catalogue(), _note(lang)
    noted = rows[rows[column] != ""].sort_values("end", ascending=False, kind="stable")
    return [
        f"{lang.pick(catalogue[row['indicator']].short)} "
        f"{lang.period(parse_period(row['period']))}: {row[column]}"
        for row in noted.to_dict("records")
    ]


def _note(lang: Language) -> str:
    return "note" if lang.code == "vi" else "note_en"

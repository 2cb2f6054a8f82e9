"""A meeting as one workbook: what it shows, every table behind it, and the sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import cast

import pandas as pd

from kpi.charts import look
from kpi.exhibits.exhibit import Exhibit, Source, Table
from kpi.exhibits.meeting import Meeting
from kpi.export import to_xlsx as written
from kpi.language import Lang, Language, language
from kpi.pictures.letters import clean

__all__ = ["to_xlsx"]

_UNFIT = re.compile(r"[\[\]:*?/\\]")  # what the name of a sheet must not hold
_LONGEST = 31


def to_xlsx(
    exhibits: Sequence[Exhibit],
    meeting: Meeting,
    problems: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Write a workbook: a list of the views, a sheet a table with real numbers, the sources.

    `exhibits` are those of `meeting.items`, in their order; ValueError if there are not as many.
    Cells like formulas are neutral (`kpi.export`). `problems`: why some views are missing.
    """
    lang = language(cast(Lang, meeting.lang))
    names = _names([exhibit.title for exhibit in exhibits], lang)
    sheets = {lang._("Contents"): _contents(exhibits, meeting, names, problems, lang)}
    for done, (exhibit, name) in enumerate(zip(exhibits, names, strict=True), 1):
        sheets[name] = _frame(exhibit.table, simulated=exhibit.simulated)
        if progress:
            progress(done, len(exhibits))
    sheets[lang._("Sources")] = _sources(exhibits, names, lang)
    return written(sheets)


def _names(titles: Sequence[str], lang: Language) -> list[str]:
    """Name the sheets by number and title, as Excel allows it: 31 letters, each name once."""
    named = []
    for number, title in enumerate(titles, 1):
        plain = " ".join(_UNFIT.sub(" ", clean(title)).split()).strip("'")
        named.append(f"{number}. {plain}"[:_LONGEST].rstrip(" ,'") if plain else f"{number}")
    return named


def _contents(
    exhibits: Sequence[Exhibit], meeting: Meeting, names: Sequence[str],
    problems: Sequence[str], lang: Language,
) -> pd.DataFrame:  # fmt: skip
    """Return one line a view: where it stands, what it says, its period and date."""
    _ = lang._
    rows: list[tuple[str, ...]] = [
        (name, _mark(one), item.headline or one.answer, one.title, one.period, one.as_of,
         one.verdict, one.method, one.definition, item.notes, one.address)
        for name, one, item in zip(names, exhibits, meeting.items, strict=True)
    ]  # fmt: skip
    rows += [("", "", problem, *[""] * 8) for problem in problems]
    heads = [
        _("Sheet"), _("Kind of figures"), _("Headline"), _("What is seen"), _("Period"),
        _("As of"), _("Verdict"), _("Method"), _("Definition"), _("Notes"), _("Link"),
    ]  # fmt: skip
    table = pd.DataFrame([[clean(cell) for cell in row] for row in rows], columns=heads)
    return table if any(one.simulated for one in exhibits) else table.drop(columns=heads[1])


def _mark(exhibit: Exhibit) -> str:
    return look.PRACTICE_WORDS if exhibit.simulated else ""


def _frame(table: Table, *, simulated: bool) -> pd.DataFrame:
    """Return a table with its units in the heads; of practice figures each row says so."""
    heads: list[str] = []
    for one in table.columns:
        plain = one.unit and one.unit not in one.head
        head = clean(f"{one.head} ({one.unit})" if plain else one.head)
        twin = sum(known.split(" \u2116")[0] == head for known in heads)
        heads.append(f"{head} \u2116{twin + 1}" if twin else head)
    rows = [[clean(cell) if isinstance(cell, str) else cell for cell in row] for row in table.rows]
    frame = pd.DataFrame(rows, columns=heads)
    if simulated:
        frame.insert(0, look.PRACTICE_WORDS, look.PRACTICE_WORDS, allow_duplicates=True)
    return frame


def _sources(exhibits: Sequence[Exhibit], names: Sequence[str], lang: Language) -> pd.DataFrame:
    """Return each source once, with the sheets that rest on it and as of when."""
    resting: dict[Source, list[int]] = {}
    for number, exhibit in enumerate(exhibits):
        for source in dict.fromkeys(exhibit.sources):
            resting.setdefault(source, []).append(number)
    rows = [
        (
            clean(source.title),
            clean(source.detail),
            clean(source.url),
            "; ".join(names[number] for number in numbers),
            "; ".join(dict.fromkeys(exhibits[number].as_of for number in numbers)),
        )
        for source, numbers in resting.items()
    ]
    heads = [lang._("Source"), lang._("Details"), lang._("Link"), lang._("Sheets"), lang._("As of")]
    return pd.DataFrame(rows, columns=heads)

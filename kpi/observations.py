"""The published figures: one row for each indicator, area, period and publication.

Files are `data/observations/*.csv`; `docs/figures.md` tells where the rows come from. Several rows
may share a key and differ in `published`: these are vintages, and the newest is the default.
"""

from __future__ import annotations

import io
from calendar import monthrange
from datetime import date
from functools import lru_cache
from pathlib import Path

import pandas as pd

from kpi.periods import parse_period

__all__ = [
    "OBSERVATION_COLUMNS",
    "ObservationError",
    "arranged",
    "dated",
    "known_since",
    "latest",
    "latest_rows",
    "load_published",
    "newest",
    "since",
    "usable",
]

DATA = Path(__file__).parent.parent / "data"
OBSERVATION_COLUMNS: tuple[str, ...] = (
    "indicator", "area", "period", "value", "numerator", "denominator", "of",
    "qualifier", "status", "source", "published", "note", "note_en",
)  # fmt: skip
KEY = ["indicator", "area", "period"]
_NUMBERS = ("value", "numerator", "denominator", "of")
_BANDS = ("lt", "gt")


class ObservationError(ValueError):
    """Rows that cannot be read; the message lists every one with file and line."""


def load_published(folder: Path = DATA) -> pd.DataFrame:
    """Return all published rows, sorted by indicator, area, end of period and vintage.

    To OBSERVATION_COLUMNS are added `start` and `end` (first and last day of the period) and
    `vintage` (1 for a key's first publication, 2 for the next…). Numbers are floats, NaN where
    absent; texts are strings, empty where absent. Cached until a file changes.
    """
    files = tuple(sorted((folder / "observations").glob("*.csv")))
    return _load(files, tuple(file.stat().st_mtime_ns for file in files)).copy()


@lru_cache(maxsize=4)
def _load(files: tuple[Path, ...], _stamp: tuple[int, ...]) -> pd.DataFrame:
    problems: list[str] = []
    frame = pd.concat([_read(file, problems) for file in files], ignore_index=True)
    if problems:
        raise ObservationError("\n".join(problems))
    return arranged(frame)


def arranged(frame: pd.DataFrame) -> pd.DataFrame:
    """Sort rows that have `start` and `end` as `load_published` does, and number the vintages."""
    frame = frame.assign(_on=since(frame["published"]))
    frame = frame.sort_values([*KEY[:2], "end", "start", "_on"], ignore_index=True)
    frame["vintage"] = frame.groupby(KEY)["_on"].rank("dense").astype(int)
    return frame.drop(columns="_on")


def _read(file: Path, problems: list[str]) -> pd.DataFrame:
    """Read one file as texts, then its numbers and periods."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    head = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    frame = pd.read_csv(io.StringIO("".join(lines[head:])), dtype=str, keep_default_na=False)
    if tuple(frame.columns) != OBSERVATION_COLUMNS:
        raise ObservationError(f"{file.name}:{head + 1}: columns must be {OBSERVATION_COLUMNS}")
    frame.index = pd.RangeIndex(head + 2, head + 2 + len(frame))  # lines of the file
    for column in _NUMBERS:
        numbers = pd.to_numeric(frame[column], errors="coerce")
        for line, text in frame.loc[numbers.isna() & frame[column].ne(""), column].items():
            problems.append(f"{file.name}:{line}: {column} {text!r} is not a number")
        frame[column] = numbers.astype(float)
    return frame.join(_days(frame["period"], file.name, problems))


def dated(frame: pd.DataFrame) -> pd.DataFrame:
    """Add `start` and `end`, first and last day of the period, to rows read from a table."""
    return frame.join(_days(frame["period"], "table", []))


def _days(periods: pd.Series, name: str, problems: list[str]) -> pd.DataFrame:
    """Return the first and last day of each period, under the same index."""
    days: dict[str, tuple[date, date] | tuple[None, None]] = {}
    for text in periods.unique():
        try:
            period = parse_period(text)
            days[text] = (period.start, period.end)
        except ValueError as error:
            days[text] = (None, None)
            problems += [f"{name}:{line}: {error}" for line in periods.index[periods == text]]
    codes, texts = pd.factorize(periods)
    table = pd.DataFrame(
        [days[text] for text in texts], columns=["start", "end"], dtype="datetime64[ns]"
    )
    return table.take(codes).set_axis(periods.index)


def known_since(published: str) -> str:
    """Return the last day a date known only by year or month can mean: `2024` is 2024-12-31."""
    year, month, day = (*published.split("-"), "", "")[:3]
    month = month or "12"
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]}"


def since(published: pd.Series) -> pd.Series:
    """Return `known_since` of a column, each different text looked at once."""
    days = {text: known_since(text) for text in published.unique()}
    return published.map(days).astype(object)


def usable(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep rows whose value is a number to rank, draw and add: not missing, no `lt`/`gt` band."""
    return frame[frame["value"].notna() & ~frame["qualifier"].isin(_BANDS)]


def newest(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep one row for each indicator, area and period: the newest vintage."""
    order = since(frame["published"])
    return (
        frame.loc[order.sort_values(kind="stable").index]
        .drop_duplicates(KEY, keep="last")
        .sort_index()
    )


def latest(frame: pd.DataFrame, indicator: str, area: str) -> pd.Series | None:
    """Return the newest vintage of the last period with a usable value, or None.

    Of two periods that end on one day the shorter counts as the later.
    """
    rows = frame[(frame["indicator"] == indicator) & (frame["area"] == area)]
    return latest_rows(newest(rows)).get((indicator, area))


def latest_rows(frame: pd.DataFrame) -> dict[tuple[str, str], pd.Series]:
    """Return `latest` of every indicator and area; `frame` holds one vintage of each figure."""
    last = usable(frame).sort_values(["end", "start"]).drop_duplicates(KEY[:2], keep="last")
    return {(str(row["indicator"]), str(row["area"])): row for _, row in last.iterrows()}

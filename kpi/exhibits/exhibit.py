"""One thing to show in a meeting, a file or a report, in words and numbers that are ready to print.

An exhibit is complete: whoever draws it needs neither figures nor catalogue any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Chart", "Column", "Exhibit", "Kind", "Series", "Shape", "Source", "Table"]

Kind = Literal["card", "chart", "map", "table"]
Shape = Literal["line", "bar", "dumbbell", "scatter"]


@dataclass(frozen=True)
class Series:
    """One line, or one colour of bars: a value for each category, None where it is missing."""

    name: str
    values: tuple[float | None, ...]
    chosen: bool = True  # False: drawn in grey behind the others
    alone: tuple[int, ...] = ()  # places in a line chart that no line leads to


@dataclass(frozen=True)
class Chart:
    """A picture in terms that office programs draw natively, and that can be edited there.

    `categories` are what `series` have values for: periods of a line, areas of bars. In a dumbbell
    and a scatter there are two series: start and end, or x and y.
    """

    shape: Shape
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""  # as written on the axis: `%`, `điểm`
    decimals: int = 0
    target: float | None = None
    target_name: str = ""  # what the line at the target says: `mục tiêu 80 % (31/12/2025)`
    ranks: bool = False  # 1 stands at the top
    breaks: tuple[tuple[str, str], ...] = ()  # (category before which a series breaks, why)


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, and of numbers the decimals they are shown with."""

    head: str
    decimals: int | None = None  # None: words
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """The table behind an exhibit: numbers are numbers, words are words, None is missing."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | float | None, ...], ...]


@dataclass(frozen=True)
class Source:
    """Where figures come from: title, publisher and date in words, and address."""

    title: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True)
class Exhibit:
    """One thing to show, in the reader's language."""

    kind: Kind
    title: str  # what is seen, its unit, and where: `Hồ sơ toàn trình, %, 34 tỉnh, thành phố`
    answer: str  # the sentence that says what the figures say
    table: Table
    sources: tuple[Source, ...]
    period: str  # of the figures: `12/2025`
    as_of: str  # `22/11/2026, phiên bản 12`
    address: str  # of the same view, pinned to its version: `/ban-do?…&tinh-den=v12.2026-11-22`
    link: str = ""  # the same in short, with the dashboard's own address; "" where that is unknown
    chart: Chart | None = None
    areas: tuple[tuple[str, float | None], ...] = ()  # of a map: id of each area, and its value
    domain: tuple[float, ...] = ()  # of a map: the limits of its classes, from the catalogue
    figure: str = ""  # of a card: the value in large type, `36,8 %`
    missing: str = ""  # of a card without a value: the words in its place
    definition: str = ""
    verdict: str = ""  # sign and word: `✕ quá hạn, chưa đạt`
    method: str = ""  # by which method, with its formula filled in
    simulated: bool = False  # made of practice figures: says so wherever it is shown
    lang: str = "vi"
    part: str = ""  # which of its page's exhibits it is
    indicator: str = ""  # id, of an exhibit of one indicator
    unit: str = ""  # of a map's values: `%`
    decimals: int = 0
    era: str = "34"  # the borders a map is drawn in: "34" or "63"
    colours: tuple[str, ...] = ()  # of a map's classes, as many as `domain` has gaps
    verdicts: tuple[tuple[str, str], ...] = ()  # of a map of verdicts: area id, key of course.WORDS

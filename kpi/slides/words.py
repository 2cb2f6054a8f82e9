"""What stands in words around a picture on a slide, and in the speaker's notes."""

from __future__ import annotations

from typing import cast

from kpi.charts import look
from kpi.exhibits.exhibit import Chart, Exhibit
from kpi.exhibits.meeting import Item
from kpi.language import Lang, Language, language
from kpi.pictures.cells import cell_text
from kpi.pictures.classes import sign_colour
from kpi.pictures.letters import clean
from kpi.pictures.sheet import cited
from kpi.slides.fit import Run

__all__ = ["facts", "foot", "notes", "rest_of"]


def facts(exhibit: Exhibit, item: Item, lang: Language, scale: float) -> list[Run]:
    """Return answer (under a headline of its own), verdict, method, definition, what is missing."""
    found = []
    if item.headline and exhibit.answer:
        found.append(Run(exhibit.answer, 16 * scale))
    if exhibit.verdict:
        found.append(Run(exhibit.verdict, 18 * scale, sign_colour(exhibit.verdict), True))
    if exhibit.method:
        found.append(Run(exhibit.method, 14 * scale))
    if exhibit.definition:
        found.append(Run(exhibit.definition, 14 * scale, look.MUTED[0]))
    silent = _silent(exhibit.chart)
    if silent:
        said = lang._("No figures: {areas}", areas=", ".join(silent))
        found.append(Run(said, 14 * scale, look.MUTED[0]))
    return found


def _silent(chart: Chart | None) -> list[str]:
    """Name the areas of which nothing can be drawn."""
    if chart is None or chart.shape == "line":
        return []
    return [name for n, name in enumerate(chart.categories)
            if all(one.values[n] is None for one in chart.series)]  # fmt: skip


def foot(exhibit: Exhibit, lang: Language, scale: float, rest: str) -> list[Run]:
    """Return period and date, what is not shown, breaks of the series, and the sources."""
    breaks = exhibit.chart.breaks if exhibit.chart else ()
    dated = [
        rest,
        lang._("Period: {period}", period=exhibit.period) if exhibit.period else "",
        lang._("As of: {as_of}", as_of=exhibit.as_of) if exhibit.as_of else "",
        *(f"{category}: {why}" for category, why in breaks),
    ]
    dated.append(exhibit.link.partition("://")[2])
    texts = [" · ".join(filter(None, dated)), cited(exhibit, lang, 5)]
    return [Run(text, 11.5 * scale, look.MUTED[0]) for text in texts if text]


def rest_of(rows: int, columns: int, lang: Language) -> str:
    """Say what of a table is not on the slides."""
    said = [
        lang._("{count} more rows are in the workbook", count=rows) if rows else "",
        lang._("{count} more columns are in the workbook", count=columns) if columns else "",
    ]
    return " · ".join(filter(None, said))


def notes(exhibit: Exhibit, item: Item, headline: str, *, cut: bool) -> str:
    """Return the speaker's notes, then all that stands on the slide in full."""
    sources = [
        " – ".join(filter(None, (one.title, one.detail, one.url))) for one in exhibit.sources
    ]
    whole = [
        headline if cut else "",
        exhibit.answer,
        exhibit.verdict,
        exhibit.method,
        exhibit.definition,
        *sources,
        exhibit.address,
        _areas(exhibit, language(cast(Lang, exhibit.lang))),
    ]
    told = "\n".join(filter(None, whole))
    return clean("\n\n".join(filter(None, (item.notes, told))))


def _areas(exhibit: Exhibit, lang: Language) -> str:
    """Return each area of a map with its figure or verdict: the picture holds colours only."""
    if exhibit.kind != "map":
        return ""
    head, *columns = exhibit.table.columns
    lines = []
    for first, *rest in exhibit.table.rows:
        known = [pair for pair in zip(rest, columns, strict=True) if pair[0] not in ("", None)]
        told = [f"{cell_text(cell, one, lang)} {one.unit}".strip() for cell, one in known]
        lines.append(f"{cell_text(first, head, lang)}: {'; '.join(told) or '–'}")
    return "\n".join(lines)

"""The slides of a meeting as HTML; every text in them is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from kpi.charts.look import PRACTICE_WORDS, mark
from kpi.exhibits import Column, Exhibit, Gathered, Slide, Table
from kpi.exhibits.view import AS_OF
from kpi.language import Language
from kpi.links import qr_code, short_link
from kpi.show.country import country
from kpi.show.drawn import written

__all__ = ["cover", "slide"]

_FEW = 2  # bars that leave room for the table below them
_FIGURE = 9  # letters of a number in the largest type
_LONG, _LONGER = 90, 220  # letters of a headline from which its type is smaller


def cover(made: Gathered, base: str, lang: Language) -> str:
    """Return the first slide: title, place, day, presenter, what will be shown, where to look."""
    meeting = made.meeting
    title = meeting.title or lang._("Meeting")
    day = _day(meeting.day, lang)
    facts = " · ".join(filter(None, (meeting.place, day, meeting.presenter)))
    told = "".join(f"<li>{escape(one)}</li>" for one in made.problems)
    missing = f'<ul class="missing">{told}</ul>' if told else ""
    nothing = lang._("This meeting has no item yet.")
    empty = "" if made.slides else f"<p>{escape(nothing)}</p>"
    ribbon = _ribbon(lang) if made.simulated else ""
    return (
        f'<section class="slide cover" aria-roledescription="slide"><div class="opening">{ribbon}'
        f'<p class="kicker">{escape(lang._("Digital transformation indicators"))}</p>'
        f'<h1 class="{_size(title)}">{escape(title)}</h1>'
        f'<p class="facts">{escape(facts)}</p>{empty}{missing}</div>'
        f"{_agenda(made, lang)}{_link(_overview(made), base, lang)}</section>"
    )


def _agenda(made: Gathered, lang: Language) -> str:
    """List what will be shown, by the presenter's headlines or what each view is."""
    titles = [
        one.item.headline or (one.exhibit.title if one.exhibit else "") for one in made.slides
    ]
    items = "".join(f"<li>{escape(title)}</li>" for title in titles if title)
    heading = escape(lang._("What will be shown"))
    return f'<div class="agenda"><h2>{heading}</h2><ol>{items}</ol></div>' if items else ""


def _overview(made: Gathered) -> str:
    """Return the address of the overview at the version and day of the first published view."""
    shown = (one.exhibit.address for one in made.shown if one.exhibit)
    pins = (choice for one in shown for choice in parse_qsl(urlsplit(one).query)
            if choice[0] == AS_OF)  # fmt: skip
    pinned = next(pins, None)
    return f"/?{urlencode([pinned])}" if pinned else "/"


def _day(text: str, lang: Language) -> str:
    return lang.published(text) if text else ""


def _size(text: str) -> str:
    return "longer" if len(text) > _LONGER else "long" if len(text) > _LONG else "short"


def _ribbon(lang: Language) -> str:
    return f'<p class="ribbon">{escape(mark(lang))}</p>'


def slide(one: Slide, number: int, base: str, lang: Language) -> tuple[str, str]:
    """Return a slide and the patterns of its map.

    `base`: the address of the dashboard, as `https://kpi.example.vn`; "" where it is not known.
    """
    exhibit = one.exhibit
    if exhibit is None:
        return _broken(one, number, lang), ""
    picture, patterns = _picture(exhibit, number, lang)
    water = f'<div class="water" aria-hidden="true" data-mark="{PRACTICE_WORDS}"></div>'
    return (
        f'<section class="slide of-{exhibit.kind}" aria-roledescription="slide">'
        f"<header>{_ribbon(lang) if exhibit.simulated else ''}"
        f'<h2 class="{_size(one.headline)}">{escape(one.headline)}</h2>'
        f'<p class="what">{_what(exhibit)}</p></header>'
        f"{picture}{water if exhibit.simulated else ''}"
        f"{_behind(exhibit, lang)}{_foot(exhibit, base, lang)}{_notes(one, lang)}</section>"
    ), patterns


def _broken(one: Slide, number: int, lang: Language) -> str:
    told = "".join(f"<li>{escape(text)}</li>" for text in one.problems)
    name = one.item.headline or lang._("Item {number}", number=number)
    why = lang._("This item cannot be shown:")
    return (
        f'<section class="slide broken" aria-roledescription="slide"><header>'
        f'<h2 class="{_size(name)}">{escape(name)}</h2></header>'
        f"<p>{escape(why)}</p><ul>{told}</ul>"
        f"{_notes(one, lang)}</section>"
    )


def _what(exhibit: Exhibit) -> str:
    verdict = f'<b class="verdict">{escape(exhibit.verdict)}</b>' if exhibit.verdict else ""
    return f"{escape(exhibit.title)} {verdict}"


def _picture(exhibit: Exhibit, number: int, lang: Language) -> tuple[str, str]:
    if exhibit.kind == "map":
        drawn, patterns = country(exhibit, lang)
        return f'<div class="picture">{drawn}</div>', patterns
    size = "figure words" if len(exhibit.figure) > _FIGURE else "figure"
    figure = f'<p class="{size}">{escape(exhibit.figure)}</p>' if exhibit.figure else ""
    if exhibit.missing:
        figure = f'<p class="silent">{escape(exhibit.missing)}</p>'
    if exhibit.chart is not None:
        said = escape(f"{exhibit.title}. {exhibit.answer}")
        chart = f'<div class="chart" data-chart="{number}" role="group" aria-label="{said}"></div>'
        few = _FEW >= len(exhibit.chart.categories) < len(exhibit.table.rows)
        if few and exhibit.chart.shape != "line":  # an almost empty slide
            rows = f'<div class="rows">{_table(exhibit.table, lang)}</div>'
            return f'<div class="picture few">{figure}{chart}{rows}</div>', ""
        return f'<div class="picture">{figure}{chart}</div>', ""
    if exhibit.kind == "card":
        words = f'<p class="definition">{escape(exhibit.definition)}</p>'
        known = _table(exhibit.table, lang) if exhibit.table.rows else ""
        return f'<div class="picture">{figure}{words}{known}</div>', ""
    return f'<div class="picture rows">{_table(exhibit.table, lang)}</div>', ""


def _behind(exhibit: Exhibit, lang: Language) -> str:
    """Return the table behind the picture with definition and method, closed."""
    rows = len(exhibit.table.rows)
    title = lang._("Table behind the picture ({rows} rows)", rows=lang.number(rows))
    facts = (
        (lang._("What it measures"), exhibit.definition),
        (lang._("How the verdict is reached"), exhibit.method),
    )
    told = "".join(f"<dt>{escape(a)}</dt><dd>{escape(b)}</dd>" for a, b in facts if b)
    listed = f"<dl>{told}</dl>" if told else ""
    table = _table(exhibit.table, lang) if rows else ""
    return (
        f'<details class="behind"><summary>{escape(title)}</summary>'
        f'<div class="inside">{table}{listed}</div></details>'
    )


def _table(table: Table, lang: Language) -> str:
    heads = "".join(f'<th scope="col">{escape(_head(one))}</th>' for one in table.columns)
    lines = "".join(f"<tr>{_line(row, table.columns, lang)}</tr>" for row in table.rows)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


def _head(column: Column) -> str:
    return f"{column.head} ({column.unit})" if column.unit else column.head


def _line(row: Sequence[str | float | None], columns: Sequence[Column], lang: Language) -> str:
    first, *rest = (
        (one.head, cell if isinstance(cell, str) else written(cell, "", one.decimals or 0, lang),
         one.decimals is not None)
        for cell, one in zip(row, columns, strict=True)
    )  # fmt: skip
    cells = "".join(
        f'<td data-label="{escape(head)}"{" class=number" if number else ""}>'
        f"{escape(text) or '–'}</td>"
        for head, text, number in rest
    )
    return f'<th scope="row">{escape(first[1])}</th>{cells}'


def _foot(exhibit: Exhibit, base: str, lang: Language) -> str:
    """Return what every slide says of its figures: sources, period, as of, and its link."""
    each = (_source(one.title, one.detail, one.url) for one in exhibit.sources)
    sources = "".join(f'<span class="source">{one}</span>' for one in each)
    facts = [
        (lang._("Period"), escape(exhibit.period)),
        (lang._("As of"), escape(exhibit.as_of)),
        (lang._("Sources"), sources or "–"),
    ]
    told = "".join(f"<p><b>{escape(name)}:</b> {text}</p>" for name, text in facts if text)
    return f'<footer><div class="origin">{told}</div>{_link(exhibit.address, base, lang)}</footer>'


def _source(title: str, detail: str, url: str) -> str:
    name = escape(title)
    if url.startswith(("https://", "http://")):
        name = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{name}</a>'
    return f"{name} ({escape(detail)})" if detail else name


def _link(address: str, base: str, lang: Language) -> str:
    """Return the short link of the view, and its QR code for the handout."""
    url = short_link(base, address)
    if not url:
        return ""
    shown = escape(url.removeprefix("https://").removeprefix("http://"))
    label = escape(lang._("QR code of this view’s link"))
    return (
        f'<div class="link"><a href="{escape(url)}" target="_blank" rel="noopener">{shown}</a>'
        f'<span class="qr" role="img" aria-label="{label}">{qr_code(url)}</span></div>'
    )


def _notes(one: Slide, lang: Language) -> str:
    if not one.item.notes:
        return ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in one.item.notes.splitlines() if line)
    title = escape(lang._("Speaker notes"))
    return f'<aside class="notes" aria-label="{title}"><b>{title}</b>{lines}</aside>'

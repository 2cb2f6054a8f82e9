"""Small pieces of HTML for what Streamlit has no element for; every text is escaped here.

Looks are in `ui/web/style.css`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import chain, repeat
from typing import NamedTuple

from kpi.course.words import Word


class Origin(NamedTuple):
    """A source as readers see it: its title, publisher and date, and address."""

    title: str
    detail: str = ""
    url: str | None = None


Cell = str | Sequence[Origin]  # what stands in a table


def heading(question: str, mark: str = "") -> str:
    """Return a page's question, and below it the mark on figures that are not published ones."""
    return f'<h1 class="kd-question">{escape(question)}</h1>{ribbon(mark) if mark else ""}'


def ribbon(text: str, kind: str = "kd-unpublished") -> str:
    """Return a mark across the page: these are not the figures that are published now."""
    return f'<div class="kd-ribbon {escape(kind)}" role="note">{escape(text)}</div>'


def linked(text: str, *links: tuple[str, str]) -> str:
    """Return a small line with links (address on this server, what it leads to) after a text."""
    parts = [f'<a href="{escape(to)}" target="_self">{escape(name)}</a>' for to, name in links]
    gap = " " if text.endswith(":") else " · "
    return f'<p class="kd-foot kd-links">{escape(text)}{gap}{" · ".join(parts)}</p>'


def answer(sentence: str) -> str:
    """Return the page's answer."""
    return f'<p class="kd-answer">{escape(sentence)}</p>'


def sources(label: str, entries: Sequence[Origin], notes: Iterable[str] = ()) -> str:
    """Return the list of sources below a picture."""
    listed = "; ".join(map(_source, entries))
    lines = [f"{escape(label)}: {listed}"] if listed else []
    lines += [escape(note) for note in notes if note]
    return '<div class="kd-sources">' + "".join(f"<p>{line}</p>" for line in lines) + "</div>"


def _source(one: Origin) -> str:
    name = escape(one.title)
    if one.url and one.url.startswith(("https://", "http://")):
        name = f'<a href="{escape(one.url)}" target="_blank" rel="noopener noreferrer">{name}</a>'
    return f"{name} ({escape(one.detail)})" if one.detail else name


def card(
    title: str,
    figure: str,
    *,
    sign: str = "",
    verdict: str = "unknown",
    lines: Iterable[str] = (),
    foot: str = "",
    small: bool = False,
) -> str:
    """Return a card: what is measured, the figure, its verdict in word and sign, and its date.

    `verdict` is one of the style sheet's verdict names, `sign` the words shown beside the figure.
    """
    mark = f'<span class="kd-verdict kd-{escape(verdict)}">{escape(sign)}</span>' if sign else ""
    body = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    end = f'<p class="kd-foot">{escape(foot)}</p>' if foot else ""
    size = "kd-card kd-small" if small else "kd-card"
    words = ' class="kd-words"' if len(figure) > 16 else ""
    return (
        f'<div class="{size}"><div class="kd-title" role="heading" aria-level="3">'
        f"{escape(title)}</div>"
        f'<div class="kd-figure"><strong{words}>{escape(figure)}</strong>{mark}</div>{body}{end}'
        "</div>"
    )


def card_lines(strong: Iterable[str], small: Iterable[str]) -> str:
    """Return the words below a card's picture: what they mean, then what to tell them from."""
    return (
        '<div class="kd-card">'
        + "".join(f"<p>{escape(line[:1].upper() + line[1:])}</p>" for line in strong)
        + "".join(f'<p class="kd-foot">{escape(line)}</p>' for line in small)
        + "</div>"
    )


def tiles(entries: Iterable[tuple[str, str, str]], marks: Iterable[str] = ()) -> str:
    """Return a row of small figures: (figure, what it is, source and date).

    `marks`: of each figure something more below it, as HTML, "" for nothing.
    """
    return (
        '<dl class="kd-tiles">'
        + "".join(
            f"<div><dt>{escape(what)}</dt><dd>{escape(figure)}</dd>"
            + (f'<dd class="kd-foot">{escape(foot)}</dd>' if foot else "")
            + (f'<dd class="kd-foot">{mark}</dd></div>' if mark else "</div>")
            for (figure, what, foot), mark in zip(entries, chain(marks, repeat("")), strict=False)
        )
        + "</dl>"
    )


def facts(entries: Iterable[tuple[str, str]]) -> str:
    """Return a list of terms and what they are."""
    return (
        '<dl class="kd-facts">'
        + "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in entries)
        + "</dl>"
    )


def log(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Return a table as `table` does, of cells that are HTML, escaped by whoever made them."""
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(
        f'<tr><th scope="row">{first}</th>'
        + "".join(f'<td data-label="{escape(name)}"><div>{cell}</div></td>'
                  for name, cell in zip(head[1:], rest, strict=True))
        + "</tr>"
        for first, *rest in body
    )  # fmt: skip
    return (
        '<table class="kd-table kd-log">'
        f"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    )


def paragraph(text: str) -> str:
    """Return a paragraph of plain text."""
    return f'<p class="kd-text">{escape(text)}</p>'


def table(head: Sequence[str], body: Iterable[Sequence[Cell]]) -> str:
    """Return a table; the first column names the line. On a phone each line is a card."""
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(f"<tr>{_line(head, line)}</tr>" for line in body)
    return f'<table class="kd-table"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>'


def _line(head: Sequence[str], line: Sequence[Cell]) -> str:
    first, *rest = map(_cell, line)
    return f'<th scope="row">{first}</th>' + "".join(
        f'<td data-label="{escape(name)}">{cell}</td>'
        for name, cell in zip(head[1:], rest, strict=True)
    )


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return escape(cell)
    return f'<span class="kd-sources">{"; ".join(map(_source, cell))}</span>'


def fold(title: str, inside: str) -> str:
    """Return what opens under its title, without a run of the page; `inside` is HTML, escaped."""
    return (
        f'<details class="kd-entry"><summary>{escape(title)}</summary>'
        f'<div class="kd-inside">{inside}</div></details>'
    )


def sign(mark: str, style: str, text: str) -> str:
    """Return a text after its sign, which is coloured in the style of a verdict."""
    return f'<span class="kd-verdict kd-{escape(style)}">{escape(mark)}</span> {escape(text)}'


def verdict(told: Word) -> str:
    """Return a verdict as it stands everywhere: its sign and word in its colour."""
    return f'<span class="kd-verdict kd-{told.style}">{told.sign} {escape(told.text)}</span>'


def listed(title: str, lines: Iterable[str]) -> str:
    """Return a titled list; `lines` are HTML, escaped by whoever made them."""
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<div class="kd-listed"><p class="kd-foot">{escape(title)}</p><ul>{items}</ul></div>'


def section(title: str) -> str:
    """Return the heading of a part of the page."""
    return f'<div class="kd-section" role="heading" aria-level="2">{escape(title)}</div>'


def boxes(contents: Iterable[str], kind: str, chosen: int | None = None) -> str:
    """Return framed boxes side by side; `contents` is HTML, `kind` names their widths.

    `chosen`: the number of a box that the address names, which is marked.
    """
    framed = (
        f'<div class="kd-chosen">{one}</div>' if at == chosen else f"<div>{one}</div>"
        for at, one in enumerate(contents)
    )  # fmt: skip
    return f'<div class="kd-boxes kd-{kind}">{"".join(framed)}</div>'


def chosen(inside: str, *, marked: bool) -> str:
    """Return a part of the page (HTML), marked where the address names it."""
    return f'<div class="kd-chosen">{inside}</div>' if marked and inside else inside


def beside(*parts: str) -> str:
    """Return parts (HTML) beside each other, on a phone below each other."""
    return f'<div class="kd-beside">{"".join(f"<div>{part}</div>" for part in parts)}</div>'

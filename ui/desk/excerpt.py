"""A problem in its place: the lines around it, under the head, every cell with a problem marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from kpi.language import Language
from kpi.originals import head_lines, offending
from kpi.problems import Problem, safe
from ui.desk.visit import Brought, desk

__all__ = ["in_place"]

_AROUND = 2  # lines above and below


def in_place(file: Brought, problem: Problem, lang: Language) -> None:
    """Show a problem where it stands in its file; nothing for one of the whole file."""
    if not problem.line:
        return
    heads = head_lines(file.reading).get(problem.sheet, [])
    near = range(problem.line - _AROUND, problem.line + _AROUND + 1)
    rows = [(at, file.near[problem.sheet, at]) for at in near if (problem.sheet, at) in file.near]
    above = [(at, file.near[problem.sheet, at]) for at in heads]
    what = f"{problem.message(lang)} {problem.advice(lang)}"
    caption = lang._("Line {line}: {what}", line=problem.line, what=what)
    if len(desk().files) > 1:
        caption = f"{safe(file.name)} · {caption}"
    told = [(at, cells) for at, cells in rows if at not in heads]
    marked = _marked(file, problem.sheet, dict(rows), above, lang)
    st.html(_grid(caption, above, told, marked))


def _marked(
    file: Brought,
    sheet: str,
    rows: dict[int, Sequence[str]],
    heads: Sequence[tuple[int, Sequence[str]]],
    lang: Language,
) -> dict[tuple[int, int], str]:
    """Return which cells of some lines have problems, and what is wrong there."""
    marked: dict[tuple[int, int], str] = {}
    for problem in file.reading.problems:
        if problem.sheet == sheet and problem.line in rows:
            at = offending(problem, rows[problem.line], [cells for _, cells in heads])
            if at is not None:
                marked[problem.line, at] = problem.message(lang)
    return marked


def _grid(
    caption: str,
    heads: Sequence[tuple[int, Sequence[str]]],
    rows: Sequence[tuple[int, Sequence[str]]],
    marked: dict[tuple[int, int], str],
) -> str:
    """Return some lines of a file as a grid with line numbers; `marked` cells are told about.

    `marked`: by line and place what is wrong there.
    """
    width = max((len(cells) for _, cells in (*heads, *rows)), default=0)
    body = [_row(number, cells, width, marked, "th") for number, cells in heads]
    body += [_row(number, cells, width, marked, "td") for number, cells in rows]
    return (
        f'<p class="kd-text">{escape(caption)}</p>'
        f'<div class="kd-excerpt" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><tbody>{''.join(body)}</tbody></table></div>"
    )


def _row(
    number: int, cells: Sequence[str], width: int, marked: dict[tuple[int, int], str], kind: str
) -> str:
    told = [*cells, *[""] * (width - len(cells))]
    body = "".join(_cell(text, marked.get((number, at)), kind) for at, text in enumerate(told))
    return f'<tr><th scope="row">{number}</th>{body}</tr>'


def _cell(text: str, wrong: str | None, kind: str) -> str:
    if wrong is None:
        return f"<{kind}>{escape(text)}</{kind}>"
    mark = f"<mark>{escape(text) or '∅'}</mark>"
    return f'<{kind} class="bad" title="{escape(wrong)}">{mark}</{kind}>'

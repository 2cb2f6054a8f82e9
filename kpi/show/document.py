"""One HTML document of a meeting, with a policy under which it can load and run nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from pathlib import Path

from kpi.exhibits import Gathered
from kpi.language import Language, language
from kpi.show.country import outlines
from kpi.show.drawn import drawn
from kpi.show.slides import cover, slide

__all__ = ["policy", "to_html"]

_PAGE = Path(__file__).parent / "page"
_SCRIPTS = ("charts.js", "rows.js", "parts.js", "speaker.js", "stage.js")


def to_html(
    made: Gathered, base: str = "", progress: Callable[[int, int], None] | None = None
) -> bytes:
    """Return a meeting as one document in UTF-8: presentation, reading list and offline kit.

    `base`: the dashboard's address for links and their QR codes, as `https://kpi.example.vn`.
    The same meeting of the same figures gives the same bytes. `progress` is told how many views
    are drawn, of how many.
    """
    lang = language("en" if made.meeting.lang == "en" else "vi")
    written = []
    for number, one in enumerate(made.slides, 1):
        written.append(slide(one, number, base, lang))
        if progress:
            progress(number, len(made.slides))
    body = cover(made, base, lang) + "".join(text for text, _ in written)
    title = escape(made.meeting.title or lang._("Meeting"))
    return (
        f'<!DOCTYPE html>\n<html lang="{lang.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{_style()}</style>\n</head>\n<body>\n"
        f"{_shared(made, (pattern for _, pattern in written))}<main>{body}</main>\n"
        f'<script type="application/json" id="data">{_data(made, lang)}</script>\n'
        f"<script>{_script()}</script>\n</body>\n</html>\n"
    ).encode()


def policy() -> str:
    """Return the Content-Security-Policy of every such document: its own style and script only."""
    return (
        f"default-src 'none'; style-src '{_hash(_style())}'; script-src '{_hash(_script())}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _style() -> str:
    return (_PAGE / "show.css").read_text(encoding="utf-8")


@cache
def _script() -> str:
    parts = "\n".join((_PAGE / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    return f"(() => {{\n{parts}\n}})();"


def _shared(made: Gathered, patterns: Iterable[str]) -> str:
    """Return what maps refer to, once: outlines of the areas, and each pattern of a fill."""
    found = "".join(patterns)
    if not found:
        return ""
    each = {one[1]: one[0] for one in re.findall(r'(<pattern id="([^"]+)".*?</pattern>)', found)}
    if not each:  # attributes in another order
        each = {one: one for one in re.findall(r"<pattern .*?</pattern>", found)}
    eras = {slide.exhibit.era for slide in made.shown
            if slide.exhibit and slide.exhibit.kind == "map"}  # fmt: skip
    drawn_ = "".join(outlines("former" if era == "63" else "provinces") for era in sorted(eras))
    return (
        '<svg class="shared" width="0" height="0" aria-hidden="true"><defs>'
        f"{''.join(each.values())}{drawn_}</defs></svg>\n"
    )


def _data(made: Gathered, lang: Language) -> str:
    """Return the charts and texts for the script; nothing in it can end the element."""
    charts = {
        number: drawn(one.exhibit.chart, lang)
        for number, one in enumerate(made.slides, 1)
        if one.exhibit and one.exhibit.chart and one.exhibit.kind != "map"
    }
    told = json.dumps({"charts": charts, "words": _words(lang)}, ensure_ascii=False)
    return told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _words(lang: Language) -> dict[str, str]:
    return {
        "jump": lang._("Go to a slide"),
        "keys": lang._(
            "→ space: next · ←: back · Home, End · G: go to · B: blank · N: notes · "
            "P: speaker’s window · T: table · F: full screen · D: dark · "
            "A: advance by itself · ?: these keys"
        ),
        "table": lang._("Table and method"),
        "close": lang._("Close"),
        "rows": lang._("{first}–{last} of {count}"),
        "more": lang._("{rest} more in the handout; press T"),
        "sources": lang._("and {rest} more: press T"),
        "items": lang._("and {rest} more: press G"),
        "part": lang._("part {part}/{count}"),
        "slide": lang._("Slide {number} of {count}"),
        "notes": lang._("Speaker notes"),
        "next": lang._("Next: {what}"),
        "none": lang._("No notes for this slide."),
        "speaker": lang._("Speaker’s window"),
        "then": lang._("What comes next"),
        "since": lang._("{minutes} minutes"),
        "blocked": lang._("The browser did not open the window: allow pop-ups for this page."),
        "auto": lang._("Advances by itself every {seconds} seconds"),
        "still": lang._("Does not advance by itself any more"),
        "end": lang._("End"),
        "missing": lang._("no figures"),
    }

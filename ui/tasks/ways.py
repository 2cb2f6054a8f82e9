"""Links between tasks, indicators, agencies and areas: the whole chain is walked by addresses."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from ui import as_of, data, shell

__all__ = ["Ways", "ways"]


@dataclass(frozen=True)
class Ways:
    """How links are written on this view; `linked` is not where a link would end the visit.

    A link opens the page anew, and what a visitor brought is kept for one visit only.
    """

    base: tuple[tuple[str, str], ...]
    linked: bool

    def tasks(self, text: str, **choices: str) -> str:
        """Return a link, as HTML, to this page with other choices (hyphens as underscores)."""
        named = {key.replace("_", "-"): value for key, value in choices.items()}
        return self._link("ke-hoach", text, named)

    def indicator(self, text: str, indicator: str) -> str:
        """Return a link, as HTML, to an indicator's entry in the dictionary."""
        return self._link("danh-muc", text, {"chi-so": indicator})

    def warnings(self, text: str, **choices: str) -> str:
        """Return a link, as HTML, to the warnings that fit choices (hyphens as underscores)."""
        named = {key.replace("_", "-"): value for key, value in choices.items()}
        return self._link("canh-bao-som", text, named)

    def profile(self, text: str, area: str, scope: str) -> str:
        """Return a link, as HTML, to the profile of a province (`34`, `63`) or ministry (`bo`)."""
        return self._link("tinh-thanh", text, {"dia-gioi": scope, "tinh": area})

    def _link(self, page: str, text: str, choices: dict[str, str]) -> str:
        if not self.linked:
            return escape(text)
        query = urlencode({**dict(self.base), **choices})
        to = f"{page}?{query}" if query else page
        return f'<a href="{escape(to)}" target="_self">{escape(text)}</a>'


def ways(*, own: bool) -> Ways:
    """Return how links are written for this visitor; `own`: for a table he brought."""
    view, moment = shell.view(), data.as_of()
    base = {
        "lang": "" if view.lang.code == "vi" else view.lang.code,
        "bo-so-lieu": view.workspace if view.workspace == "practice" else "",
        as_of.KEY: moment.text if moment else "",
    }
    named = tuple((key, value) for key, value in base.items() if value)
    return Ways(named, linked=not own and view.workspace != "upload")

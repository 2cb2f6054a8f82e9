"""What the items of meetings show, made once for all who look at the same view of one version."""

from __future__ import annotations

from datetime import date

from kpi.exhibits import (
    Exhibit,
    ExhibitError,
    Gathered,
    Item,
    Library,
    Meeting,
    gather,
    resolve,
)
from kpi.language import Lang
from ui import course, data, history
from ui.alerts import board
from ui.data import Figures
from ui.shelf import Shelf

__all__ = ["LIBRARY", "gathered", "shown"]

_KEPT = Shelf(most=128)


def _figures(found: object) -> Figures:
    if not isinstance(found, Figures):
        raise TypeError(f"figures without a shelf: {type(found)}")
    return found


def _today() -> date:
    return history.clock()


LIBRARY = Library(
    figures=lambda workspace, era, version: data.shared(
        "practice" if workspace == "practice" else "published", era, version
    ),
    versions=history.log,
    today=_today,
    judged=lambda figures, day: course.judged_on(_figures(figures), day),
    warned=lambda figures, day: board.prepare(_figures(figures), day).found,
)


def gathered(meeting: Meeting) -> Gathered:
    """Return a meeting with all that it shows; the figures are the dashboard's own."""
    return gather(meeting, LIBRARY, _resolved)


def shown(item: Item, lang: Lang) -> Exhibit:
    """Return what an item shows; ExhibitError for all that is not there."""
    return _resolved(item, lang, LIBRARY)


def _resolved(item: Item, lang: Lang, source: Library) -> Exhibit:
    """Return what an item shows, kept for whoever shows the same; its texts do not matter."""
    key = (history.state(), history.clock(), item.address, item.part, lang)
    found = _KEPT.kept(key, lambda: _tried(item, lang, source))
    if isinstance(found, ExhibitError):
        raise found
    return found


def _tried(item: Item, lang: Lang, source: Library) -> Exhibit | ExhibitError:
    try:
        return resolve(item, lang, source)
    except ExhibitError as error:
        return error

"""What the first reader would wait for, built in the background once the server stands.

The figures of both workspaces are read and merged, and one chart is drawn and thrown away: Altair
takes most of a second to load its schema for the first.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

from kpi.charts.trend import trend
from kpi.language import LANGUAGES, language
from kpi.store import StoreError
from ui import course, data, history


def in_background() -> Thread:
    """Start warming and return at once; the server is ready meanwhile."""
    thread = Thread(target=warm, name="warming", daemon=True)
    thread.start()
    return thread


def warm() -> None:
    """Build what every first page needs; a store that cannot be read is told on the pages."""
    with suppress(StoreError):
        figures = data.shared("published", "34", None)
        for shown in (figures, data.shared("practice", "34", None)):
            course.judged_on(shown, history.clock())
        lang, *_ = map(language, LANGUAGES)
        indicator = data.catalogue()[next(iter(figures.by_indicator))]
        trend(
            figures.of(indicator.id), indicator, lang, units=data.units(), chosen=("VN",),
            targets=indicator.targets, today=history.clock(),
        ).to_dict()  # fmt: skip

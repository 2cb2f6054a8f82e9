"""What the first reader would wait for, built in the background once the server stands.

The figures of both workspaces are read, merged and judged, their warnings evaluated, and one chart
is drawn and thrown away: Altair takes most of a second to load its schema for the first. When a
new day begins or figures are published, `stay` builds anew before somebody asks.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Thread

from kpi.charts.trend import trend
from kpi.language import LANGUAGES, language
from kpi.store import StoreError
from ui import course, data, history
from ui.alerts import board
from ui.data import Figures

PERIOD = 60.0  # seconds between two looks at the day and the versions


def in_background() -> Thread:
    """Start warming and return at once; the server is ready meanwhile."""
    thread = Thread(target=warm, name="warming", daemon=True)
    thread.start()
    return thread


def warm() -> None:
    """Build what every first page needs; a store that cannot be read is told on the pages."""
    with suppress(StoreError):
        for build in (course.judged_on, board.prepare):
            for shown in _shown():
                build(shown, history.clock())
        _draw(_shown()[0])


async def stay(period: float = PERIOD) -> None:
    """Build anew, aside, what a new day or version has made old; what still holds costs nothing."""
    while True:
        await asyncio.sleep(period)
        with suppress(StoreError):
            for shown in await asyncio.to_thread(_shown):
                await asyncio.to_thread(board.prepare, shown, history.clock())


def _shown() -> list[Figures]:
    return [data.shared("published", "34", None), data.shared("practice", "34", None)]


def _draw(figures: Figures) -> None:
    lang, *_ = map(language, LANGUAGES)
    indicator = data.catalogue()[next(iter(figures.by_indicator))]
    trend(
        figures.of(indicator.id), indicator, lang, units=data.units(), chosen=("VN",),
        targets=indicator.targets, today=history.clock(),
    ).to_dict()  # fmt: skip

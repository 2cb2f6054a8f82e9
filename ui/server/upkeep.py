"""What is done from the server's start to its end: libraries loaded, garbage collected.

Streamlit collects garbage after every run, which takes 60 % of the server's time once pandas
and Altair are loaded: their hundred thousand objects are walked each time. Here they are loaded
before the first reader comes, set aside (`gc.freeze`), and what the runs leave behind is
collected by a timer, and only when there were runs. Python's own thresholds stay in force.
"""

import asyncio
import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

from ui.server import warming
from ui.server.wire import look_back

PERIOD = 60.0  # seconds between two looks
LIBRARIES = ("pandas", "altair", "babel.dates", "yaml")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Keep the server in order from its start to its end."""
    # Until the first `st.navigation`, Streamlit takes each file in pages/ for a page, by its
    # file name, and answers a first visitor who follows a link with "Page not found".
    PagesManager.uses_pages_directory = False
    # Asked for a connection from another origin, Streamlit asks a server outside for this
    # machine's public address, time and again, and every reader waits meanwhile.
    net_util._external_ip = "127.0.0.1"
    look_back()
    for library in LIBRARIES:
        importlib.import_module(library)
    gc.collect()
    gc.freeze()
    warming.in_background()
    chores = [asyncio.create_task(sweep()), asyncio.create_task(warming.stay())]
    try:
        yield
    finally:
        for chore in chores:
            chore.cancel()
            with suppress(asyncio.CancelledError):
                await chore


async def sweep(period: float = PERIOD) -> None:
    """Collect garbage every `period` seconds in which Python made enough of it to notice."""
    seen = _young_collections()
    while True:
        await asyncio.sleep(period)
        if _young_collections() != seen:
            gc.collect()
            seen = _young_collections()


def _young_collections() -> int:
    return int(gc.get_stats()[0]["collections"])

"""What the first reader would wait for is built in the background."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from kpi.store import StoreError
from ui import data
from ui.server import upkeep, warming
from ui.shelf import Shelf


def test_the_figures_of_both_workspaces_are_built_once(monkeypatch):
    built, build = [], data._now
    monkeypatch.setattr(data, "_NOW", Shelf(most=4))
    monkeypatch.setattr(data, "_now", lambda what: (built.append(what), build(what))[1])
    for _ in range(2):
        warming.warm()
    assert built == ["published", "practice"]


def test_the_server_is_ready_before_all_is_warm(monkeypatch):
    started, go_on, done = Event(), Event(), Event()

    def slow():
        started.set()
        go_on.wait(30)
        done.set()

    async def ready() -> bool:
        async with upkeep.lifespan(None):
            await asyncio.to_thread(started.wait, 30)
            return done.is_set()

    monkeypatch.setattr(warming, "warm", slow)
    with ThreadPoolExecutor(1) as aside:  # a browser of other tests may hold this thread's loop
        assert aside.submit(lambda: asyncio.run(ready())).result() is False
    go_on.set()
    assert done.wait(30)


def test_a_store_that_cannot_be_read_is_left_to_the_pages(monkeypatch):
    def unreadable(*_):
        raise StoreError("unreadable")

    monkeypatch.setattr(data, "shared", unreadable)
    warming.warm()

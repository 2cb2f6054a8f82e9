"""What the first reader would wait for is built in the background."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from threading import Event

from kpi.alerts import Evaluation
from kpi.store import StoreError
from ui import data, history
from ui.alerts import board
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


def test_warnings_of_a_new_day_are_evaluated_once_before_anybody_asks(monkeypatch):
    days, evaluated = [date(2031, 1, 1), date(2031, 1, 2)], []

    def noted(_rules, _rows, _catalogue, _units, day, **_):
        evaluated.append(day)
        return Evaluation(day, ())

    async def two_days():
        staying = asyncio.create_task(warming.stay(0.01))
        for count in (2, 4):  # two workspaces a day
            while len(evaluated) < count:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)
            days.pop(0) if len(days) > 1 else None
        staying.cancel()
        with suppress(asyncio.CancelledError):
            await staying

    monkeypatch.setattr(board, "evaluate", noted)
    monkeypatch.setattr(history, "clock", lambda: days[0])
    with ThreadPoolExecutor(1) as aside:
        aside.submit(lambda: asyncio.run(two_days())).result(60)
    assert evaluated == [date(2031, 1, 1)] * 2 + [date(2031, 1, 2)] * 2


def test_a_store_that_cannot_be_read_is_left_to_the_pages(monkeypatch):
    def unreadable(*_):
        raise StoreError("unreadable")

    monkeypatch.setattr(data, "shared", unreadable)
    warming.warm()

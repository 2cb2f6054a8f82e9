"""Fifty viewers at once on the map, each choosing another indicator as soon as one is there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bench.pages import PRACTICE, counterpart
from bench.server import Server
from bench.viewer import Viewer, viewer

VIEWERS = 50
_ROUNDS = 4
_SERIES = 3
_KEY = "chi-so"


@dataclass(frozen=True)
class Crowd:
    """What a server does for fifty viewers."""

    rate: float  # runs a second, the best of three series
    memory: float  # MB for each further viewer, after all those clicks


async def measure(dashboard: Server, bare: Server) -> tuple[Crowd, Crowd]:
    """Measure the dashboard's map and its empty counterpart, turn about."""
    async with viewer(dashboard.host, f"ban-do?{PRACTICE}") as one:
        await one.open()
        for at in range(len(one.controls[_KEY].options)):
            await one.click(_KEY, at)
        query, alike = counterpart(one, _KEY)
    before = dashboard.memory(), bare.memory()
    async with (
        _gathered(dashboard, f"ban-do?{PRACTICE}") as map_viewers,
        _gathered(bare, f"?{query}") as bare_viewers,
    ):
        rates = [
            (await _rate(map_viewers, _KEY), await _rate(bare_viewers, alike))
            for _ in range(_SERIES)
        ]
        memory = dashboard.memory() - before[0], bare.memory() - before[1]
    ours, empty = (max(series) for series in zip(*rates, strict=True))
    return Crowd(ours, memory[0] / VIEWERS), Crowd(empty, memory[1] / VIEWERS)


@asynccontextmanager
async def _gathered(server: Server, address: str) -> AsyncIterator[list[Viewer]]:
    """Connect the viewers, each with the page open."""
    async with AsyncExitStack() as stack:
        viewers = [
            await stack.enter_async_context(viewer(server.host, address)) for _ in range(VIEWERS)
        ]
        await asyncio.gather(*(one.open() for one in viewers))
        yield viewers


async def _rate(viewers: list[Viewer], key: str) -> float:
    start = time.perf_counter()
    await asyncio.gather(*(_busy(one, key, place) for place, one in enumerate(viewers)))
    return len(viewers) * _ROUNDS / (time.perf_counter() - start)


async def _busy(one: Viewer, key: str, place: int) -> None:
    for at in range(_ROUNDS):
        await one.click(key, place + at)

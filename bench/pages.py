"""What each page costs the server: its first run, its first run for a further viewer, a click."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from statistics import median

from bench.server import Server
from bench.viewer import Run, Viewer, viewer

PRACTICE = "bo-so-lieu=practice"
MAP_63 = "ban-do?dia-gioi=63"  # the larger of the map's two eras
VERDICTS = "ban-do?xem=ket-luan"  # every province judged
# Each page with the control that is clicked: another indicator, province, index, pillar, language.
PAGES = {
    "tong-quan": "lang",
    "ban-do": "chi-so",
    MAP_63: "chi-so",
    VERDICTS: "chi-so",
    "xu-huong": "chi-so",
    "tinh-thanh": "tinh",
    "xep-hang": "chi-so",
    "so-sanh": "ky",
    "bo-chi-so": "tinh",
    "cong-bang": "ky",
    "quoc-te": "chi-so-quoc-te",
    "danh-muc": "tru-cot",
    "ke-hoach": "trang-thai",
    "canh-bao-som": "muc-do",
    "cuoc-hop": "lang",
    "so-lieu": "lang",
    "phien-ban": "lang",
    "chat-luong": "theo",
}
_CLICKS = 20  # in a series
_SERIES = 6  # turn about with the empty page, so that other programs disturb both alike


@dataclass(frozen=True)
class Clicks:
    """A series of clicks on what has been looked at before."""

    work: float  # processor time of the server for one, in seconds
    seconds: float  # from the click to the last message, median
    most: int  # bytes sent for one, at most


@dataclass(frozen=True)
class Page:
    """One page beside an empty one with as many widgets."""

    name: str
    first: Run  # before anyone has looked at it
    further: Run  # the next viewer's
    warm: Clicks
    bare: Clicks

    @property
    def ratio(self) -> float:
        """The server's work for a click, in empty pages."""
        return self.warm.work / self.bare.work


async def measure(dashboard: Server, bare: Server, pages: Mapping[str, str] = PAGES) -> list[Page]:
    """Measure pages; `dashboard` must have been started just now."""
    return [await _page(name, key, dashboard, bare) for name, key in pages.items()]


async def _page(name: str, key: str, dashboard: Server, bare: Server) -> Page:
    page, _, choices = name.replace("tong-quan", "").partition("?")
    address = f"{page}?{PRACTICE}&{choices}".rstrip("&")
    async with viewer(dashboard.host, address) as one:
        first = await one.run()
    async with viewer(dashboard.host, address) as one:
        further = await one.open()
        await _each_once(one, key)
        query, alike = counterpart(one, key)
        async with viewer(bare.host, f"?{query}") as other:
            await other.open()
            await _each_once(other, alike)
            await dashboard.quiet()  # both warm up in the background after their start
            await bare.quiet()
            pairs = [
                (await _clicks(dashboard, one, key), await _clicks(bare, other, alike))
                for _ in range(_SERIES)
            ]
    warm, empty = zip(*pairs, strict=True)
    return Page(name, first, further, _least_disturbed(warm), _least_disturbed(empty))


def _least_disturbed(series: Iterable[Clicks]) -> Clicks:
    """Return the series that took least work, as `timeit` does; the most bytes are of all."""
    series = list(series)
    return replace(min(series, key=lambda one: one.work), most=max(one.most for one in series))


def counterpart(one: Viewer, key: str) -> tuple[str, str]:
    """Return the empty page's address with as many widgets, and the control like `key` there."""
    numbers: dict[str, list[int]] = defaultdict(list)
    alike = ""
    for control in one.controls.values():
        if control.key == key:
            alike = f"{control.kind}.{len(numbers[control.kind])}"
        numbers[control.kind].append(len(control.options) or 1)
    query = "&".join(f"{kind}={','.join(map(str, of))}" for kind, of in numbers.items())
    return query, alike


async def _each_once(one: Viewer, key: str) -> None:
    for at in range(len(one.controls[key].options)):
        await one.click(key, at + 1)


async def _clicks(server: Server, one: Viewer, key: str) -> Clicks:
    before = server.worked()
    runs = [await one.click(key, at + 1) for at in range(_CLICKS)]
    work = (server.worked() - before) / _CLICKS
    return Clicks(work, median(run.seconds for run in runs), max(run.size for run in runs))

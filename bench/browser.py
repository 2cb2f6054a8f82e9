"""What travels to a browser: the first page, the map's geometry, the slider."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page, WebSocket, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.pages import PRACTICE
from bench.server import Server

_GEOMETRY = "vietnam.topojson"
_QUIET = 1500  # ms without anything to wait for, so that a late rerun would be seen
_STEPS = 12


@dataclass
class Traffic:
    """What a tab has sent and received since it was opened."""

    http: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # bytes as sent
    received: int = 0  # bytes over the websocket
    reruns: int = 0

    @property
    def size(self) -> int:
        """All bytes received over HTTP."""
        return sum(sum(sizes) for sizes in self.http.values())

    def of(self, name: str) -> list[int]:
        """Return the sizes of the answers whose address holds `name`."""
        return [size for url, sizes in self.http.items() if name in url for size in sizes]


@dataclass(frozen=True)
class Loads:
    """The measurements of this room; bytes as sent."""

    first: int  # HTTP for the overview
    bare: int  # HTTP for the empty page behind Streamlit's server as it comes
    map: int  # HTTP for the map page, without the geometry
    geometry: list[int]  # every answer that brought geometry
    slider_reruns: int


def measure(dashboard: Server, plain: Server) -> Loads:
    """Open the pages in Chromium, change the map's borders and move its slider."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        first = _opened(browser, f"http://{dashboard.host}/?{PRACTICE}", ".kd-card")
        bare = _opened(browser, f"http://{plain.host}/?radio=2", "input[type=radio]")
        loads = _map(browser, dashboard, first.size, bare.size)
        browser.close()
        return loads


def _opened(browser: Browser, url: str, mark: str) -> Traffic:
    tab, traffic = _tab(browser)
    tab.goto(url)
    tab.locator(mark).first.wait_for(state="attached")
    tab.wait_for_timeout(_QUIET)
    tab.close()
    return traffic


def _map(browser: Browser, dashboard: Server, first: int, bare: int) -> Loads:
    tab, traffic = _tab(browser)
    tab.goto(f"http://{dashboard.host}/ban-do?{PRACTICE}")
    slider = tab.locator(".province-map input[type=range]")
    slider.wait_for()
    tab.wait_for_timeout(_QUIET)
    opened = traffic.size
    tab.get_by_text("63 tỉnh, thành cũ").click()
    tab.wait_for_timeout(_QUIET)
    before = traffic.reruns
    for _ in range(_STEPS):
        slider.press("ArrowLeft")
    tab.wait_for_timeout(_QUIET)
    geometry = traffic.of(_GEOMETRY)
    reruns = traffic.reruns - before
    tab.close()
    return Loads(first, bare, opened - sum(geometry), geometry, reruns)


def _tab(browser: Browser) -> tuple[Page, Traffic]:
    """Open a tab with nothing kept from before, and count what travels."""
    tab, traffic = browser.new_context().new_page(), Traffic()
    network = tab.context.new_cdp_session(tab)
    network.send("Network.enable")
    urls: dict[str, str] = {}

    def answered(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["response"]["url"]

    def finished(event: dict[str, Any]) -> None:
        url = urls.get(event["requestId"], "")
        traffic.http[url].append(int(event["encodedDataLength"]))

    network.on("Network.responseReceived", answered)
    network.on("Network.loadingFinished", finished)
    tab.on("websocket", lambda socket: _watch(socket, traffic))
    return tab, traffic


def _watch(socket: WebSocket, traffic: Traffic) -> None:
    def received(payload: str | bytes) -> None:
        traffic.received += len(payload)

    def sent(payload: str | bytes) -> None:
        if isinstance(payload, bytes):
            asked = BackMsg.FromString(payload).WhichOneof("type")
            traffic.reruns += asked == "rerun_script"

    socket.on("framereceived", received)
    socket.on("framesent", sent)

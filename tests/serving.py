"""Running the project's server in a test, and watching a tab in front of it."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
START_LIMIT = 60.0  # seconds, on a busy machine


@dataclass(frozen=True)
class Served:
    """A running server: its address without a final slash, its process number, its log."""

    url: str
    pid: int
    log: Path


@contextmanager
def serve(script: Path, log: Path, base: str = "") -> Iterator[Served]:
    """Run a script as `streamlit run` does, under a base path, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = ["--server.port", str(port), "--server.baseUrlPath", base]
    with log.open("wb") as out:
        process = subprocess.Popen(command + options, cwd=ROOT, stdout=out, stderr=out)
    try:
        url = f"http://127.0.0.1:{port}" + (f"/{base}" if base else "")
        wait_for_health(url, process, log)
        yield Served(url, process.pid, log)
    finally:
        process.terminate()
        process.wait(START_LIMIT)


def wait_for_health(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):  # noqa: S310
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text('utf-8')}")


@contextmanager
def watched_page(browser: Browser, server: str) -> Iterator[Page]:
    """Open a tab with a new visitor's state, and fail at the end on what went wrong in it."""
    with browser.new_context(base_url=server, viewport={"width": 1440, "height": 900}) as context:
        tab = context.new_page()
        with watching(tab):
            yield tab


@contextmanager
def watching(tab: Page) -> Iterator[None]:
    """Fail at the end on a console error or warning, an exception, or a request elsewhere."""
    faults: list[str] = []
    bad = {"error", "warning"}
    heard: dict[str, Callable[[Any], None]] = {
        "console": lambda line: faults.extend([line.text] if line.type in bad else []),
        "pageerror": lambda error: faults.append(str(error)),
        "request": lambda request: faults.extend(leaving(request.url)),
    }
    for event, hear in heard.items():
        tab.on(event, hear)
    yield
    for event, hear in heard.items():
        tab.remove_listener(event, hear)
    assert not faults, "\n".join(faults)


def leaving(url: str) -> list[str]:
    """Return the address when it is not on this machine."""
    parts = urlsplit(url)
    home = parts.scheme in {"data", "blob", "about"} or parts.hostname == "127.0.0.1"
    return [] if home else [f"request to {url}"]

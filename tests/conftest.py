"""Fixtures shared by the tests: the real server, and a real browser in front of it."""

import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.serving import ROOT, Served, serve, watched_page
from ui import history

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

settings.register_profile("kpi", deadline=None)
settings.load_profile("kpi")
expect.set_options(timeout=30_000)  # a busy machine is slow, not at fault


@pytest.fixture(scope="session", autouse=True)
def no_store_of_the_developer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let the tests see the project's own files, whatever was published on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_STORE", f"sqlite:///{tmp_path_factory.mktemp('store')}/none.sqlite")
        yield


@pytest.fixture(autouse=True)
def no_store_of_the_test_before() -> None:
    """Look at the store anew in each test; a server looks again after two seconds."""
    history.look_again()


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The dashboard, running."""
    with serve(ROOT / "dashboard.py", tmp_path_factory.mktemp("dashboard") / "log") as served:
        yield served


@pytest.fixture(scope="session")
def server(dashboard: Served) -> str:
    """The address of the running dashboard, as `http://127.0.0.1:8501`."""
    return dashboard.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium; its absence is a failure, not a reason to skip."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("Chromium is missing: run `make browser`")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A tab before the dashboard (`page.goto("/ban-do")`) in which nothing may go wrong.

    Fails at the end on a console error, an uncaught exception, or a request elsewhere.
    """
    with watched_page(browser, server) as tab:
        yield tab

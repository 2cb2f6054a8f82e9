"""The server around the screens, asked over HTTP and looked at in Chromium."""

import asyncio
import gc
import gzip
import json
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import streamlit
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.routing import Mount
from starlette.types import Message
from streamlit import net_util
from streamlit.web.server import server_util

from tests.serving import ROOT, Served, serve, watched_page
from ui import server as server_room
from ui.server import assets, upkeep

STATIC = Path(streamlit.__file__).parent / "static"
BUNDLE = max((STATIC / "static" / "js").glob("index.*.js"), key=lambda path: path.stat().st_size)
BUNDLE_PATH = f"/static/js/{BUNDLE.name}"
GZIP = {"Accept-Encoding": "gzip"}
ADDRESSES = [
    "/",
    "/ban-do",
    "/favicon.png",
    "/_stcore/health",
    "/_stcore/host-config",
    "/dashboard-web/style.css",
    "/dashboard-web/none.css",
    "/dashboard-geo/vietnam.topojson",
    BUNDLE_PATH,
]


def ask(
    url: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> tuple[int, HTTPMessage, bytes]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=30)
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, target, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_security_headers(server: str, address: str) -> None:
    _, headers, _ = ask(server + address)
    rules = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["object-src"] == rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("address", "lang"),
    [
        ("/", "vi"),
        ("/?lang=en", "en"),
        ("/ban-do", "vi"),
        ("/ban-do?era=63&lang=en", "en"),
        ("/?lang=%3Cscript%3E", "vi"),
    ],
)
def test_the_page_names_its_language(server: str, address: str, lang: str) -> None:
    status, headers, body = ask(server + address, GZIP)
    html = gzip.decompress(body).decode()
    title = {"vi": "Chuyển đổi số Việt Nam", "en": "Viet Nam's digital transformation"}[lang]
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert html.count("<html lang=") == 1 and f'<html lang="{lang}">' in html
    assert f"<title>{title}" in html and '<meta name="description"' in html
    assert "dashboard-web/strings.js?v=" in html and "dashboard-web/files.js?v=" in html


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/ban-do/sub/page", "/ban-do"),
        ("/ban-do/x?lang=en&tinh=%C4%90", "/ban-do?lang=en&tinh=%C4%90"),
        ("/a%5Cb/c", "/a%5Cb"),
        ("/%C4%91/c", "/%C4%91"),
        ("/tong-quan", "/"),
        ("/tong-quan?lang=en&bo-so-lieu=practice", "/?lang=en&bo-so-lieu=practice"),
    ],
)
def test_an_address_below_a_page_or_of_the_first_one_leads_to_the_page(
    server: str, address: str, page: str
) -> None:
    status, headers, _ = ask(server + address)
    assert (status, headers["Location"]) == (307, page)
    assert ask(server + page)[0] == 200


@pytest.mark.parametrize("origin", ["http://[::1", "http://x:y", "http://[v1.x]:99999"])
@pytest.mark.parametrize(
    ("address", "asked", "status"),
    [
        ("/", {}, 400),
        ("/_stcore/health", {}, 400),
        ("/_stcore/stream", {"Connection": "Upgrade", "Upgrade": "websocket",
         "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13"}, 403),
    ],
)  # fmt: skip
def test_an_origin_that_is_none_is_refused(
    server: str, origin: str, address: str, asked: dict[str, str], status: int
) -> None:
    assert ask(server + address, {**asked, "Origin": origin})[0] == status


def test_an_error_nobody_caught_is_answered_with_the_security_headers() -> None:
    async def broken(_scope: object, _receive: object, _send: object) -> None:
        raise LookupError("secret")

    app = Starlette(routes=[Mount("/", broken)], middleware=server_room.MIDDLEWARE[:1])
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:  # the browser holds this thread's loop
        run = app(scope, None, send)  # type: ignore[arg-type]  # nothing is received
        error = thread.submit(asyncio.run, run).exception()
    assert isinstance(error, LookupError)
    start, body = sent
    assert (start["status"], body["body"]) == (500, b"Internal Server Error")
    assert Headers(raw=start["headers"])["x-frame-options"] == "DENY"


def test_a_byte_range_of_the_page_is_never_streamlits_own(server: str) -> None:
    status, _, body = ask(f"{server}/", {"Range": "bytes=0-20"})
    assert status == 200
    assert b'<html lang="vi">' in body


@pytest.mark.parametrize("address", [BUNDLE_PATH, "/dashboard-web/strings.js", "/"])
def test_gzip_says_the_same_in_fewer_bytes(server: str, address: str) -> None:
    _, plain, whole = ask(server + address)
    _, headers, packed = ask(server + address, GZIP)
    assert (plain["Content-Encoding"], headers["Content-Encoding"]) == (None, "gzip")
    # Streamlit's own gzip may say it a second time, which means the same.
    assert {*plain["Vary"].split(", "), *headers["Vary"].split(", ")} == {"Accept-Encoding"}
    assert int(headers["Content-Length"]) == len(packed) < len(whole) / 2
    assert gzip.decompress(packed) == whole


def test_a_bundle_is_streamlits_file_for_a_year(server: str) -> None:
    _, headers, packed = ask(server + BUNDLE_PATH, GZIP)
    assert gzip.decompress(packed) == BUNDLE.read_bytes()
    assert headers["Content-Type"].startswith("text/javascript")
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("address", ["/", BUNDLE_PATH, "/dashboard-web/style.css"])
def test_an_unchanged_copy_is_not_sent_again(server: str, address: str) -> None:
    _, headers, _ = ask(server + address, GZIP)
    same, _, nothing = ask(server + address, {**GZIP, "If-None-Match": headers["ETag"]})
    other, _, something = ask(server + address, {**GZIP, "If-None-Match": '"older"'})
    assert (same, nothing) == (304, b"")
    assert other == 200 and something


@pytest.mark.parametrize("address", ["/", BUNDLE_PATH, "/dashboard-web/style.css"])
def test_head_tells_the_size_and_sends_nothing(server: str, address: str) -> None:
    _, got, packed = ask(server + address, GZIP)
    status, told, nothing = ask(server + address, GZIP, "HEAD")
    assert (status, nothing) == (200, b"")
    assert told["Content-Length"] == got["Content-Length"] == str(len(packed))


def test_what_streamlit_compresses_is_compressed_once(server: str) -> None:
    _, headers, body = ask(f"{server}/_stcore/host-config", GZIP)
    packed = headers.get_all("Content-Encoding") == ["gzip"]
    assert "allowedOrigins" in json.loads(gzip.decompress(body) if packed else body)


def test_the_boundaries_are_small_and_kept(server: str) -> None:
    address = assets.asset_url("vietnam.topojson")
    _, headers, packed = ask(server + address, GZIP)
    assert len(packed) <= 20_000
    assert json.loads(gzip.decompress(packed))["type"] == "Topology"
    assert "immutable" in headers["Cache-Control"]
    _, stale, _ = ask(f"{server}/dashboard-geo/vietnam.topojson?v=older", GZIP)
    assert stale["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/dashboard-web/../server/index.py", "/dashboard-geo/%2e%2e%2funits.yml"]
)
def test_no_address_leads_out_of_the_folders(server: str, path: str) -> None:
    _, _, body = ask(server + path)
    assert b"def page" not in body
    assert b"VN34" not in body


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip, br", True),
        ("br;q=1, gzip;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip;q=0.0, identity", False),
        ("br", False),
        ("", False),
    ],
)
def test_gzip_is_sent_to_those_who_take_it(accepted: str, taken: bool) -> None:
    assert assets.takes_gzip(Headers({"accept-encoding": accepted})) is taken


def test_an_unknown_asset_is_named_in_the_error() -> None:
    with pytest.raises(FileNotFoundError, match=r"no\.css"):
        assets.asset_url("no.css")


def test_the_loop_is_uvloop(dashboard: Served) -> None:
    assert "uvloop" in Path(f"/proc/{dashboard.pid}/maps").read_text()


class Left:
    """Something that a run leaves behind and that only the collector can find."""

    def __init__(self) -> None:
        self.me = self


@pytest.mark.parametrize("busy", [True, False])
def test_the_timer_collects_after_runs_and_rests_without(busy: bool) -> None:
    async def a_moment() -> bool:
        left = Left()
        seen = weakref.ref(left)
        gc.collect()  # `left` is old now: only a full collection finds it
        del left
        timer = asyncio.create_task(upkeep.sweep(0.02))
        await asyncio.sleep(0)
        if busy:
            gc.collect(0)
        await asyncio.sleep(0.1)
        timer.cancel()
        with suppress(asyncio.CancelledError):
            await timer
        return seen() is None

    gc.disable()
    try:
        with ThreadPoolExecutor(1) as thread:  # the browser holds this thread's loop
            assert thread.submit(asyncio.run, a_moment()).result() is busy
    finally:
        gc.enable()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page of plain widgets, under a base path as behind a proxy."""
    script = ROOT / "tests" / "samples" / "widgets.py"
    with serve(script, tmp_path_factory.mktemp("sample") / "log", "bang/kpi") as served:
        yield served.url


@pytest.fixture
def widgets(browser: Browser, sample: str) -> Iterator[Page]:
    with watched_page(browser, sample) as tab:
        tab.goto(sample)
        expect(tab.get_by_test_id("stVegaLiteChart").locator("svg, canvas")).to_be_visible()
        yield tab


@pytest.mark.browser
def test_streamlits_words_are_vietnamese(widgets: Page) -> None:
    uploader = widgets.get_by_test_id("stFileUploaderDropzone")
    expect(uploader).to_contain_text("Tải lên")
    expect(uploader).to_contain_text("Tối đa 20 MB mỗi tệp")
    expect(widgets.get_by_test_id("stSelectbox").locator("input")).to_have_attribute(
        "placeholder", "Chọn một mục"
    )
    expect(widgets.get_by_label("Toàn màn hình").first).to_be_attached()


@pytest.mark.browser
def test_the_pages_own_words_stay(widgets: Page) -> None:
    expect(widgets.get_by_test_id("stFileUploaderDropzone")).to_contain_text("Tải lên")
    expect(widgets.get_by_test_id("stMarkdown").get_by_text("Close", exact=True)).to_be_visible()
    expect(widgets.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    widgets.get_by_test_id("stSelectbox").locator("input").click()
    expect(widgets.get_by_role("option")).to_have_text(["Light", "Dark"])


@pytest.mark.browser
def test_words_of_an_upload_and_of_what_comes_after_are_vietnamese(widgets: Page) -> None:
    chooser = widgets.get_by_test_id("stFileUploaderDropzoneInput")
    chooser.set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a\n1\n"})
    expect(widgets.get_by_role("button", name="Bỏ a.csv")).to_be_visible()
    widgets.get_by_role("button", name="Bỏ a.csv").click()
    expect(widgets.get_by_test_id("stFileUploaderDropzone")).to_contain_text("Tải lên")


@pytest.mark.browser
def test_the_language_switch_is_followed_without_reload(widgets: Page) -> None:
    uploader = widgets.get_by_test_id("stFileUploaderDropzone")
    expect(uploader).to_contain_text("Tải lên")
    for lang, word in (("en", "20MB per file"), ("vi", "Tối đa 20 MB mỗi tệp")):
        widgets.get_by_role("radio", name=lang).click()
        expect(uploader).to_contain_text(word)
        expect(widgets.locator("html")).to_have_attribute("lang", lang)


@pytest.mark.browser
def test_an_english_address_opens_in_english(widgets: Page, sample: str) -> None:
    widgets.goto(f"{sample}?lang=en")
    expect(widgets.get_by_test_id("stFileUploaderDropzone")).to_contain_text("20MB per file")
    expect(widgets.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.browser
def test_the_first_visit_may_follow_a_link_to_a_page(browser: Browser, tmp_path: Path) -> None:
    with (
        serve(ROOT / "dashboard.py", tmp_path / "log") as fresh,
        watched_page(browser, fresh.url) as tab,
    ):
        tab.goto("/danh-muc")
        expect(tab.get_by_test_id("stMainBlockContainer").locator("h1").first).to_be_visible()
        assert tab.url == f"{fresh.url}/danh-muc"


@pytest.mark.browser
def test_charts_and_components_run_under_the_policy(widgets: Page) -> None:
    expect(widgets.get_by_text("ran", exact=True)).to_be_visible()
    expect(widgets.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()


def test_another_origin_is_refused_without_asking_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda url, timeout: asked.append(url))

    async def refused() -> bool:
        async with upkeep.lifespan(None):
            return not server_util.is_url_from_allowed_origins("http://elsewhere.example")

    with ThreadPoolExecutor(1) as apart:  # the browser's own loop runs in this thread
        assert apart.submit(lambda: asyncio.run(refused())).result()
    assert asked == []

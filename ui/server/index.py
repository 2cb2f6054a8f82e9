"""The page that opens the dashboard: Streamlit's own, in the reader's language.

Streamlit's index.html says `<html lang="en">`, "Streamlit" and an English notice whatever the
app's language is. Screen readers choose their voice by `lang`, and a link shared in a message
shows the title, so both are put right here, and the project's style and scripts are added.
The page also says where the server is: left to guess, Streamlit first asks below the address of
the open page and logs two errors on every link to a page.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.assets import asset_path, pack, site_path
from ui.server.bundles import STATIC

INDEX = STATIC / "index.html"
HOME = "tong-quan"  # the overview's name; the address of the first page is `/`


@dataclass(frozen=True)
class Words:
    """What the page says before any script runs."""

    title: str
    description: str
    noscript: str


WORDS: Mapping[str, Words] = {
    "vi": Words(
        "Chuyển đổi số Việt Nam: tới đâu so với mục tiêu?",
        "Chỉ tiêu chuyển đổi số quốc gia và của 34 tỉnh, thành phố so với mục tiêu và thời hạn; "
        "mỗi số liệu kèm nguồn và ngày công bố.",
        "Trang này cần JavaScript. Hãy bật JavaScript trong trình duyệt rồi tải lại trang.",
    ),
    "en": Words(
        "Viet Nam's digital transformation: how far from the targets?",
        "Digital transformation indicators of Viet Nam and its 34 provinces against their targets "
        "and deadlines; every figure with its source and date.",
        "This page needs JavaScript. Turn JavaScript on in the browser and reload the page.",
    ),
}


class IndexPage:
    """Sends the project's page wherever Streamlit would send its index.html."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.pages = {lang: pack(page(lang).encode(), "text/html; charset=utf-8") for lang in WORDS}
        # The mark of Streamlit's file among all answers, also of a HEAD and of a byte range.
        self.mark = FileResponse(INDEX, stat_result=INDEX.stat()).headers["etag"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        ours = False

        async def swap(message: Message) -> None:
            nonlocal ours
            if message["type"] == "http.response.start" and self._is_index(message):
                ours = True
                await self._answer(scope)(scope, receive, send)
            elif not ours:
                await send(message)

        await self.app(scope, receive, swap)

    def _answer(self, scope: Scope) -> Response:
        """Return the page, or for an address below a page's the way to that page.

        Streamlit names its files relative to the address: below a page none would be found. By its
        name it would not find its first page either.
        """
        page, below, _ = scope["path"].removeprefix(site_path("")).partition("/")
        if page == HOME:
            page = ""
        elif not below:
            return self.pages[language(scope)].response(Headers(scope=scope), "no-cache")
        asked = scope["query_string"].decode("latin-1")
        return RedirectResponse(site_path(quote(page)) + (f"?{asked}" if asked else ""))

    def _is_index(self, message: Message) -> bool:
        return Headers(raw=message["headers"]).get("etag") == self.mark


def language(scope: Scope) -> str:
    """Return the language that the address of a request asks for: `vi` unless `lang=en`."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["vi"])[-1]
    return asked if asked in WORDS else "vi"


def page(lang: str) -> str:
    """Return Streamlit's index page in a language, with the project's style and script.

    Raises RuntimeError when Streamlit's page no longer has a part that is replaced.
    """
    words, html = WORDS[lang], INDEX.read_text("utf-8")
    before, rest = _cut(html, "<noscript>")
    html = f"{before}<noscript><p>{words.noscript}</p></noscript>{_cut(rest, '</noscript>')[1]}"
    for old, new in (
        ('<html lang="en">', f'<html lang="{lang}">'),
        ("<title>Streamlit</title>", f"<title>{words.title}</title>"),
        ('href="./favicon.png"', f'href="./{asset_path("mark.svg")}"'),
        ("</head>", f"{_head(words)}</head>"),
    ):
        before, after = _cut(html, old)
        html = before + new + after
    return html


def _head(words: Words) -> str:
    home = json.dumps(site_path(""))
    scripts = "".join(
        f'<script type="module" src="./{asset_path(name)}"></script>\n'
        for name in ("strings.js", "files.js")
    )
    return (
        "<script>window.__streamlit = "
        f"{{BACKEND_BASE_URL: new URL({home}, location).href}}</script>\n"
        f'<meta name="description" content="{words.description}">\n'
        f'<link rel="stylesheet" href="./{asset_path("style.css")}">\n'
        f"{scripts}"
    )


def _cut(html: str, mark: str) -> tuple[str, str]:
    before, found, after = html.partition(mark)
    if not found:
        raise RuntimeError(f"Streamlit's index.html has no {mark!r} any more")
    return before, after

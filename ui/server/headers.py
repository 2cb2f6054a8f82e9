"""Security headers of every answer.

The browser loads nothing from elsewhere and runs no text as a program: Vega draws with its
interpreter (vega-interpreter), so `unsafe-eval` is not needed. `blob:` scripts are, because
Streamlit gives the JavaScript of a `st.components.v2` component to `import()` that way; the
styles that Streamlit writes into the page while it runs need `unsafe-inline` for styles alone.
"""

import base64
import hashlib
import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.index import page

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
NOT_USED = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi"


def content_security_policy(html: str) -> str:
    """Return the Content-Security-Policy for a page with these inline scripts."""
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in INLINE_SCRIPT.findall(html)
    ]
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", "blob:", *hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{directive} {sources}" for directive, sources in rules.items())


HEADERS = {
    "Content-Security-Policy": content_security_policy(page("vi")),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_USED.split()),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class SecureHeaders:
    """Adds the headers to every HTTP answer, errors included.

    Starlette's own answer to an error is made outside of all middleware, without the headers: so
    it is given here, and the error goes on to the log.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def add(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)  # a document may bring a stricter policy
            await send(message)

        try:
            await self.app(scope, receive, add)
        except Exception:
            if not begun:
                await PlainTextResponse("Internal Server Error", 500)(scope, receive, add)
            raise

"""Requests whose Origin is no origin are refused before anybody tries to understand it."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose


class SoundOrigins:
    """Lets pass requests without an Origin, or with one that can be taken apart."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        app = self.app
        if scope["type"] in {"http", "websocket"} and not _sound(Headers(scope=scope)):
            app = (
                PlainTextResponse("Bad origin", 400)
                if scope["type"] == "http"
                else WebSocketClose(1008)  # before the handshake is over: status 403
            )
        await app(scope, receive, send)


def _sound(headers: Headers) -> bool:
    try:
        _ = urlsplit(headers.get("origin", "")).port  # unbalanced brackets, no number
    except ValueError:
        return False
    return True

"""One message to one address, by Apprise; secrets come from the environment and are never told.

An address is Apprise's (`mailtos://…`, `json://…`). `${NAME}` in it stands for an environment
variable: the whole address, or a part of it, which is then quoted as addresses ask for.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import apprise
from apprise import NotifyFormat, NotifyType

from kpi.language import N_, Language

__all__ = ["Unsent", "check", "holds_secret", "send"]

_NAMED = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")
_PASSWORD = re.compile(r"://[^/?#@]*:(?!\$\{)[^/?#@]+@")
_LONGEST = 200  # letters of a reason
_ASSET = apprise.AppriseAsset(app_id="Viet Nam KPI", storage_mode="memory", secure_logging=True)
_TEXTS = {
    "no_variable": N_("the environment variable {name} is not set"),
    "bad_address": N_("the address is none that Apprise knows, or lacks a part"),
    "several": N_("the address names {count} receivers; write one entry for each"),
    "refused": N_("it could not be delivered: {reason}"),
}


class Unsent(Exception):  # noqa: N818 - what happened, and nothing is wrong with this program
    """The message was not delivered; `code` says why."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    def message(self, lang: Language) -> str:
        """Say why, without the address."""
        return lang._(_TEXTS[self.code], **self.values)


def holds_secret(address: str) -> bool:
    """Tell whether a password or token stands in an address itself."""
    if _PASSWORD.search(address):
        return True
    if _NAMED.search(address):
        return False
    with _silence():
        made = apprise.Apprise.instantiate(address, asset=_ASSET)
        if made is None:
            return False
        veiled, plain = (str(made.url(privacy=on)) for on in (True, False))  # type: ignore[no-untyped-call]
    return veiled != plain


def send(address: str, title: str, body: str) -> None:
    """Deliver plain text; raises Unsent.

    A receiver that takes the message and does not say so counts as not reached.
    """
    url, secrets = _resolved(address)
    with _silence():
        courier = apprise.Apprise(asset=_ASSET)
        courier.add(_receiver(url))
        result = courier.notify(
            body=body, title=title, notify_type=NotifyType.WARNING, body_format=NotifyFormat.TEXT
        )
    if not result:
        told = [entry.message for entry in result.logs()]
        raise Unsent("refused", reason=_scrubbed(told[0] if told else "–", [url, *secrets]))


def check(address: str) -> None:
    """Raise Unsent where an address can be sent nothing, without sending anything."""
    with _silence():
        _receiver(_resolved(address)[0])


def _receiver(url: str) -> apprise.NotifyBase:
    made = apprise.Apprise.instantiate(url, asset=_ASSET)
    if made is None:
        raise Unsent("bad_address")
    if len(made) > 1:
        raise Unsent("several", count=f"{len(made)}")
    return made


def _resolved(address: str) -> tuple[str, list[str]]:
    """Return the address with the variables' values, and these values."""
    values = {}
    for name in _NAMED.findall(address):
        if not os.environ.get(name):
            raise Unsent("no_variable", name=name)
        values[name] = os.environ[name]
    whole = _NAMED.fullmatch(address)
    if whole:
        return values[whole[1]], list(values.values())
    url = _NAMED.sub(lambda found: quote(values[found[1]], safe=""), address)
    return url, [*values.values(), *(quote(value, safe="") for value in values.values())]


def _scrubbed(text: str, secrets: list[str]) -> str:
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "***")
    return " ".join(text.split())[:_LONGEST]


@contextmanager
def _silence() -> Iterator[None]:
    """Keep Apprise's own log, which may name addresses, from being printed."""
    log = logging.getLogger("apprise")
    handler, spreads = logging.NullHandler(), log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.propagate = spreads

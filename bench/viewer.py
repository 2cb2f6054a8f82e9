"""A viewer without a browser: opens a page and clicks, speaking Streamlit's protocol.

As the browser does, it sends back the address, the page and every widget it has touched, and
names the messages it holds, so that the server need not send them again. Those it has not
used for two runs it lets go of.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

_KEPT_RUNS = 2  # global.maxCachedMessageAge
_LAST_BYTES = 200  # the message that ends a run is far smaller; larger ones need no reading


@dataclass(frozen=True)
class Run:
    """One run of a page's script, seen from the viewer."""

    seconds: float  # from the click to the last message
    size: int  # bytes as sent, compressed where the server compresses
    payloads: Sequence[bytes]

    def messages(self) -> Iterator[ForwardMsg]:
        """Read what was sent."""
        return map(ForwardMsg.FromString, self.payloads)

    def elements(self) -> Iterator[Element]:
        """Read the elements drawn."""
        for message in self.messages():
            if message.WhichOneof("type") == "delta" and message.delta.HasField("new_element"):
                yield message.delta.new_element


@dataclass(frozen=True)
class Control:
    """A widget on the page: its kind in Streamlit's protocol, and its options as on screen."""

    kind: str
    id: str
    options: Sequence[str]
    fragment: str  # the part of the page that runs when it is touched; "" for the whole

    @property
    def key(self) -> str:
        """The key it was given in the script, else what tells it from all others."""
        given = self.id.split("-", 2)[-1]
        return self.id if given == "None" else given


class Connection(ClientConnection):
    """A connection that counts the bytes it receives."""

    received = 0

    def data_received(self, data: bytes) -> None:
        """Count what comes off the wire."""
        self.received += len(data)
        super().data_received(data)


@dataclass
class Viewer:
    """One open page: what the browser would remember of it."""

    connection: Connection
    page: str
    query: str
    script: str = ""
    controls: dict[str, Control] = field(default_factory=dict)  # by key, of the last run
    touched: dict[str, WidgetState] = field(default_factory=dict)  # by key
    held: dict[str, int] = field(default_factory=dict)  # messages kept: hash, and run last used
    drawn: dict[str, Control] = field(default_factory=dict)  # by the hash of a message ever sent
    runs: int = 0

    async def run(self, fragment: str = "") -> Run:
        """Ask for a run of the page's script, or of a part of it, and wait for its end."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string, state.page_script_hash = self.query, self.script
        state.fragment_id = fragment
        state.page_name = "" if self.script else self.page
        state.widget_states.CopyFrom(WidgetStates(widgets=self.touched.values()))
        state.cached_message_hashes.extend(self.held)
        start, before = time.perf_counter(), self.connection.received
        await self.connection.send(asked.SerializeToString())
        payloads = [payload async for payload in self._until_finished()]
        seconds = time.perf_counter() - start
        run = Run(seconds, self.connection.received - before, payloads)
        broken = [one.exception.message for one in run.elements() if one.HasField("exception")]
        if broken:
            raise RuntimeError(f"{self.page}?{self.query}: {broken}")
        return run

    async def open(self) -> Run:
        """Run the page for the first time and remember what it says."""
        return self.remember(await self.run())

    async def click(self, key: str, at: int) -> Run:
        """Choose the option at a place (counted round) in the control with this key."""
        control = self.controls[key]
        option = control.options[at % len(control.options)]
        state = WidgetState(id=control.id)
        if control.kind == "button_group":
            state.string_array_value.data.append(option)
        else:
            state.string_value = option
        self.touched[key] = state
        return self.remember(await self.run(control.fragment), control.fragment)

    def remember(self, run: Run, fragment: str = "") -> Run:
        """Keep the address, the page, its controls and what need not be sent again."""
        self.runs += 1
        self.controls = {
            key: one for key, one in self.controls.items() if fragment and one.fragment != fragment
        }
        for message in run.messages():
            kind = message.WhichOneof("type")
            if kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "navigation":
                self.script = message.navigation.page_script_hash
            name = message.ref_hash or message.hash
            if message.metadata.cacheable or kind == "ref_hash":
                self.held[name] = self.runs
            if control := _control(message) or self.drawn.get(message.ref_hash):
                self.controls[control.key] = control
                if message.hash:
                    self.drawn[message.hash] = control
        self.held = {
            name: used for name, used in self.held.items() if self.runs - used <= _KEPT_RUNS
        }
        return run

    async def _until_finished(self) -> AsyncIterator[bytes]:
        while True:
            payload = await self.connection.recv(decode=False)
            yield payload
            if len(payload) < _LAST_BYTES:
                message = ForwardMsg.FromString(payload)
                if message.WhichOneof("type") == "script_finished" and (
                    message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
                ):
                    return


def _control(message: ForwardMsg) -> Control | None:
    """Return the widget a message draws: an element, or a box that tells when it opens."""
    part = message.delta.fragment_id
    if box := message.delta.add_block.expandable.id:
        return Control("block", box, [], part)
    element = message.delta.new_element
    kind = element.WhichOneof("type") or ""
    drawn = getattr(element, kind, None)
    name, options = getattr(drawn, "id", ""), getattr(drawn, "options", ())
    options = [getattr(one, "content", one) for one in options]
    return Control(kind, name, options, part) if name else None


@asynccontextmanager
async def viewer(host: str, address: str) -> AsyncIterator[Viewer]:
    """Connect a viewer to `page?query` of a server; the page is not run yet."""
    page, _, query = address.partition("?")
    url = f"ws://{host}/_stcore/stream"
    async with connect(
        url, subprotocols=[Subprotocol("streamlit")], max_size=None, create_connection=Connection
    ) as connection:
        assert isinstance(connection, Connection)  # noqa: S101 - as asked for
        yield Viewer(connection, page, query)

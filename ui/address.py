"""Every choice of a view lives in the address, so that a link reopens the same view.

Streamlit's own binding writes the label on screen into the address; labels change with the
language, so the ids are kept here instead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from kpi.problems import safe

_MEMORY = "_address"


@dataclass
class _Memory:
    """What is known of a visit, under one name: every look into the session's state costs."""

    seen: dict[str, str] = field(default_factory=dict)  # what the address held last, by key
    usual: dict[str, str] = field(default_factory=dict)  # defaults that nobody has chosen
    labels: dict[str, str] = field(default_factory=dict)  # of the controls, as last drawn
    notices: list[str] = field(default_factory=list)

    def take(self, key: str, understand: Callable[[str], Any]) -> None:
        """Move a value that is new in the address into the control's state."""
        raw = st.query_params.get(key)
        if raw is None or raw == self.seen.get(key):
            return
        self.seen[key] = raw
        value = understand(raw)
        if value is None:
            self.notice(key, raw)
        else:
            st.session_state[key] = value

    def settle(self, key: str, options: Sequence[str], default: str) -> None:
        """Give the control its default, again and again until the reader or an address chooses.

        Pages and workspaces have defaults of their own: one must not stay as if it had been chosen.
        """
        before = st.session_state.get(key)
        if before in options and before != self.usual.get(key):
            self.usual.pop(key, None)
            return
        self.usual[key] = st.session_state[key] = default

    def hand_again(self, key: str, label: str) -> None:
        """Hand a control its value again when the language changes.

        With other words it is another control to the browser, which would start it at its default
        and send that with the next click.
        """
        if self.labels.get(key, label) != label and key in st.session_state:
            st.session_state[key] = st.session_state[key]
        self.labels[key] = label

    def keep(self, key: str, text: str) -> None:
        """Write what is chosen into the address; a default leaves no trace there."""
        if text:
            self.seen[key] = text
            if st.query_params.get(key) != text:
                st.query_params[key] = text
        else:
            self.seen.pop(key, None)
            if key in st.query_params:
                del st.query_params[key]

    def known(self, key: str, raw: str, options: Sequence[str]) -> list[str]:
        """Return the options among comma-separated ids, each once; report what else is there."""
        parts = list(dict.fromkeys(raw.split(",")))
        known = [part for part in parts if part in options]
        if known and len(known) < len(parts):
            self.notice(key, ",".join(part for part in parts if part not in options))
        return known

    def first(self, key: str, raw: str, options: Sequence[str], most: int) -> list[str]:
        """Return at most so many of the ids that are options; report those beyond."""
        known = self.known(key, raw, options)
        if len(known) > most:
            self.notice(key, ",".join(known[most:]))
        return known[:most]

    def notice(self, key: str, text: str) -> None:
        """Note a part of the address that could not be used."""
        self.notices.append(f"{key}={safe(text)}")


def _memory() -> _Memory:
    memory: _Memory | None = st.session_state.get(_MEMORY)
    if memory is None:
        memory = st.session_state[_MEMORY] = _Memory()
    return memory


def choose(
    label: str,
    key: str,
    options: Sequence[str],
    default: str,
    show: Callable[[str], str],
    control: Callable[..., Any] | None = None,
    **settings: Any,  # noqa: ANN401 - handed to the Streamlit control as they are
) -> str:
    """Offer `options` (ids) in a control and keep the chosen id in the address under `key`.

    `control` is a Streamlit function with the signature of `st.selectbox` (the default).
    An id in the address that is no option is reported by `notices` and the default is used.
    """
    memory = _memory()
    _settled(memory, key, options, default)
    memory.hand_again(key, label)
    draw = control or st.selectbox
    value = draw(
        label, list(options), key=key, format_func=show, persist_state="session", **settings
    )
    chosen = str(value) if value in options else default
    memory.keep(key, "" if chosen == default else chosen)
    return chosen


def held(key: str, options: Sequence[str], default: str) -> str:
    """Return what `choose` returns with these arguments, before its control is drawn."""
    _settled(_memory(), key, options, default)
    return str(st.session_state[key])


def _settled(memory: _Memory, key: str, options: Sequence[str], default: str) -> None:
    memory.take(key, lambda raw: raw if raw in options else None)
    memory.settle(key, options, default)


def choose_many(
    label: str,
    key: str,
    options: Sequence[str],
    default: Sequence[str],
    show: Callable[[str], str],
    most: int,
    **settings: Any,  # noqa: ANN401 - handed to the Streamlit control as they are
) -> tuple[str, ...]:
    """Offer several of `options` (ids, at most `most`); the address holds them comma-separated.

    Of ids in the address those that are no options, or too many, are reported by `notices`, and
    all of them when none is left.
    """
    memory = _memory()
    memory.take(key, lambda raw: memory.first(key, raw, options, most) or None)
    before = st.session_state.get(key)
    if before is None or any(part not in options for part in before):
        st.session_state[key] = [part for part in before or default if part in options]
    memory.hand_again(key, label)
    chosen = st.multiselect(
        label,
        list(options),
        key=key,
        format_func=show,
        max_selections=most,
        persist_state="session",
        **settings,
    )
    memory.keep(key, "" if list(chosen) == list(default) else ",".join(chosen))
    return tuple(chosen)


def type_in(label: str, key: str, **settings: Any) -> str:  # noqa: ANN401 - as above
    """Offer a text field whose words live in the address."""
    memory = _memory()
    memory.take(key, lambda raw: raw[:200])
    memory.hand_again(key, label)
    text: str = st.text_input(label, key=key, persist_state="session", **settings) or ""
    memory.keep(key, text)
    return text


def read(
    key: str, options: Collection[str], elsewhere: Callable[[str], bool] = lambda _: False
) -> str:
    """Return what the address holds under `key` where no control does; "" if it is no option.

    What is no option leaves the address. It is reported by `notices` unless it means something
    `elsewhere`: it is then left over from a choice made before, not a fault of the reader's.
    """
    text = st.query_params.get(key, "")
    if not text or text in options:
        return text
    del st.query_params[key]
    if not elsewhere(text):
        _memory().notice(key, text)
    return ""


def remembered(key: str, understand: Callable[[str], object]) -> str:
    """Return what the address holds under `key`, and keep it there from page to page.

    What `understand` makes nothing of is reported by `notices`.
    """
    memory = _memory()
    memory.take(key, lambda raw: raw if understand(raw) else None)
    text = str(st.session_state.get(key, ""))
    memory.keep(key, text)
    return text


def forget(key: str) -> None:
    """Take out of the address what was `remembered`."""
    st.session_state.pop(key, None)
    _memory().keep(key, "")


def write(key: str, value: str) -> None:
    """Keep in the address what no control holds (say, the province clicked on the map)."""
    if value:
        st.query_params[key] = value
    elif key in st.query_params:
        del st.query_params[key]


def notices() -> list[str]:
    """Return and forget the parts of the address that could not be used, as `key=value`."""
    memory = _memory()
    told, memory.notices = memory.notices, []
    return told

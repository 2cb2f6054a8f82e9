"""What is built once for all viewers of the same figures, and then only sent."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import wraps
from secrets import token_hex
from typing import Any, Concatenate, ParamSpec, TypeVar

import altair as alt
import streamlit as st

from ui import data, shell
from ui.data import Figures
from ui.shelf import Shelf

T = TypeVar("T")
P = ParamSpec("P")


def chart(figures: Figures, build: Callable[[], alt.TopLevelMixin], *what: object) -> None:
    """Draw the chart that `build` returns; `what` is all it depends on besides the figures."""
    _draw(
        figures,
        lambda: st.vega_lite_chart(build().to_dict(), theme="streamlit", width="stretch"),
        "chart", *what,
    )  # fmt: skip


def html(figures: Figures, build: Callable[[], str], *what: object) -> None:
    """Draw the words and tables that `build` returns as HTML, every text in it escaped."""
    lang, today = shell.view().lang, data.today()
    _draw(figures, lambda: st.html(build()), "html", lang.code, today, *what)


def markup(figures: Figures, build: Callable[[], str], *what: object) -> None:
    """Draw the picture that `build` returns as HTML, every text in it escaped."""
    # st.html would drop the SVG; a text without empty lines is one block of HTML to Markdown
    _draw(figures, lambda: st.markdown(build(), unsafe_allow_html=True), "markup", *what)


def _draw(figures: Figures, draw: Callable[[], object], *what: object) -> None:
    """Draw once, and from then on send the same message again.

    The key is drawn by lot, so nothing made of a visitor's own figures reaches another's screen.
    """
    # by name: Streamlit looks up the names of positional arguments on every call
    _drawn(key=kept(figures, lambda: token_hex(16), "drawn", *what), _draw=draw)


@st.cache_resource(max_entries=512, show_spinner=False)
def _drawn(key: str, _draw: Callable[[], object]) -> None:
    """Draw; Streamlit keeps the message and sends it again for the same key."""
    _draw()


def kept(figures: Figures, build: Callable[[], T], *what: object) -> T:
    """Return what `build` returns, built once; `what` (hashable) is all else it depends on."""
    return figures.shelf.kept(what, build)


def apart(figures: Figures, *what: Hashable, most: int) -> Figures:
    """Return the figures with a small shelf of its own, for what is built of one part alone.

    What is looked at in a thousand ways would push everything else off the common shelf.
    """
    return kept(figures, lambda: replace(figures, shelf=Shelf(most)), "apart", *what)


def once(tell: Callable[Concatenate[Figures, P], T]) -> Callable[Concatenate[Figures, P], T]:
    """Keep what `tell(figures, …)` returns, by language, day and arguments.

    Arguments with an `id` (indicators, units) are told apart by it; the others are hashable.
    """

    @wraps(tell)
    def told(figures: Figures, /, *args: P.args, **kwargs: P.kwargs) -> T:
        what = [*args, *kwargs.values()]
        key = [tell.__qualname__, shell.view().lang.code, data.today(), *map(_name, what)]
        return figures.shelf.kept(tuple(key), lambda: tell(figures, *args, **kwargs))

    return told


def _name(one: Any) -> object:  # noqa: ANN401 - arguments of any function
    return tuple(map(_name, one)) if isinstance(one, list) else getattr(one, "id", one)

"""What is built once for all viewers of the same figures, and then only sent."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import wraps
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
    st.vega_lite_chart(
        kept(figures, lambda: build().to_dict(), *what), theme="streamlit", width="stretch"
    )


class _Html:
    """Markup that is sent as it is; a text Streamlit would look through for indents each time."""

    def __init__(self, text: str) -> None:
        self._text = text

    def _repr_html_(self) -> str:
        return self._text


def html(figures: Figures, build: Callable[[], str], *what: object) -> None:
    """Draw the words and tables that `build` returns as HTML, every text in it escaped."""
    lang, today = shell.view().lang, data.today()
    st.html(kept(figures, lambda: _Html(build()), "html", lang.code, today, *what))


def markup(figures: Figures, build: Callable[[], str], *what: object) -> None:
    """Draw the picture that `build` returns as HTML, every text in it escaped."""
    # st.html would drop the SVG; a text without empty lines is one block of HTML to Markdown
    st.markdown(kept(figures, build, *what), unsafe_allow_html=True)


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

"""What is built once for all viewers of the same figures, and then only sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import altair as alt
import streamlit as st

from ui import data, shell
from ui.data import Figures

T = TypeVar("T")
P = ParamSpec("P")


def chart(figures: Figures, build: Callable[[], alt.TopLevelMixin], *what: object) -> None:
    """Draw the chart that `build` returns; `what` is all it depends on besides the figures."""
    st.vega_lite_chart(
        kept(figures, lambda: build().to_dict(), *what), theme="streamlit", width="stretch"
    )


def markup(figures: Figures, build: Callable[[], str], *what: object) -> None:
    """Draw the picture that `build` returns as HTML, every text in it escaped."""
    # st.html would drop the SVG; a text without empty lines is one block of HTML to Markdown
    st.markdown(kept(figures, build, *what), unsafe_allow_html=True)


def kept(figures: Figures, build: Callable[[], T], *what: object) -> T:
    """Return what `build` returns, built once; `what` (hashable) is all else it depends on."""
    return figures.shelf.kept(what, build)


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

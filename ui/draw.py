"""Pictures on the page: a chart's description is built once a data version, then only sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import altair as alt
import streamlit as st

from ui.data import Figures

Spec = dict[str, Any]


def chart(figures: Figures, build: Callable[[], alt.TopLevelMixin], *what: object) -> None:
    """Draw the chart that `build` returns; `what` is all it depends on besides the figures."""
    spec = kept(figures, lambda: build().to_dict(), *what)
    st.vega_lite_chart(spec, theme="streamlit", width="stretch")


def kept(figures: Figures, build: Callable[[], Spec], *what: object) -> Spec:
    """Return what `build` returns, built once for all viewers of the same figures.

    A visitor's own figures never enter the shared cache.
    """
    if figures.private:
        return build()
    return _kept(build, repr((figures.workspace, figures.era, figures.version, *what)))


@st.cache_resource(show_spinner=False, max_entries=512)
def _kept(_build: Callable[[], Spec], what: str) -> Spec:
    return _build()

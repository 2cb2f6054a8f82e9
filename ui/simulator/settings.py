"""What a reader moved, kept in the address: `trong-so=INDEX:18,20,…` and `diem=AREA:15.2,,…`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from kpi.indices.index import Index
from kpi.indices.settings import (
    Moved,
    SettingError,
    moved,
    percentages,
    read_figures,
    read_weights,
    written,
)
from kpi.problems import safe
from ui import address, shell

__all__ = ["KEY", "keep", "read"]

KEY = "simulator"
_WEIGHTS, _FIGURES = "trong-so", "diem"
T = TypeVar("T")


def read(index: Index, area: str, known: Callable[[str], bool]) -> Moved:
    """Read the address; what makes no sense in it is told, leaves it and counts as not moved.

    What was moved for another index or area (an id that is `known`) is let go of quietly.
    """
    weights = _read(_WEIGHTS, index.id, known, lambda text: read_weights(text, index))
    figures = _read(_FIGURES, area, known, lambda text: read_figures(text, index))
    return Moved(percentages(weights or index.weights), figures or (None,) * len(index.groups))


def keep(index: Index, area: str) -> None:
    """Write into the address what the browser says was moved; nonsense is not written."""
    told = st.session_state[KEY].get("moved") or {}
    try:
        weights = read_weights(str(told.get("weights", "")), index)
        figures = read_figures(str(told.get("figures", "")), index)
    except SettingError:
        return
    official = written(percentages(weights)) == written(percentages(index.weights))
    own = any(one is not None for one in figures)
    address.write(_WEIGHTS, "" if official else f"{index.id}:{written(weights)}")
    address.write(_FIGURES, f"{area}:{written(figures)}" if own else "")


def _read(
    key: str, owner: str, known: Callable[[str], bool], understand: Callable[[str], T]
) -> T | None:
    raw = st.query_params.get(key)
    if raw is None:
        return None
    try:
        found = moved(raw, owner, known, understand)
        if found is not None:
            return found
    except SettingError as error:
        _tell(f"{key}={safe(raw)}", error)
    del st.query_params[key]
    return None


def _tell(part: str, error: SettingError) -> None:
    lang = shell.view().lang
    st.warning(
        lang._(
            "The address says “{part}”, but {why}. Official weights and the figures as they are "
            "stand in its place.",
            part=f"`{part.replace('`', chr(39))}`",  # as code: nothing in it is Markdown
            why=error.message(lang),
        ),
        icon=":material/link_off:",
    )

"""The dashboard with a practice workspace of 30 indicators, every one with a target."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.thirty import thirty  # noqa: E402 - after the path
from kpi import catalogue, practice  # noqa: E402
from ui import server  # noqa: E402

_rows, _known = thirty()
practice.practice_panel = lambda *_: _rows
catalogue.load_catalogue = lambda *_: _known

app = st.App(
    ROOT / "dashboard.py",
    lifespan=server.lifespan,
    middleware=server.MIDDLEWARE,
    routes=server.ROUTES,
)

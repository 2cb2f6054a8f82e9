"""The empty page behind the dashboard's own server: same middleware, same upkeep.

`streamlit run bench/bare_page.py` is the same page behind Streamlit's server as it comes.
"""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from ui import server

app = st.App(
    Path(__file__).with_name("bare_page.py"),
    lifespan=server.lifespan,
    middleware=server.MIDDLEWARE,
    routes=server.ROUTES,
)

"""A page of Streamlit's own widgets behind the project's server, for tests/test_server.py."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from ui import server

COMPONENT_SCRIPT = """
export default function ({ parentElement }) {
  parentElement.querySelector("p").textContent = "ran";
}
"""


def widgets() -> None:
    """Show what is translated, and what looks alike but is the page's own."""
    st.segmented_control(
        "Ngôn ngữ", ["vi", "en"], default="vi", key="lang", bind="query-params", required=True
    )
    st.markdown("Close")
    st.button("Stop")
    st.file_uploader("Chọn tệp", type=["csv"])
    st.selectbox("Mục", ["Light", "Dark"], index=None)
    st.dataframe({"Range": [1, 2], "Values": [3, 4]})
    st.vega_lite_chart(
        {
            "data": {"values": [{"a": 1, "b": 2}, {"a": 2, "b": 3}]},
            "transform": [{"calculate": "datum.b * 2", "as": "c"}],
            "mark": "bar",
            "encoding": {
                "x": {"field": "a", "type": "ordinal"},
                "y": {
                    "field": "c",
                    "type": "quantitative",
                    "stack": None,
                    "scale": {"domain": [0, 8]},  # else Vega warns until the figures are there
                },
            },
        }
    )
    st.html("<p>html</p>")
    st.download_button("Tải về", b"x", "x.txt")
    st.components.v2.component("ran", html="<p>waits</p>", js=COMPONENT_SCRIPT)()


if __name__ == "__main__":
    widgets()
else:
    app = st.App(
        __file__, lifespan=server.lifespan, middleware=server.MIDDLEWARE, routes=server.ROUTES
    )

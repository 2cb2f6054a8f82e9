"""An empty page with as many widgets as the address asks for: `?selectbox=19&radio=2,2`.

Each number makes one widget with that many options; the menu has as many pages as the dashboard.
"""

from collections.abc import Callable

import streamlit as st

_component = st.components.v2.component("bare", html="<div></div>", js="export default () => {}")
_PAGES = 16
DRAW: dict[str, Callable[..., object]] = {
    "button_group": st.segmented_control,
    "radio": st.radio,
    "selectbox": st.selectbox,
    "multiselect": st.multiselect,
    "text_input": lambda label, _options, key: st.text_input(label, key=key),
    "text_area": lambda label, _options, key: st.text_area(label, key=key),
    "date_input": lambda label, _options, key: st.date_input(label, value=None, key=key),
    "file_uploader": lambda label, _options, key: st.file_uploader(label, key=key),
    "button": lambda label, _options, key: st.button(label, key=key),
    "menu_button": st.menu_button,
    "download_button": lambda label, _options, key: st.download_button(label, b"", key=key),
    "block": lambda label, _options, key: st.expander(label, on_change="rerun", key=key),
    "bidi_component": lambda _label, _options, key: _component(key=key),
}


def widgets() -> None:
    """Draw what the address asks for."""
    for kind, numbers in st.query_params.items():
        for place, number in enumerate(numbers.split(",")):
            DRAW[kind](kind, [str(option) for option in range(int(number))], key=f"{kind}.{place}")


st.set_page_config(page_title="Empty", layout="wide")
st.navigation(
    [
        st.Page(widgets, title=f"Page {page}", url_path=f"page-{page}", default=page == 0)
        for page in range(_PAGES)
    ],
    expanded=True,
).run()

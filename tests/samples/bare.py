"""A bare Streamlit page: what its own widgets cost in accessibility, beside tests/browser."""

import streamlit as st

st.set_page_config(page_title="Trang trống")
st.title("Trang trống")
st.write("Chữ")
st.selectbox("Mục", ["Một", "Hai"])
st.dataframe({"Cột": [1, 2]})
st.file_uploader("Tệp")

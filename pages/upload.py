"""Your figures: bring a table, see every problem by line, see it on the map and the trends."""

import streamlit as st

from kpi.template import template_csv
from ui import answers, data, intake, problems, shell

view = shell.view()
lang = view.lang


shell.heading(lang._("Are your figures ready to be used?"))
shell.answer(
    lang._(
        "Bring a CSV file: it is checked at once, every problem is named by its line, and what is "
        "good can be seen on the map and the trends of this visit. Nothing is published, and "
        "nothing is kept after the visit."
    )
)
shell.tell_notices()

left, right = st.columns([3, 2], gap="large")
with left:
    reading = intake.table()
with right:
    st.download_button(
        lang._("Download a filled-in template"),
        template_csv(data.catalogue()[answers.HEADLINE], "2025-12", data.units(), lang),
        "mau-so-lieu.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    st.markdown(
        lang._(
            "One line an observation, with the columns **indicator, area, period, value** and, "
            "where known, **numerator, denominator, status, source, note**. Vietnamese and SDMX "
            "names of the columns are read as well."
        )
    )
    st.html(problems.example(lang))

if reading is not None:
    st.header(lang._("2. How it was read"), anchor=False)
    problems.summary(reading)
    problems.listed(reading)
    intake.removal()
    if len(reading.observations):
        st.header(lang._("3. See it"), anchor=False)
        start, known = data.opening("upload"), list(reading.observations["indicator"])
        first = start.indicator if start.indicator in known else str(known[0])
        way = {"bo-so-lieu": "upload", "chi-so": first, "dia-gioi": start.era}
        st.page_link(
            "pages/province_map.py",
            label=lang._("On the map"),
            query_params=way,
            icon=":material/map:",
        )
        st.page_link(
            "pages/trends.py",
            label=lang._("On the trends"),
            query_params=way,
            icon=":material/show_chart:",
        )

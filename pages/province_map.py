"""Map: where the country stands on one indicator, province by province."""

import json
from contextlib import nullcontext
from typing import cast

import streamlit as st

from kpi.mapping import map_payload
from ui import address, answers, data, draw, pickers, profile, shell, tables
from ui.data import Era
from ui.downloads import Part
from ui.map import province_map

view = shell.view()
lang, units = view.lang, data.units()
start = data.opening(view.workspace)

shell.heading(lang._("Which provinces are ahead, and which need help?"))
offered = data.by_province(view.workspace) or data.with_figures(view.workspace)
with pickers.row():
    indicator = pickers.indicator(offered, start.indicator)
    era = shell.choose_era(cast(Era, start.era))
figures = data.figures(view.workspace, era)
rows = figures.of(indicator.id)
areas = [unit.id for unit in (units.provinces if era == "34" else units.formers)]
opened = address.read("mo", areas, units.__contains__)
period = answers.shown_period(figures, indicator)
shell.tell_notices()
shell.answer(answers.spread(figures, indicator, areas, period))

wide, narrow = st.columns([3, 1], gap="large") if opened else (nullcontext(), None)
with wide:
    payload = draw.kept(
        figures,
        lambda: json.dumps(
            map_payload(
                rows,
                indicator,
                lang,
                units,
                areas,
                sources=data.catalogue().sources,
                target=answers.target(indicator),
                simulated=figures.simulated,
            )
        ).encode(),
        "map", indicator.id, lang.code,
    )  # fmt: skip
    clicked = province_map(
        payload,
        areas,
        key="map",
        selected=opened or None,
        period=period,
        address_key="ky",
        height=460,
    )
if clicked and clicked != opened:
    address.write("mo", clicked)
    st.rerun()
if narrow is not None:
    with narrow:
        profile.panel(figures, indicator, units[opened], period)

shown = Part((indicator.id,), ("VN", f"VN{era}-"))
tables.behind(figures, shown, f"ban-do-{indicator.id}-{era}")

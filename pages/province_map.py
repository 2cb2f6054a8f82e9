"""Map: where the country stands on one indicator, province by province; figures or verdicts."""

import json
from contextlib import nullcontext
from typing import cast

import streamlit as st

from kpi import verdict_map
from kpi.figures import Era
from kpi.mapping import map_payload
from ui import address, answers, course, data, draw, pickers, profile, shell, tables
from ui.downloads import Part
from ui.map import province_map

view = shell.view()
lang, units, today = view.lang, data.units(), data.today()
start = data.opening(view.workspace)

shell.heading(lang._("Which provinces are ahead, and which need help?"))
offered = data.by_province(view.workspace) or data.with_figures(view.workspace)
with pickers.row():
    indicator = pickers.indicator(offered, start.indicator)
    era = shell.choose_era(cast(Era, start.era))
    judging = pickers.verdicts()
figures = data.figures(view.workspace, era)
rows = figures.of(indicator.id)
areas = [unit.id for unit in (units.provinces if era == "34" else units.formers)]
opened = address.read("mo", areas, units.__contains__)
period = answers.shown_period(figures, indicator)
shell.tell_notices()


def map_of_figures() -> bytes:
    """Return what the map of figures shows, as JSON."""
    told = map_payload(
        rows, indicator, lang, units, areas,
        sources=data.catalogue().sources, target=answers.target(indicator),
        simulated=figures.simulated,
    )  # fmt: skip
    return json.dumps(told).encode()


def map_of_verdicts() -> tuple[str, bytes]:
    """Return the answer, and what the map of verdicts shows, as JSON."""
    made = course.of(figures, indicator)
    told = verdict_map.verdict_payload(
        made, indicator, lang, units, areas, today=today, simulated=figures.simulated
    )
    return verdict_map.answer(made, areas, lang, units), json.dumps(told).encode()


if judging:
    answer, payload = draw.kept(
        figures, map_of_verdicts, "verdicts", indicator.id, lang.code, today
    )
else:
    answer = answers.spread(figures, indicator, areas, period)
    payload = draw.kept(figures, map_of_figures, "map", indicator.id, lang.code)
shell.answer(answer)
wide, narrow = st.columns([3, 1], gap="large") if opened else (nullcontext(), None)
with wide:
    clicked = province_map(
        payload,
        areas,
        key="map",
        selected=opened or None,
        period=None if judging else period,
        address_key=None if judging else "ky",
        height=460,
    )
if clicked and clicked != opened:
    address.write("mo", clicked)
    st.rerun()
if narrow is not None:
    with narrow:
        profile.panel(figures, indicator, units[opened], period)

if judging:
    shell.sources(figures, rows["source"])
shown = Part((indicator.id,), ("VN", f"VN{era}-"))
tables.behind(figures, shown, f"ban-do-{indicator.id}-{era}")

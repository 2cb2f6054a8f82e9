"""One province: where it stands on every indicator, and what it was merged from."""

import streamlit as st

from kpi.charts.parts import contributions as contributions_chart
from kpi.charts.parts import shift_share as shift_share_chart
from kpi.charts.strip import strips
from kpi.shift_share import contributions, shift_share
from ui import data, draw, panels, pickers, shell, tables

view = shell.view()
lang, units, today = view.lang, data.units(), data.today()

title = st.empty()
left, right = pickers.row(3, 2)
with right:
    era = shell.choose_era()
offered = units.provinces if era == "34" else units.formers
with left:
    place = pickers.province(offered, f"VN{era}-01")
with title:
    shell.heading(lang._("Where does {name} stand?", name=lang.pick(place.full_name(today))))
figures = data.figures(view.workspace, era)
held = [one for one in data.by_province(view.workspace) if not figures.of(one.id, place.id).empty]
shell.tell_notices()
shell.answer(panels.place_sentence(figures, held, place))

if held:
    st.html(panels.key_figures(figures, held, place))
    areas = tuple(unit.id for unit in offered)
    draw.chart(
        figures,
        lambda: strips(
            figures.frame,
            held,
            place.id,
            lang,
            units=units,
            areas=areas,
            simulated=figures.simulated,
        ),
        "strips",
        place.id,
        lang.code,
    )
    rows = figures.frame[figures.frame["area"] == place.id]
    shell.sources(figures, rows["source"])
    tables.behind(figures, rows, f"tinh-{place.id}")
else:
    st.info(lang._("No figure has been published for this area."))

st.subheader(lang._("What it is made of"), anchor=False)
st.html(panels.make_up(place))

mergeable = [one for one in held if one.aggregation != "none"]
if place.parts[1:] and mergeable:
    indicator = pickers.indicator(mergeable, panels.HEADLINE)
    former = data.figures(view.workspace, "63").frame
    first, last = panels.comparable_periods(figures.of(indicator.id, place.id))
    one, two = st.columns(2, gap="large")
    with one:
        table = contributions(former, indicator, place.id, last, units)
        draw.chart(
            figures,
            lambda: contributions_chart(table, indicator, lang, units=units, period=last),
            "contributions",
            place.id,
            indicator.id,
            last,
            lang.code,
        )
    change = shift_share(former, indicator, place.id, first, last, units)
    if change is not None and first != last:
        with two:
            draw.chart(
                figures,
                lambda: shift_share_chart(change, indicator, lang, units=units),
                "shift-share",
                place.id,
                indicator.id,
                first,
                last,
                lang.code,
            )

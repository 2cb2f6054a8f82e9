"""One province: where it stands on every indicator, and what it was merged from."""

from functools import partial

import streamlit as st

from kpi.charts.parts import contributions as contributions_chart
from kpi.charts.parts import shift_share as shift_share_chart
from kpi.charts.strip import strips
from kpi.observations import usable
from kpi.shift_share import contributions, shift_share
from ui import answers, data, draw, pickers, profile, shell, tables
from ui.downloads import Part

view = shell.view()
lang, units, today = view.lang, data.units(), data.today()

title = st.container()
left, right = pickers.row(3, 2)
with right:
    era = shell.choose_era()
offered = units.provinces if era == "34" else units.formers
with left:
    place = pickers.province(offered, f"VN{era}-01")
with title:
    shell.heading(lang._("Where does {name} stand?", name=lang.pick(place.name)))
figures = data.figures(view.workspace, era)
held = [one for one in data.by_province(view.workspace) if profile.has_figure(figures, one, place)]
shell.tell_notices()
shell.answer(profile.introduction(place, held))

if held:
    st.html(profile.key_figures(figures, held, place))
    draw.chart(
        figures,
        lambda: strips(
            figures.frame,
            held,
            place.id,
            lang,
            units,
            today=today,
            simulated=figures.simulated,
        ),
        "strips", place.id, lang.code, today,
    )  # fmt: skip
    rows = draw.kept(
        figures, lambda: figures.frame[figures.frame["area"] == place.id], "rows", place.id
    )
    shell.sources(figures, usable(rows)["source"])
    tables.behind(figures, Part(areas=(place.id,)), f"tinh-{place.id}")
else:
    st.info(lang._("No figure has been published for this area."))

st.header(lang._("What it is made of"), anchor=False)
st.html(profile.made_of(place))

mergeable = [one for one in held if one.id in profile.merged(figures, place)]
if place.parts[1:] and mergeable:
    indicator = pickers.indicator(mergeable, answers.HEADLINE)
    former = data.figures(view.workspace, "63").frame
    first, last = profile.first_and_last(figures, indicator, place)
    change = draw.kept(
        figures,
        lambda: shift_share(former, indicator, place.id, first, last, units),
        "change", place.id, indicator.id, first, last,
    )  # fmt: skip
    one, two = st.columns(2, gap="large")
    with one:
        draw.chart(
            figures,
            lambda: contributions_chart(
                contributions(former, indicator, place.id, last, units),
                indicator,
                lang,
                units,
                period=last,
                simulated=figures.simulated,
            ),
            "contributions", place.id, indicator.id, last, lang.code,
        )  # fmt: skip
    if change is not None and first != last:
        with two:
            draw.chart(
                figures,
                partial(
                    shift_share_chart,
                    change,
                    indicator,
                    lang,
                    units,
                    start=first,
                    end=last,
                    simulated=figures.simulated,
                ),
                "shift-share", place.id, indicator.id, first, last, lang.code,
            )  # fmt: skip

apart = data.figures(view.workspace, "63")
if place.parts[1:] and (known := profile.of_parts(apart, place)):
    st.header(lang._("Each former province by itself"), anchor=False)
    st.html(known)
    of_parts = apart.frame["area"].isin(place.parts)
    shell.sources(apart, apart.frame[of_parts]["source"])

"""One province: where it stands on every indicator, and what it was merged from."""

from functools import partial

import streamlit as st

from kpi.charts.parts import contributions as contributions_chart
from kpi.charts.parts import shift_share as shift_share_chart
from kpi.charts.strip import strips
from kpi.shift_share import contributions
from ui import answers, data, draw, markup, origins, pickers, profile, shell, tables
from ui.downloads import Part

view = shell.view()
lang, units, today = view.lang, data.units(), data.today()

title = st.container()
era = shell.held_era()
offered = units.provinces if era == "34" else units.formers
with pickers.row():
    place = pickers.province(offered, f"VN{era}-01")
    shell.choose_era()
with title:
    shell.heading(lang._("Where does {name} stand?", name=lang.pick(place.name)))
figures = draw.apart(data.figures(view.workspace, era), place.id, most=64)
held = profile.held(figures, place)
shell.tell_notices()
draw.html(
    figures,
    lambda: (
        markup.answer(profile.introduction(place, held)) + profile.key_figures(figures, held, place)
    ),
    "words",
)
if held:
    draw.chart(
        figures,
        lambda: strips(
            figures.frame, held, place.id, lang, units, today=today, simulated=figures.simulated
        ),
        "strips", lang.code, today,
    )  # fmt: skip
    draw.html(
        figures, lambda: origins.below(figures, profile.sources(figures, place), lang), "sources"
    )
    tables.behind(figures, Part(areas=(place.id,)), f"tinh-{place.id}")
else:
    st.info(lang._("No figure has been published for this area."))

former = data.figures(view.workspace, "63")
draw.html(
    figures, lambda: profile.made_of(place) + profile.of_parts(former, place), "what it is made of"
)
mergeable = profile.merged(figures, place)
if mergeable:
    with pickers.row():
        indicator = pickers.indicator(mergeable, answers.HEADLINE)
    first, last, change = profile.change(figures, indicator, place)
    brought, moved = st.columns(2, gap="large")
    with brought:
        draw.chart(
            figures,
            lambda: contributions_chart(
                contributions(former.frame, indicator, place.id, last, units),
                indicator,
                lang,
                units,
                period=last,
                simulated=figures.simulated,
            ),
            "contributions", indicator.id, lang.code,
        )  # fmt: skip
    if change is not None:
        with moved:
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
                "shift-share", indicator.id, lang.code,
            )  # fmt: skip

"""One province or ministry: where it stands on every indicator, and what it was merged from."""

import streamlit as st

from kpi.charts.strip import strips
from kpi.figures import borders
from kpi.headlines import HEADLINE
from kpi.profile import introduction
from ui import address, data, draw, markup, ministry, pickers, profile, shell, tables
from ui.downloads import Part

view = shell.view()
lang, units, today = view.lang, data.units(), data.today()

scope = shell.held_scope()
era = borders(scope)
offered, usual = profile.offered(era) if scope == era else ministry.offered(view.workspace)
place = units[address.held(pickers.AREA, [one.id for one in offered], usual)]
shell.heading(lang._("Where does {name} stand?", name=lang.pick(place.name)))
with pickers.row():
    pickers.province(offered, usual, ministries=scope == "bo")
    shell.choose_scope()
shell.tell_notices()
figures = draw.apart(data.figures(view.workspace, era), place.id, most=64)

if scope == "bo":
    ministry.show(figures, place)
else:
    held = profile.held(figures, place)
    draw.html(
        figures,
        lambda: (
            markup.answer(introduction(place, held, today, units, lang))
            + profile.key_figures(figures, held, place)
        ),
        "words",
    )
    if held:
        draw.chart(
            figures,
            lambda: strips(
                figures.frame, held, place.id, lang, units, today=today,
                simulated=figures.simulated,
            ),
            "strips", lang.code, today,
        )  # fmt: skip
    else:
        st.info(lang._("No figure has been published for this area."))

    former = data.figures(view.workspace, "63")
    draw.html(
        figures,
        lambda: (
            profile.sources(figures, place)
            + profile.made_of(place)
            + profile.of_parts(former, place)
        ),
        "what it is made of",
    )
    mergeable = profile.merged(figures, place)
    if mergeable:
        with pickers.row():
            indicator = pickers.indicator(mergeable, HEADLINE)
        draw.html(
            figures,
            lambda: profile.taken_apart(figures, former, indicator, place),
            "taken apart", indicator.id,
        )  # fmt: skip
    if held:
        tables.behind(figures, Part(areas=(place.id,)), f"tinh-{place.id}")

"""Equity: who is behind, how far apart provinces are, and where those without a service are."""

from functools import partial
from typing import cast

import streamlit as st

from kpi.equity.tables import over_time
from kpi.figures import Era
from ui import data, draw, markup, pickers, shell, tables
from ui.downloads import Part
from ui.downloads import tables as files
from ui.equity import looked_at, told

view = shell.view()
lang, start = view.lang, data.opening(view.workspace)

shell.heading(lang._("Is anybody left behind, and where?"))
with pickers.row():
    indicator = pickers.indicator(looked_at.indicators(view.workspace), start.indicator)
    astray = shell.held_scope() == "bo"  # chosen on another page, or in the address
    era = shell.choose_era(cast(Era, start.era))
    figures = draw.apart(data.figures(view.workspace, era), "equity", most=512)
    period = looked_at.period(figures, indicator)
shell.tell_notices()
if astray:
    looked_at.ministries_elsewhere(view.workspace)

seen = looked_at.looked_at(figures, indicator, period)
key = (indicator.id, period)
shell.answer(draw.kept(figures, partial(told.answer, seen), "answer", key, lang.code))
if seen.told:
    draw.chart(figures, partial(told.picture, figures, seen), "groups", key, lang.code)
if period:
    draw.html(
        figures,
        lambda: (
            told.groups(figures, seen)
            + markup.section(lang._("How far apart are the provinces?"))
            + told.spread(seen)
        ),
        "groups", key,
    )  # fmt: skip
    if len(seen.course) > 1:
        draw.chart(figures, partial(told.over_time, figures, seen), "spread", key[:1], lang.code)
        box = st.expander(
            lang._("The gap, period by period ({count})", count=lang.number(len(seen.course))),
            on_change="rerun", key="periods",
        )  # fmt: skip
        if box.open:
            with box:
                draw.html(figures, partial(told.by_period, seen), "periods", key[:1])
                made = partial(over_time, seen, lang, data.units())
                files(made, lang._("Gap"), f"khoang-cach-{indicator.id}-{era}")
    draw.html(
        figures,
        lambda: (
            markup.section(lang._("Where are those without it?")) + told.those(seen)
        ),
        "those", key,
    )  # fmt: skip
    if seen.where:
        draw.chart(figures, partial(told.curve, figures, seen), "curve", key, lang.code)
    box = st.expander(
        lang._("Which provinces belong to which group, and why"), on_change="rerun", key="groups"
    )
    if box.open:
        with box:
            draw.html(figures, partial(told.belonging, seen), "belonging", key)
    tables.behind(figures, Part((indicator.id,), (f"VN{era}-",)), f"cong-bang-{indicator.id}-{era}")

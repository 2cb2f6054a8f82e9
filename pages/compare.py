"""Compare: areas or periods side by side on all indicators, or two indicators over the areas."""

from functools import partial

import streamlit as st

from kpi.figures import borders
from kpi.ministry import PREFIX
from ui import data, draw, pickers, shell, tables
from ui.compare import choosing, links, sides
from ui.downloads import Part

view = shell.view()
lang = view.lang

shell.heading(lang._("How do they compare, and what is only chance?"))
side = link = None
with pickers.row():
    mode = choosing.mode()
    scope = shell.choose_scope()
    figures = draw.apart(data.figures(view.workspace, borders(scope)), "compare", most=256)
    if scope == "bo" and not choosing.ministries(figures):
        mode = ""
    if mode == "tuong-quan" and (pair := choosing.pair(figures, scope)):
        link = links.link(figures, *pair, scope)
    elif mode == "thoi-gian":
        area = choosing.area(figures, scope)
space = st.container()  # the answer stands before what takes much room on a phone
if mode == "thoi-gian":
    side = sides.of_periods(figures, area, choosing.periods(figures, area))
elif mode == "khu-vuc":
    side = sides.of_areas(figures, *choosing.areas_and_period(figures, scope))
with space:
    shell.tell_notices()
    shell.answer(links.answer(figures, link) if link else sides.answer(side, mode))

if link:
    if link.is_drawn:
        key = (link.x.id, link.y.id, scope)
        draw.chart(figures, partial(links.picture, figures, link), "scatter", key, lang.code)
        draw.html(figures, partial(links.below, figures, link), "coefficients", key)
        count = lang.number(len(link.pairs.rows))
        box = st.expander(
            lang._("Both figures of each area ({count})", count=count), on_change="rerun",
            key="both",
        )  # fmt: skip
        if box.open:
            with box:
                draw.html(figures, partial(links.table, link), "both", key)
        prefix = PREFIX if scope == "bo" else f"VN{scope}-"
        tables.behind(figures, Part(key[:2], (prefix,)), f"tuong-quan-{'-'.join(key)}")
elif side and len(side.names) > 1:
    chosen = (mode, side.areas, side.periods)
    if sides.is_drawn(side):
        draw.chart(figures, partial(sides.picture, figures, side), "dumbbell", chosen, lang.code)
    if side.lines:
        draw.html(figures, partial(sides.table, figures, side), "table", chosen)
        tables.behind(figures, Part(areas=side.areas), f"so-sanh-{mode}-{scope}")
elif mode in ("khu-vuc", "thoi-gian"):
    st.info(lang._("Two to six areas, or two to six periods of one area, stand side by side."))

"""Trends: how one indicator moves, in one or several areas, against its targets."""

import streamlit as st

from kpi.charts.multiples import multiples
from kpi.charts.trend import trend
from kpi.headlines import HEADLINE
from ui import answers, course, data, draw, markup, origins, pickers, shell, tables, verdicts
from ui.downloads import Part

view = shell.view()
lang, units, today = view.lang, data.units(), data.today()
sources = data.catalogue().sources

shell.heading(lang._("How is it moving, and is it fast enough?"))
with pickers.row():
    indicator = pickers.indicator(data.with_figures(view.workspace), HEADLINE)
    era = shell.choose_era()
figures = data.figures(view.workspace, era)
rows = figures.of(indicator.id)
offered = pickers.areas_of(figures, indicator)
chosen = pickers.areas(offered, offered[:1])
shell.tell_notices()

if chosen:
    shell.answer(answers.state(figures, indicator, chosen[0]))
    provinces = [area for area in offered if area.startswith(f"VN{era}-")]
    draw.chart(
        figures,
        lambda: trend(
            rows,
            indicator,
            lang,
            units=units,
            chosen=chosen,
            background=tuple(provinces),
            targets=indicator.targets,
            today=today,
            simulated=figures.simulated,
            sources=sources,
            made=course.one(figures, indicator, chosen[0]),
        ),
        "trend", indicator.id, chosen, lang.code, today,
    )  # fmt: skip
    draw.html(
        figures,
        lambda: (
            origins.below(figures, rows.loc[rows["area"].isin(chosen), "source"], lang)
            + verdicts.block(figures, indicator, chosen)
        ),
        "sources and course", indicator.id, chosen,
    )  # fmt: skip
    tables.behind(figures, Part((indicator.id,), chosen), f"xu-huong-{indicator.id}-{era}")
    if answers.has_course(figures, indicator):
        title = lang._("Every province on one scale, those in most need first")
        draw.markup(
            figures,
            lambda: markup.section(title) + multiples(
                rows,
                indicator,
                lang,
                units=units,
                areas=tuple(provinces),
                target=answers.target(indicator),
                simulated=figures.simulated,
                sources=sources,
            ),
            "multiples", indicator.id, lang.code, today,
        )  # fmt: skip
else:
    st.info(lang._("Choose at least one area that has figures of this indicator."))

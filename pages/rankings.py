"""International rankings: where Viet Nam stands in the world, rank and score told apart."""

from functools import partial

import streamlit as st

from kpi.charts.ranks import bump, part, score_line
from kpi.editions import INDICES, sentence
from ui import address, data, draw, editions, markup, shell, tables
from ui.downloads import Part

MOVING_PARTS = "egdi"  # the one index whose parts were published for more than two editions

view = shell.view()
lang, units, catalogue = view.lang, data.units(), data.catalogue()
names = {
    "egdi": lang._("E-government (EGDI)"),
    "gii": lang._("Innovation (GII)"),
    "gci": lang._("Cybersecurity (GCI)"),
    "ai": lang._("AI readiness"),
}

shell.heading(lang._("Where does Viet Nam stand in the world?"))
chosen = address.choose(
    lang._("Index"), "chi-so-quoc-te", list(names), "egdi", names.__getitem__,
    st.segmented_control, required=True,
)  # fmt: skip
shell.tell_notices()

if view.workspace != "published":
    st.info(
        lang._("International rankings exist as published figures only. Choose those to see them.")
    )
    st.stop()

figures = data.figures("published", "34")
index = INDICES[chosen]
first, score, pieces, ids = index.rank, index.score, index.parts, index.ids
shown = Part(tuple(ids))
rank, scored = catalogue[first], editions.scored(figures, score)
others = editions.countries(figures, rank)
draw.html(
    figures,
    lambda: markup.answer(sentence(figures.of(rank.id), rank, lang)),
    "edition", rank.id,
)  # fmt: skip
draw.chart(
    figures,
    lambda: bump(figures.of(rank.id), rank, lang, units=units, areas=others),
    "bump", rank.id, lang.code,
)  # fmt: skip
if scored:
    draw.chart(
        figures,
        partial(score_line, figures.of(scored.id), scored, lang, units=units),
        "score", scored.id, lang.code,
    )  # fmt: skip
if chosen == MOVING_PARTS:
    st.header(lang._("The parts it is made of"), anchor=False)
    sides = st.columns(2, gap="large")
    for place, one in enumerate(pieces):
        with sides[place % 2]:
            draw.chart(
                figures,
                partial(part, figures.of(one), catalogue[one], lang, units=units, areas=others),
                "part", one, lang.code,
            )  # fmt: skip
draw.html(
    figures, lambda: editions.told(figures, shown.rows(figures), ids, scored), "editions", *ids
)
tables.behind(figures, shown, f"quoc-te-{chosen}")

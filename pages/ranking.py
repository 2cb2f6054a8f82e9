"""Ranking: who is ahead, who improves fastest, and which places are more than chance."""

from functools import partial

import streamlit as st

from ui import data, draw, shell, tables
from ui.downloads import Part, mark
from ui.downloads import tables as files
from ui.ranking import choices, listed, told

view = shell.view()
lang = view.lang

shell.heading(lang._("Who is ahead, and who improves fastest?"))
offered = choices.indicators(view.workspace)
if not offered:
    shell.tell_notices()
    shell.answer(lang._("No province and no ministry has figures to rank."))
    st.stop()

choice = choices.choose(offered)
shell.tell_notices()
shown = draw.apart(choice.figures, "ranking", choice.indicator.id, choice.scope, most=128)
made = told.ranked(shown, choice)
if made is None:
    shell.answer(lang._("None of these areas has a figure of this indicator."))
    st.stop()

since = (choice.period, choice.baseline)
draw.html(shown, partial(told.answer, made), "answer", *since)
area, kind = choices.marked(choice, made) if len(made.table) > 1 else ("", None)
shell.tell_notices()  # of the second line of controls
peers = told.peers_of(shown, choice, area, kind)
what = (*since, area, kind)
draw.html(shown, partial(told.list_of, choice, made, area, kind, peers), "list", *what)
if not made.moves.empty:
    draw.chart(shown, partial(told.picture, made, area, peers), "bump", lang.code, *what)
draw.html(shown, partial(told.below, choice, made), "below", *since)
name = f"xep-hang-{choice.indicator.id}-{choice.scope}"
files(
    partial(listed.as_table, made, peers, mark(choice.figures), data.units(), lang),
    lang._("Ranking"), name,
)  # fmt: skip
prefix = "VNM-" if choice.scope == "bo" else f"VN{choice.scope}-"
tables.behind(choice.figures, Part((choice.indicator.id,), (prefix,)), name)

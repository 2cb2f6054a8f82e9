"""Early warning: what needs attention now, why, whose it is, and what would clear it."""

import streamlit as st

from ui import data, draw, pickers, shell
from ui.alerts import acknowledging, board, lists, record

view = shell.view()
lang = view.lang

shell.heading(lang._("What needs attention now, and whose is it?"))
if view.workspace == "upload":
    shell.tell_notices()
    shell.answer(lang._("Warnings are made of published or practice figures, not of your file."))
    st.stop()

shown = board.board(data.figures(view.workspace, "34"))
with pickers.row():
    choice = board.choose(shown)
groups, words, space = shown.groups(choice), acknowledging.given(), st.container()
first = board.part(len(groups))
kept = (view.workspace, choice, board.seen())
with space:
    shell.tell_notices()
    for problem in shown.found.problems:
        st.warning(lang._("A rule has a problem and is left out: {where}", where=problem))
    draw.html(shown.figures, lambda: lists.told(shown, choice), "told", *kept)
    if groups:
        draw.html(
            shown.figures, lambda: lists.listed(groups[first : first + board.MOST], words),
            "listed", first, words[:1], *kept,
        )  # fmt: skip
acknowledging.form([one for one in shown.of(choice) if one.state == "alerting"], lang)
record.show(shown, lang)

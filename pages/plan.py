"""Plan: which tasks are late and whose they are, in time, and as a briefing sheet for paper."""

import streamlit as st

from ui import address, data, draw, markup, pickers, shell
from ui.tasks import board, intake, lists, sheet, timeline, ways

view = shell.view()
lang = view.lang
figures = data.figures(view.workspace, "34")
on_paper = address.read("in", ["1"])

if not on_paper:
    shell.heading(lang._("Which tasks are late, and whose are they?"))
with pickers.row():
    shown = board.board(figures)
    choice = board.choose(shown)
judged = shown.with_(choice)
opened = address.read("nhiem-vu", list(shown.register.tasks))
shell.tell_notices()
mark = ""
if shown.own:
    mark = lang._("TASKS FROM YOUR FILE – checked, not published")
elif figures.simulated:
    mark = lang._("SỐ LIỆU MÔ PHỎNG – simulated figures for practice, not published")
moment = dict(ways.ways(own=shown.own).base)
kept = (shown, choice, tuple(moment.items()))

if on_paper:
    intake.way(lang._("Back to all tasks"), {**moment, **choice.asked()})
    draw.html(shown.figures, lambda: sheet.sheet(judged, shown, mark), "sheet", *kept)
    st.stop()

for problem in shown.register.problems:
    st.warning(lang._("A task file has a problem; the task is left out: {where}", where=problem))
if shown.own:
    st.html(markup.ribbon(mark))
draw.html(shown.figures, lambda: lists.told(judged, shown, choice), "told", *kept)
intake.way(lang._("Briefing sheet (print)"), {**moment, **choice.asked(), "in": "1"})
if judged:
    draw.html(shown.figures, lambda: lists.listed(judged, shown, opened), "listed", opened, *kept)
    draw.html(shown.figures, lambda: timeline.timeline(judged, shown), "timeline", *kept)
intake.intake(judged, shown)

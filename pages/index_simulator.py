"""Index simulator: what other weights, or a point more, would change in a composite index."""

from functools import partial

import streamlit as st

from kpi.indices import words
from ui import draw, shell
from ui.simulator import board, choices, settings, simulator

view = shell.view()
lang = view.lang

shell.heading(lang._("What would other weights, or one more point, change?"))
choice = choices.choose()
figures, index, race, area = choice.figures, choice.index, choice.race, choice.area
shell.tell_notices()
board.problems(figures)
if race is None or area is None:
    shell.answer(words.none_at_all(index, lang))
    draw.html(figures, partial(board.structure, choice), "structure", index)
    st.stop()

moved = settings.read(index, area, partial(choices.known, figures))
what = (index, race.period, area)
shown = draw.apart(figures, "simulator", most=256)
draw.html(shown, partial(board.answer, race, area), "answer", *what)
told = draw.kept(
    shown, partial(board.drawn, race, figures.simulated), "simulator", *what[:2], lang.code
)
simulator(told, moved, race.complete.index(area), partial(settings.keep, index, area))
draw.html(shown, partial(board.below, choice, race), "below", index, race.period)
board.table(choice, race, area, moved)

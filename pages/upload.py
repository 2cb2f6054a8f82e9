"""Your figures: bring tables, see how they are read and every problem, compare, publish."""

from ui import desk, shell

lang = shell.view().lang

shell.heading(lang._("Are your figures ready to be used?"))
shell.answer(desk.answer(lang))
shell.tell_notices()
desk.show(lang)

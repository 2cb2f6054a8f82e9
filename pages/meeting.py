"""Meeting: what it will see, in which order, and the ways to show it and take it away."""

from ui import shell
from ui.meeting import arranging

lang = shell.view().lang

shell.heading(lang._("What will the meeting see?"))
shell.tell_notices()
arranging.page()

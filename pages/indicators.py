"""Indicator dictionary: what each figure means, who answers for it, how far it reaches."""

import streamlit as st

from kpi.search import find
from ui import address, data, dictionary, pickers, shell

view = shell.view()
lang, catalogue = view.lang, data.catalogue()

shell.heading(lang._("What does each figure mean, and who answers for it?"))
first, second = pickers.row(3, 2)
with first:
    words = address.type_in(
        lang._("Search, with or without diacritics"), "tim", placeholder="thu tuc, VNeID, EGDI…"
    )
with second:
    pillar = address.choose(
        lang._("Pillar"),
        "tru-cot",
        ["", *catalogue.pillars],
        "",
        lambda key: lang.pick(catalogue.pillars[key]) if key else lang._("All pillars"),
    )
opened = address.read("chi-so", list(catalogue))
shell.tell_notices()
found = [one for one in find(words, catalogue) if pillar in ("", one.pillar)]
shell.answer(
    lang._("{found} of {all} indicators.", found=len(found), all=len(catalogue))
    if found
    else lang._("No indicator holds all these words. Try fewer or shorter words.")
)
if found:
    st.html(dictionary.entries(found, opened, lang.code))

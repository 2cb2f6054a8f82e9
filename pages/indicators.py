"""Indicator dictionary: what each figure means, who answers for it, how far it reaches."""

from ui import address, data, dictionary, downloads, draw, pickers, shell
from ui.downloads import Part

view = shell.view()
lang, catalogue = view.lang, data.catalogue()

shell.heading(lang._("What does each figure mean, and who answers for it?"))
with pickers.row():
    words = address.type_in(
        lang._("Search, with or without diacritics"), "tim", placeholder="thu tuc, VNeID, EGDI…"
    )
    pillar = address.choose(
        lang._("Pillar"),
        "tru-cot",
        ["", *catalogue.pillars],
        "",
        lambda key: lang.pick(catalogue.pillars[key]) if key else lang._("All pillars"),
    )
opened = address.read("chi-so", list(catalogue))
shell.tell_notices()
figures = draw.apart(data.figures("published", "34"), "dictionary", most=24)
draw.html(
    figures,
    lambda: (
        dictionary.found(words, pillar, opened, lang.code)
        + downloads.line(figures, Part(), "so-lieu-cong-bo")
    ),
    words, pillar, opened,
)  # fmt: skip

"""Overview: where the country stands against its targets, in two minutes."""

from kpi.headlines import HEADLINE, HEADLINES, RANKS
from kpi.plan import load_overview
from ui import answers, attention, cards, data, downloads, draw, markup, shell
from ui.downloads import Part

view = shell.view()
lang, catalogue = view.lang, data.catalogue()
figures = data.figures(view.workspace, "34")

shell.heading(lang._("How far against the targets?"))
shell.tell_notices()
draw.html(
    figures,
    lambda: (
        markup.answer(answers.state(figures, catalogue[HEADLINE], "VN"))
        + cards.headlines(figures, [[catalogue[one] for one in names] for names in HEADLINES])
    ),
    "headlines",
)
if figures.workspace == "published":
    draw.markup(
        figures, lambda: cards.ranks(figures, [catalogue[one] for one in RANKS]),
        "ranks", lang.code,
    )  # fmt: skip
draw.html(figures, lambda: attention.block(figures), "attention")


def rest() -> str:
    """Return what stands below the cards."""
    files = downloads.line(figures, Part(areas=("VN", "VN-PROVINCES")), "tong-quan")
    if figures.workspace != "published":
        return cards.changes(figures) + files
    overview = load_overview(catalogue)
    return (
        cards.plan(figures, overview)
        + cards.programmes(figures, overview)
        + cards.horizon(overview)
        + cards.changes(figures)
        + files
    )


draw.html(figures, rest, "rest of the overview")

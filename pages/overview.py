"""Overview: where the country stands against its targets, in two minutes."""

from kpi.exhibits import PAGES, PART
from kpi.headlines import HEADLINE, HEADLINES, RANKS
from kpi.plan import load_overview
from ui import address, answers, attention, cards, data, downloads, draw, markup, shell
from ui.downloads import Part

view = shell.view()
lang, catalogue = view.lang, data.catalogue()
figures = data.figures(view.workspace, "34")

shell.heading(lang._("How far against the targets?"))
named = address.read(PART, PAGES[""])  # a card's own link opens the page with the card marked
shell.tell_notices()
draw.html(
    figures,
    lambda: (
        markup.answer(answers.state(figures, catalogue[HEADLINE], "VN"))
        + cards.headlines(
            figures, [[catalogue[one] for one in names] for names in HEADLINES], named
        )
    ),
    "headlines", named,
)  # fmt: skip
if figures.workspace == "published":
    draw.markup(
        figures, lambda: cards.ranks(figures, [catalogue[one] for one in RANKS], named),
        "ranks", lang.code, named,
    )  # fmt: skip
draw.html(
    figures, lambda: markup.chosen(attention.block(figures), marked=named == "attention"),
    "attention", named,
)  # fmt: skip


def rest() -> str:
    """Return what stands below the cards."""
    files = downloads.line(figures, Part(areas=("VN", "VN-PROVINCES")), "tong-quan")
    news = markup.chosen(cards.changes(figures), marked=named == "newest")
    if figures.workspace != "published":
        return news + files
    overview = load_overview(catalogue)
    return (
        markup.chosen(cards.plan(figures, overview), marked=named == "plan")
        + cards.programmes(figures, overview, named)
        + markup.chosen(cards.horizon(figures, overview), marked=named == "horizon")
        + news
        + files
    )


draw.html(figures, rest, "rest of the overview", named)

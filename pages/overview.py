"""Overview: where the country stands against its targets, in two minutes."""

from kpi.plan import load_overview
from ui import answers, attention, cards, data, downloads, draw, markup, shell
from ui.downloads import Part

# Each headline, and measures that are easily taken for it: they stand under their own names.
HEADLINES = (
    (answers.HEADLINE, "full_process_service_rate", "online_dossier_rate"),
    ("adult_online_service_rate", "papi_portal_users"),
    ("dossier_personal_id_rate",),
)
RANKS = ("egdi_rank", "gii_rank", "gci_rank", "dti_national")

view = shell.view()
lang, catalogue = view.lang, data.catalogue()
figures = data.figures(view.workspace, "34")

shell.heading(lang._("How far against the targets?"))
shell.tell_notices()
draw.html(
    figures,
    lambda: (
        markup.answer(answers.state(figures, catalogue[answers.HEADLINE], "VN"))
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

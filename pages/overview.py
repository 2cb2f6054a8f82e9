"""Overview: where the country stands against its targets, in two minutes."""

import streamlit as st

from kpi.plan import load_overview
from ui import answers, cards, data, markup, shell

HEADLINES = (answers.HEADLINE, "adult_online_service_rate", "dossier_personal_id_rate")
# Measures that are easily taken for a headline, shown under their own names beside it.
BESIDE = {
    answers.HEADLINE: ("full_process_service_rate", "online_dossier_rate"),
    "adult_online_service_rate": ("papi_portal_users",),
}
RANKS = ("egdi_rank", "gii_rank", "gci_rank", "dti_national")

view = shell.view()
lang, catalogue = view.lang, data.catalogue()
figures = data.figures(view.workspace, "34")

shell.heading(lang._("How far against the targets?"))
shell.tell_notices()
shell.answer(answers.state(figures, catalogue[answers.HEADLINE], "VN"))

for column, name in zip(st.columns(3, gap="small"), HEADLINES, strict=True):
    with column, st.container(border=True, height="stretch"):
        beside = [catalogue[one] for one in BESIDE.get(name, ())]
        cards.headline(figures, catalogue[name], beside)

if figures.workspace == "published":
    plan = load_overview(catalogue)

    st.header(lang._("In the world and at home"), anchor=False)
    for column, name in zip(st.columns(4, gap="small"), RANKS, strict=True):
        with column, st.container(border=True, height="stretch"):
            cards.rank(figures, catalogue[name])
    known = [figures.latest(name, "VN") for name in RANKS]
    shell.sources(figures, [str(row["source"]) for row in known if row is not None])

    st.header(lang._("The plan: Plan 02-KH/BCĐTW"), anchor=False)
    st.html(markup.tiles(cards.plan_counts(figures, plan, catalogue, lang)))
    st.html(markup.facts(cards.plan_phases(plan, lang, data.today())))
    shell.sources(figures, [plan.plan.document])

    left, right = st.columns(2, gap="large")
    with left:
        st.header(lang._("Programmes that are counted"), anchor=False)
        st.html(markup.tiles(cards.progress(figures, plan, catalogue, lang)))
        st.header(lang._("Digital signing"), anchor=False)
        st.html(markup.tiles(cards.signing(figures, plan, catalogue, lang, data.today())))
        counted = [text for name in plan.progress for text in figures.of(name, "VN")["source"]]
        orders = [catalogue[name].targets[0].document for name in plan.signing]
        shell.sources(figures, [*counted, *orders])
    with right:
        st.header(lang._("The next horizon, 2026–2030"), anchor=False)
        st.html(cards.horizon(plan, catalogue, lang, data.today()))
        shell.sources(figures, [goal.document for goal in plan.horizon])

st.header(lang._("What changed last"), anchor=False)
st.html(cards.changes(figures, lang))

"""Data quality: how far the figures can be trusted, by the six words of Plan 02."""

from functools import partial
from typing import Literal

import pandas as pd
import streamlit as st

from kpi.quality import overall
from kpi.quality_words import answer
from ui import address, data, downloads, draw, heat, markup, pickers, quality, shell

view = shell.view()
lang, catalogue, units, today = view.lang, data.catalogue(), data.units(), data.today()

shell.heading(lang._("How far can the figures be trusted?"))
figures = data.figures(view.workspace, "34")
found = quality.judged(view.workspace)
if found.checks.empty:
    shell.tell_notices()
    shell.answer(lang._("There are no figures of Viet Nam to judge."))
    st.stop()


def of_provinces(scores: pd.DataFrame, provinces: list[str]) -> tuple[pd.DataFrame, str]:
    """Return the scores of provinces alone, and the weakest of these."""
    inside = scores.loc[provinces]
    return inside, str(overall(inside).index[0])


key: Literal["indicator", "area"]
other: Literal["indicator", "area"]
ways = {"chi-so": lang._("By indicator"), "tinh": lang._("By province")}
with pickers.row():
    way = address.choose(
        lang._("Show"), "theo", list(ways), "chi-so", ways.__getitem__,
        st.segmented_control, required=True,
    )  # fmt: skip
    if way == "chi-so":
        scores, key, other = found.by_indicator, "indicator", "area"
        weakest = draw.kept(
            figures, lambda: [catalogue[str(one)] for one in overall(scores).index],
            "weakest indicators", today,
        )  # fmt: skip
        chosen = pickers.indicator(weakest, weakest[0].id).id
    else:
        provinces = [one for one in units.provinces if one.id in found.by_area.index]
        scores, weakest_of = draw.kept(
            figures, partial(of_provinces, found.by_area, [one.id for one in provinces]),
            "weakest provinces", today,
        )  # fmt: skip
        key, other = "area", "indicator"
        chosen = pickers.province(provinces, weakest_of).id
shell.tell_notices()
label = lang._("Indicator") if way == "chi-so" else lang._("Province or city")


def named(kind: str, one: str) -> str:
    """Name an indicator or an area."""
    return lang.pick(catalogue[one].short if kind == "indicator" else units[one].name)


name, name_other = partial(named, key), partial(named, other)


def told() -> str:
    """Return the answer, the scores, what failed of the chosen one, and what each word asks."""
    checks = found.checks[found.checks[key] == chosen]
    return (
        markup.answer(answer(scores, lang))
        + draw.kept(
            figures, partial(heat.table, scores, label, name, lang), "heat", way, lang.code, today
        )
        + markup.section(lang._("{name}: which checks failed", name=name(chosen)))
        + heat.failures(checks, other, name_other, lang)
        + markup.section(lang._("What each word asks"))
        + heat.formulas(lang)
    )


draw.html(figures, told, "quality", chosen)
downloads.tables(
    partial(heat.as_table, scores, name, downloads.mark(figures), today, lang),
    lang._("Data quality"),
    f"chat-luong-{way}",
)

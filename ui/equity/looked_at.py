"""What the page on equity looks at: an indicator, borders, a period, and all that follows."""

from __future__ import annotations

import streamlit as st

from kpi import ministry
from kpi.catalogue import Indicator
from kpi.coverage import widest_period
from kpi.equity import seen
from kpi.equity.seen import Seen
from kpi.figures import Workspace
from kpi.periods import parse_period
from ui import address, data, draw, shell
from ui.data import Figures
from ui.draw import once

__all__ = ["indicators", "looked_at", "ministries_elsewhere", "period"]

PERIOD = "ky"
_NEWEST = "moi-nhat"


def indicators(workspace: Workspace) -> list[Indicator]:
    """Return what is a measure of provinces: no sizes, no context; else all there is."""
    offered = data.by_province(workspace)
    return seen.measures(offered) or data.with_figures(workspace)


def period(figures: Figures, indicator: Indicator) -> str:
    """Offer the periods of an indicator, the newest with wide coverage as default; "" for none."""
    lang, names = shell.view().lang, _periods(figures, indicator)
    if not names:
        return ""
    usual = _usual(figures, indicator)
    chosen = address.choose(
        lang._("Period"),
        PERIOD,
        [_NEWEST, *names],
        _NEWEST,
        lambda key: names[key] if key in names else lang._("Newest: {period}", period=names[usual]),
        filter_mode="contains",
    )
    return usual if chosen == _NEWEST else chosen


def ministries_elsewhere(workspace: Workspace) -> None:
    """Say that the groups are of provinces, and lead to the ranking of ministries."""
    lang, figures = shell.view().lang, data.figures(workspace, "34")
    st.info(
        lang._(
            "Mountain, border and island groups are groups of provinces: ministries are in none. "
            "This page shows provinces; ministries stand in their ranking."
        )
    )
    known = draw.kept(figures, lambda: ministry.widest(figures), "known of most ministries")
    if known:
        st.page_link(
            "pages/ranking.py",
            label=lang._("The ranking of ministries"),
            icon=":material/arrow_forward:",
            query_params={
                "chi-so": known, shell.ERA: "bo", "bo-so-lieu": workspace, "lang": lang.code,
            },
        )  # fmt: skip


@once
def looked_at(figures: Figures, indicator: Indicator, period: str) -> Seen:
    """Work out all the page tells."""
    return seen.seen(figures, indicator, period, data.units())


@once
def _periods(figures: Figures, indicator: Indicator) -> dict[str, str]:
    """Return the periods in which provinces have figures with their names, the newest first."""
    lang = shell.view().lang
    return {one: lang.period(parse_period(one)) for one in seen.periods(figures, indicator)}


@once
def _usual(figures: Figures, indicator: Indicator) -> str:
    """Return the newest period that nearly as many provinces have as any; one must have some."""
    return widest_period(figures.covered, indicator.id) or ""

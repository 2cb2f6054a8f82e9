"""How good the figures are, by the six words of Plan 02; judged once for all who see them."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import pandas as pd

from kpi import quality
from kpi.catalogue import Indicator
from kpi.figures import Workspace
from kpi.language import N_, Language
from ui import as_of, data, history, shell
from ui.data import Figures
from ui.draw import once
from ui.server.assets import site_path

__all__ = ["PAGE", "Judged", "grade", "judged", "mark"]

PAGE = "chat-luong"
# Least score, style, sign and word of a grade; the best first.
_GRADES = (
    (0.95, "q4", "●", N_("good")),
    (0.8, "q3", "◐", N_("fair")),
    (0.5, "q2", "○", N_("weak")),
    (0.0, "q1", "▽", N_("poor")),
)


@dataclass(frozen=True)
class Judged:
    """All checks of a workspace's figures, and what comes of them; shared, not to be changed.

    `by_indicator`, `by_area`: see `kpi.quality.scores`. `figures`: the score of each indicator
    in each area, the mean of the words.
    """

    checks: pd.DataFrame
    by_indicator: pd.DataFrame
    by_area: pd.DataFrame
    figures: dict[tuple[str, str], float]


def judged(workspace: Workspace) -> Judged:
    """Judge the figures of a workspace in the borders of the 34, as of the day looked at."""
    figures = data.figures(workspace, "34")
    return figures.shelf.kept(("quality", data.today()), lambda: _judge(figures))


def _judge(figures: Figures) -> Judged:
    clean = {one.id: one.clean for one in history.log()}
    found = quality.checks(figures.frame, data.catalogue(), data.units(), data.today(), clean)
    each = found.groupby(["indicator", "area", "word"])["passed"].mean()
    mean = each.groupby(level=[0, 1]).mean().reset_index()
    return Judged(
        found,
        quality.scores(found, "indicator"),
        quality.scores(found, "area"),
        dict(zip(zip(mean["indicator"], mean["area"], strict=True), mean["passed"], strict=True)),
    )


def grade(score: float, lang: Language) -> tuple[str, str, str]:
    """Return the style, the sign and the word of a score from 0 to 1."""
    _, style, sign, word = next(one for one in _GRADES if score >= one[0])
    return f"kd-{style}", sign, lang._(word)


def mark(figures: Figures, indicator: Indicator, area: str = "") -> str:
    """Return a small mark: how good an indicator's figures are, in one area or (`""`) in all.

    It is a link to the page that says why; "" where nothing can be judged.
    """
    return _mark(figures, indicator, area)


@once
def _mark(figures: Figures, indicator: Indicator, area: str) -> str:
    lang, found = shell.view().lang, judged(figures.workspace)
    whole = quality.overall(found.by_indicator)
    score = found.figures.get((indicator.id, area)) if area else whole.get(indicator.id)
    if score is None:
        return ""
    style, sign, word = grade(score, lang)
    moment = data.as_of()
    choices = {"theo": "chi-so", "chi-so": indicator.id, "bo-so-lieu": figures.workspace,
               "lang": lang.code}  # fmt: skip
    pinned = {} if moment is None else {as_of.KEY: moment.text}
    told = lang._("Data quality: {word}, {score}", word=word, score=lang.percent(100 * score, 0))
    return (
        f'<span class="kd-quality"><a class="{style}" target="_self" '
        f'href="{escape(site_path(PAGE))}?{escape(urlencode({**choices, **pinned}))}">'
        f'<span aria-hidden="true">{sign}</span> {escape(told)}</a></span>'
    )

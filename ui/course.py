"""Judgements of the figures on screen: made once for all who look at the same figures and day."""

from __future__ import annotations

from kpi.catalogue import Indicator
from kpi.course import Judged, Judgement, judge, judge_all, series_of
from ui import data, draw
from ui.data import Figures

__all__ = ["judged", "one"]

_DAYS = 4  # whoever looks as of a thousand days makes the server hold four


def judged(figures: Figures) -> Judged:
    """Return every indicator and area judged as on the day this visitor looks at."""
    few, today = draw.apart(figures, "judged", most=_DAYS), data.today()
    return draw.kept(few, lambda: judge_all(figures.frame, data.catalogue(), today), today)


def one(figures: Figures, indicator: Indicator, area: str) -> Judgement:
    """Return one judgement; where nothing can be judged, one that holds the reason."""
    made = judged(figures).one(indicator.id, area)
    if made is not None:
        return made
    today = data.today()
    return judge(indicator, series_of(figures.of(indicator.id), indicator, area, today), today)

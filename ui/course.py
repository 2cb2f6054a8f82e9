"""Judgements of the figures on screen: made once for all who look at the same figures and day."""

from __future__ import annotations

from datetime import date

from kpi.catalogue import Indicator
from kpi.course import Judged, Judgement, judge, judge_all, series_of
from ui import data, draw
from ui.data import Figures

__all__ = ["judged", "judged_on", "of", "one"]

_DAYS = 4  # whoever looks as of a thousand days makes the server hold four


def judged(figures: Figures) -> Judged:
    """Return every indicator and area judged as on the day this visitor looks at.

    They are kept with all figures, also for whom has them with a shelf of his own (`draw.apart`).
    """
    return judged_on(data.figures(figures.workspace, figures.era), data.today())


def judged_on(figures: Figures, day: date) -> Judged:
    """Return all figures judged as on a day."""
    few = draw.apart(figures, "judged", most=_DAYS)
    return draw.kept(few, lambda: judge_all(figures.frame, data.catalogue(), day), day)


def of(figures: Figures, indicator: Indicator) -> dict[str, Judgement]:
    """Return the judgements of one indicator, by area; none where it has no target."""
    made = judged(figures).judgements
    return {area: found for (name, area), found in made.items() if name == indicator.id}


def one(figures: Figures, indicator: Indicator, area: str) -> Judgement:
    """Return one judgement; where nothing can be judged, one that holds the reason."""
    made = judged(figures).one(indicator.id, area)
    if made is not None:
        return made
    today = data.today()
    return judge(indicator, series_of(figures.of(indicator.id), indicator, area, today), today)

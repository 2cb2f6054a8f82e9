"""On course or not: verdicts of four named methods, projections, and what they rest on.

`series` cuts figures into comparable points; `way` is what the methods `eurostat`, `un`, `german`
and `pace` are given; `horizons` lists all targets; `judge` judges one indicator and area, `panel`
all at once; `explain` fills each formula in with their numbers; `projection` (with `forecasts`,
`backtest`, `student`) looks ahead. docs/verdicts.md tells how to read what they say.
"""

from kpi.course.explain import (
    Line,
    amount,
    chance,
    dated_figure,
    explain,
    figure,
    summary,
    told,
)
from kpi.course.horizons import Horizon, horizons
from kpi.course.judge import METHODS, Judgement, judge, judge_target
from kpi.course.notes import notes, of_horizon, told_ahead
from kpi.course.panel import Judged, judge_all
from kpi.course.projection import NAMES as METHOD_NAMES
from kpi.course.projection import Projection, Step, fan
from kpi.course.series import Point, Series, all_series, known_on, series_of
from kpi.course.way import Finding
from kpi.course.words import REASONS, WORDS, Word, word

__all__ = [
    "METHODS",
    "METHOD_NAMES",
    "REASONS",
    "WORDS",
    "Finding",
    "Horizon",
    "Judged",
    "Judgement",
    "Line",
    "Point",
    "Projection",
    "Series",
    "Step",
    "Word",
    "all_series",
    "amount",
    "chance",
    "dated_figure",
    "explain",
    "fan",
    "figure",
    "horizons",
    "judge",
    "judge_all",
    "judge_target",
    "known_on",
    "notes",
    "of_horizon",
    "series_of",
    "summary",
    "told",
    "told_ahead",
    "word",
]

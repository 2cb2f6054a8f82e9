"""What a page answers in its first sentence, and the target its pictures are held against."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from kpi import sentences
from kpi.catalogue import Indicator, Target
from kpi.coverage import widest_period
from kpi.observations import usable
from kpi.periods import read_period
from kpi.standing import targets_now
from ui import address, data, shell
from ui.data import Figures
from ui.draw import once


def shown_period(figures: Figures, indicator: Indicator) -> str | None:
    """Return the period a map stands at: the address's, else the newest with wide coverage."""
    periods = {period for name, period in figures.covered if name == indicator.id}
    asked = address.read("ky", periods, lambda text: read_period(text) is not None)
    return asked or widest_period(figures.covered, indicator.id)


@once
def spread(figures: Figures, indicator: Indicator, areas: Sequence[str], period: str | None) -> str:
    """Say who leads and who trails on an indicator in a period."""
    rows = figures.of(indicator.id)
    rows = rows[rows["area"].isin(areas) & (rows["period"] == period)]
    return sentences.spread(rows, indicator, len(areas), data.units(), shell.view().lang)


@once
def state(figures: Figures, indicator: Indicator, area: str) -> str:
    """Say where one area stands on an indicator."""
    return of_row(figures.latest(indicator.id, area), indicator)


def of_row(row: pd.Series | None, indicator: Indicator) -> str:
    """Say where an area stands by one of its observations."""
    return sentences.of_row(row, indicator, data.today(), shell.view().lang)


def target(indicator: Indicator) -> Target | None:
    """Return the national target that counts today: the last one past, else the next one due."""
    return targets_now(indicator, "VN", data.today())[0]


@once
def has_course(figures: Figures, indicator: Indicator) -> bool:
    """Tell whether provinces have figures of more than one period, so that a course is seen."""
    known = usable(figures.of(indicator.id))
    return known[known["area"].str.startswith(f"VN{figures.era}-")]["period"].nunique() > 1

"""All of the practice panel judged at once: the same as one by one, in both eras."""

from datetime import date

import pandas as pd
import pytest

from kpi.catalogue import load_catalogue
from kpi.course import all_series, judge, judge_all, series_of
from kpi.course.projection import project
from kpi.course.words import WORDS
from kpi.merger import view
from kpi.practice import practice_panel
from kpi.units import load_units

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def panel():
    return practice_panel()


@pytest.fixture(scope="module", params=["34", "63"])
def judged(panel, request):
    frame = view(panel, request.param, load_catalogue(), load_units())
    return frame, judge_all(frame, load_catalogue(), TODAY)


def test_every_area_with_a_target_has_one_row(judged):
    frame, found = judged
    aimed = {name for name, one in load_catalogue().items() if one.targets}
    keys = frame[frame["indicator"].isin(aimed)][["indicator", "area"]].drop_duplicates()
    assert set(map(tuple, found.frame[["indicator", "area"]].to_numpy())) == set(
        map(tuple, keys.to_numpy())
    )
    assert len(found.judgements) == len(found.frame)


def test_the_table_holds_verdict_words_and_finite_numbers(judged):
    _, found = judged
    for column in ("overall", "eurostat", "un", "german", "pace"):
        assert set(found.frame[column]) <= set(WORDS)
    assert (
        not found.frame.select_dtypes("number").isin([float("inf"), -float("inf")]).any(axis=None)
    )
    projected = found.frame["projected"]
    assert projected.dropna().between(0, 100).all()
    assert (projected.isna() == (found.frame["no_projection"] != "")).all()


@pytest.mark.parametrize("name", ["satisfaction_rate", "online_payment_rate", "data_reuse_rate"])
def test_together_is_as_one_by_one(judged, name):
    frame, found = judged
    indicator = load_catalogue()[name]
    areas = found.frame.loc[found.frame["indicator"] == name, "area"]
    for area in areas.iloc[[0, 1, len(areas) // 2, -1]]:
        alone = judge(indicator, series_of(frame, indicator, area, TODAY), TODAY)
        together = found.one(name, area)
        assert (together.findings, together.horizons) == (alone.findings, alone.horizons)
        assert (together.overall, together.no_projection) == (alone.overall, alone.no_projection)
        if alone.projection:
            assert together.projection.probability == pytest.approx(alone.projection.probability)


def test_nothing_before_the_merger_is_compared_with_what_came_after(judged):
    _, found = judged
    for one in found.judgements.values():
        if not one.past:
            assert one.baseline.day == date(2025, 7, 31) or one.baseline.day > date(2025, 7, 31)


def test_intervals_held_on_the_panel_where_the_outcome_is_known(panel):
    """Standing at the end of April 2026, where would the former provinces be in October?"""
    indicator = load_catalogue()["satisfaction_rate"]
    rows = panel[panel["indicator"] == indicator.id]
    held, then = [], date(2026, 10, 31)
    for one in all_series(rows, {indicator.id: indicator}, TODAY).values():
        known, outcome = one.until(date(2026, 4, 30))[0], one.points[-1]
        made = project(known, indicator, 95, then) if outcome.day == then else ""
        if not isinstance(made, str):
            held.append(made.at.low80 <= outcome.value <= made.at.high80)
    assert len(held) > 40
    assert sum(held) / len(held) >= 0.75


def test_an_unknown_area_has_no_judgement(judged):
    _, found = judged
    assert found.one("satisfaction_rate", "SGP") is None


def test_no_figures_give_no_rows(panel):
    frame = view(panel, "63", load_catalogue(), load_units())
    found = judge_all(frame.iloc[:0], load_catalogue(), TODAY)
    assert (len(found.frame), dict(found.judgements)) == (0, {})
    assert pd.api.types.is_datetime64_any_dtype(found.frame["deadline"])

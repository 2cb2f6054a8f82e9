"""The six words of data quality; every expected number is worked out in the test."""

from datetime import date

import pandas as pd
import pytest

from kpi.catalogue import load_catalogue
from kpi.language import LANGUAGES, language
from kpi.merger import view
from kpi.observations import dated, load_published, newest
from kpi.quality import WORDS, checks, failed, overall, scores
from kpi.units import load_units

CATALOGUE, UNITS = load_catalogue(), load_units()
RATE, COUNT = "leader_digital_signing_rate", "dossiers_received"
PROVINCES = [unit.id for unit in UNITS.provinces]
SOURCE = next(name for name, one in CATALOGUE.sources.items() if one.url)
TODAY = date(2026, 1, 1)


def seen(*given, **facts):
    """Rows of (indicator, area, period, value)."""
    rows = pd.DataFrame(given, columns=["indicator", "area", "period", "value"])
    blank = {"numerator": float("nan"), "denominator": float("nan"), "qualifier": "", "status": "A"}
    return dated(rows.assign(**{**blank, "source": SOURCE, "version": 0, **facts}))


def score(word, rows, by="indicator", today=TODAY, clean_lines=None):
    found = checks(rows, CATALOGUE, UNITS, today, clean_lines)
    return scores(found, by)[word].to_dict()


def test_correct_counts_values_inside_the_range_that_follow_from_their_parts():
    rows = seen(
        (RATE, "VN34-01", "2024", 50.0),  # 1 of 2: right
        (RATE, "VN34-04", "2024", 51.0),  # should be 50
        (RATE, "VN34-08", "2024", 101.0),  # no percentage
        (RATE, "VN34-11", "2024", 40.0),
        numerator=[1.0, 1.0, None, None], denominator=[2.0, 2.0, None, None],
    )  # fmt: skip
    assert score("correct", rows) == {RATE: 0.5}
    by_area = score("correct", rows, "area")
    assert (by_area["VN34-01"], by_area["VN34-04"]) == (1.0, 0.0)


def test_complete_counts_34_provinces_and_every_period_in_between():
    cells = ("VN34-01", "2023"), ("VN34-01", "2025"), ("VN34-04", "2025")
    rows = seen(*((RATE, *cell, 1.0) for cell in cells))
    assert score("complete", rows) == {RATE: 3 / (34 * 3)}  # 2024 is missed by all
    by_area = score("complete", rows, "area")
    assert (by_area["VN34-01"], by_area["VN34-04"], by_area["VN34-08"]) == (2 / 3, 1 / 3, 0.0)


def test_complete_asks_of_the_nation_alone_what_provinces_do_not_have():
    rows = seen(("egdi_rank", "VN", "2022", 86.0), ("egdi_rank", "SGP", "2022", 12.0))
    assert score("complete", rows) == {"egdi_rank": 1.0}


@pytest.mark.parametrize(
    ("first", "last", "periods"), [("2024-Q3", "2025-Q2", 4), ("2024-11", "2025-02", 4)]
)
def test_quarters_and_months_are_counted_through(first, last, periods):
    rows = seen((RATE, "VN", first, 1.0), (RATE, "VN", last, 1.0))
    assert score("complete", rows) == {RATE: 2 / periods}


def test_clean_is_what_was_left_of_the_files_lines():
    rows = seen(
        (RATE, "VN34-01", "2024", 1.0), (RATE, "VN34-04", "2024", 1.0), version=[3, 0]
    )  # fmt: skip
    assert score("clean", rows, clean_lines={3: 0.9}) == {RATE: 0.95}
    assert score("clean", rows) == {RATE: 1.0}


@pytest.mark.parametrize(
    ("period", "live"),
    [("2025", 1.0), ("2024", 1.0), ("2023", 730 / 732), ("2021", 730 / 1462)],
)
def test_live_allows_a_period_to_run_and_one_to_be_told(period, live):
    """A yearly figure, on 1 January 2026: 2023 ended 732 days before, 2021 1,462."""
    assert CATALOGUE["dti_score"].frequency == "A"
    rows = seen(("dti_score", "VN34-01", period, 0.5))
    assert score("live", rows) == {"dti_score": pytest.approx(live)}


@pytest.mark.parametrize(("nation", "passed"), [(34.0, 1.0), (34.1, 1.0), (35.0, 0.0)])
def test_consistent_provinces_add_up_to_the_nation(nation, passed):
    """34 provinces with 1 each; half a per cent of 34.1 is 0.17, of 35 it is 0.175."""
    rows = seen(
        *((COUNT, area, "2025-12", 1.0) for area in PROVINCES), (COUNT, "VN", "2025-12", nation)
    )
    found = checks(rows, CATALOGUE, UNITS, TODAY)
    told = found[(found["word"] == "consistent") & (found["area"] == "VN")]["passed"]
    assert sorted(told) == sorted([1.0, passed])  # its method, and the sum


@pytest.mark.parametrize(("nation", "passed"), [(15.0, 1.0), (25.0, 0.0)])
def test_consistent_national_share_lies_between_the_provinces(nation, passed):
    shares = [10.0] + [20.0] * 33
    rows = seen(
        *((RATE, area, "2025", share) for area, share in zip(PROVINCES, shares, strict=True)),
        (RATE, "VN", "2025", nation),
    )
    assert score("consistent", rows, "area")["VN"] == (1 + passed) / 2


def test_consistent_figures_lie_on_one_side_of_a_break():
    cut = CATALOGUE["gci_score"].breaks[-1].day.year
    rows = seen(*(("gci_score", "VN", str(year), 50.0) for year in (cut - 2, cut, cut + 1)))
    assert score("consistent", rows) == {"gci_score": pytest.approx(2 / 3)}


def test_shared_asks_for_source_address_and_licence():
    rows = seen(
        (RATE, "VN34-01", "2024", 1.0), (RATE, "VN34-04", "2024", 1.0), source=[SOURCE, "?"]
    )
    by_area = score("shared", rows, "area")
    assert (by_area["VN34-01"], by_area["VN34-04"]) == (1.0, pytest.approx(1 / 3))


def test_published_figures_are_correct_and_every_word_has_a_score():
    rows = view(newest(load_published()), "34", CATALOGUE, UNITS)
    found = scores(checks(rows, CATALOGUE, UNITS, date(2026, 3, 1)), "indicator")
    assert list(found.columns) == list(WORDS)
    assert found["correct"].eq(1).all()
    assert found.min().min() >= 0
    assert found.max().max() <= 1


def test_no_figures_no_scores():
    assert scores(checks(seen(), CATALOGUE, UNITS, TODAY), "indicator").empty


def test_the_six_words_are_plan_02s():
    said = ", ".join(language(LANGUAGES[0]).pick(word) for word in WORDS.values())
    assert said == "đúng, đủ, sạch, sống, thống nhất, dùng chung"


def test_failed_checks_are_put_together_the_worst_first_with_where():
    cells = ("VN34-01", "2023"), ("VN34-01", "2025"), ("VN34-04", "2025")
    found = checks(seen(*((RATE, *cell, 1.0) for cell in cells)), CATALOGUE, UNITS, TODAY)
    told = failed(found, "area").set_index("check")
    assert list(told.index) == ["there", "break"]  # the method changed in 2025
    assert told["all"]["there"] == 34 * 3
    assert told["passed"]["there"] == pytest.approx(3 / (34 * 3))
    assert set(told["short"]["there"]) == set(PROVINCES)
    assert told["short"]["there"][-1] == "VN34-01"  # 2 of 3, the best of those that failed


def test_overall_is_the_mean_of_the_words_the_worst_first():
    rows = seen((RATE, "VN", "2024", 101.0), (COUNT, "VN", "2024", 5.0))
    table = scores(checks(rows, CATALOGUE, UNITS, TODAY), "indicator")
    assert list(overall(table).index) == [RATE, COUNT]
    assert overall(table)[RATE] == pytest.approx(table.loc[RATE].mean())

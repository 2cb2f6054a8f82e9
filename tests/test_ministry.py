"""A ministry among ministries: places and medians that bounds leave open, and its page."""

from dataclasses import replace
from datetime import date
from html import unescape
from math import inf

import pandas as pd
import pytest

from kpi import exhibits, ministry
from kpi.catalogue import load_catalogue
from kpi.exhibits import ExhibitError, Item, resolve
from kpi.figures import in_borders
from kpi.language import language
from kpi.observations import dated, load_published, newest
from kpi.units import load_units
from tests.at_desk import brought
from tests.screens import answer, at, everything, opened, questions

UNITS, CATALOGUE = load_units(), load_catalogue()
EN = language("en")
MINISTRIES = [unit.id for unit in UNITS.of("ministry")]
RATE = "full_process_dossier_rate"


def figures(values, indicator=RATE):
    """Figures of ministries in 2024: numbers, or bounds as ("lt", 10)."""
    pairs = [one if isinstance(one, tuple) else ("", one) for one in values]
    blank = {"numerator": float("nan"), "denominator": float("nan"), "of": float("nan"),
             "status": "A", "source": "x", "published": "2025-01", "note": "", "note_en": "",
             "vintage": 1}  # fmt: skip
    rows = pd.DataFrame([
        {"indicator": indicator, "area": area, "period": "2024", "value": float(value),
         "qualifier": qualifier, **blank}
        for area, (qualifier, value) in zip(MINISTRIES, pairs, strict=False)
    ])  # fmt: skip
    return in_borders("published", "34", dated(rows), CATALOGUE, UNITS)


def told(values, indicator=RATE):
    """The place and the median of each ministry."""
    shown = figures(values, indicator)
    made = [
        ministry.lines(shown, area, CATALOGUE.values())[0] for area in MINISTRIES[: len(values)]
    ]
    return [one.place(EN) for one in made], {one.median(EN) for one in made}


def test_exact_figures_have_places_with_ties_and_a_median():
    assert told([90, 80, 80, 70]) == (["1/4", "2/4", "2/4", "4/4"], {"80%"})
    assert told([90, 80]) == (["1/2", "2/2"], {"–"})  # of two a median says nothing
    assert told([90]) == (["–"], {"–"})


def test_a_bound_leaves_places_open_as_far_as_it_reaches():
    # over 50 may be above 83.5 or below 77.7, never below under 10
    places, middle = told([83.5, 77.7, ("gt", 50), ("lt", 10), ("lt", 10)])
    assert places == ["1–2/5", "2–3/5", "1–3/5", "4–5/5", "4–5/5"]
    assert middle == {"50% – 77.7%"}
    # a bound is never reached: under 10 is behind 10, over 90 ahead of 90
    assert told([10, ("lt", 10), ("gt", 90), 90])[0] == ["3/4", "4/4", "1/4", "2/4"]
    assert told([60, ("gt", 50), ("gt", 50), ("lt", 10)])[1] == {">\xa050%"}


def test_the_median_lies_where_any_values_within_the_bounds_put_it():
    values = [83.5, ("gt", 50), ("lt", 10), ("lt", 20), 15]
    line = ministry.lines(figures(values), MINISTRIES[0], CATALOGUE.values())[0]
    low, high = line.middle
    for over in (50.1, 99):
        for under in (0, 9.9):
            for less in (0, 14, 19.9):
                drawn = pd.Series([83.5, over, under, less, 15]).median()
                assert low <= drawn <= high
    assert (low, high) == (15, 20)


def test_where_less_is_better_places_run_the_other_way_and_ranks_have_none():
    lower = next(
        one
        for one in CATALOGUE.values()
        if one.direction == "lower" and one.unit != "rank" and one.aggregation != "sum"
    )
    assert told([5, ("lt", 3), 4], lower.id)[0] == ["3/3", "1/3", "2/3"]
    assert told([1, 2, 3], "par_rank") == (["–"] * 3, {"–"})


def test_published_bounds_and_ranks_agree():
    # data/observations/dossiers.csv: 3 exact figures, 2 over 50 %, 8 under 10 %; ranks 1, 2, 3
    published = in_borders("published", "34", newest(load_published()), CATALOGUE, UNITS)
    for area, rank in (("cong-thuong", 1), ("tai-chinh", 2), ("tu-phap", 3)):
        made = {one.indicator.id: one for one in
                ministry.lines(published, f"VNM-bo-{area}", CATALOGUE.values())}  # fmt: skip
        line = made[RATE]
        assert line.first <= rank <= line.last
        assert made["full_process_dossier_rank"].row["value"] == rank
        assert line.middle == (-inf, 10) and line.count == 13
    assert ministry.most_figures(published, MINISTRIES) == "VNM-bo-tai-chinh"


def test_the_page_tells_a_ministrys_figures_targets_places_and_median():
    screen = opened("province", lang="en", **{"dia-gioi": "bo"})
    assert questions(screen) == ["Where does Ministry of Finance stand?"]
    assert "indicators with figures: 5" in answer(screen)
    assert "78.44% (2024); the target 80%" in answer(screen)
    text = everything(screen)
    for part in ("2–4/13", "&lt;\xa010%", "all together: 63.47%", "past the deadline, not met",
                 "Mostly treasury dossiers.", "31 Dec 2025, for the whole country", "Báo Mới",
                 "so-sanh=VNM-bo-tai-chinh", "Finance among all ministries"):  # fmt: skip
        assert part in text, part
    assert "Merged" not in text and "Communes" not in text
    assert screen.query_params == {"dia-gioi": "bo", "lang": "en"}


def test_a_bound_is_shown_without_a_verdict():
    screen = opened("province", lang="en", **{"dia-gioi": "bo", "tinh": "VNM-bo-y-te"})
    text = everything(screen)
    assert "6–13/13" in text and "&lt;\xa010%" in text and "points short" not in answer(screen)
    assert "Full-process dossiers: under 10% (2024); only this bound" in answer(screen)
    assert "Ministry of Health among all ministries" not in text  # nothing exact to draw


def test_a_ministry_without_figures_has_its_tasks_and_a_way_on():
    screen = opened("province", lang="en", **{"dia-gioi": "bo", "tinh": "VNM-bo-cong-an"})
    assert "indicators it owns: 12; overdue: 0" in answer(screen)
    text = everything(screen)
    assert "ke-hoach?lang=en&amp;co-quan=VNM-bo-cong-an" in text and "All its tasks: 12" in text
    assert [one.value[:30] for one in screen.info] == ["Nobody has published a figure "]
    plan = opened("plan", **{"co-quan": "VNM-bo-cong-an", "lang": "en"})
    assert "Of 12 tasks" in answer(plan)


def test_practice_says_that_it_has_no_ministries():
    screen = opened("province", lang="en", **{"dia-gioi": "bo", "bo-so-lieu": "practice"})
    assert [one.value[:41] for one in screen.info] == ["The practice panel is made of provinces: "]
    assert not screen.warning


def test_provinces_and_ministries_are_switched_and_the_ranking_keeps_them():
    screen = opened("province", tinh="VN34-46", lang="en")
    screen.button_group("dia-gioi").set_value("bo").run()
    assert screen.selectbox("tinh").label == "Ministry or agency"
    assert questions(screen) == ["Where does Ministry of Finance stand?"]
    at(screen, "ranking")
    at(screen, "province")
    screen.button_group("dia-gioi").set_value("34").run()
    assert questions(screen) == ["Where does Hanoi stand?"]
    assert not screen.warning


def test_a_files_ministries_are_ranked_and_stay_private():
    lines = "".join(f"on_time_rate,{area},2026-09,{90 - at}\n"
                    for at, area in enumerate(MINISTRIES[:4]))  # fmt: skip
    screen = brought(f"indicator,area,period,value\n{lines}")
    screen.sidebar.radio("bo-so-lieu").set_value("upload").run()
    screen.query_params["dia-gioi"] = "bo"
    screen.query_params["tinh"] = MINISTRIES[1]
    at(screen, "province")
    assert "2/4" in everything(screen) and "88" in everything(screen)  # the median: 88.5
    assert "ke-hoach?" not in everything(screen)  # a link would end the visit


@pytest.mark.parametrize("hostile", ["<script>x</script>", "VNM-", "VN34-01", "`", "bo"])
def test_what_is_no_ministry_is_told(hostile):
    screen = opened("province", **{"dia-gioi": "bo", "tinh": hostile})
    assert len(screen.warning) == 1
    assert "Bộ Tài chính" in answer(screen)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The project's own files, on a day; there is no store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_STORE", f"sqlite:///{tmp_path_factory.mktemp('no')}/none.sqlite")
        yield exhibits.library(date(2026, 11, 22))


def test_a_profile_kept_for_a_meeting_shows_what_the_page_shows(files):
    screen = opened("province", lang="en", **{"dia-gioi": "bo"})
    made = resolve(Item("/tinh-thanh?dia-gioi=bo"), "en", files)
    assert made.answer in unescape(answer(screen))
    (rate,) = (row for row in made.table.rows if row[0] == "Full-process dossiers")
    assert rate[1:] == (
        "78.44%", "2024", "80% (31 Dec 2025, for the whole country)",
        "✕ past the deadline, not met", "2–4/13", "<\xa010%",
    )  # fmt: skip
    assert len(made.table.rows) == 5 and made.kind == "table" and len(made.sources) == 4


def test_without_figures_the_profile_is_of_the_tasks(files):
    made = resolve(Item("/tinh-thanh?dia-gioi=bo&tinh=VNM-bo-cong-an"), "en", files)
    assert "no figure" in made.answer and len(made.table.rows) == 12 and made.sources
    with pytest.raises(ExhibitError):
        resolve(Item("/tinh-thanh?tinh=VNM-bo-cong-an"), "en", files)  # no province
    with pytest.raises(ExhibitError):
        resolve(Item("/tinh-thanh?dia-gioi=bo&tinh=VN34-01"), "en", files)


def test_the_ready_made_profile_has_the_course_and_the_tasks(files):
    paths = [slide.item.address for slide in exhibits.province("VNM-bo-y-te", source=files).slides]
    assert paths == ["/tinh-thanh?dia-gioi=bo&tinh=VNM-bo-y-te"]  # a bound, and no task
    made = exhibits.province("VNM-bo-tai-chinh", source=files)
    assert made.problems == () and made.shown == made.slides
    assert ["dti_ministry" in slide.item.address for slide in made.slides] == [False, True, True]
    both = replace(files, figures=lambda *_: figures([90, 80, 70]))
    slides = exhibits.province("VNM-bo-cong-an", source=both).slides
    assert slides[-1].item.address == "/ke-hoach?co-quan=VNM-bo-cong-an"
    assert len(slides[-1].exhibit.table.rows) == 12


def test_the_ranking_leads_to_the_profiles_and_trends_take_ministries():
    view = {"chi-so": RATE, "dia-gioi": "bo", "lang": "en"}
    text = everything(opened("ranking", **view))
    way = "tinh-thanh?lang=en&amp;dia-gioi=bo&amp;tinh=VNM-bo-"
    assert text.count(f"{way}cong-thuong") == 2  # marked, and in the list
    assert text.count(way) == 4
    trend = {"chi-so": "dti_ministry_rank", "so-sanh": "VNM-bo-tai-chinh", "lang": "en"}
    screen = opened("trends", **trend)
    assert not screen.warning and "rank 2 (2023)" in answer(screen)


def test_the_ranking_of_provinces_leads_to_the_marked_one_alone():
    text = everything(opened("ranking", lang="en", **{"bo-so-lieu": "practice"}))
    assert text.count("tinh-thanh?") == 1


def test_the_tasks_of_an_agency_lead_to_its_profile():
    text = everything(opened("plan", **{"co-quan": "VNM-bo-cong-an", "lang": "en"}))
    assert "tinh-thanh?lang=en&amp;dia-gioi=bo&amp;tinh=VNM-bo-cong-an" in text

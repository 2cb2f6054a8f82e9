"""The page on equity, without a browser: what it tells, and what it says when it cannot."""

from tests.at_desk import brought
from tests.screens import answer, at, everything, opened

PRACTICE = {"bo-so-lieu": "practice", "lang": "en"}


def test_the_answer_names_the_group_behind_the_gap_and_where_half_are():
    said = answer(opened("equity", **PRACTICE, **{"chi-so": "full_process_dossier_rate"}))
    for part in ("the rest", "points apart", "half of all without it are in"):
        assert part in said


def test_the_published_ranks_of_63_provinces_are_set_side_by_side():
    screen = opened("equity", lang="en")
    assert screen.button_group("dia-gioi").value == "63"
    assert answer(screen).count("rank") >= 2
    text = everything(screen)
    assert "Ranks always run from 1" in text
    assert "nothing is filled in" in text


def test_every_picture_has_the_whole_of_it_as_a_table():
    screen = opened("equity", **PRACTICE, **{"chi-so": "full_process_dossier_rate"})
    text = everything(screen)
    assert "The other 23 provinces" in text  # 8 and 23: all that are counted
    assert text.count("Share of its own cases") == 2 + 8 + 23  # two heads, a label in each line
    screen.session_state["periods"] = True
    assert "Mar 2024" in everything(screen.run())


def test_few_figures_are_said_to_be_few():
    screen = opened("equity", lang="en", **{"dia-gioi": "34", "chi-so": "dti_rank"})
    assert "of 34 provinces have a figure, too few" in answer(screen)


def test_scores_have_a_spread_and_no_shortfall():
    text = everything(opened("equity", **PRACTICE, **{"chi-so": "s766_progress"}))
    assert "Coefficient of variation" in text
    assert "nothing is filled in" in text


def test_an_earlier_period_is_kept_in_the_address():
    view = PRACTICE | {"chi-so": "on_time_rate", "ky": "2024-03"}
    screen = opened("equity", **view)
    assert "Mar 2024" in answer(screen)
    assert screen.query_params == view


def test_a_file_of_one_province_is_too_little():
    screen = brought("indicator,area,period,value\non_time_rate,VN34-01,2026-09,91.5\n")
    screen.sidebar.radio("bo-so-lieu").set_value("upload").run()
    at(screen, "equity")
    assert "1" in answer(screen)
    assert not screen.warning


def test_who_comes_with_ministries_is_shown_provinces_and_the_way_to_their_ranking():
    screen = opened("equity", lang="en", **{"dia-gioi": "bo"})
    assert ["ministries are in none" in one.value for one in screen.info] == [True]
    assert screen.button_group("dia-gioi").value == "63"
    assert answer(screen).count("rank") >= 2
    (link,) = screen.get("page_link")
    assert "chi-so=full_process_dossier_rate&dia-gioi=bo" in link.proto.query_string
    assert not screen.warning
    assert not screen.run().info
    assert not opened("equity", lang="en", **{"dia-gioi": "34"}).info

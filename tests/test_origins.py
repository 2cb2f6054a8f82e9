"""Every line that names a target or a figure names its document or source beside it."""

import re

from kpi.catalogue import load_catalogue
from kpi.language import language
from kpi.plan import load_overview
from kpi.store import published as published_rows
from tests.screens import opened
from tests.vintages import TIME, january, publish, store
from ui import data, origins

CATALOGUE = load_catalogue()


def lines(screen, heading: str) -> list[list[str]]:
    """The cells of the table whose first row of headings holds a word, tags left in."""
    (table,) = (
        part
        for html in screen.html
        for part in re.findall(r"<table.*?</table>", html.value)
        if heading in part
    )
    rows = re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1])
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def headlines(**choices: str) -> list[str]:
    """The row of headline cards, and what stands below it."""
    screen = opened("overview", lang="en", **choices)
    (html,) = (part.value for part in screen.html if "kd-headline" in part.value)
    return html.split('<div class="kd-sources">', 1)


def test_a_headline_figure_names_its_day_and_publisher_and_the_sources_stand_below_the_row():
    row, below = headlines()
    assert "Dec 2025, published 22 Dec 2025 (CafeF)" in row
    assert "over 84% (Apr 2023; vienkinhteso.vn)" in row
    assert 'href="http' not in row
    for name, order in (("Full-process dossiers", "942/QĐ-TTg"), ("Adults online", "126/QĐ-BCĐCP")):
        assert order in below.split(f"Sources of “{name}”: ")[1].split("</div>")[0]


def test_nobody_published_a_practice_headline():
    row, below = headlines(**{"bo-so-lieu": "practice"})
    assert "published 10 Nov 2026</p>" in row
    assert below.count("generated for practice; no relation to real provinces") == 1


def test_each_target_of_the_horizon_stands_beside_its_document():
    found = lines(opened("overview", lang="en"), "Document</th>")
    goals = sorted(load_overview(CATALOGUE).horizon, key=lambda goal: goal.deadline)
    assert len(found) == len(goals)
    for (name, _, day, document), goal in zip(found, goals, strict=True):
        source = CATALOGUE.sources[goal.document]
        assert name == CATALOGUE[goal.indicator].short.en
        assert str(goal.deadline.year) in day
        assert source.title in document
        assert f"{source.publisher}, " in document
        assert (f'href="{source.url}"' in document) is bool(source.url)


def test_what_changed_last_has_its_source_and_date_on_every_line():
    found = lines(opened("overview", lang="en"), "Published</th>")
    assert len(found) == 8
    known = {source.title: source for source in CATALOGUE.sources.values()}
    for published, *_, source in found:
        title = re.sub(r"<.*?>", "", source).rsplit(" (", 1)[0]
        assert known[title].publisher in source
        assert published


def test_a_change_of_practice_figures_is_said_to_be_simulated():
    found = lines(opened("overview", lang="en", **{"bo-so-lieu": "practice"}), "Published</th>")
    assert {re.sub(r"<.*?>", "", source) for *_, source in found} == {"simulated"}


def test_the_dictionary_pairs_each_target_with_its_document():
    screen = opened("indicators", lang="en", tim="adult_online_service_rate")
    found = lines(screen, "Document</th>")
    targets = CATALOGUE["adult_online_service_rate"].targets
    assert [value for value, *_ in found] == ["40%", "70%"]
    for (*_, document), target in zip(found, targets, strict=True):
        assert CATALOGUE.sources[target.document].title in document


def test_a_rank_that_changed_its_method_is_said_not_to_compare():
    (cards,) = (one.value for one in opened("overview", lang="en").markdown)
    gci = next(card for card in cards.split('class="kd-card') if "GCI" in card)
    assert "series changed in 2024; not comparable" in gci
    assert "▲" not in gci
    assert 'class="b"' in gci  # the line is cut there


def test_a_figure_published_without_a_source_names_its_file_version_and_publisher(tmp_path):
    with store(tmp_path) as held:
        publish(held, january(80.0))
        shown = data.shared("published", "34", 1).of(TIME, "VN34-01")["source"].tolist()
        assert shown == ["bang <1>.csv – v1, Trần Lan"]
        assert [one.title for one in origins.named(shown, language("vi"))] == shown
        assert published_rows(1).query("version == 1")["source"].tolist() == [""]  # kept as it came
        held.rollback(0, "Lan", "nhầm")
        held.rollback(1, "Lê An", "vẫn đúng")
        assert held.versions()[0].source == "v3, Lê An"


def test_sources_that_the_catalogue_does_not_know_are_named_as_written_and_not_without_end():
    listed = origins.named(["practice", "", "Sở A; cafef_2025_12_22"], language("vi"))
    assert [one.title for one in listed][1:] == ["Sở A"]
    assert listed[0].detail.startswith("CafeF")
    many = origins.named([f"Sở {at:02}" for at in range(11)], language("vi"))
    assert [one.title for one in many][-2:] == ["Sở 09", "…"]

"""Every line that names a target or a figure names its document or source beside it."""

import re

from kpi.catalogue import load_catalogue
from kpi.plan import load_overview
from tests.screens import opened

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

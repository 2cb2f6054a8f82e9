"""The index simulator in a browser: it counts as Python does, by keyboard, and keeps a link."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from kpi.catalogue import load_catalogue
from kpi.indices.index import load_indices
from kpi.indices.points import areas_of
from kpi.indices.race import Race
from kpi.indices.steps import to_next_point, to_next_rank
from kpi.indices.words import rise
from kpi.language import language
from kpi.merger import view
from kpi.practice import practice_panel
from kpi.units import load_units
from tests.browser.looking import show, too_wide

pytestmark = pytest.mark.browser
PAGE = "/bo-chi-so?bo-so-lieu=practice&lang=en&ky=2026-10&tinh=VN34-25"
AREA = "VN34-25"


@pytest.fixture(scope="module")
def race() -> Race:
    catalogue, units = load_catalogue(), load_units()
    index = load_indices(catalogue).by_id["decision_766"]
    frame = view(practice_panel(), "34", catalogue, units)
    rows = {str(name): part for name, part in frame.groupby("indicator", observed=True)}
    made = Race.of(index, rows, "2026-10", areas_of(index, "34", units))
    decimals = [catalogue[part].decimals for part in index.parts]
    values = made.values.copy()
    for column, places in enumerate(decimals):  # the browser is given figures as they are written
        values[:, column] = [round(float(one), places) for one in values[:, column]]
    return Race(index, made.period, made.areas, values, made.estimated, made.published)


def opened(page: Page, more: str = "") -> Locator:
    show(page, PAGE + more)
    expect(page.locator(".simulator.ready tbody tr").first).to_be_visible()
    return page.locator(".simulator")


def ranks(page: Page) -> dict[str, tuple[int, float]]:
    rows = page.locator(".simulator tbody tr").all()
    return {
        str(row.get_attribute("data-area")): (
            int(row.locator(".k0").inner_text()),
            float(row.locator(".k3").inner_text()),
        )
        for row in rows
    }


@pytest.mark.parametrize(
    ("weights", "figures"),
    [
        ((18, 20, 22, 22, 18), (None,) * 5),
        ((1, 0, 7, 3, 2), (None,) * 5),
        ((30, 10, 10, 40, 10), (None, None, 20.5, 3.25, None)),
        ((0, 0, 100, 0, 0), (0, None, 22, None, None)),
    ],
)
def test_the_browser_counts_as_python_does(page: Page, race: Race, weights, figures):
    text = ",".join("" if one is None else str(one) for one in figures)
    asked = f"&trong-so=decision_766:{','.join(map(str, weights))}"
    opened(page, asked + (f"&diem={AREA}:{text}" if any(f is not None for f in figures) else ""))
    moved = race.moved(AREA, figures)
    expected = moved.standing(weights).dropna()
    assert ranks(page) == {
        area: (int(row["rank"]), pytest.approx(row["total"], abs=1e-9))
        for area, row in expected.iterrows()
    }
    line = moved.areas.index(AREA)
    lang = language("en")
    ways = (
        to_next_point(moved.shares[line], weights, race.index),
        to_next_rank(moved.shares, line, weights, race.index),
    )
    for column, way in enumerate(ways):
        for group in range(5):
            need = page.locator(".group").nth(group).locator(".need").nth(column).inner_text()
            if way is None:
                assert need == "–"
            elif way.rises[group] != way.rises[group]:
                assert need == "not alone"
            else:
                best = " ● cheapest" if way.cheapest == group else ""
                assert need == f"+{rise(float(way.rises[group]), lang)}{best}"


def test_a_slider_moved_by_keys_changes_ranks_at_once_and_the_link_after_a_rest(page: Page):
    opened(page)
    before = ranks(page)
    slider = page.get_by_role("slider", name="Weight: Satisfaction")
    slider.focus()
    slider.press("End")
    assert slider.get_attribute("aria-valuetext") == "54.9%"  # 100 of 182
    assert ranks(page) != before
    expect(page.locator(".chip")).to_contain_text("A trial, not a published result")
    expect(page).to_have_url(re.compile(r"trong-so=decision_766(:|%3A)18(,|%2C)20"))
    moved = ranks(page)
    expect(slider).to_be_focused()  # the run that followed left the slider alone
    page.reload()
    expect(page.locator(".simulator.ready tbody tr").first).to_be_visible()
    assert ranks(page) == moved


def test_a_figure_moves_one_area_and_both_resets_bring_all_back(page: Page):
    opened(page)
    before = ranks(page)
    figure = page.get_by_role("slider", name=re.compile("Figure of .*: Digitisation"))
    figure.focus()
    figure.press("ArrowRight")
    figure.press("PageUp")
    after = ranks(page)
    assert after[AREA][1] == pytest.approx(before[AREA][1] + 0.11 * 22, abs=0.02)
    assert {a: t for a, (_, t) in after.items() if a != AREA} == {
        a: t for a, (_, t) in before.items() if a != AREA
    }
    expect(page).to_have_url(re.compile(f"diem={AREA}"))
    page.get_by_role("button", name="Figures as they are").click()
    assert ranks(page) == before
    expect(page).not_to_have_url(re.compile("diem="))


def test_all_weights_at_zero_are_told_and_nothing_is_ranked(page: Page):
    simulator = opened(page)
    for slider in page.get_by_role("slider", name=re.compile("^Weight: ")).all():
        slider.focus()
        slider.press("Home")
    expect(simulator.locator(".status")).to_contain_text("All weights are zero")
    expect(simulator.locator("table")).to_have_class(re.compile("empty"))
    page.get_by_role("button", name="Official weights").click()
    expect(simulator.locator(".status")).not_to_contain_text("All weights are zero")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_all_of_it(page: Page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    simulator = opened(page)
    assert too_wide(page) == []
    box = simulator.bounding_box()
    assert box is not None
    for node in simulator.locator("input, button, tbody tr, .notes").all():
        inner = node.bounding_box()
        assert inner is not None
        assert inner["x"] >= 0
        assert inner["x"] + inner["width"] <= 391
    assert min(one.bounding_box()["height"] for one in simulator.locator("input").all()) >= 44

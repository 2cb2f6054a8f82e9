"""Verdicts are told apart by people with colour-blindness, in both themes, and without colour."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from kpi.course.words import WORDS
from kpi.verdict_map import ORDER
from tests.colour_vision import VISION, apart, linear, seen

UI = Path(__file__).parent.parent / "ui"
STYLES = ("met", "moderate", "insufficient", "away", "past")
GROUNDS = {"light": "#ffffff", "dark": "#0e1117"}


def colours(theme):
    css = (UI / "web/style.css").read_text("utf-8")
    found = {style: re.search(rf"--kd-{style}: light-dark\((#\w{{6}}), (#\w{{6}})\)", css)
             for style in STYLES}  # fmt: skip
    return {style: pair[["light", "dark"].index(theme) + 1] for style, pair in found.items()}


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [  # from the table of Sharma, Wu and Dalal
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_that_of_the_paper(one, other, distance):
    assert apart(one, other) == pytest.approx(distance, abs=5e-5)


def test_greys_look_the_same_to_everybody():
    for vision in VISION:
        assert seen("#808080", vision) == pytest.approx(seen("#808080", "usual"), abs=0.2)


@pytest.mark.parametrize("theme", GROUNDS)
@pytest.mark.parametrize("vision", VISION)
def test_any_two_verdicts_stay_apart(theme, vision):
    found = {style: seen(colour, vision) for style, colour in colours(theme).items()}
    for one, other in combinations(STYLES, 2):
        distance = apart(found[one], found[other])
        assert distance >= (10 if one == "met" else 9), (one, other, distance)


@pytest.mark.parametrize("theme", GROUNDS)
def test_verdicts_can_be_read_on_the_page_s_ground(theme):
    ground = light(GROUNDS[theme])
    for colour in colours(theme).values():
        low, high = sorted((light(colour), ground))
        assert (high + 0.05) / (low + 0.05) >= 4.5


def light(colour):
    return float(linear(colour) @ (0.2126, 0.7152, 0.0722))


def test_without_any_colour_marks_and_signs_tell_them_apart():
    script = (UI / "map/verdicts.js").read_text("utf-8")
    marks = re.findall(r'^ {2}"(.*)",$', script.partition("const MARKS")[2], re.M)
    assert len(marks) == len(set(marks)) == len(ORDER)
    signs = {WORDS[name].style for name in ORDER}
    assert len(signs) == len(ORDER) - 1  # reached and on course share colour and sign, not marks


def test_the_index_simulator_uses_the_colours_of_the_page():
    css = (UI / "simulator/simulator.css").read_text("utf-8")
    assert "--good: var(--kd-met);" in css
    named = set(re.findall(r"var\((--kd-\w+)", css))
    assert named <= set(re.findall(r"(--kd-\w+):", (UI / "web/style.css").read_text("utf-8")))


def test_pictures_use_the_colours_of_the_page():
    room = (UI.parent / "kpi/pictures/classes.py").read_text("utf-8")
    drawn = dict(re.findall(r'"(\w+)": "(#\w{6})"', room))
    assert {style: drawn[style].lower() for style in STYLES} == colours("light")

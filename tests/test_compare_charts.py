"""The pictures that compare: names find room or are left out, marks stand where figures are."""

import json
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue import load_catalogue
from kpi.charts import dumbbell, scatter
from kpi.charts.dumbbell import Track
from kpi.charts.scatter import Axis, Point
from kpi.language import language

CATALOGUE = load_catalogue()
RATE, RANK = CATALOGUE["full_process_dossier_rate"], CATALOGUE["dti_rank"]
EN = language("en")
SIZE = (290, 480)


@given(st.lists(st.tuples(st.floats(0, 290), st.floats(0, 480)), max_size=34))
def test_no_name_covers_another_a_point_or_the_edge(points):
    names = [f"Province {at}" for at in range(len(points))]
    chosen = scatter.places(points, names, SIZE)
    boxes = [
        scatter._box(point, name, at)
        for point, name, at in zip(points, names, chosen, strict=True)
        if at is not None
    ]
    assert not any(scatter._touch(one, other) for one, other in combinations(boxes, 2))
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= SIZE[0]
        assert bottom <= SIZE[1]
        assert not any(left < x < right and top < y < bottom for x, y in points)


def test_points_far_apart_are_all_named():
    assert scatter.places([(20, 20), (20, 200), (200, 100)], ["A", "B", "C"], SIZE) == [0, 0, 0]


def drawn(chart) -> list[dict]:
    """The layers that hold rows; a layer alone leaves its rows to the chart."""
    spec = chart.to_dict()
    return [layer for layer in (spec, *spec["layer"]) if "data" in layer]


def scale(layer: dict, side: str) -> list[float]:
    """The ends of an axis, of the first layer inside that has them."""
    inner = layer
    while "encoding" not in inner:
        inner = inner["layer"][0]
    return inner["encoding"][side]["scale"]["domain"]


def test_a_scatter_tells_every_area_and_turns_an_axis_on_which_less_is_better():
    points = [Point("A", 10, 1), Point("B", 20, 63)]
    chart = scatter.scatter(points, Axis(RATE, "x"), Axis(RANK, "y"), EN, "title")
    (layer,) = drawn(chart)
    assert [(row["a"], row["u"], row["w"]) for row in layer["data"]["values"]] == [
        ("A", "10%", "rank 1"), ("B", "20%", "rank 63"),
    ]  # fmt: skip
    low, high = scale(layer, "y")
    assert low > 63
    assert high < 1
    assert '"tickMinStep": 1.0' in json.dumps(layer)  # no place between two ranks


def test_equal_values_make_an_axis_that_is_not_empty():
    points = [Point("A", 10, 5), Point("B", 10, 5)]
    (layer,) = drawn(scatter.scatter(points, Axis(RATE, "x"), Axis(RATE, "y"), EN, "title"))
    low, high = scale(layer, "x")
    assert low < 10 < high


def test_a_place_is_better_to_the_right_whatever_the_direction():
    assert dumbbell.place(25, RATE) == 0.25
    assert dumbbell.place(1, RANK) == 1
    assert dumbbell.place(63, RANK) == 0
    assert dumbbell.place(99, RANK) == 0


def test_the_outer_marks_have_their_words_and_a_missing_side_has_no_mark():
    tracks = [Track("T", (0.2, None, 0.9, 0.5), ("a", "", "c", "d"))]
    chart = dumbbell.dumbbell(tracks, ["A", "B", "C", "D"], EN, "title")
    spans, marks = drawn(chart)
    assert [(row["s"], row["e"]) for row in marks["data"]["values"]] == [
        ("A", -1), ("C", 1), ("D", 0),
    ]  # fmt: skip
    assert [spans["data"]["values"][0][key] for key in "inab"] == [0, "T", 0.2, 0.9]


def test_equal_sides_are_written_once():
    chart = dumbbell.dumbbell([Track("T", (0.5, 0.5), ("a", "a"))], ["A", "B"], EN, "title")
    assert [row["e"] for row in drawn(chart)[1]["data"]["values"]] == [-1, 0]


def test_no_line_runs_through_a_value():
    tracks = [Track("T", (0.1, 0.5), ("0.0777", "10%")), Track("U", (0.5, 0.5), ("a", "a"))]
    spans = drawn(dumbbell.dumbbell(tracks, ["A", "B"], EN, "title"))[0]
    wide, narrow = ((row["l"], row["r"]) for row in spans["data"]["values"])
    assert wide[0] >= 12 + 6 * 6.5  # the value's distance from the mark, and 6.5 px a digit
    assert wide[1] >= 12 + 3 * 6.5
    assert narrow[1] == 0  # nothing is written there
    left, right = (layer["encoding"] for layer in spans["layer"][:2])
    assert "datum.l" in left["x2"]["value"]["expr"]
    assert "datum.r" in right["x"]["value"]["expr"]

"""Charts: what their specifications say. Expected figures are worked out by hand."""

import json
from datetime import date
from functools import lru_cache
from itertools import pairwise

import pandas as pd
import pytest

from kpi.catalogue import Indicator, Owner, Target
from kpi.charts import look, series
from kpi.charts.bullet import bullet
from kpi.charts.multiples import multiples
from kpi.charts.parts import contributions, shift_share
from kpi.charts.ranks import bump, parts, score_line
from kpi.charts.sparkline import sparkline
from kpi.charts.strip import strips
from kpi.charts.targets import binding
from kpi.charts.trend import trend
from kpi.language import Text, language
from kpi.shift_share import ShiftShare
from kpi.units import load_units

VI, EN, UNITS = language("vi"), language("en"), load_units()
TODAY = date(2026, 11, 21)


def indicator(name="rate", unit="percent", **changes):
    both = Text(name, name)
    fields = {
        "id": name, "name": both, "short": both, "definition": both, "unit": unit,
        "unit_label": Text("", ""), "decimals": 1, "direction": "higher", "valid": (0, 100),
        "domain": (0, 100), "frequency": "M", "aggregation": "ratio", "scope": "provincial",
        "owner": Owner(both, both), "pillar": "", "source": "", "licence": "",
    }  # fmt: skip
    return Indicator(**(fields | changes))


RATE = indicator()
RANK = indicator("rank", "rank", decimals=0, direction="lower", scope="international")
CHARTS = (
    "trend", "multiples", "bump", "score", "parts", "sparkline", "bullet", "strips",
    "contributions", "shift_share",
)  # fmt: skip
T80 = Target("rate", "VN", 80.0, date(2025, 12, 31), "d")


def frame(*rows, name="rate"):
    columns = ["area", "period", "value", "status", "qualifier", "of"]
    filled = [(*row, *("A", "", float("nan"))[len(row) - 3 :]) for row in rows]
    return pd.DataFrame(filled, columns=columns).assign(indicator=name, source="s")


TRAP = frame(
    ("VN", "2024", 45.8), ("VN", "2025-10-26", 39.98), ("VN", "2025-12", 36.8, "P")
)  # fmt: skip
MONTHS = [f"2025-{month:02d}" for month in range(1, 7)]
TWO = frame(*[(area, month, 50.0 + i) for i, area in enumerate(("VN34-01", "VN34-48"))
              for month in MONTHS])  # fmt: skip
EDITIONS = frame(
    ("VN", "2018", 88), ("VN", "2020", 86), ("VN", "2022", 86), ("VN", "2024", 71),
    ("THA", "2018", 73), ("THA", "2020", 57), ("THA", "2022", 55), ("THA", "2024", 52),
    name="rank",
)  # fmt: skip


def drawn(chart, kind):
    """The layers (or the panels' layers) with one kind of mark, each with its rows."""
    spec = chart.to_dict()
    inner = spec.get("spec", spec)
    for layer in inner["layer"]:
        rows = spec["datasets"].get((layer.get("data") or spec.get("data", {})).get("name"), [])
        if layer["mark"]["type"] == kind:
            yield layer, rows


def texts(chart):
    return json.dumps(chart.to_dict(), ensure_ascii=False)


def trend_of(rows, lang=VI, **changes):
    chosen = {"units": UNITS, "chosen": ("VN",), "targets": (T80,), "today": TODAY}
    return trend(rows, RATE, lang, **(chosen | changes))


@lru_cache
def every_chart(simulated):
    table = pd.DataFrame({"area": ["VN63-74", "VN63-79"], "value": [50.0, 40.0],
                          "weight": [3.0, 7.0], "share": [0.3, 0.7]})  # fmt: skip
    change = ShiftShare(2.1, 3.4, -1.3, pd.DataFrame())
    more = {"units": UNITS, "simulated": simulated}
    charts = {
        "trend": trend_of(TRAP, simulated=simulated),
        "multiples": multiples(TWO, RATE, VI, areas=("VN34-01", "VN34-48"), target=T80, **more),
        "bump": bump(EDITIONS, RANK, VI, areas=("THA",), **more),
        "score": score_line(EDITIONS, RANK, VI, **more),
        "parts": parts(EDITIONS, [RANK], VI, **more),
        "sparkline": sparkline(EDITIONS, RANK, VI, simulated=simulated),
        "bullet": bullet(TRAP, RATE, VI, target=T80, today=TODAY, simulated=simulated),
        "strips": strips(TWO, [RATE], "VN34-48", VI, UNITS, today=TODAY, simulated=simulated),
        "contributions": contributions(table, RATE, VI, UNITS, simulated=simulated),
        "shift_share": shift_share(change, RATE, VI, UNITS, simulated=simulated),
    }
    return {name: chart.to_dict() for name, chart in charts.items()}


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_carries_locale_description_and_the_mark_of_practice(name):
    spec = every_chart(True)[name]
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert spec["config"]["locale"]["number"]["thousands"] == "."
    assert spec["description"]
    mark = VI._("SIMULATED FIGURES") if name != "sparkline" else VI._("simulated")
    assert mark in json.dumps(spec, ensure_ascii=False)
    assert mark not in json.dumps(every_chart(False)[name], ensure_ascii=False)


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_has_small_text_or_a_legend(name):
    spec = json.dumps(every_chart(False)[name])
    sizes = [part.split(",")[0].split("}")[0] for part in spec.split('ontSize": ')[1:]]
    assert all(float(size) >= 13 for size in sizes)
    assert '"legend": {' not in spec


def test_english_numbers_in_english():
    assert trend_of(TRAP, EN).to_dict()["config"]["locale"]["number"]["decimal"] == "."


def test_figures_of_differing_periods_are_points_with_their_words_and_no_line():
    chart = trend_of(TRAP)
    assert not list(drawn(chart, "line"))
    _, rows = next(drawn(chart, "circle"))
    assert [(row["v"], row["w"]) for row in rows] == [
        (45.8, "2024"), (39.98, "26/10/2025"), (36.8, "tháng 12/2025"),
    ]  # fmt: skip
    # last days, in ms: 2024-12-31, 2025-10-26, 2025-12-31 UTC
    assert [row["t"] for row in rows] == [1735603200000, 1761436800000, 1767139200000]


def test_only_the_figure_that_is_not_final_is_opened():
    holes = [layer for layer, _ in drawn(trend_of(TRAP), "circle") if "transform" in layer]
    assert holes[0]["transform"] == [{"filter": "datum.q !== 'A'"}]
    assert [row["q"] for row in next(drawn(trend_of(TRAP), "circle"))[1]] == ["A", "A", "P"]


def test_target_line_says_value_deadline_and_that_it_has_passed():
    rule, rows = next(drawn(trend_of(TRAP), "rule"))
    assert rule["mark"]["strokeDash"]
    assert rows[0]["v"] == 80
    assert "80\u00a0%" in rows[0]["l"]
    assert "31/12/2025" in rows[0]["l"]
    assert VI._("past") in rows[0]["l"]
    early = trend_of(TRAP, today=date(2025, 6, 1))
    assert VI._("past") not in next(drawn(early, "rule"))[1][0]["l"]


def test_merger_is_a_rule_for_provinces_and_not_for_the_nation():
    late = frame(*[("VN34-01", f"2025-{month:02d}", 50.0) for month in range(4, 10)])
    assert "01/07/2025" in texts(trend_of(late, chosen=("VN34-01",)))
    assert "01/07/2025" not in texts(trend_of(TRAP))


def test_the_title_tells_what_is_missing_to_the_target():
    owned = indicator(targets=(T80,))
    chart = trend(TRAP, owned, EN, units=UNITS, chosen=("VN",), targets=owned.targets, today=TODAY)
    assert "36.8% (Dec 2025), 43.2 points short of the target of 80%" in chart["description"]


def test_gap_cuts_the_line_and_nothing_bridges_it():
    rows = series.usable(
        frame(*[("VN", month, 1.0) for month in MONTHS if month != "2025-03"]), RATE
    )
    assert [(run["m"], run["v"]) for run in series.runs(rows, 1)] == [
        (660, "1.0 1.0"), (663, "1.0 1.0 1.0"),
    ]  # fmt: skip  # 2025-01 is month 55·12 = 660 since 1970-01


def test_break_cuts_the_line_and_bands_and_missing_are_left_out():
    rows = frame(
        ("VN", "2025-01", 1.0), ("VN", "2025-02", 2.0, "B"), ("VN", "2025-03", 9.0, "A", "lt"),
        ("VN", "2025-04", float("nan")),
    )  # fmt: skip
    packed = series.runs(series.usable(rows, RATE), 1)
    assert [(run["v"], run["q"]) for run in packed] == [("1.0", ""), ("2.0", "B")]


def test_labels_are_moved_apart_in_their_order_inside_the_frame():
    assert series.spread([10, 10, 50], 4, 0, 100) == [8, 12, 50]
    assert series.spread([99, 100, 98], 10, 0, 100) == [90, 100, 80]
    assert series.spread([1, 1], 300, 0, 100) == [0, 100]
    assert series.spread([], 4, 0, 100) == []


def test_line_ends_are_named_without_overlap():
    close = frame(
        *[(f"VN34-{code}", month, 50.0) for code in ("01", "48", "79") for month in MONTHS]
    )
    chart = trend_of(close, chosen=("VN34-01", "VN34-48", "VN34-79"), targets=())
    _, rows = list(drawn(chart, "text"))[-1]
    low, high = next(drawn(chart, "line"))[0]["encoding"]["y"]["scale"]["domain"]
    pixels = sorted(row["y"] * 380 / (high - low) for row in rows)
    assert len(pixels) == 3
    assert min(b - a for a, b in pairwise(pixels)) > 17.9


def test_only_the_nearest_target_of_a_deadline_binds_a_province():
    nation = Target("rate", "VN", 50.0, date(2024, 12, 31), "d")
    provinces = Target("rate", "VN-PROVINCES", 30.0, date(2024, 12, 31), "d")
    assert binding([nation, provinces, T80], ["VN34-01"]) == [provinces, T80]
    assert binding([nation, provinces, T80], ["VN"]) == [nation, T80]


def test_ranks_have_one_at_the_top_and_the_nation_stands_out():
    chart = bump(EDITIONS, RANK, VI, units=UNITS, areas=("THA",))
    lines = [layer for layer, _ in drawn(chart, "line")]
    assert lines[0]["encoding"]["y"]["scale"]["reverse"] is True
    assert lines[0]["encoding"]["y"]["scale"]["domain"][0] == 1
    assert lines[0]["encoding"]["y"]["axis"]["values"][0] == 1
    assert [layer["mark"]["strokeWidth"] for layer in lines] == [1.5, 3.5]
    names = [row["l"] for _, rows in drawn(chart, "text") for row in rows]
    assert "Việt Nam 71" in names


def test_a_card_line_of_ranks_rises_when_the_rank_improves():
    spec = sparkline(EDITIONS, RANK, VI).to_dict()
    assert (spec["width"], spec["height"]) == (160, 44)
    assert spec["layer"][0]["encoding"]["y"]["scale"]["range"] == [0, 44]
    score = indicator("rank", "score")
    assert sparkline(EDITIONS, score, VI).to_dict()["layer"][0]["encoding"]["y"]["scale"][
        "range"
    ] == [44, 0]


def test_an_edition_left_out_is_not_bridged():
    yearly = frame(*[("VN", year, 40) for year in ("2017", "2018", "2019", "2021", "2022")],
                   name="rank")  # fmt: skip
    _, rows = next(drawn(score_line(yearly, RANK, VI, units=UNITS), "line"))
    assert [row["t"] for row in rows] == ["2017 2018 2019", "2021 2022"]


def test_small_multiples_begin_with_the_neediest_and_end_with_the_unknown():
    areas = ("VN34-48", "VN34-01", "VN34-79")  # 51, 50 and nothing
    spec = multiples(TWO, RATE, VI, units=UNITS, areas=areas, target=T80, columns=2).to_dict()
    assert [head.split("  ")[0] for head in spec["facet"]["sort"]] == [
        "Hà Nội", "Đà Nẵng", "TP. Hồ Chí Minh",
    ]  # fmt: skip
    assert "50,0\u00a0%" in spec["facet"]["sort"][0]
    assert spec["columns"] == 2
    axis = spec["spec"]["layer"][0]["encoding"]["y"]["axis"]
    assert axis["values"] == [80.0]


def test_equal_needs_are_ordered_as_a_vietnamese_dictionary_does():
    areas = ["VN34-46", "VN34-01", "VN34-48"]  # Huế, Hà Nội, Đà Nẵng
    rows = frame(*[(area, "2025-01", 50.0) for area in areas])
    order = multiples(rows, RATE, VI, units=UNITS, areas=areas).to_dict()["facet"]["sort"]
    assert [head.split("  ")[0] for head in order] == ["Đà Nẵng", "Hà Nội", "Huế"]


def test_card_bars_begin_at_zero_and_the_target_stands_at_its_value():
    chart = bullet(TRAP, RATE, VI, target=T80, today=TODAY)
    bars = [layer for layer, _ in drawn(chart, "bar")]
    assert all(layer["encoding"]["x"]["scale"]["domain"] == [0, 100] for layer in bars)
    assert next(drawn(chart, "rule"))[1][0]["v"] == 80
    assert [row["p"] for row in next(drawn(chart, "bar"))[1]] == [
        "2024", "26/10/2025", "tháng 12/2025",
    ]  # fmt: skip


def test_a_card_without_figures_says_so_and_keeps_its_target():
    chart = bullet(TRAP[:0], RATE, EN, target=T80, today=TODAY)
    assert "no published figures" in texts(chart)
    assert next(drawn(chart, "rule"))[1][0]["v"] == 80


def test_strip_places_values_on_the_catalogues_scale_better_to_the_right():
    down = indicator(direction="lower", domain=(0, 200), targets=(T80,))
    chart = strips(TWO, [down], "VN34-48", VI, UNITS, today=TODAY)
    marks = [rows[0]["x"] for _, rows in drawn(chart, "point")]
    assert marks == [0.6, 0.745]  # target 1 − 80/200, province 1 − 51/200
    assert next(drawn(chart, "tick"))[1][0]["v"] == "0.7500"  # Hà Nội 1 − 50/200
    assert "2/2" in texts(chart)  # of two, the higher is the worse


def test_parts_of_a_merger_add_up_to_its_figure():
    table = pd.DataFrame({"area": ["VN63-74", "VN63-79", "VN63-77"],
                          "value": [50.0, 40.0, float("nan")],
                          "share": [0.3, 0.7, float("nan")]})  # fmt: skip
    chart = contributions(table, RATE, EN, UNITS)
    assert next(drawn(chart, "rule"))[1] == [{"v": pytest.approx(43.0)}]
    assert next(drawn(chart, "bar"))[0]["encoding"]["x"]["scale"]["domain"][0] == 0
    assert [row["v"] for row in next(drawn(chart, "bar"))[1]] == [40.0, 50.0, None]


def test_the_second_step_begins_where_the_first_ends():
    chart = shift_share(ShiftShare(2.0, 3.5, -1.5, pd.DataFrame()), RATE, EN, UNITS)
    steps = [(row["v"], row["w"]) for row in next(drawn(chart, "bar"))[1]]
    assert steps == [(0.0, 3.5), (3.5, 2.0), (0.0, 2.0)]


def test_data_hold_only_what_is_drawn():
    chart = trend_of(TWO, chosen=("VN34-01",), background=("VN34-48",), targets=())
    (_, grey), (_, bold) = drawn(chart, "line")
    assert set(grey[0]) == {"a", "m", "p", "v"}
    assert set(bold[0]) == {"a", "s", "o", "m", "p", "v", "q"}
    areas = tuple(unit.id for unit in UNITS.provinces)
    full = frame(*[(area, f"{year}-{month:02d}", 50.0) for area in areas
                   for year in (2023, 2024, 2025) for month in range(1, 13)])  # fmt: skip
    assert len(texts(trend_of(full, chosen=areas[:8]))) < 14_000


def _luminance(colour):
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("pair", [look.INK, look.MUTED, look.GOAL, look.PRACTICE, *look.SERIES])
def test_text_colours_stand_out_on_both_grounds(pair):
    light, dark = (_luminance(colour) for colour in pair)
    assert 1.05 / (light + 0.05) >= 4.5
    assert (dark + 0.05) / (_luminance("#0E1117") + 0.05) >= 4.5

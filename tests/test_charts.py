"""Charts: what their specifications say. Expected figures are worked out by hand."""

import gzip
import json
import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

import pandas as pd
import pytest

from kpi.catalogue import Break, Indicator, Owner, Target
from kpi.charts import look, series
from kpi.charts.bullet import bullet
from kpi.charts.multiples import multiples
from kpi.charts.parts import contributions, shift_share
from kpi.charts.ranks import bump, part, score_line
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
    "trend",
    "bump",
    "score",
    "part",
    "strips",
)
WORLD = ("bump", "score", "part")  # published figures only: nobody practises on them
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
    """The layers with one kind of mark, each with the rows it draws."""
    return _drawn(chart.to_dict(), kind, [])


def _drawn(spec, kind, rows):
    rows = spec.get("data", {}).get("values", rows)
    for layer in spec.get("layer", []):
        yield from _drawn(layer, kind, rows)
    if spec.get("mark", {}).get("type") == kind:
        yield spec, rows


def texts(chart):
    return json.dumps(chart.to_dict(), ensure_ascii=False)


def trend_of(rows, lang=VI, **changes):
    chosen = {"units": UNITS, "chosen": ("VN",), "targets": (T80,), "today": TODAY}
    return trend(rows, RATE, lang, **(chosen | changes))


@lru_cache
def every_chart(simulated):
    charts = {
        "trend": trend_of(TRAP, simulated=simulated),
        "bump": bump(EDITIONS, RANK, VI, units=UNITS, areas=("THA",)),
        "score": score_line(EDITIONS, RANK, VI, units=UNITS),
        "part": part(EDITIONS, RANK, VI, units=UNITS, areas=("THA",)),
        "strips": strips(TWO, [RATE], "VN34-48", VI, UNITS, today=TODAY, simulated=simulated),
    }
    return {name: chart.to_dict() for name, chart in charts.items()}


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_carries_locale_and_description(name):
    spec = every_chart(False)[name]
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert spec["config"]["locale"]["number"]["thousands"] == "."
    assert spec["description"]
    assert not any(spec["config"][name]["aria"] for name in ("mark", "axis", "title"))


@pytest.mark.parametrize("name", sorted(set(CHARTS) - {*WORLD}))
def test_every_chart_of_practice_figures_says_so(name):
    mark = "SỐ LIỆU MÔ PHỎNG"
    assert mark in json.dumps(every_chart(True)[name], ensure_ascii=False)
    assert mark not in json.dumps(every_chart(False)[name], ensure_ascii=False)


def test_the_mark_of_practice_figures_is_in_the_readers_language():
    assert look.mark(VI) == "SỐ LIỆU MÔ PHỎNG – không phải số liệu công bố"
    assert look.mark(EN) == "SỐ LIỆU MÔ PHỎNG – simulated figures, not published"


@pytest.mark.parametrize("name", CHARTS)
def test_no_chart_has_small_text_or_a_legend(name):
    spec = json.dumps(every_chart(False)[name])
    sizes = " ".join(re.findall(r'ontSize": ([^,}]*)', spec))
    assert min(int(size) for size in re.findall(r"\d+", sizes)) >= 13
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
    (_, dots), (hole, _) = drawn(trend_of(TRAP), "circle")
    assert hole["transform"] == [{"filter": "datum.q !== 'A'"}]
    assert [row["q"] for row in dots] == ["A", "A", "P"]


def ticks(chart):
    """The time axis: its days, and how they are written."""
    axis = next(drawn(chart, "point"))[0]["encoding"]["x"]["axis"]
    days = [pd.Timestamp(at, unit="ms").date() for at in json.loads(axis["values"]["expr"])]
    return [day.isoformat() for day in days], axis["format"]


def test_ticks_stand_at_the_ends_of_periods_as_the_points_do():
    yearly = frame(*[("VN", str(year), 10.0) for year in (2023, 2024, 2025)])
    assert ticks(trend_of(yearly, targets=())) == (
        ["2023-12-31", "2024-12-31", "2025-12-31"], "%Y",
    )  # fmt: skip
    halves = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)][11:18]
    monthly = trend_of(frame(*[("VN", month, 10.0) for month in halves]), targets=())
    assert ticks(monthly) == (
        ["2024-12-31", "2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31",
         "2025-06-30"], "%m/%Y",
    )  # fmt: skip
    # from 2024-12-31 to the deadline of 2025-12-31: thirteen months are too many
    assert ticks(trend_of(TRAP)) == (
        ["2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"], "%m/%Y",
    )  # fmt: skip


def test_a_year_is_named_as_a_year_where_a_figure_is_older():
    rows = frame(("VN34-01", "2022", 50.0), ("VN34-48", "2023", 60.0))
    heads, _, _ = grid(rows, ("VN34-01", "VN34-48"))
    assert heads[0] == ("Hà Nội", "50\u00a0% (2022)")
    assert "50\u00a0% (2022)" in texts(trend_of(rows, chosen=("VN34-01", "VN34-48")))


def test_target_line_says_value_deadline_and_that_it_has_passed():
    rule, rows = next(drawn(trend_of(TRAP), "rule"))
    assert rule["mark"]["strokeDash"]
    assert rows[0]["v"] == 80
    assert "80\u00a0%" in rows[0]["l"]
    assert "31/12/2025" in rows[0]["l"]
    assert VI._("past") in rows[0]["l"]
    assert rows[0]["s"] == "Mục tiêu 80\u00a0% (12/2025)"  # on a phone
    due, _ = next(layer for layer in drawn(trend_of(TRAP), "point") if "shape" in layer[0]["mark"])
    assert due["encoding"]["x"]["field"] == "t"
    assert rows[0]["t"] == 1767139200000  # 2025-12-31 UTC
    early = trend_of(TRAP, today=date(2025, 6, 1))
    assert VI._("past") not in next(drawn(early, "rule"))[1][0]["l"]


def test_the_nations_target_is_named_so_for_a_province():
    of_province, of_nation = (
        next(drawn(trend_of(TWO, chosen=chosen, today=date(2025, 6, 1)), "rule"))[1][0]
        for chosen in (("VN34-01",), ("VN34-01", "VN"))
    )
    assert of_province["l"] == "Mục tiêu cả nước 80\u00a0%, hạn 31/12/2025"
    assert of_province["s"] == "Mục tiêu cả nước 80\u00a0% (12/2025)"
    assert of_nation["l"] == "Mục tiêu 80\u00a0%, hạn 31/12/2025"


def test_a_target_is_named_at_the_end_where_the_figures_keep_farther_from_it():
    half = Target("rate", "VN", 50.0, date(2024, 12, 31), "d")
    low = Target("rate", "VN", 35.0, date(2024, 12, 31), "d")
    _, rows = next(drawn(trend_of(TRAP, targets=(half, low)), "rule"))
    # 45.8 on the left; 39.98 and 36.8 on the right
    assert [(row["v"], row["e"]) for row in rows] == [(35, 0), (50, 1)]


def test_merger_is_a_rule_for_provinces_and_not_for_the_nation():
    late = frame(*[("VN34-01", f"2025-{month:02d}", 50.0) for month in range(4, 10)])
    assert "01/07/2025: sáp nhập tỉnh" in texts(trend_of(late, chosen=("VN34-01",)))
    assert "01/07/2025" not in texts(trend_of(TRAP))


def test_a_break_is_named_shortly_and_told_in_full_when_pointed_at():
    long = Text("Từ ngày này cách tính khác hẳn", "From this day it is counted otherwise")
    broken = indicator(breaks=(Break(date(2025, 3, 1), long), Break(date(2025, 7, 1), long)))
    spec = trend(TRAP, broken, EN, units=UNITS, chosen=("VN",), today=TODAY)
    _, rows = next(drawn(spec, "rule"))
    assert [(row["l"], row["f"]) for row in rows] == [
        ("1 Jul 2025: provinces merged", long.en), ("1 Mar 2025: break in the series", long.en),
    ]  # fmt: skip
    assert rows[0]["y"] - rows[1]["y"] >= 18  # px: a line of its own


def test_several_areas_are_named_below_on_a_phone():
    chart = trend_of(TWO, chosen=("VN34-01", "VN34-48"), targets=())
    *_, (ends, _), (key, rows) = drawn(chart, "text")
    assert [row["a"] for row in rows] == ["Hà Nội", "Đà Nẵng"]
    assert key["encoding"]["text"]["value"]["expr"].startswith("width < 560 ?")
    assert ends["encoding"]["text"]["value"]["expr"] == "width < 560 ? datum.s : datum.l"


def test_the_title_tells_what_is_missing_to_the_target():
    owned = indicator(targets=(T80,))
    chart = trend(TRAP, owned, EN, units=UNITS, chosen=("VN",), targets=owned.targets, today=TODAY)
    assert "36.8% (Dec 2025), 43.2 points short of the target of 80%" in chart["description"]


def test_the_title_holds_the_last_value_against_the_target_that_counts_today():
    passed = Target("rate", "VN", 50.0, date(2024, 12, 31), "d")
    both = indicator(targets=(passed, T80))
    chosen = {"units": UNITS, "chosen": ("VN",), "targets": both.targets}
    now = trend(TRAP, both, EN, today=TODAY, **chosen).to_dict()["description"]
    then = trend(TRAP, both, EN, today=date(2025, 6, 1), **chosen).to_dict()["description"]
    assert "43.2 points short of the target of 80%" in now
    assert "13.2 points short of the target of 50%" in then


def test_gap_cuts_the_line_and_nothing_bridges_it():
    rows = series.usable(
        frame(*[("VN", month, 1.0) for month in MONTHS if month != "2025-03"]), RATE
    )
    assert [(run["m"], run["v"]) for run in series.runs(rows, 1)] == [
        (660, "1 1"), (663, "1 1 1"),
    ]  # fmt: skip  # 2025-01 is month 55·12 = 660 since 1970-01


def test_break_cuts_the_line_and_bands_and_missing_are_left_out():
    rows = frame(
        ("VN", "2025-01", 1.0), ("VN", "2025-02", 2.0, "B"), ("VN", "2025-03", 9.0, "A", "lt"),
        ("VN", "2025-04", float("nan")),
    )  # fmt: skip
    packed = series.runs(series.usable(rows, RATE), 1)
    assert [(run["v"], run.get("q")) for run in packed] == [("1", None), ("2", "B")]


def test_outlines_keep_changes_in_steps_and_gaps():
    rows = frame(("VN", "2025-01", 1.0), ("VN", "2025-02", 2.1), ("VN", "2025-04", 1.5))
    parts = [series.usable(rows, RATE)] * 2
    assert series.outlines(parts, 0.5) == [
        {"m": 660, "p": 1, "v": "2 2|2 2"}, {"m": 663, "p": 1, "v": "3|3"},
    ]  # fmt: skip  # 2.1 is nearest to four steps


def test_tooltips_name_each_month_of_the_points():
    chart = trend_of(frame(("VN", "2025-01", 1.0), ("VN", "2025-03", 2.0)))
    assert '"1": "tháng 1/2025||tháng 3/2025"' in texts(chart).replace('\\"', '"')


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
    _, rows = list(drawn(chart, "text"))[-2]
    low, high = next(drawn(chart, "point"))[0]["encoding"]["y"]["scale"]["domain"]
    pixels = sorted(row["y"] * 380 / (high - low) for row in rows)
    assert len(pixels) == 3
    assert min(b - a for a, b in pairwise(pixels)) > 17.9


def test_only_the_nearest_target_of_a_deadline_binds_a_province():
    nation = Target("rate", "VN", 50.0, date(2024, 12, 31), "d")
    provinces = Target("rate", "VN-PROVINCES", 30.0, date(2024, 12, 31), "d")
    assert binding([nation, provinces, T80], ["VN34-01"]) == [provinces, T80]
    assert binding([nation, provinces, T80], ["VN"]) == [nation, T80]
    assert binding([nation, provinces, T80], ["VN-PROVINCES"]) == [provinces, T80]


def test_ranks_have_one_at_the_top_and_the_nation_stands_out():
    chart = bump(EDITIONS, RANK, VI, units=UNITS, areas=("THA",))
    line, rows = next(drawn(chart, "line"))
    assert line["encoding"]["y"]["scale"]["reverse"] is True
    assert line["encoding"]["y"]["scale"]["domain"][0] == 1
    assert line["encoding"]["y"]["axis"]["values"][0] == 1
    assert line["encoding"]["strokeWidth"] == {
        "condition": {"test": "datum.k === 1", "value": 3.5}, "value": 1.5,
    }  # fmt: skip
    assert [(row["a"], row.get("k")) for row in rows] == [("Thái Lan", None), ("Việt Nam", 1)]
    names = {row["s"]: row["l"] for _, rows in drawn(chart, "text") for row in rows}
    assert names == {"Việt Nam 71": "Việt Nam 71", "Thái Lan": "Thái Lan 52"}


def test_parts_share_one_scale_and_say_their_last_value():
    score = indicator("rank", "score", domain=(0, 120))
    chart = part(EDITIONS, score, EN, units=UNITS, areas=("THA",))
    assert next(drawn(chart, "line"))[0]["encoding"]["y"]["scale"]["domain"] == [0, 120]
    assert [row["l"] for _, rows in drawn(chart, "text") for row in rows] == ["71"]
    assert chart["title"]["text"] == ["rank: 71 (2024), 88 in 2018"]


def paths(html):
    """The paths of a picture that is markup: class, and where it goes."""
    return re.findall(r'<path class="?(\w?)"? d="([^"]*)"/>', html)


def test_a_card_line_of_ranks_rises_when_the_rank_improves():
    # four editions over 160 units, 4 kept free; 88 is lowest of 44 units, 71 highest
    assert paths(sparkline(EDITIONS, RANK, VI)) == [
        ("", "M4 40L54.7 35.8L105.3 35.8L156 4"), ("d", "M156 4h0"),
    ]  # fmt: skip
    score = sparkline(EDITIONS, indicator("rank", "score"), VI)
    assert paths(score)[0] == ("", "M4 4L54.7 8.2L105.3 8.2L156 40")
    assert "<span>2018</span><span>2024</span>" in score


def test_a_card_line_is_cut_at_a_break_with_a_rule_between():
    assert paths(sparkline(EDITIONS, BROKEN, VI)) == [
        ("", "M4 40L54.7 35.8L105.3 35.8"), ("b", "M130.65 0v44"), ("d", "M156 4h0M156 4h0"),
    ]  # fmt: skip
    assert sparkline(EDITIONS[:0], RANK, VI) == ""


def test_an_edition_left_out_is_not_bridged():
    yearly = frame(*[("VN", year, 40) for year in ("2017", "2018", "2019", "2021", "2022")],
                   name="rank")  # fmt: skip
    _, rows = next(drawn(score_line(yearly, RANK, VI, units=UNITS), "line"))
    assert [row["t"] for row in rows] == ["2017 2018 2019", "2021 2022"]


def test_a_break_cuts_the_line_of_editions_and_opens_the_next_point():
    cut = Break(date(2021, 1, 1), Text("", ""))
    broken = indicator("rank", "rank", decimals=0, direction="lower", breaks=(cut,))
    _, rows = next(drawn(bump(EDITIONS, broken, VI, units=UNITS, areas=("THA",)), "line"))
    assert [(row["t"], row.get("b")) for row in rows] == [
        ("2018 2020", None), ("2022 2024", 1), ("2018 2020", None), ("2022 2024", 1),
    ]  # fmt: skip
    marked = EDITIONS.assign(status=["A", "A", "A", "B", *"AAAA"])  # Viet Nam's of 2024
    _, rows = next(drawn(bump(marked, RANK, VI, units=UNITS, areas=("THA",)), "line"))
    assert [row["t"] for row in rows] == ["2018 2020 2022 2024", "2018 2020 2022", "2024"]
    assert {"filter": "datum.b && datum.t === datum.f"} in [
        step for hole, _ in drawn(bump(marked, RANK, VI, units=UNITS), "circle")
        for step in hole.get("transform", [])
    ]  # fmt: skip


BROKEN = indicator(
    "rank", "rank", decimals=0, direction="lower", breaks=(Break(date(2024, 1, 1), Text("", "")),)
)


def test_no_title_compares_across_a_break():
    head, *_ = bump(EDITIONS, BROKEN, EN, units=UNITS)["description"].split(" · ")
    assert head == "rank: Viet Nam rank 71 (2024); series changed in 2024; not comparable"
    since = replace(BROKEN, breaks=(Break(date(2020, 1, 1), Text("", "")),))
    head, *_ = bump(EDITIONS, since, EN, units=UNITS)["description"].split(" · ")
    assert head == "rank: Viet Nam rank 71 (2024), rank 86 in 2020"  # not 88 in 2018


def test_no_picture_among_many_compares_across_a_break():
    rows = frame(("VN34-01", "2024", 50.0), ("VN34-01", "2025", 60.0, "B"))
    _, paths, html = grid(rows, ("VN34-01",), EN)
    assert "<title>series changed in 2025; not comparable</title>" in html
    assert len(paths) == 1  # two dots
    assert paths[0][0] == " class=d"


def test_areas_known_before_and_after_a_break_are_not_set_side_by_side():
    cut = indicator(breaks=(Break(date(2025, 1, 1), Text("", "")),))
    rows = frame(("VN34-01", "2024", 50.0), ("VN34-48", "2025", 60.0))
    chosen = {"units": UNITS, "chosen": ("VN34-01", "VN34-48"), "today": TODAY}
    head, *_ = trend(rows, cut, EN, **chosen)["description"].split(" · ")
    assert head == "rate; series changed in 2025; not comparable"


def test_a_break_of_the_catalogue_cuts_the_line():
    cut = indicator(breaks=(Break(date(2025, 2, 1), Text("", "")),))
    packed = series.runs(
        series.usable(frame(("VN", "2025-01", 1.0), ("VN", "2025-02", 2.5)), cut), 1
    )
    assert [(run["m"], run["v"]) for run in packed] == [(660, "1"), (661, "2.5")]


def test_the_newest_edition_is_always_named_and_no_name_touches_the_next():
    years = [2003, 2004, 2005, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024]
    many = frame(*[("VN", str(year), 70) for year in years], name="rank")
    axis = next(drawn(bump(many, RANK, VI, units=UNITS), "line"))[0]["encoding"]["x"]
    narrow, wide = re.findall(r"\[(.*?)\]", axis["axis"]["values"]["expr"])
    # a name takes 44 px: on a phone 150 px are 21 years, so names are 6.2 years apart
    assert narrow == "2003, 2016, 2024"
    assert wide == "2003, 2005, 2008, 2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024"
    assert axis["scale"]["domain"] == [2003, 2024]


def test_scores_are_written_plainly_on_their_axis():
    score = indicator("rank", "score", domain=(0, 100))
    axis = next(drawn(score_line(EDITIONS, score, VI, units=UNITS), "line"))[0]
    assert axis["encoding"]["y"]["axis"]["format"] == ",f"  # "," alone gives 2e+1 for 20


def grid(rows, areas, lang=VI, indicator=RATE, **more):
    """Small multiples: the headings, and the pictures' paths, in their order."""
    html = multiples(rows, indicator, lang, units=UNITS, areas=areas, **more)
    heads = re.findall(r"<figcaption>(.*?) <b>(.*?)</b>", html)
    return heads, re.findall(r'<path( class=d)? d="([^"]*)"/>', html), html


def test_small_multiples_begin_with_the_neediest_and_end_with_the_unknown():
    areas = ("VN34-48", "VN34-01", "VN34-79")  # 51, 50 and nothing
    heads, paths, html = grid(TWO, areas, target=T80)
    assert heads == [
        ("Hà Nội", "50\u00a0%"), ("Đà Nẵng", "51\u00a0%"),
        ("TP. Hồ Chí Minh", "chưa có số liệu"),
    ]  # fmt: skip
    assert len(paths) == 2
    assert html.count("<path class=g") == 3


def test_equal_needs_are_ordered_as_a_vietnamese_dictionary_does():
    areas = ["VN34-46", "VN34-01", "VN34-48"]  # Huế, Hà Nội, Đà Nẵng
    heads, _, _ = grid(frame(*[(area, "2025-01", 50.0) for area in areas]), areas)
    assert [name for name, _ in heads] == ["Đà Nẵng", "Hà Nội", "Huế"]


def test_small_multiples_share_one_scale_and_keep_gaps():
    rows = frame(
        ("VN34-01", "2025-01", 0), ("VN34-01", "2025-02", 50), ("VN34-01", "2025-03", 100),
        ("VN34-01", "2025-05", 50, "B"), ("VN34-01", "2025-06", 25, "B"),
        ("VN34-48", "2025-03", 75),
    )  # fmt: skip
    heads, paths, html = grid(rows, ("VN34-01", "VN34-48"))
    # 44 units high for 0–100 (the most there can be), a month wide: 50 is half way up
    assert paths == [
        ("", "M0 44l2-44"), (" class=d", "M4 22h0M5 33h0"), (" class=d", "M2 11h0"),
    ]  # fmt: skip
    assert [value for _, value in heads] == ["25\u00a0%", "75\u00a0% (3/2025)"]
    assert html.count('viewBox="0 0 5 44"') == 2


def test_a_band_is_said_in_small_multiples_and_not_drawn():
    heads, paths, _ = grid(frame(("VN34-01", "2024", 10.0, "A", "lt")), ("VN34-01",))
    assert (heads, paths) == ([("Hà Nội", "&lt;\u00a010\u00a0%")], [])


def test_small_multiples_escape_every_text_and_mark_practice_figures():
    named = indicator(name="rate", numerator=None)
    named = replace(named, name=Text("<b>x</b>", "<b>x</b>"))
    _, _, html = grid(TWO.assign(source="<i>"), ("VN34-01",), indicator=named)
    assert "<b>x" not in html
    assert "<i>" not in html
    assert "SỐ LIỆU MÔ PHỎNG" not in html
    assert "SỐ LIỆU MÔ PHỎNG" in grid(TWO, ("VN34-01",), simulated=True)[2]
    assert "\n" not in html  # an empty line would end the block of HTML


def bars(rows=TRAP, lang=VI, **changes):
    """The bars of a card: their words and widths, and the whole markup."""
    html = bullet(rows, RATE, lang, target=T80, today=TODAY, **changes)
    found = re.findall(r"<b>(.*?)</b>. <span>(.*?)</span><i><s(.*?) style=\"width:(.*?)%\">", html)
    return found, html


def test_card_bars_begin_at_zero_and_the_target_stands_at_its_value():
    found, html = bars()
    assert found == [
        ("45,8\u00a0%", "2024", "", "45.8"), ("40\u00a0%", "26/10/2025", "", "40.0"),
        ("36,8\u00a0%", "tháng 12/2025, sơ bộ", ' class="kd-open"', "36.8"),
    ]  # fmt: skip
    assert 'style="--goal:80.0%"' in html
    assert html.count("kd-now") == 1
    assert "Mục tiêu 80\u00a0%, hạn 31/12/2025 (đã qua)" in html


def test_a_card_without_figures_says_so_and_keeps_its_target():
    found, html = bars(TRAP[:0], EN)
    assert found == []
    assert "no published figures" in html
    assert "Target 80% by 31 Dec 2025 (past)" in html


def test_card_bars_of_practice_figures_say_so():
    assert "SỐ LIỆU MÔ PHỎNG" in bars(simulated=True)[1]
    assert "SỐ LIỆU MÔ PHỎNG" not in bars()[1]


def test_strip_places_values_on_the_catalogues_scale_better_to_the_right():
    down = indicator(direction="lower", domain=(0, 200), targets=(T80,))
    chart = strips(TWO, [down], "VN34-48", VI, UNITS, today=TODAY)
    _, (row,) = next(drawn(chart, "point"))
    assert (row["g"], row["x"]) == (0.6, 0.745)  # target 1 − 80/200, province 1 − 51/200
    assert (row["v"], row["s"], row["e"]) == ("50", 200, 0)  # Hà Nội between worst and best
    assert row["l"] == "51\u00a0%"  # two of 34: no place
    assert '["Hà Nội"]' in texts(chart).replace('\\"', '"')


def test_a_place_is_told_among_half_of_the_areas_or_more():
    down = indicator(direction="lower")
    areas = [unit.id for unit in UNITS.provinces]
    for count, said in ((16, "15\u00a0%"), (17, "16\u00a0% · thứ 17/17")):
        rows = frame(*[(area, "2025", at) for at, area in enumerate(areas[:count])])
        chart = strips(rows, [down], areas[count - 1], VI, UNITS, today=TODAY)
        assert next(drawn(chart, "point"))[1][0]["l"] == said


def test_population_has_no_better_side_and_no_place():
    people = indicator("population", "count", decimals=0, aggregation="sum", domain=(0, 20))
    areas = [unit.id for unit in UNITS.provinces]
    rows = frame(*[(area, "2025", 9) for area in areas], name="population")
    alone = strips(rows, [people], "VN34-01", VI, UNITS, today=TODAY)
    assert "tốt" not in texts(alone)
    (row,) = next(drawn(alone, "point"))[1]
    assert row["n"] == "population (càng về bên phải càng nhiều)"
    assert "thứ" not in row["l"]
    both = strips(rows, [people, RATE], "VN34-01", VI, UNITS, today=TODAY)
    assert "càng về bên phải càng tốt" in both["description"]


def test_a_nations_total_has_no_place_among_its_provinces():
    both = frame(("VN34-01", "2025", 10.0), ("VN", "2025", 90.0))
    for aggregation, marked in (("sum", False), ("ratio", True)):
        one = indicator(aggregation=aggregation)
        chart = strips(both, [one], "VN34-01", VI, UNITS, today=TODAY)
        assert ("y" in next(drawn(chart, "point"))[1][0]) is marked


def pieces(html):
    """The stack's widths; each row's name, figure, words; its bar (begin, width); the rule."""
    bar = r'style="margin-left:(.*?)%;width:(.*?)%"'
    stack, _, rows = html.rpartition("<ul>")
    said = re.findall(r"<em>(.*?)</em> <b>(.*?)</b>(?: <span>(.*?)</span>)?", rows)
    rule = re.search(r"--rule:(.*?)%", html)
    return (
        [float(width) for _, width in re.findall(bar, stack)],
        said,
        [(float(begin), float(width)) for begin, width in re.findall(bar, rows)],
        rule and float(rule[1]),
    )


THREE = pd.DataFrame({"area": ["VN63-74", "VN63-79", "VN63-77"],
                      "value": [50.0, 40.0, float("nan")],
                      "share": [0.3, 0.7, float("nan")]})  # fmt: skip


def test_parts_of_a_merger_add_up_to_its_figure():
    html = contributions(THREE, RATE, EN, UNITS, period="2025")
    stack, said, bars, rule = pieces(html)
    assert stack == [28, 15, 0]  # 0.7 · 40 and 0.3 · 50, of a scale to 100
    assert rule == sum(stack) and "brings to 43%" in html
    assert said == [
        ("Ho Chi Minh City", "40%", "70% of the weight, brings 28 points"),
        ("Binh Duong", "50%", "30% of the weight, brings 15 points"),
        ("Ba Ria - Vung Tau", "no figures", ""),
    ]
    assert bars == [(0, 40), (0, 50), (0, 0)]
    assert 'title="Binh Duong: 15 points"' in html


def test_parts_without_any_figure_stack_nothing():
    unknown = THREE.assign(value=float("nan"), share=float("nan"))
    html = contributions(unknown, RATE, EN, UNITS, period="2025")
    assert "no published figures" in html
    assert pieces(html)[3] is None and "kd-stack" not in html


def test_the_second_step_begins_where_the_first_ends():
    change = ShiftShare(2.0, 3.5, -1.5, pd.DataFrame())
    html = shift_share(change, RATE, VI, UNITS, start="2024", end="2025")
    _, said, bars, rule = pieces(html)
    assert [figure for _, figure, _ in said] == ["+3,5 điểm", "−1,5 điểm", "+2,0 điểm"]
    # of the way from 0 to 3.5: all, from 2 to 3.5, from 0 to 2
    assert bars == [(0, 100), (57.1, 42.9), (0, 57.1)]
    assert rule == 0


def test_a_fall_is_drawn_to_the_left_of_no_change():
    change = ShiftShare(-1.0, -4.0, 3.0, pd.DataFrame())
    _, _, bars, rule = pieces(shift_share(change, RATE, VI, UNITS, start="2024", end="2025"))
    assert (rule, bars) == (100, [(0, 100), (0, 75), (75, 25)])


def test_a_change_of_percentages_is_in_points_between_two_named_periods():
    change = ShiftShare(2.0, 3.5, -1.5, pd.DataFrame())
    moved = shift_share(change, RATE, VI, UNITS, start="2024", end="2025")
    assert "Đơn vị: điểm · Kỳ: 2024 – 2025 · ┃ mức không đổi<" in moved
    brought = contributions(THREE, RATE, VI, UNITS, period="2025")
    assert "Đơn vị: % · Kỳ: 2025 · ┃ số liệu sau sáp nhập<" in brought


def test_a_count_has_parts_and_no_weights():
    count = indicator(unit="count", decimals=0, aggregation="sum")
    table = pd.DataFrame({"area": ["VN63-74", "VN63-79"], "value": [30.0, 70.0],
                          "share": [0.3, 0.7]})  # fmt: skip
    brought = contributions(table, count, VI, UNITS, period="2025-06")
    stack, said, bars, rule = pieces(brought)
    assert (stack, bars, rule) == ([70, 30], [(0, 70), (0, 30)], None)
    assert [words for _, _, words in said] == [
        "phần đóng góp 70\u00a0%", "phần đóng góp 30\u00a0%",
    ]  # fmt: skip
    own = pd.DataFrame({"area": ["VN63-74", "VN63-79"], "own": [5.0, -2.0]})
    moved = shift_share(
        ShiftShare(3.0, 3.0, 0.0, own), count, VI, UNITS, start="2025-06", end="2025-12"
    )
    _, said, bars, _ = pieces(moved)
    assert [name for name, _, _ in said] == ["Bình Dương", "TP. Hồ Chí Minh", "Tổng cộng"]
    assert bars == [(0, 100), (60, 40), (0, 60)]  # 0 to 5, back to 3, and 3 together
    assert "trọng" not in brought + moved


@pytest.mark.parametrize("simulated", [True, False])
def test_parts_of_practice_figures_say_so(simulated):
    change, mark = ShiftShare(2.0, 3.5, -1.5, pd.DataFrame()), {"simulated": simulated}
    brought = contributions(THREE, RATE, VI, UNITS, period="2025", **mark)
    moved = shift_share(change, RATE, VI, UNITS, start="2024", end="2025", **mark)
    assert [("SỐ LIỆU MÔ PHỎNG" in html) for html in (brought, moved)] == [simulated] * 2


def test_data_hold_only_what_is_drawn():
    chart = trend_of(TWO, chosen=("VN34-01",), background=("VN34-48",), targets=())
    (_, grey), (_, bold) = drawn(chart, "line")
    assert set(grey[0]) == {"m", "p", "v"}
    assert set(bold[0]) == {"a", "o", "m", "p", "v"}
    assert "datasets" not in chart.to_dict()


def test_pictures_of_every_province_over_four_years_are_small():
    areas = tuple(unit.id for unit in UNITS.provinces)
    months = [f"{year}-{month:02d}" for year in (2023, 2024, 2025, 2026) for month in range(1, 13)]
    full = frame(
        *[
            (area, month, 10 + place / 2 + place * at % 3 / 4 + at)
            for place, area in enumerate(areas)
            for at, month in enumerate(months[:46])
        ]
    )
    one, eight = (trend_of(full, chosen=areas[:most], background=areas) for most in (1, 8))
    assert len(json.dumps(one.to_dict())) < 13_000
    assert len(json.dumps(eight.to_dict())) < 16_000
    many = [indicator() for _ in range(19)]
    strip = strips(full, many, areas[0], VI, UNITS, today=TODAY)
    for chart in (one, eight, strip):  # as they are sent
        assert len(gzip.compress(json.dumps(chart.to_dict()).encode())) < 7_000
    assert len(grid(full, areas, target=T80, simulated=True)[2].encode()) < 13_500


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

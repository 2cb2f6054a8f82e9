"""The map's payload: what is drawn, what stays missing, how small it is."""

import json
import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.catalogue import Break, Indicator, Owner, Source, Target
from kpi.language import LANGUAGES, Text, language
from kpi.map_words import map_islands, map_words
from kpi.mapping import class_edges, map_payload
from kpi.packing import LETTERS, pack
from kpi.units import load_units

VI, UNITS = language("vi"), load_units()
PROVINCES = tuple(unit.id for unit in UNITS.provinces)
ONE = Text("một", "one")
RATE = Indicator(
    id="rate", name=Text("Tỷ lệ", "Rate"), short=ONE, definition=ONE, unit="percent",
    unit_label=Text("%", "%"), decimals=1, direction="higher", valid=(0, 100), domain=(0, 100),
    frequency="M", aggregation="ratio", scope="provincial", owner=Owner(ONE, ONE), pillar="p",
    source="s", licence="l",
)  # fmt: skip
URL = "https://example.vn/bao-cao"
SOURCES = {"s": Source("s", "Báo cáo", "Bộ", "2026-01", URL, "excerpt")}


def rows(*given, **more):
    """Rows of (area, period, value) in the form of `kpi.merger.view`."""
    normal = {"indicator": "rate", "of": math.nan, "qualifier": "", "status": "A", "source": "s"}
    added = {"published": "2026-01", "coverage": 1.0, "low": math.nan, "high": math.nan, **more}
    return pd.DataFrame(
        [{**normal, **added, "area": area, "period": period, "value": value}
         for area, period, value in given]
    )  # fmt: skip


def payload(frame, indicator=RATE, areas=PROVINCES, **more):
    return map_payload(frame, indicator, VI, UNITS, areas, **{"sources": SOURCES, **more})


def cells(packed, row):
    """Read a packed row by the documented form: steps, zigzag, base 46 with the lowest first."""
    found, last, digits = [], 0, []
    for letter in packed["rows"][row]:
        if letter == " ":
            found.append(None)
            continue
        digits.append(LETTERS.index(letter))
        if digits[-1] < 46:
            number = sum(digit % 46 * 46**place for place, digit in enumerate(digits))
            last += -(number + 1) // 2 if number % 2 else number // 2
            found.append(last / 10 ** packed["decimals"])
            digits = []
    return found


def test_missing_is_missing_and_numbers_are_rounded():
    found = payload(
        rows(
            ("VN34-01", "2025-01", 36.84), ("VN34-01", "2025-03", 0.0), ("VN34-79", "2025-02", 100)
        )
    )
    row = found["areas"].index
    assert found["periods"] == ["2025-01", "2025-02", "2025-03"]
    assert cells(found["values"], row("VN34-01")) == [36.8, None, 0.0]
    assert cells(found["values"], row("VN34-79")) == [None, 100.0, None]
    assert cells(found["values"], row("VN34-04")) == [None, None, None]


def test_packed_steps_by_hand():
    # 36.8 is 368 tenths, zigzag 736 = 16·46 + 0: letters 46 ("more follows", digit 0) and 16;
    # then 0.2 less: step −2, zigzag 3; a gap; then the same again: step 0.
    packed = pack(np.array([[36.8, 36.6, np.nan, 36.6]]), 1)
    assert packed["rows"] == [LETTERS[46] + LETTERS[16] + LETTERS[3] + " " + LETTERS[0]]


@given(st.lists(st.none() | st.integers(-(10**12), 10**12), min_size=1, max_size=30))
def test_any_whole_number_comes_back(figures):
    matrix = np.array([[np.nan if one is None else one for one in figures]], dtype=float)
    assert cells(pack(matrix, 0), 0) == figures


def test_nothing_published_draws_all_areas_without_periods():
    found = payload(rows(("VN34-01", "2025-01", 1.0)).iloc[:0])
    assert len(found["areas"]) == 34
    assert found["periods"] == []
    json.dumps(found, allow_nan=False)


def test_the_nation_is_kept_apart_from_the_ranking():
    found = payload(
        rows(("VN34-01", "2025-01", 50.0), ("VN", "2025-01", 40.0), ("VN", "2025-02", 41.0))
    )
    assert "VN" not in found["areas"]
    assert found["periods"] == ["2025-01"]  # nothing by province in February
    assert cells(found["nation"], 0) == [40.0]


def test_areas_follow_the_vietnamese_alphabet():
    names = payload(rows(("VN34-01", "2025-01", 1.0)))["names"]
    assert names[:3] == ["An Giang", "Bắc Ninh", "Cà Mau"]
    assert names.index("Đắk Lắk") > names.index("Cần Thơ")
    assert names.index("Huế") < names.index("Hưng Yên")
    assert names.index("Hà Tĩnh") < names.index("Hải Phòng") < names.index("Huế")


def test_bands_are_words_and_never_numbers():
    found = payload(rows(("VN34-01", "2025-01", 10.0), qualifier="lt"))
    assert found["bands"] == {f"{found['areas'].index('VN34-01')},0": "<\u00a010\u00a0%"}
    assert cells(found["values"], found["areas"].index("VN34-01")) == [None]


def test_estimates_carry_their_status_and_the_range_of_their_parts():
    known = rows(("VN34-04", "2025-01", 20.0), ("VN34-04", "2025-02", 21.0))
    estimated = rows(("VN34-01", "2025-02", 30.0), status="E", low=25.0, high=37.0)
    found = payload(pd.concat([known, estimated]))
    place = found["areas"].index("VN34-01")
    assert found["statuses"] == {".E": [place]}
    assert (found["low"]["areas"], found["low"]["starts"]) == ([place], [1])
    assert cells(found["low"], 0) == [25.0]
    assert cells(found["high"], 0) == [37.0]


def test_withheld_values_are_missing():
    found = payload(rows(("VN34-01", "2025-01", 3.0), ("VN34-01", "2025-02", math.nan), status="M"))
    assert found["periods"] == []


def test_colours_come_from_the_catalogue_not_from_the_figures():
    low, high = (payload(rows(("VN34-01", "2025-01", value))) for value in (1.0, 99.0))
    assert low["edges"] == high["edges"] == [0, 20, 40, 60, 80, 100]
    assert low["colours"] == high["colours"]
    assert len(low["colours"]) == 5


@pytest.mark.parametrize(
    ("domain", "whole", "edges"),
    [
        ((0, 100), False, (0, 20, 40, 60, 80, 100)),
        ((50, 100), False, (50, 60, 70, 80, 90, 100)),
        ((0.3, 0.9), False, (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)),
        ((1, 63), True, (1, 11, 21, 31, 41, 51, 61, 71)),
        ((0, 22), False, (0, 5, 10, 15, 20, 25)),
        ((0, 3), False, (0, 0.5, 1, 1.5, 2, 2.5, 3)),
    ],
)
def test_classes_have_round_edges(domain, whole, edges):
    assert class_edges(domain, whole=whole) == pytest.approx(edges)


def test_rank_one_is_the_darkest():
    rank = replace(RATE, unit="rank", decimals=0, direction="lower", valid=(1, 63), domain=(1, 63))
    found = payload(rows(("VN34-01", "2024", 5.0), of=63), rank)
    assert found["colours"][0] == "#0c2c84"
    assert found["wholes"] == [63]


def test_only_like_periods_without_a_break_between_are_compared():
    broken = replace(RATE, breaks=(Break(date(2025, 3, 1), ONE),))
    periods = ("2024", "2025-01", "2025-02", "2025-03", "2025-01-01/P4M")
    found = payload(rows(*(("VN34-01", period, 1.0) for period in periods)), broken)
    assert found["before"] == [-1, -1, 1, -1, -1]


def test_an_address_that_is_no_web_page_is_no_link():
    hostile = {"s": replace(SOURCES["s"], url="javascript:alert(1)")}
    found = payload(rows(("VN34-01", "2025-01", 1.0)), sources=hostile)
    assert found["sources"]["urls"] == [""]


def test_sources_are_named_once_and_dated():
    later = rows(("VN34-04", "2025-01", 2.0), published="2026-02-03", source="s; t")
    found = payload(pd.concat([rows(("VN34-01", "2025-01", 1.0)), later]))
    assert found["sources"] == {
        "lines": ["Bộ: Báo cáo", "t"],
        "urls": [URL, ""],
        "of": [[0, 1]],
        "published": ["03/02/2026"],
    }


def test_two_rows_of_one_figure_are_refused():
    with pytest.raises(ValueError, match="duplicate"):
        payload(rows(("VN34-01", "2025-01", 1.0), ("VN34-01", "2025-01", 2.0)))


def test_the_target_is_said_with_its_deadline():
    target = Target("rate", "VN", 80, date(2025, 12, 31), "d")
    assert payload(rows(("VN34-01", "2025-01", 1.0)), target=target)["target"] == {
        "value": 80,
        "deadline": "31/12/2025",
    }


def test_full_size_stays_under_ten_kilobytes():
    months = [f"{2023 + month // 12}-{month % 12 + 1:02d}" for month in range(46)]
    figures = [
        (area, month, (37 * n + 11 * t) % 1001 / 10)
        for n, area in enumerate([*PROVINCES, "VN"])
        for t, month in enumerate(months)
    ]
    found = payload(rows(*figures), simulated=True)
    assert len(json.dumps(found)) <= 10_000
    assert cells(found["values"], 0)[45] is not None


def test_islands_belong_to_their_provinces_in_both_eras():
    for layer, areas in (
        ("provinces", ["VN34-48", "VN34-56", "VN34-31", "VN34-44"]),
        ("former", ["VN63-48", "VN63-56", "VN63-31", "VN63-45"]),
    ):
        found = map_islands(layer, VI)
        assert [group["area"] for group in found] == areas
        assert [group["framed"] for group in found] == [True, True, False, False]
        assert found[0]["label"] == ["Quần đảo Hoàng Sa", "(TP. Đà Nẵng)"]


def test_every_text_is_there_in_both_languages():
    vietnamese, english = (map_words(language(code)) for code in LANGUAGES)
    assert vietnamese.keys() == english.keys()
    assert vietnamese["missing"] == "chưa có số liệu"
    assert [key for key in english if english[key] == vietnamese[key]] == []

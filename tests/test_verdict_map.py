"""The map of verdicts: what travels to it, its order of need, and its answer in words."""

import json
from dataclasses import replace
from datetime import date

import pandas as pd

from kpi.catalogue import Target
from kpi.course import judge_all
from kpi.periods import parse_period
from kpi.units import load_units
from kpi.verdict_map import ORDER, answer, in_need, verdict_payload
from tests.test_charts import EN, RATE, VI, frame

UNITS = load_units()
AREAS = [unit.id for unit in UNITS.provinces]
HANOI, DA_NANG, SON_LA, CA_MAU = "VN34-01", "VN34-48", "VN34-14", "VN34-96"
TODAY = date(2026, 6, 30)
# Due at the end of 2027: 90 is reached, 78 comes close, 60 is far, 50 falls.
COURSES = {HANOI: (85.0, 90.0), DA_NANG: (70.0, 78.0), SON_LA: (59.0, 60.0), CA_MAU: (55.0, 50.0)}


def made(deadline=date(2027, 12, 31)):
    target = Target("rate", "VN", 80.0, deadline, "d")
    rows = frame(*[(area, year, value) for area, values in COURSES.items()
                   for year, value in zip(("2024", "2025"), values, strict=True)])  # fmt: skip
    periods = [parse_period(text) for text in rows["period"]]
    ends, starts = (pd.to_datetime([getattr(one, end) for one in periods])
                    for end in ("end", "start"))  # fmt: skip
    dated = rows.assign(end=ends, start=starts)
    aimed = replace(RATE, targets=(target,))
    return {area: one for (_, area), one in
            judge_all(dated, {"rate": aimed}, TODAY).judgements.items()}  # fmt: skip


def payload(judged, lang=VI):
    return verdict_payload(judged, RATE, lang, UNITS, AREAS, today=TODAY)


def row(told, area):
    which, agree, *texts = told["verdicts"][told["areas"].index(area)]
    return ORDER[which], agree, *(told["texts"][text] for text in texts)


def test_each_area_has_its_verdict_value_distance_and_reason():
    told = payload(made())
    assert row(told, HANOI)[:4] == ("achieved", 1, "90\xa0% (2025)", "")
    assert row(told, CA_MAU) == (
        "moving_away", 1, "50\xa0% (2025)", "30 điểm", "đi xa mục tiêu",
    )  # fmt: skip
    assert row(told, "VN34-15")[0] == "not_enough_data"
    assert told["targets"] == ["Mục tiêu 80\xa0%, hạn 31/12/2027"]


def test_those_in_most_need_come_first():
    judged = made()
    assert in_need(judged) == [CA_MAU, SON_LA, DA_NANG, HANOI]
    told = payload(judged)
    assert [told["areas"][place] for place in told["need"]] == in_need(judged)


def test_a_missed_deadline_needs_most_by_what_is_missing():
    judged = made(date(2025, 12, 31))
    assert in_need(judged) == [CA_MAU, SON_LA, DA_NANG, HANOI]
    assert row(payload(judged), SON_LA)[:4] == ("past_deadline", 1, "60\xa0% (2025)", "20 điểm")


def test_the_answer_counts_and_names_who_needs_most():
    said = answer(made(), AREAS, EN, UNITS)
    assert said.startswith("Of 34 areas: not enough data 30; moving away 1;")
    assert said.endswith("In most need: Ca Mau, 50% (2025), 30 points short.")


def test_without_any_verdict_the_map_says_so():
    told = payload({})
    assert told["need"] == []
    assert told["targets"] == []
    assert told["nation"] is None
    assert answer({}, AREAS, EN, UNITS) == "Of 34 areas: not enough data 34."


def test_it_travels_light():
    assert len(json.dumps(payload(made()))) < 6_000

"""Where an indicator stands: worked by hand on the day 21/11/2026."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import pandas as pd
import pytest

from kpi.catalogue import Break, Superseded, Target, load_catalogue
from kpi.course.horizons import counting, horizons
from kpi.course.series import Series
from kpi.language import Text
from kpi.standing import missing, since_break, standing, targets_now

TODAY = date(2026, 11, 21)


class Aim(NamedTuple):
    """The two fields of an indicator that a standing reads."""

    direction: str
    targets: tuple[Target, ...]


def aim(*targets, direction="higher"):
    return Aim(direction, tuple(target(*one) for one in targets))


def target(value, deadline, area="VN", superseded=None):
    return Target("rate", area, value, date.fromisoformat(deadline), "document", None, superseded)


def seen(value, period, area="VN"):
    return pd.Series({"area": area, "period": period, "value": value})


def test_a_past_deadline_stays_in_sight_with_the_last_value():
    now = standing(aim((80, "2025-12-31")), seen(36.8, "2025"), TODAY)
    assert (now.past, now.met, now.next) == (True, False, None)
    assert now.distance == pytest.approx(43.2)
    assert now.day == date(2025, 12, 31)


def test_the_next_horizon_stands_beside_a_past_one():
    adults = aim((70, "2030-12-31"), (40, "2025-12-31"))
    now, following = targets_now(adults, "VN", TODAY)
    assert (now.value, following.value) == (40, 70)


def test_before_any_deadline_the_first_to_come_counts():
    satisfied = aim((95, "2026-12-31"), (95, "2027-12-31"), (99, "2030-12-31"))
    now = standing(satisfied, seen(96.0, "2026-10"), TODAY)
    assert (now.past, now.met, now.distance) == (False, True, -1)
    assert now.next.deadline == date(2027, 12, 31)


def test_a_rank_is_better_when_lower():
    egdi = aim((70, "2025-12-31"), (50, "2030-12-31"), direction="lower")
    now = standing(egdi, seen(71.0, "2024"), TODAY)
    assert (now.distance, now.met, now.past, now.next.value) == (1, False, True, 50)


@pytest.mark.parametrize(("value", "lacks"), [(79.9, 0.1), (80, 0), (81, -1)])
def test_a_target_is_met_when_nothing_is_missing(value, lacks):
    assert missing(value, 80, "higher") == pytest.approx(lacks)
    now = standing(aim((80, "2025-12-31")), seen(value, "2025"), TODAY)
    assert now.met == (lacks <= 0)


def test_the_deadline_itself_is_not_past():
    due = aim((80, "2026-11-21"))
    assert not standing(due, seen(1.0, "2025"), TODAY).past
    assert standing(due, seen(1.0, "2025"), date(2026, 11, 22)).past


def test_a_national_target_against_a_part_of_the_country_is_known_as_such():
    rate = aim((80, "2025-12-31"), (30, "2024-12-31", "VN-PROVINCES"))
    assert standing(rate, seen(36.8, "2025-12"), TODAY).national is False
    assert standing(rate, seen(68.54, "2024", "VN63-35"), TODAY).national is True
    assert standing(rate, seen(68.54, "2024", "VN63-35"), date(2025, 3, 1)).national is False


TIERS = replace(load_catalogue()["gci_rank"], breaks=(Break(date(2024, 1, 1), Text("", "")),))


@pytest.mark.parametrize(
    ("years", "statuses", "alike", "changed"),
    [
        ((2020, 2022, 2024), "AAA", [2024], 2024),  # the catalogue's break
        ((2018, 2020, 2022), "AAA", [2018, 2020, 2022], None),
        ((2018, 2020, 2022), "ABA", [2020, 2022], 2020),  # the row's own
        ((2020, 2024, 2025), "BAB", [2025], 2025),  # of two the last
        ((2024,), "B", [2024], None),  # nothing before it
    ],
)
def test_only_figures_since_the_last_break_are_compared(years, statuses, alike, changed):
    ends = [date(year, 12, 31) for year in years]
    known, year = since_break(pd.DataFrame({"end": ends, "status": list(statuses)}), TIERS)
    assert ([end.year for end in known["end"]], year) == (alike, changed)


def test_a_superseded_target_no_longer_counts():
    later = Superseded("decision", date(2025, 9, 11), Text("", ""))
    changed = aim((60, "2025-06-30", "VN", later), (80, "2027-12-31"))
    assert targets_now(changed, "VN", TODAY)[0].value == 80


@pytest.mark.parametrize(
    ("area", "value"),
    [("VN", 80), ("VN34-79", 90), ("VN63-79", 70), ("VNM-bo-y-te", 80), ("SGP", None)],
)
def test_the_nearest_target_holds_for_an_area(area, value):
    rate = aim(
        (80, "2025-12-31"), (70, "2025-12-31", "VN-PROVINCES"), (90, "2025-12-31", "VN34-79")
    )
    found, _ = targets_now(rate, area, TODAY)
    assert (found and found.value) == value


def test_a_later_target_of_the_nation_follows_the_group_s_own():
    indicator = aim((30, "2024-12-31", "VN-PROVINCES"), (80, "2025-12-31"))
    before, after = date(2025, 3, 1), date(2026, 11, 21)
    assert [one.value for one in targets_now(indicator, "VN34-01", before) if one] == [30, 80]
    assert [one.value for one in targets_now(indicator, "VN34-01", after) if one] == [80]


def test_without_a_value_or_a_target_there_is_no_standing():
    rate = aim((80, "2025-12-31"))
    assert standing(rate, None, TODAY) is None
    assert standing(rate, seen(float("nan"), "2025"), TODAY) is None
    assert standing(aim(), seen(1.0, "2025"), TODAY) is None


def test_cards_and_verdicts_speak_of_the_same_targets_on_every_day_that_matters():
    """A card accounts for the last deadline passed; the verdict judges the first to come."""
    areas = ("VN", "VN-PROVINCES", "VN-MINISTRIES", "VN34-01", "VN63-01", "VNM-bo-cong-an")
    later = 0
    for one in load_catalogue().values():
        turns = {target.deadline for target in one.targets}
        turns |= {target.superseded.day for target in one.targets if target.superseded}
        days = {turn + timedelta(off) for turn in turns for off in (-1, 0, 1)}
        for area, day in product(areas, sorted(days)):
            now, following = targets_now(one, area, day)
            held = counting(horizons(one, Series(one.id, area), day), day)
            judged = None if held is None else held.target
            past = now is not None and now.deadline < day
            assert judged == (following or now if past else now)
            later += judged != now
    assert later > 10  # they do differ, where a deadline has passed and another is to come

"""What publishing would do: figure by figure, and to what people look at."""

import pandas as pd
import pytest

from kpi.catalogue import load_catalogue
from kpi.store import StoreError, effects, largest
from kpi.store.dry_run import compare, plan
from kpi.units import load_units
from tests.store.samples import RATE, as_sent, base, rows

CATALOGUE, UNITS = load_catalogue(), load_units()
SIGNING = "leader_digital_signing_rate"


def planned(*given, replace=False, before=None, **facts):
    return plan(base() if before is None else before, 7, [as_sent(rows(*given, **facts))], replace)


def told(changes, *columns):
    return changes[["area", "period", "kind", *columns]].values.tolist()


def test_new_changed_unchanged_are_told_apart():
    one = planned(
        (RATE, "VN", "2024", "2025-01-15", 45.8),
        (RATE, "VN", "2025", "2026-02-01", 37.0),
        (RATE, "VN34-01", "2025", "2026-02-01", 61.5),
    )
    assert told(one.changes, "old_value", "new_value")[0] == ["VN", "2025", "changed", 36.8, 37.0]
    assert told(one.changes, "new_value")[1] == ["VN34-01", "2025", "new", 61.5]
    assert one.counts() == {"new": 1, "changed": 1, "removed": 0, "older": 0, "unchanged": 1}
    assert (len(one.added), len(one.removed)) == (2, 0)


def test_the_same_figure_told_again_later_is_unchanged():
    one = planned((RATE, "VN", "2025", "2026-03-01", 36.8))
    assert one.empty
    assert one.unchanged == 1


def test_an_older_edition_is_kept_but_not_shown():
    one = planned((RATE, "VN", "2025", "2026-01-05", 36.0))
    assert told(one.changes, "old_value", "new_value") == [["VN", "2025", "older", 36.8, 36.8]]
    assert len(one.added) == 1


def test_a_new_source_or_status_alone_is_a_change():
    one = planned((RATE, "VN", "2025", "2026-01-10", 36.8), status="P")
    assert told(one.changes, "old_status", "new_status") == [["VN", "2025", "changed", "A", "P"]]
    two = planned((RATE, "VN", "2025", "2026-01-10", 36.8), source="vtv")
    assert told(two.changes) == [["VN", "2025", "changed"]]


def test_several_editions_in_one_file_count_as_one_figure():
    one = planned(
        (RATE, "VN34-01", "2025", "2026-01-01", 60.0), (RATE, "VN34-01", "2025", "2026-02-01", 61.0)
    )
    assert told(one.changes, "new_value") == [["VN34-01", "2025", "new", 61.0]]
    assert len(one.added) == 2


def test_nothing_is_removed_unless_the_file_says_it_holds_all():
    given = (RATE, "VN63-24", "2024", "2025", 50.0)
    assert planned(given).empty
    one = planned(given, replace=True)
    assert told(one.changes, "old_value") == [["VN63-27", "2024", "removed", 60.0]]
    assert one.after["area"].tolist() == ["VN", "VN", "VN63-24"]


def test_files_that_contradict_each_other_are_refused():
    tables = [rows((RATE, "VN34-01", "2025", "2026", value)) for value in (1.0, 2.0)]
    with pytest.raises(StoreError) as refusal:
        plan(base(), 0, [as_sent(table) for table in tables])
    assert refusal.value.code == "disagree"
    assert refusal.value.values["area"] == "VN34-01"
    both = plan(base(), 0, [as_sent(tables[0]), as_sent(tables[0], "lan-2.csv")])
    assert len(both.added) == 1
    noted = as_sent(tables[0].assign(note="x"), "lan-3.csv")
    assert plan(base(), 0, [as_sent(tables[0]), noted]).added["note"].tolist() == [""]


def test_two_states_compared():
    after = pd.concat([base().iloc[1:], rows((RATE, "VN", "2030", "2031", 90.0))])
    assert told(compare(base(), after)) == [["VN", "2024", "removed"], ["VN", "2030", "new"]]
    assert told(compare(base(), base())) == []


def test_largest_changes_are_measured_in_the_colour_domain():
    before = rows((RATE, "VN", "2025", "2026", 40.0), ("dti_rank", "VN63-01", "2024", "2025", 2.0))
    one = planned(
        (RATE, "VN", "2025", "2027", 60.0),  # 20 of 100
        ("dti_rank", "VN63-01", "2024", "2026", 32.0),  # 30 of 62
        (RATE, "VN", "2030", "2031", 1.0),  # new, no step
        before=before,
    )
    assert largest(one.changes, CATALOGUE)["indicator"].tolist() == ["dti_rank", RATE]
    assert largest(one.changes, CATALOGUE, 1)["new_value"].tolist() == [32.0]


def test_the_headline_moves_when_the_nations_last_figure_does():
    seen = effects(planned((RATE, "VN", "2026", "2027-01-01", 41.0)), CATALOGUE, UNITS).headlines
    assert seen.values.tolist() == [[RATE, "VN", "2025", 36.8, "A", "2026", 41.0, "A"]]
    earlier = planned((RATE, "VN", "2023", "2027-01-01", 30.0))
    assert effects(earlier, CATALOGUE, UNITS).headlines.empty


def test_a_merged_province_moves_with_its_parts():
    """Bắc Ninh was made of Bắc Giang (24) and Bắc Ninh (27): (40 + 60) of 200, then (80 + 60)."""
    parts = {"denominator": 100.0}
    first = rows((SIGNING, "VN63-24", "2024", "2025", 40.0), numerator=40.0, **parts)
    other = rows((SIGNING, "VN63-27", "2024", "2025", 60.0), numerator=60.0, **parts)
    before = pd.concat([first, other], ignore_index=True)
    newer = (SIGNING, "VN63-24", "2024", "2026", 80.0)
    one = planned(newer, before=before, numerator=80.0, **parts)
    seen = effects(one, CATALOGUE, UNITS).provinces
    wanted = ["area", "period", "old_value", "new_value"]
    assert seen[wanted].values.tolist() == [["VN34-24", "2024", 50.0, 70.0]]


def test_a_province_moves_when_what_weighs_its_parts_does():
    """50 % and 60 % weigh 1 : 1, then 3 : 1, where only percentages were published."""
    people = rows(*(("population", f"VN63-{code}", "2024", "2025", 1e6) for code in (24, 27)))
    before = pd.concat([base(), people], ignore_index=True)
    one = planned(("population", "VN63-24", "2024", "2026", 3e6), before=before)
    seen = effects(one, CATALOGUE, UNITS).provinces.set_index("indicator")
    assert seen.loc[RATE, ["old_value", "new_value"]].tolist() == [55.0, 52.5]
    assert seen.loc["population", ["old_value", "new_value"]].tolist() == [2e6, 4e6]

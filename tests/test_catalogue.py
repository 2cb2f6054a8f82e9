"""The dictionary reader: what it gives, and every problem at once with file and line."""

import shutil
from datetime import date

import pytest

from kpi.catalogue import DATA, CatalogueError, load_catalogue
from kpi.plan import load_overview

NAMES = ("catalogue.yml", "targets.yml", "sources.yml", "plan.yml")


@pytest.fixture
def folder(tmp_path):
    for name in NAMES:
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def change(folder, name, old, new, times=1):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, times), encoding="utf-8")


def problems(folder):
    with pytest.raises(CatalogueError) as told:
        load_catalogue(folder)
    return told.value.problems


def line_of(folder, name, text):
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_an_entry_is_read_with_owner_breaks_and_targets():
    one = load_catalogue()["full_process_dossier_rate"]
    assert one.owner.agency.vi == "Bộ Khoa học và Công nghệ"
    assert [stop.day for stop in one.breaks] == [date(2022, 8, 15), date(2025, 7, 1)]
    mine = [(target.value, target.deadline) for target in one.targets if target.area == "VN"]
    assert mine == [(50, date(2024, 12, 31)), (80, date(2025, 12, 31))]


def test_scopes_part_the_dictionary():
    catalogue = load_catalogue()
    scopes = [catalogue.of_scope(name) for name in ("national", "provincial", "international")]
    assert sum(map(len, scopes)) == len(catalogue)
    assert "gii_rank" in {one.id for one in scopes[2]}


def test_all_problems_are_told_at_once_with_file_and_line(folder):
    change(folder, "catalogue.yml", "direction: higher", "direction: sideways")
    change(folder, "targets.yml", "indicator: satisfaction_rate", "indicator: satisfacton_rate")
    bad = line_of(folder, "catalogue.yml", "direction: sideways")
    told = problems(folder)
    assert f"catalogue.yml:{bad}: direction: 'sideways' is unknown" in told
    assert any(one.endswith("unknown indicator 'satisfacton_rate'") for one in told)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("    frequency: M\n", "", "field 'frequency' is missing"),
        ("    frequency: M\n", "    frequency: M\n    colour: red\n", "unknown field 'colour'"),
        ("source: decision_942_2021", "source: decision_943", "unknown source 'decision_943'"),
        ("weight: population", "weight: people", "unknown weight 'people'"),
        ("pillar: services", "pillar: stars", "unknown pillar 'stars'"),
        ("domain: [0, 100]", "domain: [0, 101]", "domain (0.0, 101.0) lies outside valid"),
        ("owner: most", "owner: nobody", "owner: 'nobody' is unknown"),
        ("- id: on_time_rate", "- id: satisfaction_rate", "'satisfaction_rate' is defined twice"),
        ("decimals: 1", "decimals: one", "decimals: a whole number is expected"),
        ("proxy_of: satisfaction_rate", "proxy_of: joy", "unknown proxy_of 'joy'"),
        ("direction: higher", "direction: higher\n    direction: lower", "is written twice"),
    ],
)
def test_a_mistake_in_the_dictionary_is_refused(folder, old, new, reason):
    change(folder, "catalogue.yml", old, new)
    assert any(reason in one and one.startswith("catalogue.yml:") for one in problems(folder))


def test_yaml_that_cannot_be_read_names_its_line(folder):
    change(folder, "targets.yml", "    area: VN\n", "    area: [VN\n")
    assert problems(folder)[0].startswith("targets.yml:")


def test_a_change_of_a_file_is_seen(folder):
    before = load_catalogue(folder)["sipas"].decimals
    change(folder, "catalogue.yml", "    decimals: 2\n", "    decimals: 1\n", times=-1)
    assert (before, load_catalogue(folder)["sipas"].decimals) == (2, 1)


def test_a_replaced_target_keeps_its_record():
    targets = load_catalogue()["full_process_service_rate"].targets
    replaced = [target for target in targets if target.superseded]
    assert {(one.value, one.superseded.by) for one in replaced} == {
        (80, "decree_42_2022"),
        (100, "decree_42_2022"),
    }


def test_the_overview_names_indicators_and_targets_that_exist():
    overview = load_overview(load_catalogue())
    assert {count.id: count.value for count in overview.plan.counts}["tasks"] == 67
    assert [phase.end for phase in overview.plan.phases] == [date(2025, 6, 30), date(2025, 12, 31)]
    assert len(overview.plan.pillars) == 6
    first = overview.horizon[0]
    assert (first.indicator, first.value, first.document) == (
        "satisfaction_rate",
        95,
        "decision_1565_2025",
    )


def test_a_horizon_without_its_target_is_refused(folder):
    change(folder, "plan.yml", "deadline: 2027-12-31", "deadline: 2028-12-31")
    change(folder, "plan.yml", "source: directive_42_hanoi", "source: directive_43")
    with pytest.raises(CatalogueError) as told:
        load_overview(load_catalogue(folder), folder)
    assert "no target of 'full_process_service_rate' is due on 2028-12-31" in str(told.value)
    assert "'directive_43' is unknown" in str(told.value)


@pytest.mark.parametrize("side", [0, 1], ids=["vi", "en"])
def test_short_names_tell_indicators_apart(side):
    names = [one.short[side] for one in load_catalogue().values()]
    assert sorted(set(names)) == sorted(names)

"""Composite indices: files, points, published totals, ranks, next points, robustness."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bench.robustness import plain
from kpi.catalogue import load_catalogue
from kpi.indices.index import FOLDER, load_indices
from kpi.indices.points import areas_of, exact, periods_of, ranks, rounded, shares
from kpi.indices.race import Race
from kpi.indices.robustness import random_weights, robustness
from kpi.indices.settings import SettingError, read_figures, read_weights, written
from kpi.indices.steps import to_next_point, to_next_rank
from kpi.indices.words import answer, lacking
from kpi.language import language
from kpi.merger import view
from kpi.observations import load_published, newest
from kpi.practice import practice_panel
from kpi.units import load_units

CATALOGUE, UNITS = load_catalogue(), load_units()
INDICES = load_indices(CATALOGUE).by_id
D766 = INDICES["decision_766"]


def seen(era, frame):
    rows = view(frame, era, CATALOGUE, UNITS)
    return {str(name): part for name, part in rows.groupby("indicator")}


@pytest.fixture(scope="module")
def published():
    return seen("63", newest(load_published()))


@pytest.fixture(scope="module")
def practice():
    return seen("34", practice_panel())


def race(name, rows, era="63", period=None):
    areas = areas_of(INDICES[name], era, UNITS)
    return Race.of(
        INDICES[name], rows, period or periods_of(INDICES[name], rows, areas)[0][0], areas
    )


def test_the_files_are_sound_and_say_where_the_points_stand():
    assert load_indices(CATALOGUE).problems == ()
    assert [group.points for group in D766.groups] == [18, 20, 22, 22, 18]
    for index in INDICES.values():
        assert index.document in CATALOGUE.sources
        for group in index.groups:
            assert group.indicator is None or group.full <= CATALOGUE[group.indicator].valid[1]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yml")), ids=lambda one: one.stem)
def test_every_file_opens_with_an_explanation(file):
    assert file.read_text(encoding="utf-8").startswith("# ")


def test_every_problem_of_a_file_is_told_with_its_line_and_the_other_files_are_kept(tmp_path):
    good = (FOLDER / "egdi.yml").read_text(encoding="utf-8")
    (tmp_path / "egdi.yml").write_text(good, encoding="utf-8")
    bad = (
        "name: {vi: A, en: A}\nshort: {vi: A, en: A}\nunit_label: {vi: '', en: ''}\n"
        "document: nowhere\nareas: villages\ntotal: 0\ndecimals: 2\nstep: -1\ngroups:\n"
        "  - {name: {vi: A, en: A}, points: -1, zero: 0, full: 1}\n"
        "  - {name: {vi: A, en: A}, points: 1, zero: 1, full: 0, indicator: egdi_osi}\n"
        "  - {name: {vi: A, en: A}, points: 1, zero: 2, full: 2, indicator: no_such}\n"
        "  - {name: {vi: A, en: A}, points: 1, zero: .nan, full: 2}\n  - 7\n"
    )
    (tmp_path / "bad.yml").write_text(bad, encoding="utf-8")
    (tmp_path / "torn.yml").write_text("groups: [1, 2", encoding="utf-8")
    found = load_indices(CATALOGUE, tmp_path)
    assert list(found.by_id) == ["egdi"]
    told = "\n".join(found.problems)
    for line in (4, 5, 6, 8, 10, 11, 12, 13, 9):
        assert f"bad.yml:{line}: " in told
    assert "torn.yml:2: " in told


def test_the_five_published_dti_totals_come_out_of_their_parts(published):
    one = race("dti_2022", published)
    assert one.complete == ("VN63-22", "VN63-46", "VN63-48", "VN63-79", "VN63-92")
    assert dict(one.published) | {
        "VN63-48": 0.8002, "VN63-79": 0.7163, "VN63-22": 0.7024, "VN63-46": 0.6975,
        "VN63-92": 0.6924,
    } == dict(one.published)  # fmt: skip
    assert max(map(abs, one.differences().values())) <= 0.0001 + 1e-12
    assert one.standing(one.index.weights).loc["VN63-48", "rank"] == 1


def test_da_nang_by_hand(published):
    by_hand = (1.0 + 0.9 + 0.8253 + 0.8487 + 0.7578) * 0.1 + 0.8575 * 0.2 + (0.7836 + 0.5197) * 0.15
    total = race("dti_2022", published).standing(INDICES["dti_2022"].weights)["total"]
    assert total["VN63-48"] == pytest.approx(by_hand, abs=0.0001)


def test_published_egdi_totals_come_out_of_their_parts(published):
    found = [
        difference
        for period, _ in periods_of(
            INDICES["egdi"], published, areas_of(INDICES["egdi"], "63", UNITS)
        )
        for difference in race("egdi", published, period=period).differences().values()
    ]
    assert len(found) > 120
    assert max(map(abs, found)) < 0.01


def test_no_parts_are_published_of_decision_766_or_of_ministries(published):
    for name in ("decision_766", "dti_ministries_2022"):
        assert periods_of(INDICES[name], published, areas_of(INDICES[name], "63", UNITS)) == []


def test_a_practice_total_is_the_sum_of_its_points(practice):
    one = race("decision_766", practice, "34", "2026-07")
    assert len(one.complete) == 34
    total = one.standing(D766.weights)["total"]
    assert total.to_numpy() == pytest.approx(one.values.sum(axis=1), abs=0.0051)
    assert one.estimated
    assert len(one.estimated) == 23  # the joined ones


def test_who_lacks_a_group_has_no_total_and_no_rank(practice):
    one = race("decision_766", practice, "34", "2026-10")
    standing = one.standing(D766.weights)
    apart = [area for area in one.areas if area not in one.complete]
    assert apart
    assert standing.loc[apart].isna().all(axis=None)
    assert one.lacking(apart[0]) == [0, 1, 2, 3, 4]
    assert standing["rank"].max() <= len(one.complete)


def test_points_are_capped_and_directions_respected():
    down = SimpleNamespace(zero=193.0, full=1.0)
    index = SimpleNamespace(groups=[SimpleNamespace(zero=0.0, full=18.0), down])
    values = np.array([[20.0, 1.0], [-3.0, 200.0], [9.0, 97.0], [np.nan, 193.0]])
    expected = [[1.0, 1.0], [0.0, 0.0], [0.5, 0.5], [np.nan, 0.0]]
    np.testing.assert_allclose(shares(values, index), expected)


def test_equal_totals_share_the_better_rank():
    totals = np.array([80.0, 90.0, np.nan, 80.0, 70.0])
    np.testing.assert_array_equal(ranks(totals), [2, 1, np.nan, 2, 4])


@pytest.mark.parametrize("weights", [(0, 0, 0, 0, 0), (1, 2, 3), (1, 1, 1, 1, -1), (np.nan,) * 5])
def test_weights_that_make_no_total_are_refused(weights):
    with pytest.raises(ValueError, match="5 weights"):
        exact(np.ones((1, 5)), weights, D766)


SHARES = arrays(np.float64, (6, 5), elements=st.floats(0, 1))
WEIGHTS = st.lists(st.integers(0, 40), min_size=5, max_size=5).filter(any)


@given(SHARES, WEIGHTS, st.sampled_from([0.1, 3.0, 1000.0]))
def test_scaling_all_weights_changes_nothing(share, weights, factor):
    scaled = [factor * weight for weight in weights]
    np.testing.assert_allclose(exact(share, weights, D766), exact(share, scaled, D766), atol=1e-9)


@given(SHARES, WEIGHTS, st.integers(0, 4), st.floats(0, 1))
def test_raising_a_figure_never_lowers_a_rank(share, weights, group, higher):
    raised = share.copy()
    raised[0, group] = max(higher, share[0, group])
    before, after = (ranks(rounded(exact(one, weights, D766), D766))[0] for one in (share, raised))
    assert after <= before


GRID = st.integers(0, 50).map(lambda step: step / 50)
COARSE = arrays(np.float64, (5, 5), elements=GRID)


def searched(share, weights, reached):
    """By brute force: for each group the first of 2,000 steps upward that reaches it, or None."""
    found = []
    for group in range(5):
        tried = share.copy()
        rises = np.arange(0, 1 - share[0, group] + 1e-9, 1 / 2000)
        for rise in rises:
            tried[0, group] = share[0, group] + rise
            if reached(tried):
                found.append(rise)
                break
        else:
            found.append(None)
    return found


def compared(way, share, found):
    for rise, room, brute in zip(way.rises, 1 - share, found, strict=True):
        if brute is None:
            assert np.isnan(rise) or rise > room - 1 / 2000
        else:
            assert brute - 1 / 2000 - 1e-6 <= rise <= brute + 1e-6
    if way.cheapest is not None:
        assert way.rises[way.cheapest] == pytest.approx(np.nanmin(way.rises), abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_the_next_point_is_what_brute_force_finds(seed):
    rng = np.random.default_rng(seed)
    share, weights = rng.integers(0, 51, (5, 5)) / 50, rng.integers(1, 30, 5).tolist()
    aim = exact(share, weights, D766)[0] + 1
    found = searched(share, weights, lambda one: exact(one, weights, D766)[0] >= aim - 1e-9)
    compared(to_next_point(share[0], weights, D766), share[0], found)


@pytest.mark.parametrize("seed", range(6))
def test_the_next_rank_is_what_brute_force_finds(seed):
    rng = np.random.default_rng(seed)
    share, weights = rng.integers(20, 31, (5, 5)) / 50, rng.integers(1, 30, 5).tolist()
    share[0] -= 0.02

    def place(one):
        return ranks(rounded(exact(one, weights, D766), D766))[0]

    before = place(share)
    way = to_next_rank(share, 0, weights, D766)
    if before == 1:
        assert way is None
    else:
        compared(way, share[0], searched(share, weights, lambda one: place(one) < before))


def test_of_groups_that_cost_the_same_the_one_with_most_room_is_taken():
    share = np.array([0.5, 0.5, 0.9, 0.2, 0.5])
    way = to_next_point(share, D766.weights, D766)
    assert way.rises[2] == way.rises[3] == pytest.approx(1 / 22)
    assert way.cheapest == 3


def test_a_group_at_its_most_or_without_weight_brings_nothing():
    way = to_next_point(np.array([1.0, 0.99, 0.5, 1.0, 1.0]), (18, 20, 0, 22, 18), D766)
    assert np.isnan(way.rises).all()
    assert way.cheapest is None


def test_robustness_is_what_a_plain_loop_counts(practice):
    one = race("decision_766", practice, "34", "2026-10")
    weightings = random_weights(5, 200)
    stays, first = plain(one.shares.tolist(), D766.weights, weightings.tolist(), D766)
    found = robustness(one.shares, D766, weightings)
    np.testing.assert_allclose(found.stays, stays)
    np.testing.assert_allclose(found.first, first)


def test_random_weightings_sum_to_one_and_one_seed_gives_the_same():
    weightings = random_weights(5)
    assert weightings.shape == (1000, 5)
    np.testing.assert_allclose(weightings.sum(axis=1), 1)
    np.testing.assert_array_equal(weightings, random_weights(5))
    assert weightings.mean(axis=0) == pytest.approx([0.2] * 5, abs=0.02)


def test_one_area_alone_is_always_first_and_stays_there():
    found = robustness(np.full((1, 5), 0.4), D766, random_weights(5))
    assert (found.stays[0], found.first[0]) == (1, 1)
    assert to_next_rank(np.full((1, 5), 0.4), 0, D766.weights, D766) is None


def test_who_is_alone_is_told_that_there_is_nobody_to_rank_against(published):
    five = race("dti_2022", published)
    line = [five.areas.index("VN63-48")]
    alone = Race(five.index, "2022", ("VN63-48",), five.values[line], frozenset(), {})
    told = answer(alone, "VN63-48", language("en"), UNITS)
    assert told.startswith("Provincial DTI, 2022: only Da Nang has figures of all groups, 0.8002;")


def test_who_lacks_one_group_is_told_apart_with_its_name(practice):
    whole = race("decision_766", practice, "34", "2026-07")
    values = whole.values.copy()
    values[3, 2] = np.nan
    torn = Race(D766, "2026-07", whole.areas, values, whole.estimated, {})
    name = UNITS[whole.areas[3]].name.en
    assert lacking(torn, language("en"), UNITS) == [("Digitisation of dossiers", name)]
    assert whole.areas[3] not in torn.complete


def test_weights_are_read_back_as_written():
    assert read_weights("18,20,22,22,18", D766) == D766.weights
    assert written((18, 0.5, 33.3333333, None)) == "18,0.5,33.333333,"
    assert read_figures("15.2,,,20,", D766) == (15.2, None, None, 20, None)


@pytest.mark.parametrize(
    "text",
    ["", "0,0,0,0,0", "1,2,3", "1,1,1,1,-1", "nan,1,1,1,1", "1e9,1,1,1,1", "<b>,1,1,1,1",
     "1,1,1,1,1,1", "1,,1,1,1", "inf,1,1,1,1", "٣,1,1,1,1"],
)  # fmt: skip
def test_nonsense_for_weights_is_refused(text):
    with pytest.raises(SettingError):
        read_weights(text, D766)


@pytest.mark.parametrize("text", ["", "1", "19,,,,", "-1,,,,", "nan,,,,", "x,,,,"])
def test_nonsense_for_figures_is_refused(text):
    with pytest.raises(SettingError):
        read_figures(text, D766)


def test_a_moved_figure_moves_one_area_only(practice):
    one = race("decision_766", practice, "34", "2026-07")
    moved = one.moved("VN34-01", (18, None, None, None, None)).standing(D766.weights)["total"]
    before = one.standing(D766.weights)["total"]
    assert moved["VN34-01"] == pytest.approx(before["VN34-01"] + 18 - one.values[0, 0], abs=0.011)
    pd.testing.assert_series_equal(moved.drop("VN34-01"), before.drop("VN34-01"))

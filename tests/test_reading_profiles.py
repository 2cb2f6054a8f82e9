"""Import profiles: answers kept under a name come back, and damaged files say so."""

import pytest

from kpi.reading import Profile, ProfileError, load_profiles, save_profile

MONTHLY = Profile("Báo cáo tháng", indicator="on_time_rate", era="34", scale="ratio")


def test_a_profile_comes_back_as_options(tmp_path):
    save_profile(MONTHLY, tmp_path / "new")
    kept = load_profiles(tmp_path / "new")["Báo cáo tháng"]
    assert kept == MONTHLY
    assert kept.options() == {
        "given": {"indicator": "on_time_rate"},
        "era": "34",
        "scale": "ratio",
    }


def test_a_profile_replaces_the_one_of_its_name_only(tmp_path):
    save_profile(Profile("khác", period="2025-10"), tmp_path)
    save_profile(MONTHLY, tmp_path)
    save_profile(Profile("Báo cáo tháng"), tmp_path)
    assert load_profiles(tmp_path) == {
        "khác": Profile("khác", period="2025-10"),
        "Báo cáo tháng": Profile("Báo cáo tháng"),
    }


def test_no_profiles_yet(tmp_path):
    assert load_profiles(tmp_path) == {}


@pytest.mark.parametrize("text", ["a: {era: '99'}", "a: {x: 1}", "- a", "a: [", "\x00", "a: b"])
def test_a_damaged_file_is_named(tmp_path, text):
    (tmp_path / "profiles.yml").write_text(text)
    with pytest.raises(ProfileError):
        load_profiles(tmp_path)


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_profile_needs_a_name(tmp_path, name):
    with pytest.raises(ProfileError):
        save_profile(Profile(name), tmp_path)

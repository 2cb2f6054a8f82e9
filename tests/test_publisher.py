"""Who may publish: by the switch, by sign-in, or by a typed name."""

import pytest
import streamlit as st

from kpi.language import language
from ui.publisher import publisher

EN = language("en")


def signed(monkeypatch: pytest.MonkeyPatch, **user: object) -> None:
    monkeypatch.setattr(type(st.user), "to_dict", lambda _self: user)


def test_without_sign_in_the_name_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    signed(monkeypatch)
    assert (publisher(EN).allowed, publisher(EN).name) == (True, "")


@pytest.mark.parametrize("off", ["off", " OFF "])
def test_the_switch_closes_it_for_the_signed_in_too(
    monkeypatch: pytest.MonkeyPatch, off: str
) -> None:
    signed(monkeypatch, is_logged_in=True, name="Lan")
    monkeypatch.setenv("KPI_PUBLISHING", off)
    assert "switched off" in publisher(EN).refusal


def test_where_sign_in_is_set_up_only_the_signed_in_publish(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signed(monkeypatch, is_logged_in=False)
    assert "Sign in" in publisher(EN).refusal
    signed(monkeypatch, is_logged_in=True)  # somebody without any name
    assert not publisher(EN).allowed
    signed(monkeypatch, is_logged_in=True, name="", email="lan@example.vn")
    assert publisher(EN).name == "lan@example.vn"
    signed(monkeypatch, is_logged_in=True, name="Trần Lan", email="lan@example.vn")
    assert (publisher(EN).allowed, publisher(EN).name) == (True, "Trần Lan")


def test_secrets_that_do_not_load_close_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pytest.TempPathFactory
) -> None:
    broken = f"{tmp_path}/secrets.toml"
    with open(broken, "w") as file:  # noqa: PTH123
        file.write("[auth\n")
    signed(monkeypatch)
    monkeypatch.setattr(st, "get_option", lambda _name: [broken])
    monkeypatch.setattr(type(st.secrets), "load_if_toml_exists", lambda _self: False)
    assert not publisher(EN).allowed

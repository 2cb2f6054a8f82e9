"""Who may publish from this server, and under which name: one rule for all screens that write.

`KPI_PUBLISHING=off` closes publishing for everybody. Where sign-in is set up (`[auth]` in the
secrets), only who is signed in publishes, and the name in the log is theirs. Else the name is
typed, as on the command line.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from kpi.language import Language
from kpi.store.store import MOST_NAME, MOST_NOTE

SWITCH = "KPI_PUBLISHING"
_NAMES = ("name", "preferred_username", "email", "sub")  # claims of OpenID Connect, best first


@dataclass(frozen=True)
class Publisher:
    """What this visitor may do: `refusal` says why not ("": may), `name` is theirs ("": typed)."""

    refusal: str = ""
    name: str = ""

    @property
    def allowed(self) -> bool:
        """Whether this visitor may publish and roll back."""
        return not self.refusal

    def sign(self, who: str, why: str, prefix: str) -> None:
        """Ask for name (the one signed in cannot be changed) and note; keys `by` and `note`."""
        st.text_input(
            who, self.name, max_chars=MOST_NAME, key=f"{prefix}by",
            disabled=bool(self.name), autocomplete="name",
        )  # fmt: skip
        st.text_area(why, max_chars=MOST_NOTE, key=f"{prefix}note", height=100)


def publisher(lang: Language) -> Publisher:
    """Return what this visitor may do, looked at in the run that asks."""
    if os.environ.get(SWITCH, "").strip().lower() == "off":
        return Publisher(lang._("Publishing is switched off on this server; reading is not."))
    if _unreadable_secrets():
        return Publisher(lang._("Nobody can publish: the server's sign-in settings are broken."))
    user = st.user.to_dict()
    if "is_logged_in" not in user:  # no sign-in on this server
        return Publisher()
    name = next((str(user[claim]).strip() for claim in _NAMES if user.get(claim)), "")
    if not user["is_logged_in"] or not name:
        return Publisher(lang._("Only those who are signed in publish here. Sign in first."))
    return Publisher(name=name)


def _unreadable_secrets() -> bool:
    """Tell whether there are secrets that do not load: an `[auth]` in them must not be missed."""
    files = st.get_option("secrets.files")
    return any(Path(file).exists() for file in files) and not st.secrets.load_if_toml_exists()

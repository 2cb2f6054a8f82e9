"""Import profiles: what a file does not say, answered once and kept under a name for the next one.

A profile is an entry of `profiles.yml` in the user's data directory:

    Báo cáo tháng của Sở:        # the name
      indicator: on_time_rate    # what is measured, where no column says it
      period: "2025-10"          # rarely kept: it changes with every file
      era: "34"                  # which provinces the names mean: "34" or "63"
      scale: percent             # percent (85.3) or ratio (0.853)
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypedDict, get_args

import yaml
from platformdirs import user_data_path

from kpi.language import N_, Language
from kpi.names import Era
from kpi.reading.result import Scale

__all__ = ["Options", "Profile", "ProfileError", "load_profiles", "save_profile"]

_FILE = "profiles.yml"
_LONGEST = 80  # letters of a name
_CHOICES = {"era": get_args(Era), "scale": get_args(Scale)}


_TEXTS = {
    "damaged": N_("The import profiles in {place} cannot be read: {reason}"),
    "choice": N_("In the import profile “{name}”, {field} must be one of: {choices}."),
    "unknown": N_("There is no import profile “{name}”. Known are: {known}."),
    "name": N_("An import profile needs a name, in one line and of at most {most} letters."),
    "nothing": N_("There is no answer to keep as an import profile."),
    "unwritten": N_("The import profiles in {place} cannot be written: {reason}"),
}


class ProfileError(ValueError):
    """The profiles cannot be read, or a profile cannot be kept; `code` says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def message(self, lang: Language) -> str:
        """Say why, in a sentence."""
        return lang._(_TEXTS[self.code], **self.values)


class Options(TypedDict):
    """What `read_table` takes."""

    given: Mapping[str, str]
    era: Era | None
    scale: Scale | None


@dataclass(frozen=True)
class Profile:
    """Answers for files of one kind; None where the file says it itself."""

    name: str
    indicator: str | None = None
    period: str | None = None
    era: Era | None = None
    scale: Scale | None = None

    def options(self) -> Options:
        """Return the answers as options of `read_table`."""
        given = {"indicator": self.indicator, "period": self.period}
        known = {field: text for field, text in given.items() if text}
        return {"given": known, "era": self.era, "scale": self.scale}


def load_profiles(folder: Path | None = None) -> dict[str, Profile]:
    """Return all profiles by name; ProfileError when the file is damaged."""
    file = _folder(folder) / _FILE
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        return {str(name): _profile(str(name), answers or {}) for name, answers in raw.items()}
    except FileNotFoundError:
        return {}
    except (OSError, yaml.YAMLError, UnicodeDecodeError, TypeError, AttributeError) as error:
        reason = " ".join(str(error).split())
        raise ProfileError("damaged", place=file, reason=reason) from None


def _profile(name: str, answers: Mapping[str, object]) -> Profile:
    profile = Profile(name, **{key: str(value) for key, value in answers.items()})  # type: ignore[arg-type]  # checked next
    for field, choices in _CHOICES.items():
        if getattr(profile, field) not in (None, *choices):
            raise ProfileError("choice", name=name, field=field, choices=", ".join(choices))
    return profile


def save_profile(profile: Profile, folder: Path | None = None) -> None:
    """Keep a profile, in place of another of its name; the file is replaced whole."""
    name = profile.name
    if not name.strip() or not name.isprintable() or len(name) > _LONGEST:
        raise ProfileError("name", most=_LONGEST)
    place = _folder(folder)
    known = {**load_profiles(folder), profile.name: profile}
    answers = {
        one.name: {key: value for key, value in asdict(one).items() if value and key != "name"}
        for one in known.values()
    }
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=place, delete=False, encoding="utf-8") as part:
            yaml.safe_dump(answers, part, allow_unicode=True)
        os.replace(part.name, place / _FILE)  # noqa: PTH105 - replaces in one step
    except OSError as error:
        raise ProfileError("unwritten", place=place, reason=error.strerror) from None


def _folder(folder: Path | None) -> Path:
    return folder or user_data_path("viet-nam-kpi", appauthor=False)

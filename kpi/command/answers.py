"""The options of `check` and `publish`: the files, and answers to what these do not say.

Answers come from the options and, where these are silent, from an import profile.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from kpi.catalogue import load_catalogue
from kpi.language import LANGUAGES, Language
from kpi.moments import clock
from kpi.names import fold
from kpi.periods import read_period
from kpi.reading import Profile, ProfileError, load_profiles, save_profile
from kpi.reading.cells import indicator_names

__all__ = [
    "add_language",
    "add_reading",
    "answers",
    "day",
    "indicator",
    "period",
    "version",
]


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the files and what they do not say themselves."""
    parser.add_argument("file", nargs="+", type=Path, metavar="FILE")
    without = "for files without such a column"
    parser.add_argument("--indicator", type=indicator, metavar="ID", help=without)
    parser.add_argument("--period", type=period, metavar="P", help=without)
    parser.add_argument("--era", choices=("63", "34"), help="which provinces the names mean")
    parser.add_argument("--scale", choices=("percent", "ratio"), help="85.3 or 0.853")
    parser.add_argument("--as-of", type=day, default=date.today(), metavar="DATE")
    parser.add_argument("--profile", metavar="NAME", help="answers kept before; options win")
    parser.add_argument("--save-profile", metavar="NAME", help="keep these answers as a profile")


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the choice of words and of the form for programs."""
    parser.add_argument("--lang", choices=LANGUAGES, default="vi", help="language of messages")
    parser.add_argument("--json", action="store_true", help="for programs")


def day(text: str) -> date:
    """Read a day as people write it."""
    found = read_period(text)
    if found is None or found.frequency != "D":
        raise argparse.ArgumentTypeError(f"not a day: {text!r} (write 2026-01-31)")
    return found.start


def version(text: str) -> int | date:
    """Read a version's number, or a day that has come: what stands on a later one nobody knows."""
    if text.isascii() and text.isdigit():
        return int(text)
    if (found := day(text)) > clock():
        raise argparse.ArgumentTypeError(f"still to come: {text!r}")
    return found


def indicator(text: str) -> str:
    """Return the id of an indicator, given by its id or a name."""
    found = indicator_names(load_catalogue()).get(fold(text))
    if found is None:
        raise argparse.ArgumentTypeError(f"no indicator of the catalogue: {text!r}")
    return found


def period(text: str) -> str:
    """Return the id of a period as people write it."""
    found = read_period(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"not a period: {text!r} (write 2025-10 or Q3/2025)")
    return found.id


def answers(args: argparse.Namespace, lang: Language) -> Profile:
    """Return the answers given, and keep them where that is asked for.

    Raises ProfileError: a profile that is not there, a damaged file, nothing to keep.
    """
    known = _profile(args.profile) if args.profile is not None else Profile("")
    given = {name: getattr(args, name) for name in ("indicator", "period", "era", "scale")}
    told = replace(known, **{name: answer for name, answer in given.items() if answer})
    if args.save_profile is not None:
        if told == Profile(told.name):
            raise ProfileError("nothing")
        told = replace(told, name=args.save_profile)
        save_profile(told)
        print(lang._("The answers are kept as profile “{name}”.", name=told.name), file=sys.stderr)
    return told


def _profile(name: str) -> Profile:
    profiles = load_profiles()
    if name not in profiles:
        known = ", ".join(f"“{one}”" for one in profiles) or "–"
        raise ProfileError("unknown", name=name, known=known)
    return profiles[name]

"""`check`: read tables and list every problem; the options say what a file leaves open."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from kpi.catalogue import load_catalogue
from kpi.command.answers import add_language, add_reading, answers
from kpi.command.reporting import told, written
from kpi.command.telling import as_json, name_place
from kpi.language import Language
from kpi.observations import newest
from kpi.problems import Problem
from kpi.reading import Profile, Reading, read_table
from kpi.store import published
from kpi.store.place import shown, store_url
from kpi.units import load_units

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

__all__ = ["add_to", "read", "status_of"]


def add_to(commands: Commands) -> None:
    """Offer the command."""
    check = commands.add_parser("check", help="read tables and list every problem")
    add_reading(check)
    add_language(check)
    check.set_defaults(run=_check)


def read(args: argparse.Namespace, lang: Language) -> list[tuple[Reading, bytes]]:
    """Read the files and compare them with the newest published figures."""
    given = answers(args, lang)
    name_place(shown(store_url()), lang)
    figures = newest(published())
    return [_read(file, given, args, figures) for file in args.file]


def _read(
    file: Path, given: Profile, args: argparse.Namespace, figures: pd.DataFrame
) -> tuple[Reading, bytes]:
    """Read one file; one that cannot be opened is a problem like any other."""
    try:
        data = file.read_bytes()
    except OSError:
        return Reading(file.name, problems=(Problem("not_a_table", reason="unreadable"),)), b""
    reading = read_table(
        data, file.name, load_catalogue(), load_units(),
        today=args.as_of, published=figures, **given.options(),
    )  # fmt: skip
    return reading, data


def status_of(readings: list[Reading]) -> int:
    """Return the exit status: the worst of the files counts."""
    return max(2 if reading.refused else int(reading.errors > 0) for reading in readings)


def _check(args: argparse.Namespace, lang: Language) -> int:
    readings = [reading for reading, _ in read(args, lang)]
    if args.json:
        each = [told(reading, lang) for reading in readings]
        as_json(each[0] if len(each) == 1 else each)
    else:
        print("\n\n".join(written(reading, lang) for reading in readings))
    return status_of(readings)

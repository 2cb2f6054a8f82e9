"""The command: `python -m kpi check FILE…` reads tables as the upload page does, and publishes.

Exit status: 0 done without error; 1 errors found, or the store did not do it; 2 a file is not
readable as a table, or wrong usage.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence

from kpi.command import (
    checking,
    exporting,
    history,
    notify,
    progress,
    publishing,
    report,
    storing,
    warnings,
)
from kpi.language import language
from kpi.reading import ProfileError
from kpi.store import StoreError

__all__ = ["main"]

_WRONG_USAGE = {"bad_place", "no_version", "no_name", "no_note", "refused"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = _parser().parse_args(arguments)
    lang = language(args.lang)
    try:
        status: int = args.run(args, lang)
    except StoreError as error:
        print(error.message(lang), file=sys.stderr)
        return 2 if error.code in _WRONG_USAGE else 1
    except ProfileError as error:
        print(error.message(lang), file=sys.stderr)
        return 2
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kpi", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for room in (
        checking,
        publishing,
        storing,
        history,
        exporting,
        progress,
        warnings,
        notify,
        report,
    ):
        room.add_to(commands)
    return parser

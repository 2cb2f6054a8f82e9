"""The command: `python -m kpi check FILE…` reads tables as the upload page does.

Exit status: 0 no error, 1 errors found, 2 a file is not readable as a table, or wrong usage.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kpi.catalogue import load_catalogue
from kpi.language import LANGUAGES, Language, language
from kpi.periods import read_period
from kpi.problems import Problem
from kpi.reading import Reading, read_table
from kpi.units import load_units

__all__ = ["main"]

_OBSERVATION = (
    "indicator", "area", "period", "value", "numerator", "denominator", "status", "line",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = _parser().parse_args(arguments)
    lang = language(args.lang)
    readings = [_read(file, args) for file in args.file]
    if args.json:
        told = [_as_json(reading, lang) for reading in readings]
        whole = told[0] if len(told) == 1 else told
        print(json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1))
    else:
        print("\n\n".join(_as_text(reading, lang) for reading in readings))
    return max(2 if reading.refused else int(reading.errors > 0) for reading in readings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kpi", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="read tables and list every problem")
    check.add_argument("file", nargs="+", type=Path, metavar="FILE")
    check.add_argument("--indicator", metavar="ID", help="for files without such a column")
    check.add_argument("--period", metavar="P", help="for files without such a column")
    check.add_argument("--era", choices=("63", "34"), help="which provinces the names mean")
    check.add_argument("--scale", choices=("percent", "ratio"), help="85.3 or 0.853")
    check.add_argument("--as-of", type=_day, default=date.today(), metavar="DATE")
    check.add_argument("--lang", choices=LANGUAGES, default="vi", help="language of messages")
    check.add_argument("--json", action="store_true", help="one object, or a list for many files")
    return parser


def _day(text: str) -> date:
    period = read_period(text)
    if period is None or period.frequency != "D":
        raise argparse.ArgumentTypeError(f"not a day: {text!r} (write 2026-01-31)")
    return period.start


def _read(file: Path, args: argparse.Namespace) -> Reading:
    """Read one file; one that cannot be opened is a problem like any other."""
    given = {name: getattr(args, name) for name in ("indicator", "period")}
    try:
        data = file.read_bytes()
    except OSError:
        return Reading(file.name, problems=(Problem("not_a_table", reason="unreadable"),))
    return read_table(
        data, file.name, load_catalogue(), load_units(),
        today=args.as_of, era=args.era, scale=args.scale,
        given={name: text for name, text in given.items() if text},
    )  # fmt: skip


def _as_json(reading: Reading, lang: Language) -> dict[str, object]:
    frame = reading.observations[list(_OBSERVATION)].astype(object)
    return {
        "file": reading.file,
        "format": reading.format,
        "encoding": reading.encoding,
        "layout": reading.layout,
        "era": reading.era,
        "rows": reading.rows,
        "observations": frame.where(frame.notna(), None).to_dict("records"),
        "problems": [_problem(problem, lang) for problem in reading.problems],
    }


def _problem(problem: Problem, lang: Language) -> dict[str, object]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "line": problem.line,
        "column": problem.column,
        "given": problem.given,
        "message": problem.message(lang),
        "suggestion": problem.suggestion,
    }


def _as_text(reading: Reading, lang: Language) -> str:
    """Write a summary and one line a problem: line, severity, column, message, advice, code."""
    warnings = len(reading.problems) - reading.errors
    summary = lang._(
        "{file}: {rows} rows, {kept} usable; {errors} errors, {warnings} warnings",
        file=reading.file, rows=lang.number(reading.rows),
        kept=lang.number(len(reading.observations)),
        errors=lang.number(reading.errors), warnings=lang.number(warnings),
    )  # fmt: skip
    severities = {"error": lang._("error"), "warning": lang._("warning")}
    lines = [
        f"{problem.line or '':>8}  {severities[problem.severity]:<8}  {problem.column or '':<16}  "
        f"{problem.message(lang)} {problem.advice(lang)} [{problem.code}]"
        for problem in reading.problems
    ]
    return "\n".join([summary, *lines])


if __name__ == "__main__":
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has gone: nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)

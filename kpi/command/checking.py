"""`check`: read tables and list every problem; the options say what a file leaves open."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.catalogue import load_catalogue
from kpi.command.telling import as_json
from kpi.language import LANGUAGES, Language
from kpi.periods import read_period
from kpi.problems import Problem
from kpi.reading import Reading, read_table
from kpi.units import load_units

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

__all__ = ["add_language", "add_reading", "add_to", "day", "read", "status_of", "told", "written"]

_OBSERVATION = (
    "indicator", "area", "period", "value", "numerator", "denominator", "status", "line",
)  # fmt: skip


def add_to(commands: Commands) -> None:
    """Offer the command."""
    check = commands.add_parser("check", help="read tables and list every problem")
    add_reading(check)
    add_language(check)
    check.set_defaults(run=_check)


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the files and what they do not say themselves."""
    parser.add_argument("file", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--indicator", metavar="ID", help="for files without such a column")
    parser.add_argument("--period", metavar="P", help="for files without such a column")
    parser.add_argument("--era", choices=("63", "34"), help="which provinces the names mean")
    parser.add_argument("--scale", choices=("percent", "ratio"), help="85.3 or 0.853")
    parser.add_argument("--as-of", type=day, default=date.today(), metavar="DATE")


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the choice of words and of the form for programs."""
    parser.add_argument("--lang", choices=LANGUAGES, default="vi", help="language of messages")
    parser.add_argument("--json", action="store_true", help="for programs")


def day(text: str) -> date:
    """Read a day as people write it."""
    period = read_period(text)
    if period is None or period.frequency != "D":
        raise argparse.ArgumentTypeError(f"not a day: {text!r} (write 2026-01-31)")
    return period.start


def read(file: Path, args: argparse.Namespace) -> tuple[Reading, bytes]:
    """Read one file; one that cannot be opened is a problem like any other."""
    given = {name: getattr(args, name) for name in ("indicator", "period")}
    try:
        data = file.read_bytes()
    except OSError:
        return Reading(file.name, problems=(Problem("not_a_table", reason="unreadable"),)), b""
    reading = read_table(
        data, file.name, load_catalogue(), load_units(),
        today=args.as_of, era=args.era, scale=args.scale,
        given={name: text for name, text in given.items() if text},
    )  # fmt: skip
    return reading, data


def status_of(readings: list[Reading]) -> int:
    """Return the exit status: the worst of the files counts."""
    return max(2 if reading.refused else int(reading.errors > 0) for reading in readings)


def _check(args: argparse.Namespace, lang: Language) -> int:
    readings = [read(file, args)[0] for file in args.file]
    if args.json:
        each = [told(reading, lang) for reading in readings]
        as_json(each[0] if len(each) == 1 else each)
    else:
        print("\n\n".join(written(reading, lang) for reading in readings))
    return status_of(readings)


def told(reading: Reading, lang: Language) -> dict[str, object]:
    """Tell a program what was read."""
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


def written(reading: Reading, lang: Language) -> str:
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

"""`progress`: is an indicator of an area on course, by which method, and where it will stand."""

from __future__ import annotations

import argparse
import math
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pandas as pd

from kpi import merger
from kpi.catalogue import Indicator, Target, load_catalogue
from kpi.command.answers import add_language, day
from kpi.command.telling import as_json, name_place
from kpi.course import (
    REASONS,
    Horizon,
    Judgement,
    Point,
    Projection,
    explain,
    judge,
    judge_target,
    known_on,
    notes,
    series_of,
    summary,
    told_ahead,
)
from kpi.language import Language
from kpi.observations import dated, newest
from kpi.reading import read_table
from kpi.store import published
from kpi.store.place import shown, store_url
from kpi.units import load_units

if TYPE_CHECKING:
    from kpi.command.checking import Commands

__all__ = ["add_to"]


def add_to(commands: Commands) -> None:
    """Offer the command."""
    progress = commands.add_parser("progress", help="judge an indicator of an area")
    progress.add_argument("--indicator", metavar="ID", type=_indicator, required=True)
    progress.add_argument("--area", metavar="ID", type=_area, required=True)
    progress.add_argument("--as-of", type=day, default=date.today(), metavar="DATE")
    progress.add_argument("--file", type=Path, metavar="FILE", help="judge this table instead")
    progress.add_argument("--target", type=_value, metavar="VALUE", help="with --deadline")
    progress.add_argument("--deadline", type=day, metavar="DATE", help="with --target")
    add_language(progress)
    progress.set_defaults(run=_progress, parser=progress)


def _indicator(text: str) -> Indicator:
    if text not in load_catalogue():
        raise argparse.ArgumentTypeError(f"no indicator of the catalogue: {text!r}")
    return load_catalogue()[text]


def _area(text: str) -> str:
    if text not in load_units():
        raise argparse.ArgumentTypeError(f"no area: {text!r} (write VN, VN34-79, VN63-79…)")
    return text


def _value(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"not a number: {text!r}")
    return value


def _progress(args: argparse.Namespace, lang: Language) -> int:
    if (args.target is None) != (args.deadline is None):
        args.parser.error("--target and --deadline go together")
    made = _judged(args, lang)
    if args.json:
        as_json(_told(made, lang))
    else:
        print("\n".join(_written(made, lang)))
    return 0


def _judged(args: argparse.Namespace, lang: Language) -> Judgement:
    """Judge against the catalogue's target, or the one given."""
    indicator, rows = args.indicator, _rows(args, lang)
    if args.file is not None:  # the catalogue's breaks are those of the published figures
        indicator = replace(indicator, breaks=())
    series = series_of(rows, indicator, args.area, args.as_of)
    if args.target is None:
        return judge(indicator, series, args.as_of)
    target = Target(indicator.id, args.area, args.target, args.deadline, "")
    return judge_target(indicator, series, target, args.as_of)


def _rows(args: argparse.Namespace, lang: Language) -> pd.DataFrame:
    """Return the figures to judge, in the borders of the area."""
    if args.file is None:
        name_place(shown(store_url()), lang)
    known = known_on(published(), args.as_of)
    if args.file is not None:
        own = newest(dated(_read(args, lang)))
        weights = known[~known["indicator"].isin(own["indicator"].unique())]
        known = pd.concat([own, weights], ignore_index=True)
    if not args.area.startswith("VN34-"):
        return known
    return merger.view(known, "34", load_catalogue(), load_units())


def _read(args: argparse.Namespace, lang: Language) -> pd.DataFrame:
    """Read the table; its problems are told on standard error and their lines left out."""
    try:
        data = args.file.read_bytes()
    except OSError as error:
        _refuse(args, lang._("“{file}” cannot be read: {reason}", file=args.file,
                             reason=error.strerror))  # fmt: skip
    reading = read_table(
        data, args.file.name, load_catalogue(), load_units(),
        given={"indicator": args.indicator.id, "area": args.area},
        today=max(args.as_of, date.today()),
        era="63" if args.area.startswith("VN63-") else None,
    )  # fmt: skip
    for problem in reading.problems:
        print(f"{args.file.name}:{problem.line or ''}: {problem.message(lang)}", file=sys.stderr)
    if reading.refused or (reading.errors and reading.observations.empty):
        _refuse(args, lang._("“{file}” is no table that can be judged.", file=args.file))
    return reading.observations


def _refuse(args: argparse.Namespace, why: str) -> NoReturn:
    parser: argparse.ArgumentParser = args.parser
    parser.error(why)


def _told(made: Judgement, lang: Language) -> dict[str, object]:
    """Tell a program what was judged."""
    silent = made.no_projection
    return {
        "indicator": made.indicator.id,
        "area": made.area,
        "as_of": f"{made.as_of}",
        "baseline": _point(made.baseline),
        "latest": _point(made.latest),
        "target": made.target and made.target.value,
        "deadline": made.target and f"{made.target.deadline}",
        "months_left": made.months_left,
        "required_pace": made.required_pace,
        "best_pace": made.best_pace,
        "methods": {name: _method(made, name, lang) for name in made.findings},
        "agree": made.agree,
        "overall": made.overall,
        "reason": lang._(REASONS[made.reason]) if made.reason else None,
        "projection": _ahead(made.projection),
        "projection_reason": lang._(REASONS[silent]) if silent else None,
        "horizons": [_horizon(one) for one in made.horizons],
        "notes": list(notes(made, lang)),
    }


def _point(point: Point | None) -> dict[str, object] | None:
    return None if point is None else {"period": point.period, "value": point.value}


def _method(made: Judgement, name: str, lang: Language) -> dict[str, object]:
    finding = made.findings[name]
    line = {"line": finding.numbers.get("line")} if name == "german" else {}
    why = lang._(REASONS[finding.reason]) if finding.reason else None
    return {"value": finding.value, **line, "verdict": finding.verdict, "reason": why}


def _ahead(made: Projection | None) -> dict[str, object] | None:
    if made is None:
        return None
    interval = {name: getattr(made.at, name) for name in ("low80", "high80", "low95", "high95")}
    record = (
        "error", "error_no_change", "coverage80", "coverage95", "origins", "forecasts", "farthest",
    )  # fmt: skip
    return {
        "method": made.method,
        "value": made.at.value,
        **interval,
        "probability": made.probability,
        "backtest": {name: getattr(made, name) for name in record},
    }


def _horizon(one: Horizon) -> dict[str, object]:
    record = one.target.superseded
    return {
        "target": one.target.value,
        "deadline": f"{one.target.deadline}",
        "document": one.target.document,
        "state": one.state,
        "superseded": record and {"by": record.by, "day": f"{record.day}"},
    }


def _written(made: Judgement, lang: Language) -> list[str]:
    """Write the overall verdict, a line a method, the projection, and what must be known."""
    lines = [f"  {one.word.sign} {one.name}: {one.text}" for one in explain(made, lang)]
    return [summary(made, lang), *lines, told_ahead(made, lang), *notes(made, lang)]

"""`publish`: a dry run first, then a version with a name and a note, whole or not at all."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from kpi.catalogue import load_catalogue
from kpi.command import checking
from kpi.command.answers import add_language, add_reading
from kpi.command.reporting import told, written
from kpi.command.telling import as_json, figure, records, where
from kpi.language import Language
from kpi.reading import Reading
from kpi.store import Effects, Plan, Store, effects, largest, sent
from kpi.units import load_units

if TYPE_CHECKING:
    from kpi.command.checking import Commands

__all__ = ["add_to"]

_MOST = 10  # lines of each list that are written out; programs get them all


def add_to(commands: Commands) -> None:
    """Offer the command."""
    publish = commands.add_parser("publish", help="publish tables as a new version")
    add_reading(publish)
    publish.add_argument("--by", metavar="NAME", default="", help="who publishes")
    publish.add_argument("--note", metavar="TEXT", default="", help="why")
    publish.add_argument("--dry-run", action="store_true", help="only say what would change")
    publish.add_argument("--skip-bad-lines", action="store_true", help="leave out bad lines")
    publish.add_argument(
        "--replace", action="store_true", help="remove figures of areas the files do not name"
    )
    add_language(publish)
    publish.set_defaults(run=_publish, parser=publish)


def _publish(args: argparse.Namespace, lang: Language) -> int:
    if not args.dry_run and not (args.by.strip() and args.note.strip()):
        args.parser.error("--by and --note are required, but for a --dry-run")
    read = checking.read(args, lang)
    readings = [reading for reading, _ in read]
    if not args.json:
        print("\n\n".join(written(reading, lang) for reading in readings))
    status = checking.status_of(readings)
    if status == 2 or (status == 1 and not args.skip_bad_lines):
        return _stopped(readings, status, args, lang)
    store = Store()
    plan = store.plan([sent(*one, args.skip_bad_lines) for one in read], args.replace)
    seen = effects(plan, load_catalogue(), load_units())
    if not args.json:
        print("\n".join(_lines(plan, seen, lang)))
    wanted = not (args.dry_run or plan.empty)
    version = store.publish(plan, args.by, args.note) if wanted else None
    if args.json:
        as_json(_told(readings, plan, seen, version, args, lang))
    else:
        print(_outcome(plan, version, lang))
    return 0


def _stopped(readings: list[Reading], status: int, args: argparse.Namespace, lang: Language) -> int:
    """Say that problems keep the files from being published."""
    if args.json:
        as_json(_told(readings, None, None, None, args, lang))
    else:
        print(lang._("Nothing was published: correct the files, or leave out the bad lines "
                     "(--skip-bad-lines)."))  # fmt: skip
    return status


def _told(
    readings: list[Reading],
    plan: Plan | None,
    seen: Effects | None,
    version: int | None,
    args: argparse.Namespace,
    lang: Language,
) -> dict[str, object]:
    result: dict[str, object] = {
        "version": version,
        "dry_run": args.dry_run,
        "files": [told(reading, lang) for reading in readings],
    }
    if plan is not None and seen is not None:
        result |= {"parent": plan.parent, "counts": plan.counts(), "changes": records(plan.changes)}
        result |= {name: records(table) for name, table in seen._asdict().items()}
    return result


def _outcome(plan: Plan, version: int | None, lang: Language) -> str:
    if version is not None:
        return lang._("Published as version {version}.", version=version)
    if plan.empty:
        return lang._("Everything in the file is published already; no version was made.")
    return lang._("This was a dry run: nothing was published.")


def _lines(plan: Plan, seen: Effects, lang: Language) -> Iterator[str]:
    """Write what the version would change."""
    counts = {kind: lang.number(count) for kind, count in plan.counts().items()}
    yield lang._(
        "Figures: {new} new, {changed} changed, {removed} removed, {older} older editions, "
        "{unchanged} unchanged", **counts,
    )  # fmt: skip
    yield from _list(lang._("Largest changes"), largest(plan.changes, load_catalogue()), lang)
    yield from _list(lang._("Removed"), plan.changes[plan.changes["kind"] == "removed"], lang)
    yield from _list(lang._("Headlines of the nation"), seen.headlines, lang)
    yield from _list(lang._("Merged provinces"), seen.provinces, lang)


def _list(title: str, table: pd.DataFrame, lang: Language) -> Iterator[str]:
    if table.empty:
        return
    yield f"{title} ({lang.number(len(table))}):"
    for row in table.head(_MOST).to_dict("records"):
        yield f"  {where(row, lang)}: {figure(row, 'old', lang)} → {figure(row, 'new', lang)}"
    if len(table) > _MOST:
        yield "  …"

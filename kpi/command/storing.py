"""`versions` and `rollback`: the log, and the way back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kpi.command.answers import add_language
from kpi.command.telling import as_json, name_place
from kpi.language import N_, Language
from kpi.store import Store, Version
from kpi.store.versions import VIET_NAM

if TYPE_CHECKING:
    from kpi.command.checking import Commands

__all__ = ["add_to"]

_KINDS = {
    "base": N_("files of the project"),
    "publish": N_("published"),
    "rollback": N_("rolled back"),
}


def add_to(commands: Commands) -> None:
    """Offer the commands."""
    versions = commands.add_parser("versions", help="list who published what, when and why")
    add_language(versions)
    versions.set_defaults(run=_versions)
    rollback = commands.add_parser("rollback", help="make everything as it was at a version")
    rollback.add_argument("version", type=int, metavar="VERSION")
    rollback.add_argument("--by", metavar="NAME", required=True, help="who goes back")
    rollback.add_argument("--note", metavar="TEXT", required=True, help="why")
    add_language(rollback)
    rollback.set_defaults(run=_rollback)


def _opened(lang: Language) -> Store:
    store = Store()
    name_place(store.place, lang)
    return store


def _versions(args: argparse.Namespace, lang: Language) -> int:
    log = _opened(lang).versions()
    if args.json:
        as_json([_told(version) for version in log])
    else:
        print("\n".join(_written(version, lang) for version in log))
    return 0


def _told(version: Version) -> dict[str, object]:
    files = [vars(file) for file in version.files]
    return {**vars(version), "at": version.at.isoformat(), "files": files}


def _written(version: Version, lang: Language) -> str:
    """Write a version on one line, and each of its files on one below."""
    at = version.at.astimezone(VIET_NAM)
    kind = lang._(_KINDS[version.kind])
    if version.target is not None:
        kind += f" → {version.target}"
    lines = [
        f"{version.id:>5}  {lang.date(at.date())} {at:%H:%M:%S}  {kind}  {version.author}  "
        + lang._("{rows} rows", rows=lang.number(version.rows))
        + (f"  “{' '.join(version.note.split())}”" if version.note else "")
    ]
    for file in version.files:
        lines.append("       " + lang._(
            "{file}: {lines} lines, {left_out} left out, {repeated} repeated; SHA-256 {hash}",
            file=file.name, lines=lang.number(file.lines), left_out=lang.number(file.left_out),
            repeated=lang.number(file.repeated), hash=file.sha256,
        ))  # fmt: skip
    return "\n".join(lines)


def _rollback(args: argparse.Namespace, lang: Language) -> int:
    store = _opened(lang)
    made = store.rollback(args.version, args.by, args.note)
    if args.json:
        as_json(_told(store.versions()[0]))
    else:
        print(lang._("Everything is as it was at version {target}; this is version {version}.",
                     target=args.version, version=made))  # fmt: skip
    return 0

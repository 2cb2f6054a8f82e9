"""`revisions` and `compare`: how figures changed over the versions, and between two of them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi.catalogue import load_catalogue
from kpi.command.answers import add_language, indicator, period, version
from kpi.command.telling import as_json, figure, name_place, records, where
from kpi.language import N_, Language
from kpi.names import read_area
from kpi.store import Store
from kpi.store.versions import VIET_NAM
from kpi.units import load_units

if TYPE_CHECKING:
    from kpi.command.checking import Commands

__all__ = ["add_to"]

_KINDS = {
    "new": N_("new"),
    "changed": N_("changed"),
    "removed": N_("removed"),
    "older": N_("older edition"),
}


def add_to(commands: Commands) -> None:
    """Offer the commands."""
    told = commands.add_parser("revisions", help="how a figure changed over the versions")
    told.add_argument("--indicator", type=indicator, metavar="ID", required=True)
    told.add_argument("--area", type=_area, metavar="AREA", required=True, help="id or name")
    told.add_argument("--period", type=period, metavar="P", help="all periods without it")
    add_language(told)
    told.set_defaults(run=_revisions)
    compare = commands.add_parser("compare", help="the figures in which two versions differ")
    for name in ("old", "new"):
        compare.add_argument(name, type=version, metavar="VERSION", help="a number, or a day")
    add_language(compare)
    compare.set_defaults(run=_compare)


def _area(text: str) -> str:
    found = read_area(text, load_units(), suggest=False)
    if found.area is None:
        candidates = ", ".join(found.candidates) or "none"
        raise argparse.ArgumentTypeError(f"no single area: {text!r} (candidates: {candidates})")
    return found.area


def _opened(lang: Language) -> Store:
    store = Store()
    name_place(store.place, lang)
    return store


def _revisions(args: argparse.Namespace, lang: Language) -> int:
    told = _opened(lang).revisions(args.indicator, args.area, args.period)
    if args.json:
        as_json(records(told))
        return 0
    here = {"indicator": args.indicator, "area": args.area}
    lines = [_edition(row, lang) for row in records(told.assign(**here))]
    print("\n".join(lines or [lang._("No version holds this figure.")]))
    return 0


def _edition(row: Mapping[Any, Any], lang: Language) -> str:
    """Write one edition: its version, when, who, what, and what became of it."""
    at = datetime.fromisoformat(row["at"]).astimezone(VIET_NAM)
    facts = {f"new_{name}": row[name] for name in ("value", "of", "qualifier")}
    told = figure({**row, **facts}, "new", lang)
    fate = lang._("taken away") if row["removed"] else lang._("shown") if row["shown"] else ""
    note = f"  “{' '.join(row['why'].split())}”" if row["why"] else ""
    return (
        f"{row['version']:>5}  {lang.date(at.date())} {at:%H:%M}  {row['author']}  "
        f"{where(row, lang)}: {told}  "
        + lang._("published {day}", day=row["published"])
        + (f"  [{fate}]" if fate else "")
        + note
    )


def _compare(args: argparse.Namespace, lang: Language) -> int:
    store = _opened(lang)
    old, new = (store.find(one) for one in (args.old, args.new))
    changes = store.compare(old, new)
    if args.json:
        as_json({"old": old, "new": new, "changes": records(changes)})
        return 0
    print(
        lang._("From version {old} to version {new}: {count} figures differ.",
               old=old, new=new, count=lang.number(len(changes)))
    )  # fmt: skip
    print("".join(_change(row, lang) for row in _sorted(changes)), end="")
    return 0


def _sorted(changes: pd.DataFrame) -> list[dict[Any, Any]]:
    order = {name: at for at, name in enumerate(load_catalogue())}
    ranked = changes.assign(order=changes["indicator"].map(order))
    return ranked.sort_values(["order", "area", "period"]).to_dict("records")


def _change(row: Mapping[Any, Any], lang: Language) -> str:
    said = _KINDS[row["kind"]]
    kind = lang._(said)
    old, new = (figure(row, age, lang) for age in ("old", "new"))
    return f"  {kind:<10}  {where(row, lang)}: {old} → {new}\n"

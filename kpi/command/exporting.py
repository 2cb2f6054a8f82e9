"""`export`: the figures of any version as a file."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from kpi import merger
from kpi.catalogue import load_catalogue
from kpi.command.answers import version
from kpi.command.telling import name_place
from kpi.export import FORMATS, to_csv, to_sdmx_csv, to_xlsx
from kpi.language import LANGUAGES, Language
from kpi.observations import OBSERVATION_COLUMNS, newest
from kpi.store import published
from kpi.store.place import shown, store_url
from kpi.units import load_units

if TYPE_CHECKING:
    from kpi.command.checking import Commands

__all__ = ["add_to", "put"]

_MERGED = ("low", "high", "coverage")


def add_to(commands: Commands) -> None:
    """Offer the command."""
    export = commands.add_parser("export", help="write figures as a file")
    known = list(load_catalogue())
    export.add_argument(
        "--indicator", metavar="ID", action="append", choices=known, help="only this; repeatable"
    )
    export.add_argument("--areas", choices=("34", "63"), help="in the borders of one division")
    export.add_argument("--as-of", type=version, metavar="DATE|VERSION")
    export.add_argument("--format", choices=list(FORMATS), required=True)
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    export.add_argument("--lang", choices=LANGUAGES, default="vi", help="language of names")
    export.set_defaults(run=_export)


def _export(args: argparse.Namespace, lang: Language) -> int:
    name_place(shown(store_url()), lang)
    rows = _rows(args)
    if args.format == "xlsx":
        data = to_xlsx(_sheets(rows, lang))
    else:
        data = (to_csv if args.format == "csv" else to_sdmx_csv)(rows)
    try:
        put(args.output, data)
    except OSError as error:
        print(lang._("“{file}” cannot be written: {reason}", file=args.output,
                     reason=error.strerror), file=sys.stderr)  # fmt: skip
        return 1
    print(lang._("{file}: {rows} rows", file=args.output, rows=lang.number(len(rows))))
    return 0


def _rows(args: argparse.Namespace) -> pd.DataFrame:
    """Return the newest edition of each figure, merged into one division where one is chosen."""
    rows, columns = newest(published(args.as_of)), list(OBSERVATION_COLUMNS)
    if args.areas:
        rows = merger.view(rows, args.areas, load_catalogue(), load_units())
        columns += _MERGED
    if args.indicator:
        rows = rows[rows["indicator"].isin(args.indicator)]
    rows = rows[columns].sort_values(["indicator", "area", "period"], ignore_index=True)
    units = {one.id: one.unit for one in load_catalogue().values()}
    rows.insert(columns.index("value") + 1, "unit", rows["indicator"].map(units))
    return rows


def _sheets(rows: pd.DataFrame, lang: Language) -> dict[str, pd.DataFrame]:
    """Return the figures with names beside the ids, and the sources they come from."""
    catalogue, units = load_catalogue(), load_units()
    names = {
        "label": rows["indicator"].map(lambda one: lang.pick(catalogue[one].short)),
        "unit": rows["indicator"].map(lambda one: lang.pick(catalogue[one].unit_label)),
        "area_label": rows["area"].map(lambda one: lang.pick(units[one].name)),
    }
    named = sorted({name for text in rows["source"].unique() for name in text.split("; ") if name})
    sources = [vars(catalogue.sources[name]) for name in named if name in catalogue.sources]
    columns = ["id", "title", "publisher", "published", "url"]
    return {
        lang._("Observations"): rows.assign(**names),
        lang._("Sources"): pd.DataFrame(sources, columns=[*columns, "seen"])[columns],
    }


def put(file: Path, data: bytes) -> None:
    """Write a file whole: one that was there before stays until the new one is complete."""
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as part:
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).chmod(0o644)
            Path(part.name).replace(file)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise

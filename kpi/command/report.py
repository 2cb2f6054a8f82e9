"""`report`: the state of the country, a province or a meeting as a file to take away."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kpi.command.answers import version
from kpi.language import LANGUAGES, Language
from kpi.names import read_area
from kpi.units import load_units

if TYPE_CHECKING:
    from kpi.command.checking import Commands

__all__ = ["add_to"]

FORMATS = ("docx", "pptx", "pdf", "xlsx", "html")


def add_to(commands: Commands) -> None:
    """Offer the command."""
    report = commands.add_parser("report", help="write a report, slides or tables to take away")
    report.add_argument("--format", choices=FORMATS, required=True)
    what = report.add_mutually_exclusive_group()
    what.add_argument("--meeting", type=Path, metavar="FILE", help="the views of this meeting")
    what.add_argument("--province", type=_province, metavar="ID", help="or ministry: id or name")
    what.add_argument("--overview", action="store_true", help="the country; so without a choice")
    report.add_argument("--as-of", type=version, metavar="DATE|VERSION", help="as known then")
    report.add_argument("--workspace", choices=("published", "practice"), default="published",
                        help="of the overview or the province")  # fmt: skip
    report.add_argument("--template", type=Path, metavar="FILE", help="layouts for pptx")
    signs = "who issues and signs a docx, as data/report.yml explains"
    report.add_argument("--letterhead", type=Path, metavar="FILE", help=signs)
    links = "the dashboard's address, for links and their QR codes: https://kpi.example.vn"
    report.add_argument("--base", type=_base, metavar="URL", help=links)
    report.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    report.add_argument("--lang", choices=LANGUAGES, default="vi", help="language of the file")
    report.set_defaults(run=_report, parser=report)


def _province(text: str) -> str:
    units = load_units()
    found = read_area(text, units, "34", suggest=False).area
    if found is None or units[found].kind not in ("province", "former", "ministry"):
        raise argparse.ArgumentTypeError(
            f"no single province or ministry: {text!r} (write VN34-79, VNM-bo-y-te or a name)"
        )
    return found


def _base(text: str) -> str:
    """Read the address of a dashboard; nothing else may become a link."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise argparse.ArgumentTypeError(f"no address of a dashboard: {text!r} (https://…)")
    return text.rstrip("/")


def _report(args: argparse.Namespace, lang: Language) -> int:
    _check(args)
    from kpi.command.making import make  # noqa: PLC0415 - what draws takes a second to load

    return make(args, lang)


def _check(args: argparse.Namespace) -> None:
    """Refuse options that would have no effect."""
    for option, form in (("template", "pptx"), ("letterhead", "docx")):
        if getattr(args, option) and args.format != form:
            args.parser.error(f"--{option} goes with --format {form}")
    if args.base and args.format == "docx":
        args.parser.error("--base goes without --format docx: a report has footnotes, no links")
    if args.meeting is not None and args.workspace != "published":
        args.parser.error("--workspace goes without --meeting: each of its views says its own")

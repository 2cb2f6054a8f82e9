"""What `report` writes: figures as they were known, made into views, made into a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from kpi import meeting_files
from kpi.command.exporting import put
from kpi.command.telling import name_place
from kpi.exhibits import ExhibitError, Gathered, gather, overview, province
from kpi.exhibits.file import MeetingError, read_meeting
from kpi.language import N_, Language
from kpi.moments import clock
from kpi.report import (
    Basis,
    Letterhead,
    LetterheadError,
    basis,
    national,
    of_meeting,
    of_province,
    read_letterhead,
    to_docx,
)
from kpi.show import to_html
from kpi.slides import TemplateError
from kpi.store.place import shown, store_url

__all__ = ["make"]

_MESSAGES = {
    "unreadable": N_("“{file}” cannot be read: {reason}"),
    "empty": N_("The meeting has no view to show; nothing is written."),
    "nothing": N_("None of the views can be shown; nothing is written."),
}


class _RefusalError(Exception):
    """Why nothing is written; `status` is the command's exit status, `problems` tell more."""

    def __init__(self, code: str, status: int = 2, problems: tuple[str, ...] = (),
                 **values: object) -> None:  # fmt: skip
        super().__init__(code)
        self.code, self.status, self.problems, self.values = code, status, problems, values

    def messages(self, lang: Language) -> tuple[str, ...]:
        """Say it to a reader."""
        return (*self.problems, lang._(_MESSAGES[self.code], **self.values))


def make(args: argparse.Namespace, lang: Language) -> int:
    """Write the file that the options ask for; return the exit status."""
    name_place(shown(store_url()), lang)
    try:
        data, problems = _made(args, lang)
    except _RefusalError as error:
        return _told(error.status, *error.messages(lang))
    except (ExhibitError, MeetingError) as error:
        return _told(2, *error.messages(lang))
    except (LetterheadError, TemplateError) as error:
        return _told(2, error.message(lang))
    try:
        put(args.output, data)
    except OSError as error:
        return _told(1, lang._("“{file}” cannot be written: {reason}", file=args.output,
                               reason=error.strerror))  # fmt: skip
    print(lang._("“{file}” is written: {size} kB.", file=args.output,
                 size=lang.number(max(1, len(data) / 1000))))  # fmt: skip
    return _told(1 if problems else 0, *problems)


def _told(status: int, *lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return status


def _made(args: argparse.Namespace, lang: Language) -> tuple[bytes, tuple[str, ...]]:
    """Return the file, and what of it cannot be shown."""
    on = basis(args.workspace, args.as_of, clock(), lang)
    if args.format == "docx" and args.meeting is None and not _unreported(args, on):
        made = national(on) if args.province is None else of_province(on, args.province)
        return to_docx(made, _letter(args)), ()
    held = _gathered(args, on, lang)
    if not held.meeting.items:
        raise _RefusalError("empty")
    if not held.shown:
        raise _RefusalError("nothing", 1, held.problems)
    return _WRITERS[args.format](held, args), held.problems


def _unreported(args: argparse.Namespace, on: Basis) -> bool:
    """Tell whether a former province or a ministry is asked for: a profile, and no report."""
    return args.province is not None and on.units[args.province].kind != "province"


def _gathered(args: argparse.Namespace, on: Basis, lang: Language) -> Gathered:
    """Return the views to show, of the figures as they were known."""
    if args.meeting is not None:
        return gather(read_meeting(_bytes(args.meeting)), on.library)
    if args.province is not None:
        return province(args.province, "", lang.code, on.library, practice=on.simulated)
    return overview("", lang.code, on.library, practice=on.simulated)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise _RefusalError("unreadable", file=file, reason=error.strerror) from error


def _letter(args: argparse.Namespace) -> Letterhead:
    return read_letterhead() if args.letterhead is None else read_letterhead(args.letterhead)


def _docx(held: Gathered, args: argparse.Namespace) -> bytes:
    if args.letterhead is None:
        return meeting_files.text(held)  # with the meeting's own letterhead
    return to_docx(of_meeting(held), _letter(args))


def _pptx(held: Gathered, args: argparse.Namespace) -> bytes:
    template = None if args.template is None else _bytes(args.template)
    return meeting_files.presentation(held, args.base or "", template)


def _pdf(held: Gathered, args: argparse.Namespace) -> bytes:
    """Hand a meeting out as slides; the country and a province as pages to read."""
    make = meeting_files.pages if args.meeting is None else meeting_files.handout
    return make(held, args.base or "")


def _xlsx(held: Gathered, args: argparse.Namespace) -> bytes:
    return meeting_files.tables(held, args.base or "")


def _html(held: Gathered, args: argparse.Namespace) -> bytes:
    return to_html(held, args.base or "")


_WRITERS: Mapping[str, Callable[[Gathered, argparse.Namespace], bytes]] = {
    "pptx": _pptx,
    "docx": _docx,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "html": _html,
}

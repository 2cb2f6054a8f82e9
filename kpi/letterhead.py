"""Who issues the report and who signs it: options of a small file, blanks where it is silent."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from kpi.entries import read_yaml
from kpi.language import N_, Language

__all__ = [
    "BLANK",
    "LETTERHEAD",
    "LONGEST",
    "MOST",
    "Letterhead",
    "LetterheadError",
    "read_letterhead",
    "tidy",
]

LETTERHEAD = Path(__file__).parents[1] / "data" / "report.yml"
BLANK = "…………………"
LONGEST, MOST = 500, 100  # letters of a line, lines of a list
_LISTS = ("to", "recipients")
_TEXTS = {
    "unreadable": N_("“{file}” cannot be read: {reason}"),
    "unknown": N_("{where}: “{field}” is no field of a letterhead; known are: {known}."),
    "not_text": N_("{where}: “{field}” must be a text of at most {most} letters."),
    "not_list": N_("{where}: “{field}” must be a list of texts."),
    "not_day": N_("{where}: “{field}” must be a day, as 2026-11-30."),
}


class LetterheadError(ValueError):
    """A file that is no letterhead; `message` says where and why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    def message(self, lang: Language) -> str:
        """Say it in the reader's language."""
        return lang._(_TEXTS[self.code], **self.values)


@dataclass(frozen=True)
class Letterhead:
    """The fields of `data/report.yml`, whose head explains them; "" and None are left blank."""

    superior: str = ""
    agency: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    day: date | None = None
    to: tuple[str, ...] = ()
    authority: str = ""
    position: str = ""
    name: str = ""
    recipients: tuple[str, ...] = ()
    archive: str = ""


def tidy(text: str) -> str:
    """Return what was typed as one line of letters that can be printed, at most `LONGEST`."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(plain.split())[:LONGEST].rstrip()


def read_letterhead(path: Path = LETTERHEAD) -> Letterhead:
    """Read a letterhead; LetterheadError names the file, the line and the field at fault."""
    try:
        top = read_yaml(path)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise LetterheadError("unreadable", file=path, reason=reason) from error
    known = [one.name for one in fields(Letterhead)]
    given: dict[str, Any] = {}
    for name, value in top.items():
        where = top.at(name)
        if name not in known:
            raise LetterheadError("unknown", where=where, field=name, known=", ".join(known))
        if value not in (None, "", []):
            given[name] = _read(name, value, where)
    return Letterhead(**given)


def _read(name: str, value: object, where: str) -> object:
    if name == "day":
        if type(value) is not date:
            raise LetterheadError("not_day", where=where, field=name)
        return value
    if name not in _LISTS:
        return _text(name, value, where)
    if not isinstance(value, list) or len(value) > MOST:
        raise LetterheadError("not_list", where=where, field=name)
    return tuple(_text(name, one, where) for one in value)


def _text(name: str, value: object, where: str) -> str:
    """Return a text; a number as it was written is one too (`number: 12`)."""
    if isinstance(value, bool) or not isinstance(value, str | int) or len(str(value)) > LONGEST:
        raise LetterheadError("not_text", where=where, field=name, most=LONGEST)
    return " ".join(str(value).split())

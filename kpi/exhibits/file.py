"""A meeting as a YAML file: written for people to read and mend, read as hostile.

Everything in it is plain text. Anchors, tags and anything deeper than a list of fields are
refused, so a small file cannot grow in memory; all problems are told at once, with their lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as fields_of
from datetime import date
from typing import Any, NamedTuple

import yaml

from kpi.exhibits.meeting import Item, Meeting
from kpi.language import LANGUAGES, N_, Language, language
from kpi.letterhead import LONGEST as LONGEST_LINE
from kpi.letterhead import MOST, Letterhead
from kpi.problems import safe

__all__ = ["LONGEST", "MOST_ITEMS", "MeetingError", "read_meeting", "write_meeting"]

MOST_ITEMS = 100
LONGEST: Mapping[str, int] = {  # letters
    "title": 500, "place": 500, "presenter": 500, "headline": 500, "notes": 5000,
    "address": 2000, "part": 100, "day": 10, "lang": 2,
}  # fmt: skip
_MOST_BYTES, _DEPTH = 1_000_000, 3
_TOP = ("title", "place", "day", "presenter", "lang", "letterhead", "items")
_LETTER = tuple(one.name for one in fields_of(Letterhead))
_LISTS = ("to", "recipients")  # of a letterhead
_ITEM = ("address", "part", "headline", "notes")
_HEAD = N_(
    "A meeting: saved views in the order in which they are shown.\n"
    "address: the view, as the browser's address line has it; tinh-den=v12 pins it to version 12.\n"
    "part: which of a page's pictures; without it the first. headline: instead of the page's own "
    "sentence. notes: for the speaker.\n"
    "letterhead: who issues and signs the Word text, with the fields of data/report.yml."
)
_MESSAGES = {
    "not_text": N_("The file is not text in UTF-8."),
    "too_large": N_("The file is larger than {most} kB."),
    "broken": N_("The file is not YAML: {what}."),
    "tricks": N_("Anchors, tags and several documents are not read here."),
    "too_deep": N_("The file is nested too deeply."),
    "shape": N_("Fields are expected here, as “name: value”."),
    "items": N_("“items” must be a list."),
    "many": N_("A meeting has at most {most} items."),
    "unknown": N_("There is no field “{what}”."),
    "twice": N_("The field “{what}” is written twice."),
    "text": N_("“{what}” must be a text."),
    "long": N_("“{what}” has more than {most} characters."),
    "letters": N_("“{what}” holds characters that cannot be shown."),
    "day": N_("“{what}” is not a day, as 2026-11-22."),
    "lang": N_("The language is “vi” or “en”, not “{what}”."),
    "list": N_("“{what}” must be a list of at most {most} texts."),
    "address": N_("An item needs its “address”."),
}


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as people do: a line a line."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


class _Found(NamedTuple):
    """A problem: its line (0: of the file as a whole), its code, and the facts."""

    line: int
    code: str
    facts: dict[str, object]

    def message(self, lang: Language) -> str:
        """Say it to a reader, with its line."""
        text = lang._(_MESSAGES[self.code], **self.facts)
        return lang._("Line {line}: {what}", line=self.line, what=text) if self.line else text


class MeetingError(ValueError):
    """A file that is no meeting, for all the reasons it has."""

    def __init__(self, found: list[_Found]) -> None:
        self._found = found
        super().__init__("; ".join(f"{one.line}: {one.code}" for one in found))

    def messages(self, lang: Language) -> tuple[str, ...]:
        """Say every reason to a reader, with its line."""
        return tuple(one.message(lang) for one in self._found)


def write_meeting(meeting: Meeting) -> str:
    """Return the file of a meeting, its fields explained at the head in its language."""
    lang = language("en" if meeting.lang == "en" else "vi")
    head = "".join(f"# {line}\n" for line in lang._(_HEAD).splitlines())
    top = {name: getattr(meeting, name) for name in _TOP if name not in ("letterhead", "items")}
    items = [{name: getattr(item, name) for name in _ITEM} for item in meeting.items]
    told = {name: text for name, text in top.items() if text}
    letter = {name: _plain(value) for name in _LETTER if (value := getattr(meeting.letter, name))}
    if letter:
        told["letterhead"] = letter
    told["items"] = [{name: text for name, text in one.items() if text} for one in items]
    return head + str(
        yaml.dump(told, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    )


def _plain(value: str | date | tuple[str, ...]) -> str | list[str]:
    """Return a field of a letterhead as it stands in a file."""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else list(value)


def read_meeting(raw: bytes) -> Meeting:
    """Read the file of a meeting; MeetingError lists every problem with its line."""
    if len(raw) > _MOST_BYTES:
        raise MeetingError([_Found(0, "too_large", {"most": _MOST_BYTES // 1000})])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MeetingError([_Found(0, "not_text", {})]) from None
    reading = _Reading()
    top = _composed(text)
    fields = reading.fields(top, _TOP)
    texts = {
        name: reading.text(name, node)
        for name, node in fields.items()
        if name not in ("letterhead", "items")
    }
    letter = reading.letter(fields.get("letterhead"))
    items = reading.items(fields.get("items"), top)
    reading.check(texts, fields)
    if reading.found:
        raise MeetingError(sorted(reading.found, key=lambda one: one.line))
    return Meeting(items=items, letter=letter, **{"title": "", **texts})


def _composed(text: str) -> yaml.Node:
    """Return the file's tree; nothing in it is built into objects."""
    try:
        _guard(text)
        top = yaml.compose(text, yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise MeetingError([_Found(line, "broken", {"what": safe(str(error.problem))})]) from None
    except yaml.YAMLError as error:  # letters that YAML does not take
        raise MeetingError([_Found(0, "broken", {"what": safe(str(error))})]) from None
    if top is None:
        raise MeetingError([_Found(1, "shape", {})])
    return top


def _guard(text: str) -> None:
    """Refuse what a meeting never holds before anything is built of it."""
    depth = documents = 0
    for event in yaml.parse(text, yaml.CSafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        documents += isinstance(event, yaml.DocumentStartEvent)
        tagged = getattr(event, "tag", None) or getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent) or tagged or documents > 1:
            raise MeetingError([_Found(line, "tricks", {})])
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            raise MeetingError([_Found(line, "too_deep", {})])


class _Reading:
    """Reads nodes as texts; notes each problem and goes on."""

    def __init__(self) -> None:
        self.found: list[_Found] = []

    def tell(self, node: yaml.Node, code: str, **facts: object) -> None:
        self.found.append(_Found(node.start_mark.line + 1, code, facts))

    def fields(self, node: yaml.Node, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        """Return the known fields of a mapping."""
        fields: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            self.tell(node, "shape")
            return fields
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if name in fields:
                self.tell(key, "twice", what=safe(name))
            elif name not in known:
                self.tell(key, "unknown", what=safe(name))
            else:
                fields[name] = value
        return fields

    def text(self, name: str, node: yaml.Node, most: int = 0) -> str:
        """Return a field's text; a number or a day is taken as it is written."""
        most = most or LONGEST[name]
        if not isinstance(node, yaml.ScalarNode):
            self.tell(node, "text", what=name)
            return ""
        text = str(node.value).strip()
        if node.tag.endswith(":null"):
            return ""
        if len(text) > most:
            self.tell(node, "long", what=name, most=most)
        if not all(letter.isprintable() or letter == "\n" for letter in text):
            self.tell(node, "letters", what=name)
        return text if name == "notes" else " ".join(text.split())

    def letter(self, node: yaml.Node | None) -> Letterhead:
        """Return who issues and signs; blank where nothing is said."""
        given: dict[str, Any] = {}
        empty = node is None or (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null"))
        for name, one in ({} if empty or node is None else self.fields(node, _LETTER)).items():
            if name in _LISTS:
                given[name] = self.texts(name, one)
            else:
                text = self.text(name, one, LONGEST_LINE)
                given[name] = self.day(text, one) if name == "day" else text
        return Letterhead(**given)

    def texts(self, name: str, node: yaml.Node) -> tuple[str, ...]:
        """Return a list of texts."""
        if not isinstance(node, yaml.SequenceNode) or len(node.value) > MOST:
            self.tell(node, "list", what=name, most=MOST)
            return ()
        return tuple(filter(None, (self.text(name, one, LONGEST_LINE) for one in node.value)))

    def day(self, text: str, node: yaml.Node | None) -> date | None:
        """Return a day, None where none is said."""
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            if node:
                self.tell(node, "day", what=safe(text))
            return None

    def items(self, node: yaml.Node | None, top: yaml.Node) -> tuple[Item, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            if not (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")):
                self.tell(node, "items")
            return ()
        if len(node.value) > MOST_ITEMS:
            self.tell(top, "many", most=MOST_ITEMS)
            return ()
        return tuple(self._item(one) for one in node.value)

    def _item(self, node: yaml.Node) -> Item:
        fields = self.fields(node, _ITEM)
        texts: dict[str, Any] = {name: self.text(name, one) for name, one in fields.items()}
        if not texts.get("address"):
            self.tell(node, "address")
        return Item(**{"address": "", **texts})

    def check(self, texts: dict[str, str], fields: dict[str, yaml.Node]) -> None:
        """Check the texts that are not free."""
        if texts.get("lang", "vi") not in (*LANGUAGES, ""):
            self.tell(fields["lang"], "lang", what=safe(texts["lang"]))
        self.day(texts.get("day", ""), fields.get("day"))
        if not texts.get("lang"):
            texts["lang"] = "vi"

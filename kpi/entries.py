"""YAML entries made into dataclasses; every problem is told with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from kpi.language import Text

__all__ = ["Entry", "Problems", "each_of", "one_of", "optional", "read_yaml"]

T = TypeVar("T")
Reader = Callable[[Any], Any]  # makes a field's value of what YAML gave; ValueError tells why not


class Entry(dict[str, Any]):
    """A YAML mapping that knows its file, its line and the line of each of its fields."""

    file: str
    line: int
    lines: Mapping[str, int]

    def at(self, field: str | None) -> str:
        """Return `file:line` of a field, or of the entry itself."""
        return f"{self.file}:{self.lines.get(field, self.line) if field else self.line}"


class _Loader(yaml.CSafeLoader):
    """The safe loader, giving mappings as `Entry` and refusing a field written twice."""

    file = ""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Entry:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if key.value in lines:
            raise ValueError(f"{loader.file}:{line}: field {key.value!r} is written twice")
        lines[key.value] = line
    entry = Entry({str(key): raw for key, raw in loader.construct_mapping(node, deep=True).items()})
    entry.file, entry.line, entry.lines = loader.file, node.start_mark.line + 1, lines
    return entry


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path) -> Entry:
    """Read a YAML file whose top is a mapping; ValueError, with file and line, when it is not."""
    loader = _Loader(path.read_text(encoding="utf-8"))
    loader.file = path.name
    try:
        top = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"{path.name}:{line}: {error.problem}") from error
    finally:
        loader.dispose()
    if not isinstance(top, Entry):
        raise ValueError(f"{path.name}:1: fields are expected, as `name: value`")
    return top


class Problems(list[str]):
    """What is wrong in the files, as `file:line: reason`; reading goes on after each."""

    def tell(self, entry: Entry, field: str | None, reason: str) -> None:
        """Note a problem of an entry, or of one of its fields."""
        self.append(f"{entry.at(field)}: {reason}")

    def build(self, kind: Callable[..., T], entry: Entry, **readers: Reader) -> T | None:
        """Make one dataclass of one entry; None, and problems told, when it cannot be made.

        A field is read by the reader of its name, given here or common to all files, else as text.
        """
        before = len(self)
        known = {one.name: one for one in fields(kind)}  # type: ignore[arg-type]  # a dataclass
        for name in entry.keys() - known.keys():
            self.tell(entry, name, f"unknown field {name!r}")
        for name, one in known.items():
            if one.default is MISSING and name not in entry:
                self.tell(entry, None, f"field {name!r} is missing")
        values = {}
        for name in known.keys() & entry.keys():
            try:
                values[name] = (_READERS | readers).get(name, _string)(entry[name])
            except (TypeError, ValueError) as error:
                self.tell(entry, name, f"{name}: {error}")
        return kind(**values) if len(self) == before else None


def one_of(home: Mapping[str, T]) -> Callable[[Any], T]:
    """Read an id as what `home` holds under it."""

    def read(raw: object) -> T:
        if raw not in home:
            raise ValueError(f"{raw!r} is unknown")
        return home[str(raw)]

    return read


def each_of(home: Mapping[str, T]) -> Callable[[Any], tuple[T, ...]]:
    """Read a list of ids."""
    read = one_of(home)
    return lambda raw: tuple(read(one) for one in raw)


def optional(read: Reader) -> Reader:
    """Read `null` as None, anything else with `read`."""
    return lambda raw: None if raw is None else read(raw)


def _string(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(f"a text is expected, not {raw!r}")
    return raw


def _label(raw: object) -> Text:
    if not isinstance(raw, dict) or raw.keys() != {"vi", "en"}:
        raise ValueError(f"a text in both languages, {{vi: …, en: …}}, is expected, not {raw!r}")
    return Text.of(raw)


def _text(raw: object) -> Text:
    return Text(*map(_string, _label(raw)))


def _number(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ValueError(f"a number is expected, not {raw!r}")
    return float(raw)


def _whole(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise ValueError(f"a whole number is expected, not {raw!r}")
    return raw


def _day(raw: object) -> date:
    if type(raw) is not date:
        raise ValueError(f"a day, as 2025-12-31, is expected, not {raw!r}")
    return raw


def _span(raw: object) -> tuple[float, float | None]:
    if not isinstance(raw, list) or len(raw) != len(("low", "high")):
        raise ValueError(f"two numbers, [low, high], are expected, not {raw!r}")
    return _number(raw[0]), optional(_number)(raw[1])


_READERS: dict[str, Reader] = {
    **dict.fromkeys(("name", "short", "definition", "label", "agency", "head", "why"), _text),
    **dict.fromkeys(("numerator", "denominator", "note", "contact"), optional(_text)),
    **dict.fromkeys(("day", "deadline", "issued", "start", "end"), _day),
    **dict.fromkeys(("valid", "domain"), _span),
    **dict.fromkeys(("url", "weight", "proxy_of"), optional(_string)),
    "unit_label": _label,
    "decimals": _whole,
    "value": _number,
}

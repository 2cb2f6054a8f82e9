"""YAML files read with the line of every field, so that a problem can say where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

__all__ = ["Entry", "read_yaml"]


class Entry(dict[str, Any]):
    """A YAML mapping that knows its file, its line and the line of each of its fields."""

    where: str = ""
    line: int = 0
    lines: dict[str, int]

    def at(self, field: str | None = None) -> str:
        """Return `file:line` of a field, or of the entry itself."""
        return f"{self.where}:{self.lines.get(field, self.line) if field else self.line}"


class _Loader(yaml.CSafeLoader):
    """The safe loader, giving mappings as `Entry` and refusing a field written twice."""

    where = ""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Entry:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if key.value in lines:
            where = f"{loader.where}:{key.start_mark.line + 1}"
            raise ValueError(f"{where}: field {key.value!r} is written twice")
        lines[key.value] = key.start_mark.line + 1
    entry = Entry(loader.construct_mapping(node, deep=True))
    entry.where, entry.line, entry.lines = loader.where, node.start_mark.line + 1, lines
    return entry


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_yaml(path: Path) -> Entry:
    """Read a YAML file whose top is a mapping; ValueError, with file and line, when it is not."""
    loader = _Loader(path.read_text(encoding="utf-8"))
    loader.where = path.name
    try:
        top = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"{path.name}:{line}: {error.problem}") from error
    finally:
        loader.dispose()
    if not isinstance(top, Entry):
        raise ValueError(f"{path.name}:1: not a mapping")
    return top

"""The rules of early warning: `data/rules.yml`, whose head explains the fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kpi.catalogue import DATA, Catalogue
from kpi.entries import Entry, Problems, each_of, one_of, read_yaml
from kpi.language import Text

__all__ = ["SEVERITIES", "Rule", "Rules", "load_rules"]

SEVERITIES = ("critical", "warning", "notice")
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "pace": ("limit",), "chance": ("limit",), "fall": ("limit",), "flat": ("periods",),
    "stale": ("days",), "region": ("limit",), "quality": ("limit",), "sum": ("limit",),
    "task_overdue": (), "task_unproven": (), "task_soon": ("days",),
}  # fmt: skip
_MOST = 3660  # days or periods that make sense


@dataclass(frozen=True)
class Rule:
    """One rule; spans are in days. `indicators`: () for all."""

    id: str
    condition: str
    name: Text
    severity: str
    pending: int = 0
    keep_firing: int = 0
    limit: float = 0.0
    periods: int = 0
    days: int = 0
    indicators: tuple[str, ...] = ()
    areas: Literal["all", "nation", "provinces"] = "all"
    head: Text | None = None
    contact: Text | None = None

    def covers(self, area: str) -> bool:
        """Tell whether the rule looks at an area."""
        if self.areas == "all":
            return area.startswith("VN")
        return area == "VN" if self.areas == "nation" else area.startswith("VN34-")


@dataclass(frozen=True)
class Rules:
    """The rules by id, in the file's order; `problems` as `file:line: reason`."""

    by_id: Mapping[str, Rule]
    problems: tuple[str, ...] = ()


def load_rules(catalogue: Catalogue, path: Path = DATA / "rules.yml") -> Rules:
    """Read the rules; one with a problem is told and left out, the rest is kept."""
    problems = Problems()
    try:
        entries = read_yaml(path).get("rules")
    except (OSError, ValueError) as error:
        return Rules({}, (f"{error}",))
    if not isinstance(entries, list):
        return Rules({}, (f"{path.name}:1: a list of rules is expected under `rules:`",))
    found: dict[str, Rule] = {}
    for entry in entries:
        if not isinstance(entry, Entry):
            problems.append(f"{path.name}: a rule with fields is expected, not {entry!r}")
        elif (rule := _rule(entry, catalogue, problems)) is not None:
            if rule.id in found:
                problems.tell(entry, "id", f"{rule.id!r} is defined twice")
            found.setdefault(rule.id, rule)
    return Rules(found, tuple(problems))


def _rule(entry: Entry, catalogue: Catalogue, problems: Problems) -> Rule | None:
    for field in _NEEDS.get(str(entry.get("condition")), ()):
        if field not in entry:
            problems.tell(
                entry, "condition", f"the condition {entry['condition']!r} needs {field!r}"
            )
            return None
    return problems.build(
        Rule, entry,
        condition=one_of({name: name for name in _NEEDS}),
        severity=one_of({name: name for name in SEVERITIES}),
        areas=one_of({name: name for name in ("all", "nation", "provinces")}),
        indicators=each_of({name: name for name in catalogue}),
        limit=_positive, contact=_words,
        **dict.fromkeys(("pending", "keep_firing", "periods", "days"), _whole),
    )  # fmt: skip


def _whole(raw: object) -> int:
    if type(raw) is not int or not 0 <= raw <= _MOST:
        raise ValueError(f"a whole number from 0 to {_MOST} is expected, not {raw!r}")
    return raw


def _positive(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 < raw < _MOST:
        raise ValueError(f"a number above 0 is expected, not {raw!r}")
    return float(raw)


def _words(raw: object) -> Text:
    if not isinstance(raw, dict) or raw.keys() != {"vi", "en"}:
        raise ValueError(f"a text in both languages, {{vi: …, en: …}}, is expected, not {raw!r}")
    return Text.of(raw)

"""What the overview shows besides indicators: the central plan, milestones, the next horizon.

Read from `data/plan.yml`, whose head explains the fields.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from kpi.catalogue import Catalogue, CatalogueError, Target
from kpi.entries import Problems, Reader, each_of, one_of, read_yaml
from kpi.language import Text

__all__ = ["Count", "Milestone", "Overview", "Phase", "Plan", "load_overview"]

DATA = Path(__file__).parent.parent / "data"
T = TypeVar("T")


@dataclass(frozen=True)
class Count:
    """How many of something the plan consists of."""

    id: str
    value: float
    label: Text


@dataclass(frozen=True)
class Phase:
    """A stretch of the plan; both days belong to it."""

    name: Text
    start: date
    end: date


@dataclass(frozen=True)
class Plan:
    """The central plan: its document (a source id), parts and the indicators it set counts for."""

    document: str
    issued: date
    counts: tuple[Count, ...]
    phases: tuple[Phase, ...]
    pillars: tuple[Text, ...]
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Milestone:
    """A date to remember, as far as known (YYYY, YYYY-MM or YYYY-MM-DD), and its source id."""

    when: str
    name: Text
    source: str
    area: str = "VN"


@dataclass(frozen=True)
class Overview:
    """The whole file: indicator ids stand for indicators, `horizon` holds targets."""

    plan: Plan
    progress: tuple[str, ...]
    signing: tuple[str, ...]
    milestones: tuple[Milestone, ...]
    horizon: tuple[Target, ...]


def load_overview(catalogue: Catalogue, folder: Path = DATA) -> Overview:
    """Read and check `plan.yml`; CatalogueError lists every problem with file and line."""
    problems = Problems()
    indicators = each_of({name: name for name in catalogue})
    source = one_of({name: name for name in catalogue.sources})
    plan = _entry(
        Plan,
        problems,
        document=source,
        counts=_entries(Count, problems),
        phases=_entries(Phase, problems),
        pillars=lambda raw: tuple(map(Text.of, raw)),
        indicators=indicators,
    )
    overview = problems.build(
        Overview,
        read_yaml(folder / "plan.yml"),
        plan=plan,
        progress=indicators,
        signing=indicators,
        milestones=_entries(Milestone, problems, source=source),
        horizon=lambda raw: tuple(_target(catalogue, **one) for one in raw),
    )
    if overview is None:
        raise CatalogueError(problems)
    return overview


def _entry(kind: Callable[..., T], problems: Problems, **readers: Reader) -> Reader:
    return lambda raw: problems.build(kind, raw, **readers)


def _entries(kind: Callable[..., T], problems: Problems, **readers: Reader) -> Reader:
    read = _entry(kind, problems, **readers)
    return lambda raw: tuple(read(one) for one in raw)


def _target(catalogue: Catalogue, indicator: str, deadline: date) -> Target:
    for target in catalogue[indicator].targets if indicator in catalogue else ():
        if target.deadline == deadline and target.superseded is None:
            return target
    raise ValueError(f"no target of {indicator!r} is due on {deadline}")

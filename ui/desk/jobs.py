"""What the desk does beside the page: read files, try out what publishing would do, publish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
import streamlit as st

from kpi import observations, store
from kpi.balance import balance
from kpi.language import N_
from kpi.originals import near
from kpi.problems import Problem, safe
from kpi.reading import STAGES, Profile, Reading, read_table
from kpi.store import Store, StoreError, effects, sent
from ui import data, history
from ui.desk.visit import Brought, DryRun, desk, together
from ui.desk.work import Tell

__all__ = ["WORDS", "Fresh", "Read", "publish", "read", "taken", "try_out"]

MOST_ROWS = 500_000  # of a file on the page; the command reads four times as many
WORDS = {
    **STAGES,
    "lines": N_("Looking up the lines with problems"),
    "figures": N_("Preparing map and trends"),
    "published": N_("Reading what is published"),
    "changes": N_("Comparing with what is published"),
    "effects": N_("Working out what merged provinces and headlines become"),
    "publish": N_("Publishing"),
}


@dataclass(frozen=True)
class Fresh:
    """A file to be read, and the one on the desk in whose place it comes."""

    name: str
    data: bytes
    answers: Profile
    instead: Brought | None = None


@dataclass(frozen=True)
class Read:
    """What came of reading: all files of the desk, what was refused and why, and the figures."""

    files: Sequence[Brought]
    refused: Sequence[tuple[str, Problem]]
    seen: data.Held | None


def read(fresh: Sequence[Fresh], kept: Sequence[Brought]) -> Callable[[Tell], Read]:
    """Return the job of reading files and putting them among those on the desk."""
    catalogue, units, today = data.catalogue(), data.units(), history.clock()
    most, version = st.get_option("server.maxUploadSize") * 2**20, data.version()

    def one(file: Fresh, tell: Tell) -> Reading:
        options = file.answers.options()
        return read_table(
            file.data, file.name, catalogue, units, today=today, published=_published(version),
            max_bytes=most, max_rows=MOST_ROWS, progress=tell, **options,
        )  # fmt: skip

    def job(tell: Tell) -> Read:
        files, refused = list(kept), []
        for at, file in enumerate(fresh):
            reading = one(file, _part(tell, at, len(fresh), 0.8))
            tell("lines", 0.8 * (at + 1) / len(fresh))
            if reading.refused:
                refused.append((file.name, reading.problems[0]))
                continue
            lines = near(file.data, reading)
            brought = Brought(file.name, file.data, file.answers, reading, lines, balance(reading))
            if file.instead in files:
                files[files.index(file.instead)] = brought
            else:
                files.append(brought)
        tell("figures", 0.85)
        rows = together(files)
        return Read(files, refused, data.own(rows) if len(rows) else None)

    return job


def _part(tell: Tell, at: int, of: int, share: float) -> Tell:
    """Return how one of several files tells how far it is: they take `share` of the time."""
    return lambda stage, done: tell(stage, share * (at + done) / of)


@lru_cache(maxsize=1)
def _published(_version: str) -> pd.DataFrame | None:
    """Return what the figures continue; None when the store does not answer."""
    try:
        return observations.newest(store.published())
    except StoreError:
        return None


def try_out(files: Sequence[Brought], skip: bool, replace: bool) -> Callable[[Tell], DryRun]:
    """Return the job of working out what publishing the files would do."""
    catalogue, units = data.catalogue(), data.units()

    def job(tell: Tell) -> DryRun:
        tell("published", 0.0)
        held = store.current() or Store()
        rows = []
        for at, file in enumerate(files):
            tell("published", 0.2 * at / len(files))
            rows.append(sent(file.reading, file.data, skip))
        plan = held.plan(rows, replace, lambda share: tell("changes", 0.2 + 0.5 * share))
        tell("effects", 0.7)
        return DryRun(plan, effects(plan, catalogue, units), skip, replace)

    return job


def publish(dry_run: DryRun, by: str, note: str) -> Callable[[Tell], int]:
    """Return the job of publishing what was tried out; it gives the version's number."""

    def job(tell: Tell) -> int:
        tell("publish", 0.0)
        held = store.current() or Store()
        return held.publish(dry_run.plan, by, note, lambda share: tell("publish", share))

    return job


def taken(outcome: Read) -> None:
    """Put what was read on the desk and turn to where it is looked at."""
    mine = desk()
    if list(outcome.files) != list(mine.files):
        mine.keep(outcome.files, outcome.seen)
        if mine.step in ("files", "compare", "publish"):
            mine.go("understood")
    if not mine.files:
        mine.go("files")
    mine.refused = tuple((safe(name), problem) for name, problem in outcome.refused)

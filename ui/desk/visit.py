"""What one visit holds at the desk: the files, how far their way is, and what came of it.

It is kept in this visit's session only, and whatever is refused or removed is let go of at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal

import pandas as pd
import streamlit as st

from kpi.balance import Balance
from kpi.originals import Near
from kpi.problems import Problem
from kpi.reading import Profile, ProfileError, Question, Reading
from kpi.store import Effects, Plan, StoreError
from ui import data
from ui.desk.work import Cancelled, Tell, Work
from ui.shelf import Shelf

__all__ = [
    "NO_ANSWERS",
    "STEPS",
    "Brought",
    "Desk",
    "DryRun",
    "Released",
    "Step",
    "desk",
    "mended_name",
    "together",
]

Step = Literal["files", "understood", "problems", "compare", "publish"]
STEPS: tuple[Step, ...] = ("files", "understood", "problems", "compare", "publish")
NO_ANSWERS = Profile("")
_DESK = "_desk"
_MENDED = "-can-sua"


@dataclass(frozen=True, eq=False)  # one is another although both say the same
class Brought:
    """A file and what was read of it with which answers; `near`: lines near its problems."""

    name: str
    data: bytes
    answers: Profile
    reading: Reading
    near: Near
    balance: Balance


@dataclass(frozen=True, eq=False)
class DryRun:
    """What publishing would do, for which choices."""

    plan: Plan
    effects: Effects
    skip: bool
    replace: bool


@dataclass(frozen=True)
class Released:
    """A version that was made of this visit's files."""

    version: int
    counts: dict[str, int]
    way: dict[str, str]  # the address of map and trends where it is seen


@dataclass
class Desk:
    """The visit's desk; `shelf` holds what was built of the files and lasts as long as they do."""

    step: Step = "files"
    files: tuple[Brought, ...] = ()
    refused: tuple[tuple[str, Problem], ...] = ()
    trouble: StoreError | ProfileError | Literal["stopped", "period", "room", "sign-in"] | None = (
        None
    )
    work: Work | None = None
    then: Callable[[Any], None] | None = None
    skip: bool = False
    replace: bool = False
    dry_run: DryRun | None = None
    released: Released | None = None
    profile: str | None = None
    round: int = 0  # names the uploader anew, so that it forgets what it held
    shelf: Shelf = field(default_factory=Shelf)

    def go(self, step: Step) -> None:
        """Turn to a step."""
        self.step, self.trouble, self.refused = step, None, ()

    def start(self, job: Callable[[Tell], Any], then: Callable[[Any], None]) -> None:
        """Begin long work; `then` takes what comes of it in the run that finds it done."""
        self.trouble, self.refused = None, ()
        self.work, self.then = Work(job), then

    def take(self) -> bool:
        """Take what came of work that has ended; tell whether there was such work."""
        if self.work is None or not self.work.settle():
            return False
        work, then = self.work, self.then
        self.work = self.then = None
        try:
            outcome = work.result()
        except Cancelled:
            self.trouble = "stopped"
        except StoreError as error:
            self.trouble = error
        else:
            if then is not None:
                then(outcome)
        return True

    def keep(self, files: Sequence[Brought], seen: data.Held | None) -> None:
        """Put the files on the desk in place of what was there; what was compared is void."""
        self.files, self.dry_run, self.released = tuple(files), None, None
        self.shelf = Shelf()
        data.keep_upload(seen)

    def find(self, name: str) -> Brought | None:
        """Return the file of this name, or the one that this is the fix file of."""
        stem = PurePath(name).stem.removesuffix(_MENDED)
        return next(
            (one for one in self.files if PurePath(one.name).stem.removesuffix(_MENDED) == stem),
            None,
        )

    def open_questions(self) -> list[Question]:
        """Return what the files do not say and nobody has answered yet."""
        return list(dict.fromkeys(one for file in self.files for one in file.reading.questions))

    @property
    def errors(self) -> int:
        """How many errors the files have together."""
        return sum(file.reading.errors for file in self.files)

    @property
    def usable(self) -> int:
        """How many figures can be used."""
        return sum(len(file.reading.observations) for file in self.files)

    def reachable(self, step: Step) -> bool:
        """Tell whether a step can be turned to."""
        return {
            "files": True,
            "understood": bool(self.files),
            "problems": bool(self.files),
            "compare": bool(self.files) and bool(self.usable) and (self.skip or not self.errors),
            "publish": self.dry_run is not None and not self.dry_run.plan.empty,
        }[step]


def mended_name(name: str, ending: str) -> str:
    """Return the name of a file's fix file."""
    stem = PurePath(name).stem
    return f"{stem.removesuffix(_MENDED)}{_MENDED}.{ending}"


def desk() -> Desk:
    """Return this visit's desk."""
    mine: Desk = st.session_state.setdefault(_DESK, Desk())
    return mine


def together(files: Sequence[Brought]) -> pd.DataFrame:
    """Return the observations of several files as one table."""
    tables = [one.reading.observations for one in files if len(one.reading.observations)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()

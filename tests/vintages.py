"""A store with a few versions, for the screens that look at them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kpi.exhibits.library import _seen
from kpi.store import File, Sent, Store, versions
from tests.store.samples import rows
from ui import history

RATE, TIME = "full_process_dossier_rate", "on_time_rate"
HASH = "ab" * 32


@contextmanager
def store(folder: Path) -> Iterator[Store]:
    """Let the dashboard show a store of this folder, until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KPI_STORE", f"sqlite:///{folder}/store.sqlite")
        history.look_again()
        _seen.cache_clear()  # versions of two stores have the same numbers
        yield Store()
    history.look_again()


def publish(
    held: Store, *given: tuple, by: str = "Trần Lan", note: str = "số mới", on: str = ""
) -> int:
    """Publish rows of (indicator, area, period, published, value); `on`: as if on that day."""
    frame = rows(*given)
    with pytest.MonkeyPatch.context() as patch:
        if on:
            moment = datetime.fromisoformat(f"{on}T05:00:00").replace(tzinfo=UTC)
            patch.setattr(versions, "datetime", clock(moment))
        made = held.publish(
            held.plan([Sent(File("bang <1>.csv", HASH, len(frame) + 3, 2, 1), frame)]), by, note
        )
    history.look_again()
    return made


def clock(moment: datetime) -> type[datetime]:
    """A datetime whose `now` stands still."""

    class Still(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    return Still


def january(value: float, published: str = "2026-02-10") -> tuple:
    """The figure that the tests publish and correct: Hà Nội, January 2026."""
    return TIME, "VN34-01", "2026-01", published, value

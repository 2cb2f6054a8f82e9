"""Publish in children that are killed, and look at the store after each; run as a script.

`python -m tests.store.victims ADDRESS POINTS` prints one word a death: what the store then held,
`old` or `new`. Anything between the two ends the script with an error.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import sqlalchemy as sa

from kpi.store import Plan, Store
from tests.store.samples import RATE, as_sent, base, rows

SIZE = 400  # figures in each version
FIGURES = [(RATE, f"VN63-{at % 63:02}", str(1900 + at // 63), "2026", 1.0) for at in range(SIZE)]


def main(address: str, points: int) -> None:
    store = Store(address, base)
    first = store.plan([as_sent(rows(*FIGURES))])
    store.publish(first, "Lan", "đầu tiên")
    started = time.monotonic()
    die(store, first, lambda: None, None)  # alive to the end
    whole = time.monotonic() - started
    drawn = random.Random(20250701)  # noqa: S311 - points in time, no secret
    for at in range(points):
        print(die(store, first, lambda: None, whole * (at + drawn.random()) / points), flush=True)
    statement = 0
    while die(store, first, dying_at(statement), None) == "old":
        print("old", flush=True)
        statement += 1
    print(f"{statement} statements")


def die(store: Store, first: Plan, arm: Callable[[], None], after: float | None) -> str:
    """Publish in a child that dies `after` some seconds, or by what `arm` arranges."""
    head = store.head()
    value = float(head + 1)
    plan = replace(first, parent=head, added=first.added.assign(value=value))
    if (child := os.fork()) == 0:
        arm()
        store.publish(plan, "Lan", f"lần {head}")
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return outcome(store, head)


def outcome(store: Store, head: int) -> str:
    """Say what the store holds; reading a version checks its rows against its hash."""
    now = store.head()
    figures = store.rows(now)
    figures = figures[figures["period"] < "2000"]
    log = store.versions()
    assert [one.id for one in log] == list(range(now, -1, -1))
    assert len(log[0].files) == 1
    assert len(figures) == SIZE
    assert set(figures["version"]) == {now}
    assert set(figures["value"]) == {float(now)}
    assert now in {head, head + 1}
    return "new" if now > head else "old"


def dying_at(statement: int) -> Callable[[], None]:
    """Arrange for death just before the n-th statement, the commit counted as one."""

    def arm() -> None:
        count = iter(range(statement, -1, -1))

        def step(*_: object) -> None:
            if next(count) == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sa.event.listen(sa.Engine, "before_cursor_execute", step)
        sa.event.listen(sa.Engine, "commit", step)

    return arm


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

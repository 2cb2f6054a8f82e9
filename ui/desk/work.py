"""Long work beside the page: it tells how far it is, can be stopped, and holds up no viewer.

Two pieces of work at a time on the whole server; further ones wait their turn. What comes of it
stays in the visit that asked for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from threading import Event
from typing import Any

__all__ = ["Cancelled", "Tell", "Work"]

Tell = Callable[[str, float], None]
_POOL = ThreadPoolExecutor(max_workers=2, thread_name_prefix="desk")
_PATIENCE = 0.3  # seconds in which work of a small file ends without a word


class Cancelled(Exception):  # noqa: N818 - it was asked for, nothing went wrong
    """The visitor stopped the work."""


class Work:
    """One job, begun at once: `stage` and `share` (0 to 1) say how far it is.

    `job` gets a function to call as it goes on; that function raises Cancelled when the visitor
    stopped the work.
    """

    def __init__(self, job: Callable[[Tell], Any]) -> None:
        self.stage, self.share = "", 0.0
        self._stop = Event()
        self._until = time.monotonic() + _PATIENCE
        self._future: Future[Any] = _POOL.submit(lambda: job(self._tell))

    def _tell(self, stage: str, share: float) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.stage, self.share = stage, min(max(share, 0.0), 1.0)

    @property
    def stopping(self) -> bool:
        """Whether the visitor asked to stop."""
        return self._stop.is_set()

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self._future.done()

    def stop(self) -> None:
        """Stop as soon as the job says how far it is."""
        self._stop.set()
        self._future.cancel()

    def settle(self) -> bool:
        """Wait a moment for work that was just begun; tell whether it has ended."""
        while not self.over and time.monotonic() < self._until:
            time.sleep(0.01)
        return self.over

    def result(self) -> Any:  # noqa: ANN401 - what the job returns
        """Return what came of it; raises what the job raised, Cancelled when it was stopped."""
        try:
            return self._future.result(0)
        except CancelledError:
            raise Cancelled from None

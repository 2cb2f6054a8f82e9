"""Things built once and kept: by whom they may be seen depends on what the shelf belongs to."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import RLock
from typing import Any, TypeVar

T = TypeVar("T")


class Shelf:
    """Keeps what was built, by name; beyond `most` the oldest is given up.

    While one thing is being built the other viewers wait, so fifty of them do not build it
    fifty times. A build may use the shelf itself. What is kept must not be changed.
    """

    def __init__(self, most: int = 512) -> None:
        self._most = most
        self._kept: dict[Hashable, Any] = {}
        self._building = RLock()

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, what: Hashable) -> bool:
        return what in self._kept

    def kept(self, what: Hashable, build: Callable[[], T]) -> T:
        """Return what is kept under this name, built now if it is not there yet."""
        if (held := self._kept.get(what, self)) is not self:  # None may be kept, a shelf never
            return held  # type: ignore[no-any-return]  # the name tells the type
        with self._building:
            if what not in self._kept:
                built = build()
                if len(self._kept) >= self._most:
                    del self._kept[next(iter(self._kept))]
                self._kept[what] = built
                return built
            return self._kept[what]  # type: ignore[no-any-return]  # as above

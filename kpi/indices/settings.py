"""What a reader moved: weights, and one area's figures, written in an address and read back.

`18,20,22,22,18` are weights, one a group; `15.2,,,20,` the figures of one area that were moved,
a blank for each that was not. An address is anybody's: what it holds is checked to the last number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kpi.language import N_, Language

if TYPE_CHECKING:
    from kpi.indices.index import Index

__all__ = ["Moved", "SettingError", "moved", "percentages", "read_figures", "read_weights",
           "written"]  # fmt: skip

_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
_LONGEST = 400  # characters of an address that are looked at
T = TypeVar("T")


@dataclass(frozen=True)
class Moved:
    """Weights (parts of 100), and the figures of one area (None: as it is)."""

    weights: tuple[float, ...]
    figures: tuple[float | None, ...]


class SettingError(ValueError):
    """Weights or figures that make no sense; `message` says why in the reader's language."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format(**values))
        self._text, self._values = text, values

    def message(self, lang: Language) -> str:
        """Say what is wrong."""
        return lang._(self._text, **self._values)


def moved(
    text: str, owner: str, known: Callable[[str], bool], understand: Callable[[str], T]
) -> T | None:
    """Understand `OWNER:numbers`; None for what was moved for another owner that is `known`.

    SettingError where it makes no sense.
    """
    whose, _, numbers = text.partition(":")
    if whose == owner:
        return understand(numbers)
    if not known(whose):
        raise SettingError(N_("it does not begin with the index or area it is of"))
    return None


def read_weights(text: str, index: Index) -> tuple[float, ...]:
    """Read weights; SettingError where one is no number, their count is wrong, or all are 0."""
    parts = _parts(text, index)
    if not all(_NUMBER.fullmatch(part) for part in parts):
        raise SettingError(N_("a weight must be a number that is not negative"))
    weights = tuple(map(float, parts))
    if not any(weights):
        raise SettingError(N_("the weights are all zero, so nothing can be ranked"))
    return weights


def read_figures(text: str, index: Index) -> tuple[float | None, ...]:
    """Read moved figures, None for those left alone; SettingError where one is out of its range."""
    figures: list[float | None] = []
    for part, group in zip(_parts(text, index), index.groups, strict=True):
        low, high = sorted((group.zero, group.full))
        if part and not (_NUMBER.fullmatch(part) and low <= float(part) <= high):
            raise SettingError(
                N_("a figure of group {group} must lie between {low:g} and {high:g}"),
                group=index.groups.index(group) + 1, low=low, high=high,
            )  # fmt: skip
        figures.append(float(part) if part else None)
    return tuple(figures)


def written(numbers: Sequence[float | None]) -> str:
    """Write numbers as an address holds them."""
    return ",".join("" if one is None else f"{one:.6f}".rstrip("0").rstrip(".") for one in numbers)


def percentages(weights: Sequence[float]) -> tuple[float, ...]:
    """Return weights as parts of 100."""
    whole = sum(weights)
    return tuple(100 * weight / whole for weight in weights)


def _parts(text: str, index: Index) -> list[str]:
    parts = text[:_LONGEST].split(",")
    if len(parts) != len(index.groups):
        raise SettingError(
            N_("{count} numbers are expected, one for each group"), count=len(index.groups)
        )
    return [part.strip() for part in parts]

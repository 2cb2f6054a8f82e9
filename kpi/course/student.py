"""Student's t for whole degrees of freedom, exactly, without a library of its own.

M. Abramowitz, I. A. Stegun, *Handbook of Mathematical Functions*, 26.7.3 and 26.7.4: for whole
degrees the distribution is a finite sum of powers of a cosine.
"""

from __future__ import annotations

import math
from functools import lru_cache

__all__ = ["below", "quantile"]


def below(t: float, degrees: int) -> float:
    """Return the probability that a t of so many degrees of freedom lies below `t`."""
    angle = math.atan(t / math.sqrt(degrees))
    return 0.5 + (_odd if degrees % 2 else _even)(angle, degrees) / 2


def _odd(angle: float, degrees: int) -> float:
    """A(t|ν) for odd ν: the probability between −t and t (26.7.3)."""
    cosine, term, total = math.cos(angle), math.cos(angle), 0.0
    for power in range(1, degrees - 1, 2):
        total += term
        term *= cosine**2 * (power + 1) / (power + 2)
    return 2 / math.pi * (angle + math.sin(angle) * total)


def _even(angle: float, degrees: int) -> float:
    """A(t|ν) for even ν (26.7.4)."""
    cosine, term, total = math.cos(angle), 1.0, 0.0
    for power in range(0, degrees - 1, 2):
        total += term
        term *= cosine**2 * (power + 1) / (power + 2)
    return math.sin(angle) * total


@lru_cache(maxsize=256)
def quantile(probability: float, degrees: int) -> float:
    """Return the t below which lies so much of the distribution; `probability` in 0.5–0.9999."""
    low, high = 0.0, 1e5
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle, degrees) < probability else (low, middle)
    return (low + high) / 2

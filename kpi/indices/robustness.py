"""How far a rank hangs on the weights.

The weights of an index are a choice. Robustness counts, over random weightings, how often an area
keeps its place by the official weights (one place up or down allowed), and how often it is among
the first five (M. Saisana, A. Saltelli, S. Tarantola, "Uncertainty and sensitivity analysis
techniques as tools for the quality assessment of composite indicators", J. R. Statist. Soc. A 168,
2005). Weightings are drawn from the flat Dirichlet distribution: every split of 100 among the
groups is as likely as any other, whatever the official one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpi.indices.points import Floats, exact, ranks, rounded

if TYPE_CHECKING:
    from kpi.indices.index import Index

__all__ = ["FIRST", "NEAR", "WEIGHTINGS", "Robustness", "random_weights", "robustness"]

WEIGHTINGS, NEAR, FIRST = 1000, 1, 5
_SEED = 766


@dataclass(frozen=True)
class Robustness:
    """Shares of the weightings (0–1) by area; NaN where it has no total."""

    stays: Floats  # within one place of its rank by the official weights
    first: Floats  # among the first five


def random_weights(groups: int, count: int = WEIGHTINGS, seed: int = _SEED) -> Floats:
    """Draw weightings (count × groups) that sum to 1; the same for the same seed."""
    return np.random.default_rng(seed).dirichlet(np.ones(groups), count)


def robustness(share: Floats, index: Index, weightings: Floats) -> Robustness:
    """Count over weightings (count × groups) how the areas of `share` (areas × groups) stand."""
    held = ~np.isnan(share).any(axis=1)
    stays, first = np.full(len(share), np.nan), np.full(len(share), np.nan)
    if held.any():
        place = ranks(rounded(exact(share[held], index.weights, index), index))
        places = _places(rounded(weightings @ share[held].T * index.total, index))
        stays[held] = (np.abs(places - place) <= NEAR).mean(axis=0)
        first[held] = (places <= FIRST).mean(axis=0)
    return Robustness(stays, first)


def _places(totals: Floats) -> Floats:
    """Rank totals (weightings × areas) along each line: one more than there are better ones."""
    places = np.ones(totals.shape)
    for other in totals.T:
        places += other[:, None] > totals
    return places

"""Strata of respondents and population figures in, a weight per respondent out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drukproef.errors import fail


@dataclass(frozen=True)
class Weights:
    """Per respondent of one wave: its weight, and the size and population of its stratum."""

    weight: NDArray[np.float64]
    n_stratum: NDArray[np.int64]
    population: NDArray[np.int64]


def poststratify(stratum: NDArray[np.int64], population: dict[int, int]) -> Weights:
    """Weight = population / respondents, per stratum (code).

    >>> poststratify(np.array([1, 1, 2]), {1: 10, 2: 3}).weight.tolist()
    [5.0, 5.0, 3.0]
    """
    codes, place, n = np.unique(stratum, return_inverse=True, return_counts=True)
    totals = np.array([population[int(code)] for code in codes], dtype=np.int64)
    weights = Weights((totals / n)[place], n[place], totals[place])
    _check_totals(np.bincount(place, weights=weights.weight), totals)
    return weights


def _check_totals(achieved: NDArray[Any], totals: NDArray[np.int64]) -> None:
    if not np.allclose(achieved, totals, rtol=1e-9, atol=0):
        raise fail("weights", f"they sum to {achieved.tolist()}", f"the population figures {totals.tolist()}")
